import { type IncomingHttpHeaders, request } from "node:http";

/** What came back. */
export type Reply = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string };

type Sent = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** One request exactly as written here: no browser adds or forbids a header. */
export function send(url: string, { method = "GET", headers = {}, body }: Sent = {}): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      });
    });
    sent.on("error", reject);
    sent.on("upgrade", (response, socket) => {
      socket.destroy();
      resolve({ status: response.statusCode ?? 0, headers: response.headers, text: "" });
    });
    sent.end(body);
  });
}

export type Fields = Readonly<Record<string, string>> | readonly (readonly [string, string])[];

/** Somebody with a browser profile: a cookie, and the token of the page they opened. */
export type Guest = {
  readonly cookie: string;
  readonly run: string;
  /** The room as it is now. */
  page(room?: "study-hall" | "direct"): Promise<string>;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Reply>;
  post(path: string, fields: Fields, headers?: Readonly<Record<string, string>>): Promise<Reply>;
  say(text: string, room?: "study-hall" | "direct"): Promise<Reply>;
  /** Presses the button with this label on the newest message that has one. */
  press(label: string): Promise<Reply>;
  listen(room?: "study-hall" | "direct", headers?: Readonly<Record<string, string>>): Promise<Stream>;
};

/** Opens the page as somebody new. */
export async function newGuest(url: string, login: Readonly<Record<string, string>> = {}): Promise<Guest> {
  const opened = await send(`${url}/study-hall`, { headers: login });
  const cookie = opened.headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
  return guestOf(url, cookie, tokenIn(opened.text), login);
}

export const tokenIn = (page: string): string => /x-nightshift-run&quot;:&quot;([0-9a-f]+)/.exec(page)?.[1] ?? "";

function guestOf(url: string, cookie: string, run: string, login: Readonly<Record<string, string>>): Guest {
  const own = { cookie, ...login };
  const post: Guest["post"] = (path, fields, headers = {}) =>
    send(url + path, {
      method: "POST",
      headers: {
        ...own,
        origin: url,
        "x-nightshift-run": run,
        "content-type": "application/x-www-form-urlencoded",
        ...headers,
      },
      body: new URLSearchParams(
        Symbol.iterator in fields ? [...fields].map(([name, value]) => [name, value]) : { ...fields },
      ).toString(),
    });
  const get: Guest["get"] = (path, headers = {}) => send(url + path, { headers: { ...own, ...headers } });
  const page: Guest["page"] = async (room = "study-hall") => (await get(`/${room}`)).text;
  return {
    cookie,
    run,
    get,
    post,
    page,
    say: (text, room = "study-hall") => post("/say", { text, room }),
    press: async (label) => {
      const [on = "", action = ""] = buttonNamed(await page(), label);
      return post("/press", { on, action });
    },
    listen: async (room = "study-hall", headers = {}) =>
      openStream(`${url}/events?room=${room}&after=0&run=${run}`, { ...own, ...headers }),
  };
}

/** The message and the action of the newest button with a label. */
export function buttonNamed(page: string, label: string): readonly string[] {
  const forms = [
    ...page.matchAll(
      /name="on" value="([^"]+)"><input type="hidden" name="action" value="([^"]+)">\s*<button[^>]*>([^<]*)</g,
    ),
  ];
  const found = forms.findLast((form) => form[3] === label);
  if (!found) throw new Error(`there is no button "${label}" on this page`);
  return [found[1] ?? "", found[2] ?? ""];
}

/** An open stream of events. */
export type Stream = {
  readonly status: number;
  /** Everything received so far. */
  received(): string;
  /** Resolves once the stream has brought this text. */
  until(text: string): Promise<string>;
  /** Resolves when the server ended it, and rejects when it was only cut off. */
  ended(): Promise<string>;
  close(): void;
};

function openStream(url: string, headers: Readonly<Record<string, string>>): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers }, (response) => {
      let received = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        received += chunk;
      });
      const until = (text: string): Promise<string> =>
        new Promise((found) => {
          const look = () => {
            if (!received.includes(text)) return;
            response.off("data", look);
            found(received);
          };
          response.on("data", look);
          look();
        });
      const ended = (): Promise<string> =>
        new Promise((end, cutOff) => {
          const look = () => (response.complete ? end(received) : cutOff(new Error("the stream was cut off")));
          if (response.closed) look();
          else response.on("close", look);
        });
      resolve({
        status: response.statusCode ?? 0,
        received: () => received,
        until,
        ended,
        close: () => sent.destroy(),
      });
    });
    sent.on("error", reject);
    sent.end();
  });
}

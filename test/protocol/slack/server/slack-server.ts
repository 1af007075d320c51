import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Answered, json, ok, type Received, receive, refuse, send } from "./http.ts";
import { messageFaults } from "./limits.ts";
import { createSockets, type Sockets } from "./sockets.ts";
import { callMethod, change, post } from "./web-api.ts";
import { createWorld, type World } from "./world.ts";

/** What goes wrong with a request. */
export type Fault = {
  /** Whether Slack does what was asked before it goes wrong; by default it does not. */
  readonly accept?: boolean;
  readonly reply: "hang" | "reset" | "junk" | Answered;
};

export type Request = { readonly path: string; readonly body: string; status: number };

/** A Slack of our own on this machine: Web API, Socket Mode and addresses that answer, with faults on demand. */
export type SlackServer = {
  readonly world: World;
  readonly sockets: Sockets;
  /** The API's root: "http://127.0.0.1:…/api". */
  readonly api: string;
  readonly root: string;
  /** Everything asked, oldest first; `status` is 0 while, or when, there was no answer. */
  readonly requests: readonly Request[];
  /** The next `times` requests whose path matches go wrong. */
  fail(match: RegExp, fault: Fault, times?: number): void;
  /** Answers of further methods, such as those of an installation. */
  readonly methods: Map<string, (got: Received) => Answered>;
  close(): Promise<void>;
};

export async function startSlack(): Promise<SlackServer> {
  const world = createWorld();
  const requests: Request[] = [];
  const faults: { match: RegExp; fault: Fault; left: number }[] = [];
  const methods: SlackServer["methods"] = new Map();
  const http = createServer((request, response) => void take(request, response));
  const root = (): string => `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const sockets = createSockets(world, http);

  const usual = (got: Received): Answered => {
    const [, kind = "", name = ""] = /^\/(api|respond|upload)\/(.+)$/.exec(got.path) ?? [];
    if (kind === "respond") return takeAnswer(world, name, got);
    if (kind === "upload") return takeUpload(world, name, got);
    if (name === "apps.connections.open") return sockets.open(got, root());
    return methods.get(name)?.(got) ?? callMethod(world, name, got, root()) ?? refuse("unknown_method");
  };
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const got = await receive(request);
    const noted: Request = { path: got.path, body: got.raw.toString(), status: 0 };
    if (world.strict) requests.push(noted);
    const planned = faults.find(({ match, left }) => left > 0 && match.test(got.path));
    if (planned) planned.left -= 1;
    const answered = planned && !planned.fault.accept ? undefined : usual(got);
    const then = planned?.fault.reply ?? answered;
    if (typeof then === "object") {
      noted.status = then.status;
      send(response, then);
    } else if (then === "reset") request.socket.destroy();
    else if (then === "junk") send(response, { ...json({}), body: "{]" });
    world.happened();
  };
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  return {
    world,
    sockets,
    root: root(),
    api: `${root()}/api`,
    requests,
    methods,
    fail: (match, fault, times = 1) => void faults.push({ match, fault, left: times }),
    close: async () => {
      sockets.stop();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

/** An answer by way of its own address: five in all, a new message or in the place of the one that was pressed. */
function takeAnswer(world: World, name: string, { raw }: Received): Answered {
  const address = world.answers.get(name);
  if (!address) return { status: 404, body: "no_such_url" };
  if (address.left === 0) return { status: 404, body: "used_url" };
  const given: Readonly<Record<string, unknown>> = JSON.parse(raw.toString());
  const faults = world.strict ? messageFaults(given) : [];
  if (faults.length > 0) {
    world.refusals.push(...faults);
    return { status: 400, body: "invalid_blocks" };
  }
  address.left -= 1;
  if (given.replace_original === true && address.on) change(world, address.on, given);
  else {
    const alone = given.response_type === "in_channel" ? {} : { only: address.person };
    post(world, { channel: address.channel, ...alone }, given);
  }
  return ok();
}

/** A file's content, sent as a form. */
function takeUpload(world: World, id: string, { raw }: Received): Answered {
  const file = world.files.get(id);
  if (!file) return { status: 404 };
  const text = raw.toString("latin1");
  file.content = Buffer.from(text.slice(text.indexOf("\r\n\r\n") + 4, text.lastIndexOf("\r\n--")), "latin1").toString();
  return { status: 200, body: "OK" };
}

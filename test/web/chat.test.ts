import { describe, expect, test } from "vitest";
import { buttonNamed, newGuest, tokenIn } from "./guest.ts";
import { servePage } from "./page-server.ts";
import { ASK, everything } from "./scripted-tutor.ts";

describe("several people", () => {
  test("see each other's public messages at once, under the names they chose", async () => {
    const server = await servePage();
    const [ada, bea] = [await newGuest(server.url), await newGuest(server.url)];
    await ada.post("/name", { name: "Ada" });
    const stream = await bea.listen();
    await ada.say("good evening");
    expect(await stream.until("good evening")).toContain("<bdi>Ada</bdi>");
    expect(await bea.page()).toContain("good evening");
    stream.close();
  });

  test("never see each other's private messages, on the page or in the stream", async () => {
    const server = await servePage();
    const [ada, bea] = [await newGuest(server.url), await newGuest(server.url)];
    const [hers, other] = [await ada.listen(), await bea.listen()];
    await ada.say("/learn");
    await hers.until("Page 1");
    await ada.press("Next");
    await hers.until("Page 2");
    await ada.say("that was it");
    const seen = await other.until("that was it");
    expect(seen).not.toContain("Page 1");
    expect(seen).not.toContain("Page 2");
    expect(await bea.page()).not.toContain("Page 2");
    expect(await ada.page()).toContain("Only you can see this");
    hers.close();
    other.close();
  });

  test("have a direct conversation each, which nobody else reads", async () => {
    const server = await servePage();
    const [ada, bea] = [await newGuest(server.url), await newGuest(server.url)];
    const hall = await bea.listen();
    const direct = await bea.listen("direct");
    await ada.say("my secret", "direct");
    await ada.say("done");
    await hall.until("done");
    await bea.say("mine", "direct");
    expect(await direct.until("mine")).not.toContain("my secret");
    expect(await bea.page("direct")).not.toContain("my secret");
    expect(await ada.page("direct")).toContain("my secret");
    expect(await ada.page()).not.toContain("my secret");
    hall.close();
    direct.close();
  });

  test("cannot press a button of somebody else's private message, whatever they guess", async () => {
    const server = await servePage();
    const [ada, bea] = [await newGuest(server.url), await newGuest(server.url)];
    await ada.say("/learn");
    const [on = "", action = ""] = buttonNamed(await ada.page(), "Next");
    const before = server.tutor.heard.length;
    expect((await bea.post("/press", { on, action })).status).toBe(404);
    expect((await bea.post("/submit", { on, "form-id": action, room: "study-hall" })).status).toBe(404);
    expect(server.tutor.heard).toHaveLength(before);
  });

  test("cannot fetch a file or a picture of somebody else's", async () => {
    const handle = async () => [{ kind: "reply", to: "me", message: everything("/nowhere.png") } as const];
    const server = await servePage({ handle });
    const [ada, bea] = [await newGuest(server.url), await newGuest(server.url)];
    await ada.say("/help");
    const [file = ""] = /\/files\/[^"]+/.exec(await ada.page()) ?? [];
    const own = await ada.get(file);
    expect(own.text).toBe('{"all":"of it"}');
    expect(own.headers["content-disposition"]).toBe(
      "attachment; filename=\"export _.json\"; filename*=UTF-8''export%20%C3%BC.json",
    );
    expect((await bea.get(file)).status).toBe(404);
    expect((await bea.get(file.replace("files", "pictures"))).status).toBe(404);
  });
});

describe("what the tutor hears", () => {
  test("is every button's id as it came, and who pressed it where", async () => {
    const server = await servePage();
    const ada = await newGuest(server.url);
    await ada.say("/learn");
    const [on = ""] = buttonNamed(await ada.page(), "Next");
    const action = 'nonsense:"><script>\u0000';
    expect((await ada.post("/press", { on, action })).status).toBe(204);
    const place = { platform: "web", tenant: "local", channel: "study-hall", kind: "channel" };
    expect(server.tutor.heard.at(-1)).toMatchObject({
      kind: "press",
      action,
      values: [],
      on: { platform: "web", channel: "study-hall", id: on },
      in: place,
    });
  });

  test("is what a form was filled with, and on which message", async () => {
    const server = await servePage();
    const ada = await newGuest(server.url);
    await ada.say("/write");
    const dialog = (await ada.press("Write your answer")).text;
    expect(dialog).toContain("<dialog");
    const [on = ""] = buttonNamed(await ada.page(), "Write your answer");
    const fields = { on, room: "study-hall", "form-id": `write:${ASK}`, "field.answer": "an orchestrator" };
    expect((await ada.post("/submit", fields)).status).toBe(204);
    expect(server.tutor.heard.at(-1)).toMatchObject({
      kind: "submit",
      form: `write:${ASK}`,
      fields: { answer: "an orchestrator" },
      on: { id: on },
    });
    expect(await ada.page()).toContain("wrote: an orchestrator");
  });

  test("is what a menu was set to", async () => {
    const server = await servePage();
    const ada = await newGuest(server.url);
    await ada.say("/menu");
    const [, on = ""] = /name="on" value="([^"]+)"/.exec(await ada.page()) ?? [];
    await ada.post("/press", [
      ["on", on],
      ["action", "open"],
      ["value", "the-manager"],
    ]);
    expect(server.tutor.heard.at(-1)).toMatchObject({ kind: "press", action: "open", values: ["the-manager"] });
    expect(await ada.page()).toContain("You opened the-manager.");
  });

  test("is the language that the browser asks for, and nothing when it asks for none that exists", async () => {
    const server = await servePage();
    const ada = await newGuest(server.url);
    const help = { text: "/help", room: "study-hall" };
    await ada.post("/say", help, { "accept-language": "de-AT,de;q=0.9,en;q=0.5" });
    await ada.post("/say", help, { "accept-language": "*" });
    expect(server.tutor.heard[0]).toMatchObject({ by: { locale: "de-AT" } });
    expect(server.tutor.heard[1]).not.toHaveProperty("by.locale");
  });

  test("is in a direct conversation every line, as a command or as a call for help", async () => {
    const server = await servePage();
    const ada = await newGuest(server.url);
    await ada.say("Learn many-copies", "direct");
    await ada.say("what can you do?", "direct");
    expect(server.tutor.heard).toMatchObject([
      { kind: "command", name: "learn", options: { chapter: "many-copies" }, in: { kind: "direct" } },
      { kind: "command", name: "help", options: {} },
    ]);
    expect(await ada.page("direct")).toContain("what can you do?");
    const person = server.tutor.heard[0]?.by.id ?? "";
    const kept = await server.history.recent(person, `direct:${person}`, 10);
    expect(kept.map(({ audience }) => audience)).toEqual(Array(4).fill(person));
  });

  test("is a newcomer once, when their browser really came back, and nobody who only fetched the page", async () => {
    const server = await servePage();
    await newGuest(server.url);
    const ada = await newGuest(server.url);
    for (let times = 0; times < 2; times += 1) {
      const stream = await ada.listen();
      await stream.until("Welcome, Guest");
      stream.close();
    }
    expect(server.tutor.heard).toMatchObject([{ kind: "opened", in: { channel: "study-hall" } }]);
  });
});

describe("a page that was away", () => {
  test("gets everything it missed, added or changed, and nothing twice", async () => {
    const server = await servePage();
    const ada = await newGuest(server.url);
    await ada.say("one");
    await ada.say("/learn");
    const stream = await ada.listen();
    const seen = await stream.until("Page 1");
    const last = [...seen.matchAll(/^id: (\d+)$/gm)].at(-1)?.[1] ?? "";
    stream.close();
    await ada.press("Next");
    await ada.say("two");
    const again = await ada.listen("study-hall", { "last-event-id": last });
    const caught = await again.until(">two<");
    expect(caught).toContain("Page 2");
    expect(caught).not.toContain("Page 1");
    expect(caught).not.toContain(">one<");
    again.close();
  });

  test("is told to load itself anew after a restart, and its buttons work again then", async () => {
    const server = await servePage();
    const ada = await newGuest(server.url);
    await ada.say("/learn");
    const [on = "", action = ""] = buttonNamed(await ada.page(), "Next");
    const stream = await ada.listen();
    await server.restart();
    await stream.ended();
    expect(await (await ada.listen()).ended()).toContain("event: reload");
    const stale = await ada.post("/press", { on, action });
    expect([stale.status, stale.headers["hx-refresh"]]).toEqual([403, "true"]);
    const run = tokenIn(await ada.page());
    expect((await ada.post("/press", { on, action }, { "x-nightshift-run": run })).status).toBe(204);
    expect(await ada.page()).toContain("Page 2");
  });
});

describe("what cannot be sent", () => {
  test.each([
    ["nothing but blanks", "  \n ", "nothing to send"],
    ["nothing but invisible characters", "\u200b\u202e", "nothing to send"],
    ["more than 2,000 characters", "é".repeat(2001), "2000 characters, and this one has 2001"],
  ])("%s is refused with a sentence", async (_what, text, sentence) => {
    const server = await servePage();
    const reply = await (await newGuest(server.url)).say(text);
    expect([reply.status, reply.text]).toEqual([422, expect.stringContaining(sentence)]);
  });

  test("exactly 2,000 characters fit", async () => {
    const server = await servePage();
    expect((await (await newGuest(server.url)).say("🌙".repeat(2000))).status).toBe(204);
  });

  test.each(["", " ", "\u202e", "x".repeat(41), "nightshift"])(
    "the name %o is refused with a sentence",
    async (name) => {
      const server = await servePage();
      const ada = await newGuest(server.url);
      expect((await ada.post("/name", { name })).status).toBe(422);
      expect(await ada.page()).toMatch(/class="name">Guest \d\d</);
    },
  );

  test("a request that no page of ours would send is refused as such", async () => {
    const server = await servePage();
    const ada = await newGuest(server.url);
    expect((await ada.post("/say", { text: "hello" })).status).toBe(400);
    expect((await ada.post("/say", { text: "hello", room: "elsewhere" })).status).toBe(400);
    expect((await ada.post("/press", {})).status).toBe(400);
    expect(server.faults).toEqual([]);
  });
});

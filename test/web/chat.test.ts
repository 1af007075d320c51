import { describe, expect, test } from "vitest";
import { buttonNamed, newGuest, tokenIn } from "./guest.ts";
import { servePage } from "./page-server.ts";
import { ASK } from "./scripted-tutor.ts";

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
    await ada.say("shout", "direct");
    expect(server.tutor.heard).toMatchObject([
      { kind: "command", name: "learn", options: { chapter: "many-copies" }, in: { kind: "direct" } },
      { kind: "command", name: "help", options: {} },
      { kind: "command", name: "shout", options: {} },
    ]);
    expect(await ada.page("direct")).toContain("what can you do?");
    const person = server.tutor.heard[0]?.by.id ?? "";
    const kept = await server.history.recent(person, `direct:${person}`, 10);
    expect(kept.map(({ audience }) => audience)).toEqual(Array(6).fill(person));
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

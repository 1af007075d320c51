import { expect, test } from "vitest";
import type { Outgoing, Post } from "../../src/chat/answer.ts";
import type { Place } from "../../src/chat/event.ts";
import { paragraph } from "../../src/chat/message.ts";
import { newGuest } from "./guest.ts";
import { type PageServer, servePage } from "./page-server.ts";

const hall: Place = { platform: "web", tenant: "local", channel: "study-hall", kind: "channel" };

const postOf = (key: string, text: string, to = hall): Post => ({
  kind: "post",
  to,
  key,
  message: { blocks: [paragraph(text)] },
});

async function personBehind(server: PageServer): Promise<string> {
  const event = server.tutor.heard.at(-1);
  if (!event) throw new Error("nobody has done anything yet");
  return event.by.id;
}

test("a post reaches every open page, once for its key, also after a restart", async () => {
  const server = await servePage();
  const ada = await newGuest(server.url);
  const stream = await ada.listen();
  const first = await server.web.deliver(postOf("daily 2026-11-23", "the daily question"));
  await stream.until("the daily question");
  const second = await server.web.deliver(postOf("daily 2026-11-23", "the daily question"));
  await server.restart();
  const third = await server.web.deliver(postOf("daily 2026-11-23", "the daily question"));
  expect(first.kind).toBe("sent");
  expect([second, third]).toEqual([first, first]);
  expect((await ada.page()).match(/the daily question/g)).toHaveLength(1);
});

test("a post to one person is seen by that person alone", async () => {
  const server = await servePage();
  const [ada, bea] = [await newGuest(server.url), await newGuest(server.url)];
  await ada.say("/help", "direct");
  const channel = `direct:${await personBehind(server)}`;
  const to: Place = { ...hall, channel, kind: "direct" };
  expect((await server.web.deliver(postOf("review", "three reviews are due", to))).kind).toBe("sent");
  expect(await ada.page("direct")).toContain("three reviews are due");
  expect(await bea.page("direct")).not.toContain("three reviews are due");
});

test("a post to a person stands in their direct conversation, on a page that is open there at once", async () => {
  const server = await servePage();
  const [ada, bea] = [await newGuest(server.url), await newGuest(server.url)];
  await ada.say("/help");
  const [direct, hall, hers] = [await ada.listen("direct"), await ada.listen(), await bea.listen("direct")];
  const to = { kind: "person", platform: "web", tenant: "local", person: await personBehind(server) } as const;
  const message = { blocks: [paragraph("three reviews are due")] };
  const sent = await server.web.deliver({ kind: "post", to, key: "reviews", message });
  if (sent.kind !== "sent") throw new Error("the post was not sent");
  await direct.until("three reviews are due");
  await server.web.edit(sent.ref, { blocks: [paragraph("two reviews are due")] });
  await direct.until("two reviews are due");
  expect(await hall.until(`event: elsewhere\ndata: ${sent.ref.id}`)).not.toContain("reviews are due");
  await server.web.deliver(postOf("end", "to everybody"));
  await hers.until("event: elsewhere");
  expect(hers.received()).not.toContain(sent.ref.id);
  const nobody = { ...to, person: "0".repeat(32) };
  expect(await server.web.deliver({ kind: "post", to: nobody, key: "lost", message })).toMatchObject({
    kind: "refused",
    scope: "place",
  });
  for (const stream of [direct, hall, hers]) stream.close();
});

test("a silent message is not announced, on the page or when it changes; others are", async () => {
  const server = await servePage();
  const ada = await newGuest(server.url);
  const { message, ...post } = postOf("board", "the board");
  const sent = await server.web.deliver({ ...post, message: { ...message, silent: true } });
  if (sent.kind !== "sent") throw new Error("the post was not sent");
  await server.web.edit(sent.ref, { blocks: [paragraph("the board, changed")], silent: true });
  await server.web.deliver(postOf("quiz", "the daily question"));
  const live = [...(await ada.page()).matchAll(/<article [^>]*>/g)].map(([tag]) => tag.includes('aria-live="off"'));
  expect(live).toEqual([true, false]);
});

test("a post to a place that is not here, or to nobody, is refused for that place alone", async () => {
  const server = await servePage();
  const places = [
    { ...hall, platform: "slack" },
    { ...hall, channel: "general" },
    { ...hall, channel: `direct:${"0".repeat(32)}`, kind: "direct" as const },
  ];
  for (const to of places) {
    expect(await server.web.deliver(postOf("key", "hello?", to))).toMatchObject({ kind: "refused", scope: "place" });
  }
});

test("an edit changes the message on every page, and says that it did", async () => {
  const server = await servePage();
  const ada = await newGuest(server.url);
  const stream = await ada.listen();
  const sent = await server.web.deliver(postOf("key", "tonight at two"));
  if (sent.kind !== "sent") throw new Error("the post was not sent");
  server.later(1000);
  expect(await server.web.edit(sent.ref, { blocks: [paragraph("tonight at three")] })).toEqual(sent);
  expect(await stream.until("tonight at three")).toContain("edited");
  expect(await ada.page()).not.toContain("tonight at two");
  const gone = { ...sent.ref, id: "00000000-0000-7000-8000-000000000000" };
  expect(await server.web.edit(gone, { blocks: [paragraph("?")] })).toMatchObject({ kind: "refused" });
  stream.close();
});

test("a history that fails makes a post wait, and is reported", async () => {
  const server = await servePage();
  const broken = { ...server.history, find: () => Promise.reject(new Error("the disk is full")) };
  const other = await servePage({ history: broken });
  expect(await other.web.deliver(postOf("key", "hello"))).toEqual({ kind: "wait", until: expect.any(Number) });
  expect(other.faults).toEqual([new Error("the disk is full")]);
});

test("a fault in a request is reported, and the person gets its number and no more", async () => {
  const handle = async () => Promise.reject(new Error("secret details"));
  const server = await servePage({ handle });
  const reply = await (await newGuest(server.url)).say("/help");
  expect(reply.status).toBe(500);
  expect(reply.text).toMatch(/tell whoever runs this: [0-9a-f]{8}\./);
  expect(reply.text).not.toContain("secret details");
  expect(server.faults).toEqual([new Error("secret details")]);
});

test("somebody who was erased sees the answer to that, and nothing about them comes back", async () => {
  const erase = (server: PageServer) => async (person: string) => {
    const learner = await server.store.findLearner({ platform: "web", tenant: "local", person });
    if (learner) await server.store.eraseLearner(learner.id);
  };
  let them = "";
  let eraseThem: (person: string) => Promise<void> = async () => undefined;
  const button = { kind: "button", label: "Delete it all", action: "erase:me", style: "danger" } as const;
  const server = await servePage({
    handle: async (event): Promise<readonly Outgoing[]> => {
      if (event.kind === "press") {
        if (them === "") await eraseThem(event.by.id);
        them = event.by.id;
        return [{ kind: "update", message: { blocks: [paragraph("I keep nothing about you.")] } }];
      }
      return [{ kind: "reply", to: "me", message: { blocks: [paragraph("Shall I?")], buttons: [[button]] } }];
    },
  });
  eraseThem = erase(server);
  const ada = await newGuest(server.url);
  await ada.post("/name", { name: "Ada" });
  await ada.say("/privacy");
  const stream = await ada.listen();
  await stream.until("Shall I?");
  expect(
    (await Promise.all([ada.press("Delete it all"), ada.press("Delete it all")])).map(({ status }) => status),
  ).toContain(204);
  const seen = await stream.until("I keep nothing about you.");
  const [on = ""] = [...seen.matchAll(/id="m-([^"]+)"/g)].map((match) => match[1]).slice(-1);
  expect((await ada.post("/press", { on, action: "erase:me" })).status).toBe(204);
  expect(await server.history.profile(them)).toBeUndefined();
  const page = await ada.page();
  expect(page).not.toContain("Ada");
  expect(page).toMatch(/class="name">Guest \d\d</);
  expect(server.faults).toEqual([]);
  await ada.say("/learn");
  expect(await ada.page()).toContain("Shall I?");
  stream.close();
});

test("with real channels beside it, every page says so (S67)", async () => {
  const server = await servePage({ beside: ["Discord", "Slack"] });
  expect(await (await newGuest(server.url)).page("direct")).toContain(
    "Discord and Slack are connected beside this page. What happens here stays on this page.",
  );
  const alone = await servePage();
  expect(await (await newGuest(alone.url)).page("direct")).not.toContain("connected beside");
});

test("when it stops, open pages are let go at once and nothing hangs", async () => {
  const server = await servePage();
  const stream = await (await newGuest(server.url)).listen();
  expect(server.web.health()).toEqual({ ok: true });
  await server.web.stop();
  await stream.ended();
  expect(server.web.health().ok).toBe(false);
  expect(server.web.url).toBe("");
});

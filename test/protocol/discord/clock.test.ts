import { describe, expect, onTestFinished, test } from "vitest";
import type { Composed, Settled } from "../../../src/core/post.ts";
import { createOutbox } from "../../../src/delivery/outbox.ts";
import { createPlanner } from "../../../src/delivery/planner.ts";
import { openStore } from "../../../src/store/open.ts";
import { freshSqlite } from "../../store/databases.ts";
import { newId } from "../../store/learning.ts";
import { made, saying } from "../../store/planning.ts";
import { type Connected, connect, realAfter } from "./class-room.ts";
import { textOf } from "./member.ts";
import type { Fault } from "./server/discord-server.ts";
import { page, refuse } from "./server/http.ts";

const create = /^POST \/channels\/\d+\/messages$/;

/** The real planner, outbox and SQLite over the real discord.js, with a quiz that is due. */
async function quizDue() {
  let ahead = 0;
  const now = (): number => Date.now() + ahead;
  const at: Connected = await connect(async () => [], { patience: { post: 300 }, now });
  const fresh = await freshSqlite();
  const opened = await openStore(fresh.where);
  onTestFinished(async () => {
    await opened.close();
    await fresh.remove();
  });
  const { store } = opened;
  const faults: unknown[] = [];
  const ends: Settled["outcome"][] = [];
  const fault = (error: unknown) => void faults.push(error);
  const planner = createPlanner({ store, now, after: realAfter, newId, rules: 2026 });
  const outbox = createOutbox({
    store,
    platforms: [at.discord],
    compose: async ({ key }): Promise<Composed> => ({ kind: "say", message: saying(key), follow: [] }),
    edit: at.discord.edit,
    now,
    after: realAfter,
    newId,
    owner: newId(),
    fault,
    ended: (_platform, outcome) => ends.push(outcome),
    opened: () => undefined,
    circuits: () => undefined,
  });
  onTestFinished(() => outbox.stop());
  const due = Temporal.Now.zonedDateTimeISO("UTC").round({ smallestUnit: "minute", roundingMode: "floor" });
  const [date, time] = [due.toPlainDate().toString(), due.toPlainTime().toString().slice(0, 5)];
  const to = { platform: "discord", tenant: at.guild.id, channel: at.channel, kind: "channel" } as const;
  const schedule = await store.saveSchedule(made({ to, time, next: { date, time, due: due.epochMilliseconds } }));
  return {
    server: at.server,
    ends,
    faults,
    /** Some seconds pass, and all that follows from a beat. */
    beat: async (seconds: number) => {
      ahead += seconds * 1000;
      await planner.plan();
      await outbox.send();
      await outbox.idle();
    },
    state: async () => (await store.slotsOf(schedule.id, 9)).map(({ state }) => state),
    messages: () => [...at.server.world.messages.values()].map(textOf),
    /** Requests to post in the quiz's channel. */
    posts: () =>
      at.server.requests.filter(({ method, path }) => method === "POST" && path === `/channels/${at.channel}/messages`)
        .length,
  };
}

describe("a quiz that Discord took", () => {
  test.each<[string, Fault]>([
    ["whose reply never comes (F01)", { accept: true, reply: "hang" }],
    ["whose connection is reset (F02)", { accept: true, reply: "reset" }],
    ["whose reply is a server error (F03)", { accept: true, reply: { status: 500, body: "{}" } }],
    ["whose reply is a page for people", { accept: true, reply: page(502) }],
    ["whose reply is junk", { accept: true, reply: "junk" }],
  ])("%s is one message, repeated under its nonce within a minute", async (_what, fault) => {
    const room = await quizDue();
    room.server.fail(create, fault);
    await room.beat(0);
    expect(room.ends.map(({ kind }) => kind)).toEqual(["unknown"]);
    await room.beat(10);
    expect(room.messages()).toHaveLength(1);
    expect(room.posts()).toBe(2);
    expect(await room.state()).toEqual(["posted"]);
    expect(room.faults).toEqual([]);
  });

  test.each<[string, boolean]>([
    ["is looked for in the channel when its nonce is forgotten, and not repeated", true],
    ["and did not keep is looked for twice when its nonce is forgotten, and then repeated", false],
  ])("%s", async (_what, accept) => {
    const room = await quizDue();
    room.server.fail(create, { accept, reply: "reset" });
    await room.beat(0);
    room.server.world.nonces.clear();
    for (let beats = 0; beats < 4; beats += 1) await room.beat(beats === 0 ? 200 : 31);
    expect(room.messages()).toHaveLength(1);
    expect(room.posts()).toBe(accept ? 1 : 2);
    expect((await room.state()).map((state) => state === "posted" || state === "late")).toEqual([true]);
  });

  test("and somebody deleted before it was repeated counts as posted (F12)", async () => {
    const room = await quizDue();
    room.server.fail(create, { accept: true, reply: "reset" });
    await room.beat(0);
    room.server.fail(create, { reply: refuse(404, 10008, "Unknown Message") });
    await room.beat(10);
    expect(await room.state()).toEqual(["posted"]);
  });
});

test("a channel that may not be posted in rests after one request (F08)", async () => {
  const room = await quizDue();
  room.server.fail(create, { reply: refuse(403, 50013, "Missing Permissions") });
  for (const seconds of [0, 10, 10, 3600]) await room.beat(seconds);
  expect(room.posts()).toBe(1);
  expect(await room.state()).toEqual(["attention"]);
});

test("an archived thread is opened, and gets its quiz (F09)", async () => {
  const room = await quizDue();
  room.server.fail(create, { reply: refuse(400, 50083, "Thread is archived") });
  for (const seconds of [0, 10]) await room.beat(seconds);
  expect(room.messages()).toHaveLength(1);
  expect(await room.state()).toEqual(["posted"]);
});

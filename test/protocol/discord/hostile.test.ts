import { describe, expect, test } from "vitest";
import { bite, chapter, choiceCheck, course } from "../../rooms/courses.ts";
import { type ClassRoom, classRoom } from "./class-room.ts";
import { createMember, type Member, textOf } from "./member.ts";
import type { Pending, Posted } from "./server/world.ts";

const asking = course(chapter("one", [bite("Which?", choiceCheck("pick", { right: [1], fixed: true })), bite("Bye.")]));

const memberOf = ({ server, guild, channel }: ClassRoom, name: string): Member =>
  createMember(server, { name, guild: guild.id, channel });

const pressing = (custom_id: string, more: object = {}) => ({
  type: 3,
  data: { component_type: 2, custom_id, ...more },
});

/** The ids of the buttons under a message, in their order. */
const idsOn = (page: Posted): readonly string[] =>
  [...JSON.stringify(page.components).matchAll(/"custom_id":"([^"]+)"/g)].flatMap(([, id]) => id ?? []);

const answered = (room: ClassRoom, pending: Pending): Promise<number> =>
  room.server.world.until(() => pending.answers[0]);

describe("a button's id that was never issued", () => {
  test.each([
    "",
    "x".repeat(100),
    "\u0000",
    "\u202eanswer",
    "🎓",
    "__proto__",
    "constructor",
    "answer:\n",
    "answer:018f0000-0000-7000-8000-00000000dead:0",
    "turn:018f0000-0000-7000-8000-00000000dead:0",
    "run:__proto__",
  ])("(%j) is answered kindly and in private, and changes nothing (S01, S02)", async (id) => {
    const room = await classRoom(asking);
    const ada = memberOf(room, "Ada");
    const page = await ada.type("learn");
    const before = textOf(page);
    await answered(room, ada.send(pressing(id), page));
    expect(ada.newest().only).toBe(ada.actor.id);
    expect(textOf(ada.newest())).not.toContain(id === "" ? "\u0000" : id);
    expect([textOf(page), page.edits]).toEqual([before, 0]);
    expect(room.faults).toEqual([]);
  });

  test("and values that nobody offered, of a menu that nobody made, change nothing (S13)", async () => {
    const room = await classRoom(asking);
    const ada = memberOf(room, "Ada");
    const page = await ada.type("learn");
    for (const values of [[], ["one", "one"], ["../../etc/passwd"], ["__proto__"]]) {
      await answered(room, ada.send(pressing("open", { component_type: 3, values }), page));
    }
    expect(room.faults).toEqual([]);
  });
});

test("two presses at once with different choices are one answer; both are acknowledged, each once (S07)", async () => {
  const room = await classRoom(asking);
  const ada = memberOf(room, "Ada");
  const page = await ada.type("learn");
  const [first = "", second = ""] = idsOn(page).filter((id) => id.startsWith("answer:"));
  const pressed = [ada.send(pressing(first), page), ada.send(pressing(second), page)];
  for (const pending of pressed) await answered(room, pending);
  await ada.type("help");
  const learner = await room.context.store.findLearner({
    platform: "discord",
    tenant: room.guild.id,
    person: ada.actor.id,
  });
  expect(await room.context.store.tally(learner?.id ?? "")).toMatchObject({ answers: 1 });
  expect(pressed.map(({ answers }) => answers.length)).toEqual([1, 1]);
  expect(room.faults).toEqual([]);
});

test("the same press delivered eleven times is one answer and one row (S08)", async () => {
  const room = await classRoom(asking);
  const ada = memberOf(room, "Ada");
  const page = await ada.type("learn");
  const pending = ada.send(pressing(idsOn(page).find((id) => id.startsWith("answer:")) ?? ""), page);
  for (let times = 0; times < 10; times += 1) ada.again(pending);
  await answered(room, pending);
  await ada.type("help");
  const who = { platform: "discord", tenant: room.guild.id, person: ada.actor.id };
  const learner = await room.context.store.findLearner(who);
  expect(await room.context.store.tally(learner?.id ?? "")).toMatchObject({ answers: 1 });
  expect([pending.answers, page.edits]).toEqual([[7], 1]);
});

test("a value that a command never offered opens nothing and is no fault (S39)", async () => {
  const room = await classRoom(asking);
  const ada = memberOf(room, "Ada");
  for (const value of ["../../etc/passwd", "__proto__", "", "@everyone", "x".repeat(6000)]) {
    const said = textOf(await ada.type("learn", { chapter: value }));
    expect(said).not.toContain("1 of 2");
    expect(said).not.toMatch(/(?<!\\)@everyone/);
  }
  expect(room.faults).toEqual([]);
});

test("a press on a message of another server is judged by where the person is (S05, S38)", async () => {
  const room = await classRoom(asking);
  const page = await memberOf(room, "Ada").type("learn");
  const elsewhere = room.server.addGuild({ name: "Other School", channels: [] });
  const ada = memberOf(room, "Ada");
  const stranger = createMember(room.server, {
    ...ada.actor,
    guild: elsewhere.id,
    channel: room.server.world.nextId(),
  });
  await answered(room, stranger.send(pressing(idsOn(page)[0] ?? ""), page));
  expect(textOf(stranger.newest())).toContain("belongs to somebody else");
  expect(page.edits).toBe(0);
});

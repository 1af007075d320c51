import { expect, test } from "vitest";
import { encodeAction } from "../../src/chat/action.ts";
import { commandsOf } from "../../src/tutor/commands.ts";
import { bite, chapter, choiceCheck, course } from "../rooms/courses.ts";
import { studyRoom, textOf } from "../rooms/study-room.ts";
import { timedRoom } from "../rooms/timed-room.ts";

const demo = course(chapter("one", [bite("Read.")]), chapter("two", [bite("Read on.")]));

test("the command table fits every platform: names, summaries, at most 25 options and choices", () => {
  for (const command of commandsOf(demo)) {
    expect(command.name).toMatch(/^[a-z]{1,32}( [a-z]{1,32})?$/);
    for (const each of [command, ...command.options]) {
      expect(each.summary.length).toBeGreaterThan(0);
      expect(each.summary.length).toBeLessThanOrEqual(100);
    }
    expect(command.options.length).toBeLessThanOrEqual(25);
    for (const option of command.options) expect(option.choices?.length ?? 0).toBeLessThanOrEqual(25);
  }
});

test("chapters are offered as the course has them now", () => {
  const learn = commandsOf(demo).find((command) => command.name === "learn");
  expect(learn?.options[0]?.choices?.map((choice) => choice.value)).toEqual(["one", "two"]);
});

test("no command is a word alone and the first of two: Discord would not take it", () => {
  const names = commandsOf(demo).map(({ name }) => name);
  const alone = names.filter((name) => !name.includes(" "));
  const firsts = names.flatMap((name) => (name.includes(" ") ? (name.split(" ")[0] ?? []) : []));
  expect(alone.filter((name) => firsts.includes(name))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
});

test("every command of the table is answered, and help names those that one may use", async () => {
  const room = await studyRoom(demo);
  const ada = room.person("Ada");
  const grace = room.person("Grace", { mayManage: true });
  const [some, all] = [textOf(await ada.type("help")), textOf(await grace.type("help"))];
  for (const command of commandsOf(demo)) {
    const line = `/${command.name}: ${command.summary}`;
    expect(all).toContain(line);
    expect(some.includes(line)).toBe(command.who === "anyone");
    expect(textOf(await ada.type(command.name))).not.toContain("I don't know");
  }
  expect(room.faults).toEqual([]);
});

test("a command that is answered with a form says so in the table, for a form cannot come late", async () => {
  const room = await studyRoom(demo);
  const grace = room.person("Grace", { mayManage: true });
  const asking: string[] = [];
  for (const { name } of commandsOf(demo)) {
    const said = await room.send({ kind: "command", name, options: {}, by: grace.by, in: grace.in });
    if (said.some(({ kind }) => kind === "form")) asking.push(name);
  }
  expect(asking).toEqual(["remind at", "schedule add"]);
  const flagged = commandsOf(demo).filter(({ form }) => form === true);
  expect(flagged.map(({ name }) => name)).toEqual(asking);
});

test("zones and days are completed while one types, and each completion is understood", async () => {
  const [add] = commandsOf(demo).filter(({ name }) => name === "schedule add");
  const complete = (name: string, typed: string) =>
    add?.options
      .find((option) => option.name === name)
      ?.complete?.(typed)
      .map(({ value }) => value) ?? [];
  expect(complete("zone", "berl")).toEqual(["Europe/Berlin"]);
  expect(complete("zone", "new y")).toContain("America/New_York");
  expect(complete("zone", "")).toHaveLength(25);
  expect(complete("zone", "nowhere")).toEqual([]);
  expect(complete("days", "we")).toEqual(["weekdays", "weekends", "wed"]);
});

test("an unknown word gets help, and hostile ones stay plain text", async () => {
  const room = await studyRoom(demo);
  const shown = await room.person("Ada").type("<!channel>");
  expect(textOf(shown)).toContain('I don\'t know "<!channel>".');
  expect(textOf(shown)).toContain("What I can do here");
  expect(shown.to).toBe("me");
});

test("who opens the page for the first time is greeted, and both greetings' buttons lead on", async () => {
  const room = await studyRoom(demo);
  const ada = room.person("Ada");
  const outgoing = await room.send({ kind: "opened", by: ada.by, in: ada.in });
  expect(outgoing).toMatchObject([{ kind: "reply", to: "me" }]);
  const buttons = outgoing.flatMap((one) => ("message" in one ? (one.message.buttons ?? []).flat() : []));
  expect(buttons.map((one) => one.label)).toEqual(["Start learning", "What else?"]);
});

test("no command and no form takes a channel, a person or a role: what is planned is for where, and for whom, it is typed (S36, S41, S42)", async () => {
  const named = new Set(commandsOf(demo).flatMap(({ options }) => options.map(({ name }) => name)));
  const known = "bites chapter date days do hours kind most night time until which zone".split(" ");
  expect([...named].toSorted()).toEqual(known);
  const room = await timedRoom(course(chapter("one", [bite("Read.", choiceCheck("q", { right: [0] }))])));
  const grace = room.person("Grace", { mayManage: true });
  const elsewhere = { channel: "staff-only", to: "staff-only", person: "bea", role: "123", ping: "@everyone" };
  const plan = { kind: "quiz", time: "10:00", zone: "UTC", ...elsewhere };
  await grace.type("schedule add", plan);
  await room.send({ kind: "submit", form: encodeAction({ kind: "plan" }), fields: plan, by: grace.by, in: grace.in });
  await grace.type("remind at", { time: "08:00", zone: "UTC", ...elsewhere });
  const here = await room.context.store.schedulesOf({ to: grace.in });
  expect(here.map(({ kind, to }) => [kind, to])).toEqual([
    ["quiz", grace.in],
    ["quiz", grace.in],
  ]);
  const learner = await room.context.store.findLearner({ platform: "test", tenant: "t1", person: "grace" });
  const own = await room.context.store.schedulesOf({ learner: learner?.id ?? "" });
  expect(own.map(({ to }) => to)).toEqual([{ kind: "person", platform: "test", tenant: "t1", person: "grace" }]);
  expect(await room.context.store.schedulesOf({ to: { ...grace.in, channel: "staff-only" } })).toEqual([]);
  await room.passes({ hours: 24 });
  expect(room.posts.length).toBeGreaterThan(0);
  expect(JSON.stringify(room.posts)).not.toMatch(/everyone|staff-only|"123"/);
});

import { expect, test } from "vitest";
import { bite, chapter, choiceCheck, course } from "../rooms/courses.ts";
import { labelsOf, textOf } from "../rooms/study-room.ts";
import { timedRoom } from "../rooms/timed-room.ts";

const demo = course(
  chapter("one", [bite("Read.", choiceCheck("q1", { right: [1], fixed: true }))]),
  chapter("two", [bite("Read on.")]),
);

const manager = { mayManage: true };

test("a manager plans a daily quiz, and sees when it comes in the channel's own zone", async () => {
  const room = await timedRoom(demo);
  const grace = room.person("Grace", manager);
  const shown = await grace.type("schedule add", {
    kind: "quiz",
    time: "9:30",
    days: "mon-fri",
    zone: "europe/berlin",
  });
  expect(shown.to).toBe("me");
  expect(textOf(shown)).toContain("Planned: Daily quiz, 09:30 Mon–Fri, Europe/Berlin.");
  expect(textOf(shown)).toContain("Next: Tue 24 Nov, 09:30 Europe/Berlin");
  const list = textOf(await grace.type("schedule list"));
  expect(list).toContain("1. Daily quiz, 09:30 Mon–Fri, Europe/Berlin");
  expect(list).toContain(
    "Next: Tue 24 Nov, 09:30 Europe/Berlin; Wed 25 Nov, 09:30 Europe/Berlin; Thu 26 Nov, 09:30 Europe/Berlin",
  );
});

test("the zone is asked once for a channel, pre-filled with the manager's own, and remembered", async () => {
  const room = await timedRoom(demo);
  const grace = room.person("Grace", { ...manager, zone: "Asia/Kathmandu" });
  await grace.type("help");
  await grace.type("schedule add", { kind: "quiz", time: "10:00" });
  const zone = grace.form?.fields.find(({ name }) => name === "zone");
  expect(zone?.initial).toBe("Asia/Kathmandu");
  expect(zone?.suggestions).toContain("Europe/Berlin");
  expect(grace.form?.fields.find(({ name }) => name === "time")?.initial).toBe("10:00");
  const shown = await grace.handIn({ kind: "quiz", time: "10:00", days: "", zone: "Asia/Kathmandu" });
  expect(textOf(shown)).toContain("Daily quiz, 10:00 every day, Asia/Kathmandu");
  expect(textOf(await grace.type("schedule add", { kind: "summary", time: "17:00" }))).toContain(
    "Weekly summary, 17:00 Mon, Asia/Kathmandu",
  );
});

test.each([
  ["quiz", ["time", "days", "zone", "hours"], { hours: "2" }],
  ["lesson", ["time", "days", "zone", "bites", "chapter"], { bites: "2" }],
  ["summary", ["time", "days", "zone"], {}],
  ["drill", ["days", "zone"], {}],
])(
  "a form for a %s asks for what that needs, at most five things, and loses nothing that was typed",
  async (kind, asked, given) => {
    const room = await timedRoom(course(...["one", "two"].map((name) => chapter(name, [bite("Read.")]))));
    const grace = room.person("Grace", manager);
    await grace.type("help");
    await grace.type("schedule add", { kind, ...given });
    const fields = grace.form?.fields ?? [];
    expect(fields.map(({ name }) => name)).toEqual(asked);
    const initial = Object.fromEntries(fields.flatMap((one) => (one.initial ? [[one.name, one.initial]] : [])));
    expect(initial).toEqual(given);
    await grace.handIn({ ...(kind === "drill" ? {} : { time: "10:00" }), zone: "UTC", ...initial });
    const [saved] = await room.context.store.schedulesOf({ to: grace.in });
    expect(saved?.kind).toBe(kind);
    expect(JSON.stringify(saved?.detail)).toContain(Object.values(given)[0] ?? "");
  },
);

test.each([
  [{ kind: "boom" }, 'I don\'t know how to plan "boom"'],
  [{ time: "25:00" }, 'I could not read "25:00" as a time'],
  [{ days: "someday" }, 'I could not read "someday" as days'],
  [{ zone: "Mars/Olympus" }, 'I don\'t know a time zone "Mars/Olympus"'],
  [{ zone: "+02:00" }, 'I don\'t know a time zone "+02:00"'],
  [{ kind: "lesson", chapter: "../../etc" }, 'I know no chapter "../../etc"'],
  [{ hours: "24" }, '"24" is no number of hours'],
  [{ kind: "lesson", bites: "1e3" }, '"1e3" is no number of bites'],
])("what cannot be read is named, and nothing is planned: %o (S39)", async (wrong, sentence) => {
  const room = await timedRoom(demo);
  const grace = room.person("Grace", manager);
  const given: Record<string, string> = { kind: "quiz", time: "10:00", zone: "UTC", ...wrong };
  expect(textOf(await grace.type("schedule add", given))).toContain(sentence);
  expect(textOf(await grace.type("schedule list"))).toContain("Nothing is planned here.");
});

test("only managers of the channel may plan, whatever a platform shows to others (S33, S34)", async () => {
  const room = await timedRoom(demo);
  const add = { kind: "quiz", time: "10:00", zone: "UTC" };
  await room.person("Grace", manager).type("schedule add", add);
  const ada = room.person("Ada");
  for (const verb of ["add", "list", "pause", "resume", "remove", "test"])
    expect(textOf(await ada.type(`schedule ${verb}`, { ...add, which: "1" }))).toContain("Only people who may manage");
  const alone = room.person("Grace", { ...manager, direct: true, channel: "dm-grace" });
  expect(textOf(await alone.type("schedule add", add))).toContain("Schedules belong to a channel.");
  const forged = await room.send({
    kind: "submit",
    form: "plan",
    fields: { ...add },
    by: ada.by,
    in: ada.in,
  });
  expect(JSON.stringify(forged)).toContain("Only people who may manage");
  await room.passes({ hours: 1 });
  expect(room.posts).toHaveLength(1);
});

test("a schedule of another channel or server cannot be reached by its id (S37, S38)", async () => {
  const room = await timedRoom(demo);
  const grace = room.person("Grace", manager);
  await grace.type("schedule add", { kind: "quiz", time: "10:00", zone: "UTC" });
  const [schedule] = await room.context.store.schedulesOf({ to: grace.in });
  for (const stranger of [
    room.person("Eve", { ...manager, channel: "elsewhere" }),
    room.person("Eve", { ...manager, tenant: "t2" }),
  ]) {
    await stranger.type("schedule add", { kind: "quiz", time: "12:00", zone: "UTC" });
    const menu = await stranger.type("schedule remove");
    const shown = await stranger.press("Choose a schedule", menu, [schedule?.id ?? ""]);
    expect(textOf(shown)).toContain("no longer here");
    expect(textOf(await stranger.press("Choose a schedule", menu, ["' or 1=1 --"]))).toContain("no longer here");
  }
  expect(await room.context.store.schedulesOf({ to: grace.in })).toHaveLength(1);
});

test("pause, resume and remove do what they say, by number or from a menu", async () => {
  const room = await timedRoom(demo);
  const grace = room.person("Grace", manager);
  await grace.type("schedule add", { kind: "quiz", time: "10:00", zone: "UTC" });
  expect(textOf(await grace.type("schedule pause", { which: "1" }))).toContain("It rests now: ");
  expect(textOf(await grace.type("schedule list"))).toContain("Rests: it was paused.");
  await room.passes({ hours: 2 });
  expect(room.posts).toHaveLength(0);
  expect(textOf(await grace.type("schedule resume", { which: "1" }))).toContain("Next: Tue 24 Nov, 10:00 UTC");
  await room.passes({ hours: 24 });
  expect(room.posts).toHaveLength(1);
  const menu = await grace.type("schedule remove");
  const [option] = (menu.message.buttons ?? []).flat().flatMap((one) => (one.kind === "select" ? one.options : []));
  expect(option?.label).toBe("1. Daily quiz, 10:00 every day, UTC");
  expect(textOf(await grace.press("Choose a schedule", menu, [option?.value ?? ""]))).toContain("Removed: ");
  expect(textOf(await grace.type("schedule list"))).toContain("Nothing is planned here.");
  expect(textOf(await grace.type("schedule pause", { which: "7" }))).toContain("Nothing is planned here.");
});

test("a trial is seen by one person, is like the real thing, and records nothing", async () => {
  const room = await timedRoom(demo);
  const grace = room.person("Grace", manager);
  for (const kind of ["quiz", "lesson", "summary"])
    await grace.type("schedule add", { kind, time: "10:00", days: "daily", zone: "UTC" });
  const quiz = await grace.type("schedule test", { which: "1" });
  expect(quiz.to).toBe("me");
  expect(textOf(quiz)).toContain("A trial, for your eyes only:");
  expect(textOf(quiz)).toContain("Question q1?");
  expect(textOf(await grace.press("B", quiz))).toContain("nothing is recorded");
  expect(textOf(await grace.type("schedule test", { which: "2" }))).toContain("Read.");
  expect(textOf(await grace.type("schedule test", { which: "3" }))).toContain("nobody answered in that week");
  expect(room.posts).toHaveLength(0);
  await room.passes({ hours: 1 });
  expect(room.posts.map(textOf).join()).toContain("Read.");
});

test("the list tells what was skipped, and why; a night without the tutor is not made up for at once", async () => {
  const room = await timedRoom(demo);
  const grace = room.person("Grace", manager);
  await grace.type("schedule add", { kind: "quiz", time: "10:00", zone: "UTC" });
  await room.away({ hours: 5 });
  const list = textOf(await grace.type("schedule list"));
  expect(list).toContain("Lately: Mon 23 Nov skipped (I was away then)");
  expect(room.posts).toHaveLength(0);
});

test("ten schedules are as many as one channel gets, and the list shows them four at a time", async () => {
  const room = await timedRoom(demo);
  const grace = room.person("Grace", manager);
  const add = { kind: "quiz", time: "10:00", zone: "America/Argentina/ComodRivadavia" };
  for (let more = 0; more < 10; more += 1) await grace.type("schedule add", add);
  expect(textOf(await grace.type("schedule add", add))).toContain("There are 10 schedules here already");
  const list = await grace.type("schedule list");
  expect(labelsOf(list)).toEqual(["Show more"]);
  await grace.press("Show more", list);
  expect(textOf(list)).toContain("5. Daily quiz");
  await grace.press("Show more", list);
  expect(textOf(list)).toContain("10. Daily quiz");
  await grace.press("Show the first", list);
  expect(textOf(list)).toContain("1. Daily quiz");
});

test("a channel that refuses posts rests its schedules, and its manager is told once, with what to do", async () => {
  const room = await timedRoom(demo);
  const grace = room.person("Grace", manager);
  await grace.type("schedule add", { kind: "quiz", time: "10:00", zone: "UTC" });
  room.refuse("study-hall", "The bot may not write there: give it Send Messages.");
  await room.passes({ hours: 6 });
  expect(room.posts.map(textOf)).toEqual([expect.stringContaining("give it Send Messages")]);
  expect(room.posts[0]?.ref.channel).toBe("dm-grace");
  expect(textOf(room.post(0))).toContain("Daily quiz, 10:00 every day, UTC, in your channel, rests: ");
  expect(room.post(0).message.silent).toBe(true);
  expect(textOf(await grace.type("schedule list"))).toContain("Rests: I may not post there.");
  room.allow("study-hall");
  await grace.type("schedule resume", { which: "1" });
  await room.passes({ hours: 20 });
  expect(room.posts.map(({ ref }) => ref.channel)).toEqual(["dm-grace", "study-hall"]);
});

test("a question may be open for fewer hours, when its manager wants that", async () => {
  const room = await timedRoom(demo);
  await room.person("Grace", manager).type("schedule add", { kind: "quiz", time: "10:00", zone: "UTC", hours: "2" });
  await room.passes({ hours: 1 });
  expect(textOf(room.post(0))).toContain("Open until 12:00 UTC.");
  await room.passes({ hours: 2 });
  expect(textOf(room.post(0))).toContain("now closed");
});

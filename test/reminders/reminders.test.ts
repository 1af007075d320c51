import { expect, test } from "vitest";
import { encodeAction } from "../../src/chat/action.ts";
import { bite, chapter, choiceCheck, course } from "../rooms/courses.ts";
import { labelsOf, textOf, type Visitor } from "../rooms/study-room.ts";
import { direct, type TimedRoom, timedRoom } from "../rooms/timed-room.ts";

const checks = [1, 2, 3, 4, 5].map((index) => choiceCheck(`q${index}`, { right: [1], fixed: true }));
const demo = course(
  chapter(
    "one",
    checks.map((check) => bite("", check)),
  ),
);

/** Ada has answered the first `right` questions of the chapter right and the others wrong, and is reminded at 08:30. */
async function reminded(right = 5, options = {}): Promise<{ room: TimedRoom; ada: Visitor }> {
  const room = await timedRoom(demo);
  const ada = room.person("Ada", { zone: "Europe/Berlin" });
  const page = await ada.type("learn");
  for (const [index] of checks.entries()) {
    await ada.press(index < right ? "B" : "A", page);
    await ada.press("Continue", page);
  }
  await ada.type("remind at", { time: "8:30", ...options });
  return { room, ada };
}

const texts = (room: TimedRoom) => room.posts.map(textOf);

test("a learner is told once a day, to themselves, what is due by their own date, at most three", async () => {
  const { room, ada } = await reminded(0);
  expect(textOf(ada.seen.at(-1) ?? ada.seen[0] ?? fail())).toContain("at most 3 questions");
  await room.passes({ hours: 24 });
  expect(texts(room)).toEqual([expect.stringContaining("3 questions that you have met before are due today.")]);
  expect(room.posts[0]?.ref.channel).toBe("dm-ada");
  expect(new Date(room.posts[0]?.at ?? 0).toISOString()).toBe("2026-11-24T07:30:00.000Z");
  expect(labelsOf(room.post(0))).toEqual(["Begin", "In an hour", "No more reminders", "Why this?"]);
});

function fail(): never {
  throw new Error("nothing was shown");
}

test("nothing due, nothing said", async () => {
  const { room } = await reminded();
  await room.passes({ hours: 24 });
  expect(texts(room)).toEqual([]);
});

test("what was put off for an hour and then held up does not ring at night", async () => {
  const { room } = await reminded(0, { time: "19:30" });
  const alone = room.person("Ada", direct("Ada"));
  await room.passes({ hours: 34 });
  await alone.press("In an hour", room.post(0));
  // It is 20:00. At 21:00 the platform asks to wait until 22:30.
  room.takes(() => ({ kind: "wait", until: Date.UTC(2026, 10, 24, 21, 30) }));
  await room.passes({ minutes: 90 });
  room.takes(() => undefined);
  await room.passes({ hours: 9 });
  expect(texts(room)).toEqual(["Fine, in an hour."]);
});

test("what has waited longer than a day is not piled up, and the hardest comes first", async () => {
  const { room, ada } = await reminded(2, { most: "2" });
  const alone = room.person("Ada", direct("Ada"));
  room.later({ hours: 480 });
  await room.passes({ hours: 24 });
  const post = room.post(-1);
  expect(textOf(post)).toContain("2 questions");
  await alone.press("Begin", post);
  expect(textOf(post)).toMatch(/Question q[345]\?/);
  expect(textOf(post)).toContain("1 of 2");
  await alone.press("B", post);
  expect(textOf(post)).toContain("✓ Right.");
  expect(ada.by.id).toBe(alone.by.id);
});

test("a press in the direct conversation is the learner's own, though it belongs to no server there", async () => {
  const { room } = await reminded(0);
  await room.passes({ hours: 24 });
  const post = room.post(0);
  const alone = room.person("Ada", { ...direct("Ada"), tenant: "@me", everywhere: true });
  await alone.press("Begin", post);
  await alone.press("B", post);
  expect(textOf(post)).toContain("✓ Right.");
  const learner = await room.context.store.findLearner({ platform: "test", tenant: "t1", person: "ada" });
  expect((await room.context.store.tally(learner?.id ?? "")).answers).toBe(6);
  expect(await room.context.store.findLearner({ platform: "test", tenant: "@me", person: "ada" })).toBeUndefined();
  for (const label of ["Continue", "A", "Continue", "B", "Continue"]) await alone.press(label, post);
  await alone.press("Retry the one you missed", post);
  await alone.press("B", post);
  expect((await room.context.store.tally(learner?.id ?? "")).answers).toBe(9);
  expect(await room.context.store.findLearner({ platform: "test", tenant: "@me", person: "ada" })).toBeUndefined();
  const place = { platform: "test", tenant: "t1", channel: "study-hall" };
  expect((await room.context.store.rankOf(place, "2026-W48", learner?.id ?? ""))?.points).toBe(2);
});

test("somebody else may not follow a reminder's buttons (S04)", async () => {
  const { room } = await reminded(0);
  await room.passes({ hours: 24 });
  const post = room.post(0);
  for (const stranger of [room.person("Eve", direct("Ada")), room.person("Ada", { ...direct("Ada"), tenant: "t2" })])
    for (const label of ["Begin", "In an hour", "No more reminders"])
      expect(textOf(await stranger.press(label, post))).toContain("belongs to somebody else");
});

test("in an hour it comes once more, however often that was pressed", async () => {
  const { room } = await reminded(0);
  await room.passes({ hours: 24 });
  const alone = room.person("Ada", direct("Ada"));
  const post = { ...room.post(0) };
  await alone.press("In an hour", { ...post });
  await alone.press("In an hour", { ...post });
  room.later({ hours: -22 });
  await room.passes({ hours: 23 });
  expect(room.posts).toHaveLength(2);
});

test("stop ends it at once, and off does, too", async () => {
  const { room, ada } = await reminded(0);
  await room.passes({ hours: 24 });
  const alone = room.person("Ada", direct("Ada"));
  await alone.press("No more reminders", room.post(0));
  expect(texts(room)[0]).toContain("No more reminders.");
  await room.passes({ hours: 48 });
  expect(room.posts).toHaveLength(1);
  expect(textOf(await ada.type("remind off"))).toContain("You have no reminders.");
});

test("two reminders without an answer: one kind question, then silence until the learner is back", async () => {
  const { room, ada } = await reminded(0);
  await room.passes({ hours: 144 });
  expect(texts(room).map((text) => text.slice(0, 20))).toEqual([
    "3 questions that you",
    "3 questions that you",
    "My last reminders ca",
  ]);
  await ada.type("quiz");
  await ada.press("A");
  await room.passes({ hours: 24 });
  expect(texts(room)).toHaveLength(4);
});

test("on holiday intervals stretch: what was due the day after comes on the day of return, and nothing is piled up", async () => {
  const { room, ada } = await reminded(0);
  await room.passes({ hours: 12 });
  expect(textOf(await ada.type("remind pause", { until: "2026-12-24" }))).toContain("Thu 24 Dec, 00:00 Europe/Berlin");
  const learner = await room.context.store.findLearner({ platform: "test", tenant: "t1", person: "ada" });
  const due = async () => (await room.context.store.reviewsOf(learner?.id ?? "")).map((review) => review.due);
  const paused = await due();
  for (const one of paused) expect(one).toBeGreaterThan(Date.parse("2026-12-24T10:00:00Z"));
  await room.passes({ hours: 720 });
  expect(texts(room)).toEqual([]);
  await room.passes({ hours: 24 });
  expect(texts(room)).toEqual([expect.stringContaining("3 questions")]);
  expect(new Date(room.posts[0]?.at ?? 0).toISOString().slice(0, 10)).toBe("2026-12-24");
});

test("who comes back early finds what is due where it was, and a longer holiday moves it once", async () => {
  const { room, ada } = await reminded(0);
  const learner = await room.context.store.findLearner({ platform: "test", tenant: "t1", person: "ada" });
  const due = async () => (await room.context.store.reviewsOf(learner?.id ?? "")).map((review) => review.due);
  const before = await due();
  room.later({ minutes: 1 });
  await ada.type("remind pause", { until: "2026-12-01" });
  await ada.type("remind pause", { until: "2026-12-10" });
  room.later({ hours: 48 });
  expect(textOf(await ada.type("remind resume"))).toContain("I'll write to you at 08:30");
  expect(await due()).toEqual(before.map((one) => one + 48 * 3_600_000));
});

test.each([
  ["2026-11-23", "That day is not in the future."],
  ["2026-02-30", 'I could not read "2026-02-30" as a date.'],
  ["tomorrow", 'I could not read "tomorrow" as a date.'],
  ["2028-01-01", "more than a year away"],
])("a pause until %s is refused kindly, and nothing moves", async (until, sentence) => {
  const { room, ada } = await reminded(0);
  expect(textOf(await ada.type("remind pause", { until }))).toContain(sentence);
  await room.passes({ hours: 24 });
  expect(room.posts).toHaveLength(1);
});

test("whose direct messages are closed is told once, at the next command, and is not tried daily", async () => {
  const { room, ada } = await reminded(0);
  room.refuse("ada", "closed");
  await room.passes({ hours: 72 });
  expect(texts(room)).toEqual([]);
  await ada.type("help");
  expect(textOf(ada.seen.at(-1) ?? fail())).toContain("your direct messages are closed to me");
  const notice = ada.seen.at(-1) ?? fail();
  expect(textOf(await ada.type("help"))).toContain("What I can do here");
  room.allow("ada");
  expect(textOf(await ada.press("Try again", notice))).toContain("I'll write to you at 08:30");
  await room.passes({ hours: 24 });
  expect(texts(room)).toHaveLength(1);
});

test("a press on a reminder proves that it arrived, when nobody could know (D3)", async () => {
  const { room } = await reminded(0);
  const { store } = room.context;
  room.takes(() => ({ kind: "unknown" }));
  await room.passes({ hours: 24 });
  const learner = await store.findLearner({ platform: "test", tenant: "t1", person: "ada" });
  const [mine] = await store.schedulesOf({ learner: learner?.id ?? "" });
  const states = async () => (await store.slotsOf(mine?.id ?? "", 9)).map(({ state, reason }) => [state, reason]);
  expect(await states()).toEqual([["attention", "lost"]]);
  const alone = room.person("Ada", direct("Ada"));
  const message = { platform: "test", channel: "dm-ada", id: "unheard-of" };
  const begin = encodeAction({ kind: "review", schedule: mine?.id ?? "" });
  await room.person("Eve", direct("Eve")).pressId(begin, message);
  expect(await states()).toEqual([["attention", "lost"]]);
  await alone.pressId(begin, message);
  expect(await states()).toEqual([["late", undefined]]);
  expect(await store.arrivalOf(message)).toMatchObject({ kind: "review" });
  expect((await store.findSchedule(mine?.id ?? ""))?.detail.sentAt).toBeGreaterThan(0);
});

test("in a conversation that belongs to no server, a learner's own reminders are seen to all the same", async () => {
  const { room } = await reminded(0);
  await room.passes({ hours: 24 });
  const alone = room.person("Ada", { ...direct("Ada"), tenant: "@me", everywhere: true });
  expect(textOf(await alone.type("why"))).toContain("Your reviews");
  expect(textOf(await alone.type("when"))).toContain("Your reviews");
  expect(textOf(await alone.type("remind pause"))).toContain("Your reminders rest until");
  expect(textOf(await alone.type("remind resume"))).toContain("I'll write to you at 08:30");
  const stranger = room.person("Eve", { ...direct("Eve"), tenant: "@me", everywhere: true });
  expect(textOf(await stranger.type("remind off"))).toContain("You have no reminders");
  expect(textOf(await alone.type("remind off"))).toContain("No more reminders");
  await room.passes({ hours: 48 });
  expect(room.posts).toHaveLength(1);
});

test("who had reminders in a server that sent the tutor away is told once that they rest, and resumes them", async () => {
  const { room, ada } = await reminded(0);
  const at = () => room.context.clock.now().epochMilliseconds;
  const tenant = { platform: "test", tenant: "t1" };
  await room.context.store.leaveTenant({ ...tenant, at: at() });
  await room.passes({ hours: 24 });
  await room.context.store.joinTenant({ ...tenant, at: at() });
  await ada.type("help");
  const notice = ada.seen.at(-1) ?? fail();
  expect(textOf(notice)).toContain("Your reminders rest, because I was sent away");
  expect(textOf(await ada.type("help"))).toContain("What I can do here");
  await ada.press("Try again", notice);
  await room.passes({ hours: 24 });
  expect(texts(room)).toHaveLength(1);
});

test("reminders whose zone is no longer known neither go on nor pause, and say what to do (F33)", async () => {
  const { room, ada } = await reminded(0);
  const { store } = room.context;
  const learner = await store.findLearner({ platform: "test", tenant: "t1", person: "ada" });
  const [was] = await store.schedulesOf({ learner: learner?.id ?? "" });
  if (!was) throw new Error("no reminder");
  const rests = { why: "zone", until: undefined } as const;
  await store.changeSchedule({ ...was, zone: "Mars/Olympus", paused: rests, next: undefined }, was, "zone", 0);
  for (const command of ["remind resume", "remind pause"])
    expect(textOf(await ada.type(command))).toContain("their time zone is no longer known");
  expect((await store.findSchedule(was.id))?.paused).toEqual(rests);
  expect(textOf(await ada.type("remind at", { time: "8:30", zone: "Europe/Paris" }))).toContain("(Europe/Paris)");
  await room.passes({ hours: 24 });
  expect(texts(room)).toHaveLength(1);
});

test("without a zone from the platform it is asked, once", async () => {
  const room = await timedRoom(demo);
  const ada = room.person("Ada");
  await ada.type("help");
  await ada.type("remind at", { time: "8:30" });
  expect(ada.form?.fields.map(({ name }) => name)).toEqual(["time", "zone", "most"]);
  expect(textOf(await ada.handIn({ time: "8:30", zone: "Pacific/Apia", most: "1" }))).toContain("at most one question");
  expect(textOf(await ada.type("remind at", { time: "9" }))).toContain("09:00 every day (Pacific/Apia)");
  expect(textOf(await ada.type("remind at", { time: "9", most: "11" }))).toContain('"11" is no number of questions');
  expect(
    await room.context.store.schedulesOf({
      learner: (await room.context.store.findLearner({ platform: "test", tenant: "t1", person: "ada" }))?.id ?? "",
    }),
  ).toHaveLength(1);
});

test("who has everything deleted is not written to any more (S72)", async () => {
  const { room, ada } = await reminded(0);
  await ada.type("privacy", { do: "delete" });
  await ada.press("Yes, delete it all");
  await room.passes({ hours: 48 });
  expect(room.posts).toEqual([]);
});

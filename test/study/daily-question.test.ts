import { expect, test } from "vitest";
import { compose } from "../../src/tutor/compose.ts";
import { bite, chapter, choiceCheck, course, mythCheck, numberCheck, textCheck } from "../rooms/courses.ts";
import { labelsOf, textOf } from "../rooms/study-room.ts";
import { type TimedRoom, timedRoom } from "../rooms/timed-room.ts";

const one = choiceCheck("q1", { right: [1], fixed: true });
const demo = course(chapter("one", [bite("Read.", one)]), chapter("two", [bite("On.", mythCheck("m2"))]));

/** A room in whose channel a quiz was planned for 10:00 UTC, an hour from now. */
async function quizRoom(taught = demo): Promise<TimedRoom> {
  const room = await timedRoom(taught);
  const grace = room.person("Grace", { mayManage: true });
  await grace.type("schedule add", { kind: "quiz", time: "10:00", zone: "UTC" });
  return room;
}

const latest = (room: TimedRoom) => room.post(-1);

test("a channel gets one question at its time, and it is the same for everybody", async () => {
  const room = await quizRoom();
  await room.passes({ hours: 2 });
  expect(room.posts).toHaveLength(1);
  const post = latest(room);
  expect(post.ref.channel).toBe("study-hall");
  expect(textOf(post)).toContain("Question q1?");
  expect(textOf(post)).toContain("No answer yet. Open until 18:00 UTC.");
  expect(labelsOf(post)).toEqual(["A", "B", "C", "D", "I don't know", "Why this?"]);
});

test("each press is judged in private, counts once, and the message shows how many answered (S07, S19)", async () => {
  const room = await quizRoom();
  await room.passes({ hours: 1 });
  const post = latest(room);
  const ada = room.person("Ada");
  const feedback = await ada.press("B", post);
  expect(feedback.to).toBe("me");
  expect(textOf(feedback)).toContain("✓ Right.");
  expect(textOf(post)).toContain("1 person has answered.");
  expect(textOf(post)).not.toContain("Right");
  const again = await ada.press("A", post);
  expect(textOf(again)).toContain("You answered B, and the first answer counts.");
  expect(textOf(await ada.press("Why not the others?", again))).toContain("because of 0");
  const bea = room.person("Bea");
  expect(textOf(await bea.press("C", post))).toContain("Not quite. It's B.");
  expect(textOf(post)).toContain("2 people have answered.");
  const learner = await room.context.store.findLearner({ platform: "test", tenant: "t1", person: "ada" });
  expect(await room.context.store.tally(learner?.id ?? "")).toEqual({ answers: 1, right: 1 });
  expect((await room.context.store.rankOf(ada.in, "2026-W48", learner?.id ?? ""))?.points).toBe(1);
});

test("an answer in the last two minutes counts, and nothing that waits to be shown can come after the closing", async () => {
  const room = await quizRoom();
  await room.passes({ hours: 1 });
  const post = latest(room);
  room.later({ hours: 7, minutes: 57 });
  await room.person("Ada").press("B", post);
  expect(textOf(post)).toContain("1 person has answered.");
  room.later({ minutes: 1 });
  expect(textOf(await room.person("Bea").press("B", post))).toContain("✓ Right.");
  expect(textOf(post)).toContain("1 person has answered.");
  await room.passes({ hours: 1 });
  expect(textOf(post)).toContain("2 people answered");
});

test("after eight hours it shows what was right and every reason; shares from five answers on, and no name", async () => {
  const room = await quizRoom();
  await room.passes({ hours: 1 });
  const post = latest(room);
  for (const [name, label] of Object.entries({ Ada: "B", Bea: "B", Cem: "A", Dot: "I don't know", Eve: "B" }))
    await room.person(name).press(label, post);
  await room.passes({ hours: 8 });
  expect(room.posts).toHaveLength(1);
  const text = textOf(post);
  expect(text).toContain("now closed");
  expect(text).toContain("It's B.");
  for (const index of [0, 1, 2, 3]) expect(text).toContain(`because of ${index}`);
  expect(text).toContain("5 people answered. A: 1, B: 3 (right), C: 0, D: 0 and I don't know: 1.");
  expect(text).not.toMatch(/Ada|Bea|Cem|Dot|Eve/);
  const chart = post.message.blocks.find((block) => block.kind === "chart");
  expect(chart).toMatchObject({
    alt: "Bars, one for each answer. A: 1, B: 3 (right), C: 0, D: 0 and I don't know: 1.",
    chart: { bars: [{ label: "A", value: 1, text: "1 of 5" }, { label: "B", value: 3, mark: "right" }, {}, {}, {}] },
  });
  expect(labelsOf(post)).toEqual(["Why this?"]);
});

test("fewer than five answers show reasons, but no shares", async () => {
  const room = await quizRoom();
  await room.passes({ hours: 1 });
  const post = latest(room);
  for (const name of ["Ada", "Bea", "Cem", "Dot"]) await room.person(name).press("B", post);
  await room.passes({ hours: 8 });
  expect(textOf(post)).toContain("because of 3");
  expect(textOf(post)).toContain("4 people answered: too few");
  expect(post.message.blocks.map((block) => block.kind)).not.toContain("chart");
});

test("a press on a closed question gets a kind explanation and no score, also before the message changed (S09, S10)", async () => {
  const room = await quizRoom();
  await room.passes({ hours: 1 });
  const post = latest(room);
  const open = { ref: post.ref, message: post.message, to: post.to };
  room.later({ hours: 8 });
  const early = room.person("Ada");
  expect(textOf(await early.press("B", open))).toContain("This question has closed, so answers no longer count.");
  await room.passes({ hours: 1 });
  const late = room.person("Bea");
  expect(textOf(await late.press("B", open))).toContain("It's B.");
  expect(textOf(post)).toContain("Nobody answered this time");
  for (const person of ["ada", "bea"])
    expect(await room.context.store.findLearner({ platform: "test", tenant: "t1", person })).toBeUndefined();
});

test("a press from another channel or server is none on this question (S05, S37, S38)", async () => {
  const room = await quizRoom();
  await room.passes({ hours: 1 });
  const post = latest(room);
  for (const stranger of [
    room.person("Ada", { channel: "elsewhere" }),
    room.person("Ada", { tenant: "t2" }),
    room.person("Ada", { direct: true, channel: "dm-ada" }),
  ])
    expect(textOf(await stranger.press("B", post))).toContain("no longer active");
  expect((await room.context.store.studyOf(room.person("x").in, 0, 0)).learners).toBe(0);
});

test("choose-all is answered in a message of one's own, and everybody's shows only the count", async () => {
  const room = await quizRoom(course(chapter("one", [bite("", choiceCheck("q1", { right: [0, 1], fixed: true }))])));
  await room.passes({ hours: 1 });
  const post = latest(room);
  expect(labelsOf(post)).toEqual(["Answer", "Why this?"]);
  const ada = room.person("Ada");
  const first = await ada.press("Answer", post);
  const second = await ada.press("Answer", post);
  expect(second.to).toBe("me");
  await ada.press("A", first);
  await ada.press("B", second);
  expect(textOf(await ada.press("Hand in", second))).toContain("✓ Right.");
  expect(textOf(post)).toContain("1 person has answered.");
  expect(textOf(await ada.press("Answer", post))).toContain("You have answered this one");
});

test("a written answer comes by a form, and its shares tell right from other", async () => {
  const room = await quizRoom(course(chapter("one", [bite("", numberCheck("n1"))])));
  await room.passes({ hours: 1 });
  const post = latest(room);
  for (const [name, answer] of Object.entries({ Ada: "42", Bea: "41", Cem: "42", Dot: "7", Eve: "42" })) {
    const visitor = room.person(name);
    await visitor.press("Write your answer", post);
    const shown = await visitor.handIn({ answer }, post);
    expect(textOf(shown)).toContain(answer === "42" ? "Right." : "It's 42.");
  }
  expect(textOf(post)).toContain("5 people have answered.");
  await room.passes({ hours: 8 });
  expect(textOf(post)).toContain("5 people answered. The right answer: 3 (right) and Something else: 2.");
});

test("composed twice, it is the same question in the same order", async () => {
  const room = await timedRoom(
    course(chapter("one", [bite("", choiceCheck("q1", { right: [1] })), bite("", textCheck("t1"))])),
  );
  const post = {
    id: "019aaaaa-0000-7000-8000-000000000001",
    key: "k",
    kind: "quiz",
    to: room.person("x").in,
    schedule: undefined,
    slot: undefined,
    detail: {},
    due: 0,
    late: false,
    leaveBy: undefined,
    target: undefined,
    message: undefined,
    attempts: 1,
    firstTry: undefined,
    misses: 0,
  };
  const first = await compose(room.context, post);
  expect(await compose(room.context, post)).toEqual(first);
});

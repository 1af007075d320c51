import { expect, test } from "vitest";
import { bite, chapter, choiceCheck, course } from "../rooms/courses.ts";
import { labelsOf, type StudyRoom, studyRoom, textOf, type Visitor } from "../rooms/study-room.ts";

const demo = course(chapter("one", [bite("Read.", choiceCheck("q1", { right: [0], fixed: true })), bite("End.")]));

/** Opens a person's own page, and returns what it shows. */
async function opening(room: StudyRoom, { by, in: place }: Visitor) {
  const [shown] = await room.send({ kind: "opened", by, in: place });
  if (shown?.kind !== "reply") throw new Error("nothing is shown");
  return { ref: { platform: by.platform, channel: place.channel, id: "home" }, message: shown.message, to: shown.to };
}

test("somebody new is welcomed on their own page, and looking leaves no trace", async () => {
  const room = await studyRoom(demo);
  const ada = room.person("Ada");
  const page = await opening(room, ada);
  expect(textOf(page)).toContain("Hi, I'm Nightshift");
  expect(labelsOf(page)).toEqual(["Start learning", "What else?"]);
  expect(await room.context.store.findLearner({ platform: "test", tenant: "t1", person: "ada" })).toBeUndefined();
});

test("somebody of whom no more than a name is known is welcomed like anybody new", async () => {
  const room = await studyRoom(demo);
  const ada = room.person("Ada", { zone: "UTC" });
  await ada.type("remind at", { time: "8:30" });
  expect(labelsOf(await opening(room, ada))).toContain("Rest for a week");
  await ada.type("remind off");
  expect(textOf(await opening(room, ada))).toContain("Hi, I'm Nightshift");
});

test("a learner's own page shows the bookmark and the progress, and gives a copy or deletes", async () => {
  const room = await studyRoom(demo);
  const ada = room.person("Ada");
  await ada.press("B", await ada.type("learn"));
  const page = await opening(room, ada);
  expect(textOf(page)).toContain("page 1 of 2");
  expect(textOf(page)).toContain("You have given 1 answer so far");
  expect(labelsOf(page)).toEqual(["Go on", "Remind me daily", "Give me a copy", "Delete everything"]);
  await ada.press("Delete everything", page);
  expect(textOf(page)).toContain("Shall I delete everything");
});

test("a learner's own page tells what is due again, once the time has come", async () => {
  const room = await studyRoom(demo);
  const ada = room.person("Ada");
  const read = await ada.type("learn");
  for (const label of ["B", "Continue", "Next"]) await ada.press(label, read);
  expect(textOf(await opening(room, ada))).not.toContain("due again");
  room.later({ hours: 24 * 30 });
  const page = await opening(room, ada);
  expect(textOf(page)).toContain("One question is due again: /quiz asks it.");
  expect(labelsOf(page)).toEqual(["Go on", "Quiz me", "Remind me daily", "Give me a copy", "Delete everything"]);
});

test("reminders are switched on, to rest and off from a learner's own page", async () => {
  const room = await studyRoom(demo);
  const ada = room.person("Ada", { zone: "Europe/Berlin" });
  await ada.press("B", await ada.type("learn"));
  await ada.press("Remind me daily", await opening(room, ada));
  expect(textOf(await ada.handIn({ time: "8:30", zone: "Europe/Berlin", most: "3" }))).toContain("at 08:30 every day");
  const page = await opening(room, ada);
  expect(textOf(page)).toContain("I'll write to you at 08:30 every day (Europe/Berlin)");
  expect(labelsOf(page)).toContain("Rest for a week");
  await ada.press("Rest for a week", page);
  expect(labelsOf(await opening(room, ada))).toContain("Reminders go on");
  await ada.press("No more reminders", page);
  expect(labelsOf(await opening(room, ada))).toContain("Remind me daily");
});

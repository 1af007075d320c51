import { expect, test } from "vitest";
import { bite, chapter, choiceCheck, course } from "../rooms/courses.ts";
import { textOf } from "../rooms/study-room.ts";
import { direct, timedRoom } from "../rooms/timed-room.ts";

const demo = course(chapter("one", [bite("", choiceCheck("q1", { right: [1], fixed: true })), bite("End.")]));

test("every message that came by itself says which rule sent it, when, and how to stop it", async () => {
  const room = await timedRoom(demo);
  const grace = room.person("Grace", { mayManage: true });
  await grace.type("schedule add", { kind: "quiz", time: "11:15", days: "mon", zone: "Europe/Berlin" });
  const ada = room.person("Ada", { zone: "UTC" });
  const page = await ada.type("learn");
  await ada.press("A", page);
  await ada.type("remind at", { time: "08:00" });
  await room.passes({ hours: 24 });
  const [quiz, reminder] = [room.post(0), room.post(1)];
  const why = textOf(await ada.press("Why this?", quiz));
  expect(why).toContain("Daily quiz, at 11:15 Mon in Europe/Berlin.");
  expect(why).toContain("Planned for Mon 23 Nov, 11:15 Europe/Berlin, sent Mon 23 Nov, 11:30 Europe/Berlin");
  expect(why).toContain("its managers stop with /schedule pause or /schedule remove.");
  const mine = textOf(await room.person("Ada", direct("Ada")).press("Why this?", reminder));
  expect(mine).toContain("Your reviews, at 08:00 every day in UTC.");
  expect(mine).toContain("/remind off stops");
  const all = textOf(await ada.type("why"));
  expect(all).toContain("Daily quiz");
  expect(all).toContain("Your reviews");
  expect(textOf(await room.person("Bea").type("why"))).not.toContain("Your reviews");
});

test("when lists the next five that concern a person, and nobody else's reminders", async () => {
  const room = await timedRoom(demo);
  const ada = room.person("Ada", { zone: "UTC" });
  expect(textOf(await ada.type("when"))).toContain("Nothing is planned that concerns you.");
  await ada.type("remind at", { time: "08:00" });
  await room.person("Grace", { mayManage: true }).type("schedule add", { kind: "quiz", time: "10:00", zone: "UTC" });
  expect(
    textOf(await ada.type("when"))
      .split("\n")
      .slice(2),
  ).toEqual([
    "• Mon 23 Nov, 10:00 UTC: Daily quiz",
    "• Tue 24 Nov, 08:00 UTC: Your reviews",
    "• Tue 24 Nov, 10:00 UTC: Daily quiz",
    "• Wed 25 Nov, 08:00 UTC: Your reviews",
    "• Wed 25 Nov, 10:00 UTC: Daily quiz",
  ]);
  expect(textOf(await room.person("Bea").type("when"))).not.toContain("Your reviews");
});

test("a message whose schedule is gone says so", async () => {
  const room = await timedRoom(demo);
  const grace = room.person("Grace", { mayManage: true });
  await grace.type("schedule add", { kind: "quiz", time: "10:00", zone: "UTC" });
  await room.passes({ hours: 1 });
  await grace.type("schedule remove", { which: "1" });
  expect(textOf(await grace.press("Why this?", room.post(0)))).toContain("is gone");
});

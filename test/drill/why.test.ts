import { expect, test } from "vitest";
import { drillRoom, plannedNight } from "../rooms/drill-room.ts";
import { labelsOf, type Shown, textOf } from "../rooms/study-room.ts";

const why = "Why this?";

test("the report of a night, and the question about it, say why they came and how to stop what brings them", async () => {
  const { room, boss, before } = await plannedNight();
  await room.passes({ hours: 52 }, { minutes: 10 });
  const came = room.posts.slice(before);
  const find = (text: string): Shown => came.find((post) => textOf(post).includes(text)) ?? room.post(0);
  const report = textOf(await boss.press(why, find("The morning after")));
  expect(report).toContain("The report of a drill");
  expect(report).toContain("Planned for Tue 24 Nov, 09:00 Europe/Berlin, sent Tue 24 Nov, 09:00 Europe/Berlin");
  expect(report).toContain("/drill stop");
  expect(report).not.toContain("is gone");
  const question = textOf(await boss.press(why, find("Which job")));
  expect(question).toContain("A question about a drill");
  expect(question).not.toContain("is gone");
});

test("why tells of a night that was planned by hand, of its report and of its questions", async () => {
  const { room, boss } = await plannedNight();
  await room.passes({ hours: 52 }, { minutes: 10 });
  const told = textOf(await boss.type("why"));
  expect(told).toContain(
    "Tue 24 Nov, 02:00 Europe/Berlin: A night watch that somebody who manages this channel planned",
  );
  expect(told).toContain("Tue 24 Nov, 09:00 Europe/Berlin: The report of a drill");
  expect(told).toContain("A question about a drill");
  expect(told).not.toContain("is gone");
});

test("the word about a night that was skipped says why it came", async () => {
  const { room, boss } = await plannedNight();
  await room.away({ hours: 16, minutes: 45 });
  await room.passes({ hours: 7 });
  const told = textOf(await boss.press(why, room.post(-1)));
  expect(told).toContain("A night watch was planned and could not be posted in time");
});

test("a report that somebody asked for came by itself for nobody", async () => {
  const { room, boss } = await plannedNight();
  await room.passes({ hours: 24 }, { minutes: 10 });
  const shown = await boss.type("drill report");
  expect(textOf(shown)).toContain("The morning after");
  expect(labelsOf(shown)).not.toContain(why);
});

test("a night of a schedule that is gone, and its report, say so, and when they came", async () => {
  const room = await drillRoom(3);
  const boss = room.person("Boss", { mayManage: true, zone: "Europe/Berlin" });
  await boss.type("schedule add", { kind: "drill", zone: "Europe/Berlin" });
  await boss.press("Turn it on here");
  while (room.posts.length === 0) await room.passes({ hours: 1 }, { hours: 1 });
  expect(textOf(await boss.type("why"))).toContain("2am drill, at 02:00 Mon–Fri in Europe/Berlin.");
  await room.passes({ hours: 8 }, { minutes: 30 });
  await boss.type("schedule remove", { which: "1" });
  const told = textOf(await boss.type("why"));
  expect(told).toContain("is gone");
  expect(told).toContain("The report of a drill");
});

test("a night that is planned by hand is among what is coming, until it is called off", async () => {
  const { room, boss } = await plannedNight();
  const ada = room.person("Ada", { zone: "Europe/Berlin" });
  await boss.type("schedule add", { kind: "quiz", time: "01:00", days: "tue", zone: "Europe/Berlin" });
  const coming = textOf(await ada.type("when"))
    .split("\n")
    .slice(2, 4);
  expect(coming).toEqual([
    "• Tue 24 Nov, 01:00 Europe/Berlin: Daily quiz",
    "• Tue 24 Nov, 02:00 Europe/Berlin: 2am drill",
  ]);
  await boss.type("drill stop");
  expect(textOf(await ada.type("when"))).not.toContain("2am drill");
});

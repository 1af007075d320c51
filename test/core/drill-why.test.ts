import { expect, test } from "vitest";
import { drillRoom } from "./drill-room.ts";
import { labelsOf, textOf } from "./study-room.ts";

const zone = "Europe/Berlin";

/** A channel where practice is turned on; it is Monday, 10:00 in Berlin. */
async function agreed() {
  const room = await drillRoom();
  const boss = room.person("Boss", { mayManage: true, zone });
  await boss.type("drill start");
  await boss.press("Turn it on here");
  return { room, boss, ada: room.person("Ada", { zone }) };
}

test("a night that is planned by hand is among what is coming, until it is called off", async () => {
  const { boss, ada } = await agreed();
  await boss.type("drill stop");
  expect(textOf(await ada.type("when"))).toContain("Nothing is planned");
  await boss.type("drill tonight");
  await boss.type("schedule add", { kind: "quiz", time: "01:00", days: "tue", zone });
  expect(
    textOf(await ada.type("when"))
      .split("\n")
      .slice(2, 4),
  ).toEqual([`• Tue 24 Nov, 01:00 ${zone}: Daily quiz`, `• Tue 24 Nov, 02:00 ${zone}: 2am drill`]);
  await boss.type("drill stop");
  expect(textOf(await ada.type("when"))).not.toContain("2am drill");
});

test("a report and what is asked after it say that a drill brought them along, when, and how to stop it", async () => {
  const { room, ada } = await agreed();
  await room.seconds(310);
  await room.passes({ hours: 24 }, { minutes: 10 });
  const brought = room.posts.filter((post) => labelsOf(post).includes("Why this?"));
  expect(brought.map((post) => textOf(post).includes("How it went"))).toEqual([true, false, false]);
  for (const post of brought) {
    const why = textOf(await ada.press("Why this?", post));
    expect(why).toContain("It belongs to practice that somebody here began or planned.");
    expect(why).toContain("Planned for ");
    expect(why).toContain("/drill stop");
  }
  expect(textOf(await ada.type("why")).match(/It belongs to practice/g)).toHaveLength(3);
  // One's own look at it did not come by itself.
  expect(labelsOf(await ada.type("drill report"))).not.toContain("Why this?");
});

test("what tells of a night that was skipped says why it came (F22)", async () => {
  const { room, boss, ada } = await agreed();
  await boss.type("drill stop");
  await boss.type("drill tonight");
  await room.away({ hours: 17 });
  await room.passes({ hours: 8 });
  const late = room.post(-1);
  expect(textOf(late)).toContain("Last night's practice was skipped");
  expect(textOf(await ada.press("Why this?", late))).toContain("It belongs to practice");
});

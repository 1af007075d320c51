import { expect, test } from "vitest";
import { isSleepingHour } from "../../src/fleet/waking.ts";
import { drillRoom } from "../rooms/drill-room.ts";
import { textOf } from "../rooms/study-room.ts";

const zone = "Europe/Berlin";

/** A drill by day that begins at an hour of a Monday in Berlin, and has ended five minutes later. */
async function played(hour: number, options = {}) {
  const room = await drillRoom();
  const boss = room.person("Boss", { mayManage: true, zone, ...options });
  room.later(room.context.clock.now().until(Temporal.ZonedDateTime.from(`2026-11-23T10:00[${zone}]`).toInstant()));
  room.later({ hours: hour - 10 });
  await boss.type("drill start");
  if (boss.in.kind === "channel") await boss.press("Turn it on here");
  await room.seconds(310);
  await room.passes({ seconds: 10 }, { seconds: 10 });
  return { room, boss };
}

type Room = Awaited<ReturnType<typeof drillRoom>>;
const loud = ({ posts }: Room) => posts.filter(({ message }) => message.silent !== true);
const local = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
const when = (room: Room) =>
  loud(room).map(({ at }) => local(at).toPlainDateTime().toString({ smallestUnit: "minute" }));

test("after a drill by day the chapter is asked about at once, and the drill in the morning of the next day", async () => {
  const { room } = await played(15);
  await room.passes({ hours: 48 }, { minutes: 5 });
  expect(when(room)).toEqual(["2026-11-23T15:05", "2026-11-24T09:00"]);
  expect(loud(room).map((post) => textOf(post).includes("a question made from the last drill"))).toEqual([false, true]);
});

test.each([23, 25, 29])(
  "a drill that is played at night (hour %d) rings for nobody: its questions come on two mornings",
  async (hour) => {
    const { room } = await played(hour);
    expect(textOf(room.post(-1))).toContain("One of the next days brings a question about this night.");
    await room.passes({ hours: 60 }, { minutes: 5 });
    expect(when(room)).toEqual(["2026-11-24T09:00", "2026-11-25T09:00"]);
    expect(loud(room).filter(({ at }) => isSleepingHour(local(at).hour))).toEqual([]);
  },
);

test.each([
  { days: "daily", how: "as the question of a day" },
  { days: "weekdays", how: "as the question of a day" },
  { days: "sunday", how: "by itself" },
])(
  "where the channel's quiz comes $days, the question about a drill comes $how, and it does come",
  async ({ days }) => {
    const room = await drillRoom();
    const boss = room.person("Boss", { mayManage: true, zone });
    await boss.type("schedule add", { kind: "quiz", time: "12:00", days, zone });
    room.later({ hours: 5 });
    await boss.type("drill start");
    await boss.press("Turn it on here");
    await room.seconds(310);
    await room.passes({ hours: 72 }, { minutes: 5 });
    const asked = room.posts.filter((post) => textOf(post).includes("a question made from the last drill"));
    expect(asked.map(({ at }) => local(at).toPlainDateTime().toString({ smallestUnit: "minute" }))).toEqual([
      days === "sunday" ? "2026-11-24T09:00" : "2026-11-24T12:00",
    ]);
  },
);

test("a question that could not leave all day is not asked in the night (F08)", async () => {
  const { room } = await played(23);
  await room.away({ hours: 24 });
  await room.passes({ hours: 7 });
  expect(loud(room)).toEqual([]);
});

test("where no question comes, the report does not say that one will", async () => {
  const { room, boss } = await played(15, { channel: "dm-boss", direct: true });
  expect(textOf(room.post(-1))).toContain("How it went");
  await room.passes({ hours: 48 }, { minutes: 5 });
  const reports = [room.post(-1), await boss.type("drill report")];
  for (const report of reports) expect(textOf(report)).not.toContain("One of the next days");
  const { boss: other } = await played(15);
  expect(textOf(await other.type("drill report"))).not.toContain("One of the next days");
});

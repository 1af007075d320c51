import { expect, test } from "vitest";
import { drillRoom } from "../rooms/drill-room.ts";
import { labelsOf, type Shown, textOf } from "../rooms/study-room.ts";
import { begun } from "../store/drilling.ts";

const manager = { mayManage: true, zone: "Europe/Berlin" };
const firstLine = (shown: Shown): string => textOf(shown).split("\n")[0] ?? "";
const at = (post: { readonly at: number } | undefined): string => new Date(post?.at ?? 0).toISOString();

/** Practice is turned on, and a night watch of this number is planned for the coming night. It is Monday, 10:00 in Berlin. */
async function planned(night = 2, seed = 1) {
  const room = await drillRoom(seed);
  const { store } = room.context;
  const boss = room.person("Boss", manager);
  await boss.type("drill start");
  await boss.press("Turn it on here");
  await boss.type("drill stop");
  // The nights before it were had some weeks ago.
  for (let number = 1; number < night; number += 1) {
    const { id } = await store.beginDrill(
      begun({ place: boss.in, mode: "watch", night: number, begunAt: longAgo + number }),
    );
    await store.endDrill(id, longAgo + number, "morning");
  }
  const said = await boss.type("drill tonight");
  const before = room.posts.length;
  return { room, boss, said, ada: room.person("Ada"), before };
}

const longAgo = Date.UTC(2026, 9, 1);

/** Time goes by until 02:00 in Berlin, and the silent message has come. */
async function untilNight(room: Awaited<ReturnType<typeof drillRoom>>) {
  while (room.context.clock.now().epochMilliseconds < Date.UTC(2026, 10, 24, 1))
    await room.passes({ minutes: 5 }, { minutes: 5 });
  return room.post(-1);
}

test("a whole night: a silent message at 02:00, somebody who gets up, edits of one message, and the report in the morning", async () => {
  const { room, ada, said, before } = await planned();
  expect(textOf(said)).toContain("The practice night is planned. It begins Tue 24 Nov, 02:00 Europe/Berlin");
  const message = await untilNight(room);
  expect(room.posts).toHaveLength(before + 1);
  expect(at(room.posts.at(-1))).toBe("2026-11-24T01:00:00.000Z");
  expect(message.message.silent).toBe(true);
  expect(firstLine(message)).toBe('Practice: Night 2, "Five copies". Nothing real is broken.');
  expect(textOf(message)).toContain("What its readers see at 02:00: Pageturn works");
  expect(labelsOf(message)).toEqual(["I see it", "What is this?", "Stop drill"]);
  await room.passes({ minutes: 23 }, { minutes: 1 });
  const console = await ada.press("I see it", message);
  expect(console.to).toBe("me");
  expect(textOf(console)).toContain("Thank you for noticing.");
  const crashed = /▼(\d)X/.exec(textOf(console))?.[1] ?? "";
  expect(textOf(message)).not.toContain("Somebody has seen it");
  await ada.press(`Restart copy ${crashed}`, console);
  expect(textOf(console)).toContain(`Restarting copy ${crashed}, until 02:2`);
  room.later({ minutes: 2 });
  expect(textOf(await ada.press("Look again", console))).toContain(`●${crashed}R`);
  expect(textOf(await ada.press("Back to bed", console))).toContain("Good night.");
  // At the next full ten minutes everybody sees that somebody was up, and never who.
  await room.passes({ minutes: 5 }, { minutes: 1 });
  expect(textOf(message)).toContain("Somebody has seen it: 1 person has been up for it so far.");
  expect(textOf(message)).not.toContain("Ada");
  await room.passes({ hours: 7 }, { minutes: 10 });
  expect(textOf(message)).toContain("It is morning. The report follows.");
  expect(labelsOf(message)).toEqual([]);
  const report = room.posts[before + 1];
  if (!report) throw new Error("no report came");
  expect(at(report)).toBe("2026-11-24T08:00:00.000Z");
  expect(firstLine(report)).toBe('Practice: Night 2, "Five copies". Nothing real is broken.');
  expect(textOf(report)).toContain("The first failure went unnoticed for 23 min.");
  expect(textOf(report)).toContain("1 person was up for it.");
  expect(textOf(await ada.press("What happened in detail", report))).toContain(
    "Woken, by each one's own clock: 1 time after 02:00.",
  );
  expect(textOf(await ada.type("why"))).toContain("The report of a drill: it comes once");
  expect(room.faults).toEqual([]);
});

test("the message of a night is edited when what it says changes, and at most once in ten minutes", async () => {
  const { room, ada, before } = await planned(3);
  const message = await untilNight(room);
  const said: { readonly minute: number; readonly text: string }[] = [{ minute: 0, text: textOf(message) }];
  for (let minute = 1; minute <= 7 * 60; minute += 1) {
    await room.passes({ minutes: 1 }, { minutes: 1 });
    if (minute === 33) await ada.press("I see it", message);
    if (minute === 34) await ada.press("Restart copy 1", ada.seen.at(-1));
    const text = textOf(message);
    if (text !== said.at(-1)?.text) said.push({ minute, text });
  }
  expect(said.length).toBeGreaterThan(2);
  const apart = said.slice(1).map(({ minute }, index) => minute - (said[index]?.minute ?? 0));
  expect(Math.min(...apart)).toBeGreaterThanOrEqual(10);
  expect(said.slice(1).every(({ minute }) => minute % 10 === 0)).toBe(true);
  // One message, and the report with what it brings along: nothing else was posted in the night.
  expect(room.posts.slice(before).filter((post) => post.at < Date.UTC(2026, 10, 24, 8))).toHaveLength(1);
});

test("a night that recovers is told of at once, without a sound, and not again in the morning", async () => {
  const { room, ada, before } = await planned(1);
  const message = await untilNight(room);
  const console = await ada.press("I see it", message);
  await ada.press("Restart copy 1", console);
  await room.passes({ minutes: 2 }, { minutes: 1 });
  expect(textOf(message)).toContain("All copies have been well since 02:01");
  expect(textOf(room.post(-1))).toContain("The morning after");
  expect(room.post(-1).message.silent).toBe(true);
  await room.passes({ hours: 8 }, { minutes: 10 });
  const reports = room.posts.slice(before).filter((post) => textOf(post).includes("The morning after"));
  expect(reports).toHaveLength(1);
  expect((await room.drill()).ended?.why).toBe("recovered");
});

test("anyone stops a night at once, and the morning says nothing of it", async () => {
  const { room, ada, before } = await planned();
  const message = await untilNight(room);
  expect(textOf(await ada.press("What is this?", message))).toContain("planned it with /drill tonight");
  await ada.press("Stop drill", message);
  await room.passes({ seconds: 10 }, { seconds: 10 });
  expect(textOf(message)).toContain("The drill was stopped. There is no report");
  expect(labelsOf(message)).toEqual([]);
  await room.passes({ hours: 9 }, { minutes: 30 });
  expect(room.posts).toHaveLength(before + 1);
});

test("a night that is called off before it begins does not come", async () => {
  const { room, ada, before } = await planned();
  expect(textOf(await ada.type("drill stop"))).toContain("called off");
  await room.passes({ hours: 24 });
  expect(room.posts).toHaveLength(before);
});

test("a tutor that is away at 02:00 skips the night and says so in the morning (F22)", async () => {
  const { room, before } = await planned();
  await room.away({ hours: 16, minutes: 45 });
  expect(room.posts).toHaveLength(before);
  await room.passes({ hours: 7 });
  expect(room.posts).toHaveLength(before + 1);
  expect(textOf(room.post(-1))).toContain("Last night's practice was skipped: I was away at 02:00");
  expect(at(room.posts.at(-1))).toBe("2026-11-24T08:15:00.000Z");
  expect((await room.drill()).ended?.why).toBe("late");
});

test("a tutor that begins anew in the middle of a night goes on with it", async () => {
  const { room, ada, before } = await planned();
  const message = await untilNight(room);
  await ada.press("I see it", message);
  await room.again();
  await room.passes({ minutes: 10 }, { minutes: 5 });
  expect(textOf(message)).toContain("Somebody has seen it");
  await room.again();
  await room.passes({ hours: 8 }, { minutes: 10 });
  expect(textOf(room.posts[before + 1] ?? message)).toContain("The morning after");
  expect(room.faults).toEqual([]);
});

test("the day after, one question is made from the night, answered like any other, and asked once", async () => {
  const { room, ada, boss } = await planned(1);
  await boss.type("schedule add", { kind: "quiz", time: "11:00", zone: "Europe/Berlin" });
  await untilNight(room);
  await room.passes({ hours: 10 }, { minutes: 10 });
  const sameDay = room.posts.filter((post) => textOf(post).includes("a question made from"));
  expect(sameDay).toEqual([]);
  await room.passes({ hours: 24 });
  const question = room.posts.find((post) =>
    textOf(post).includes("Practice: a question made from the last drill here"),
  );
  if (!question) throw new Error("no question came");
  expect(textOf(question)).toContain("02:00: Copy 1 crashed. Which job was missing first, between 02:00 and 09:00?");
  await room.passes({ minutes: 1 }, { minutes: 1 });
  await ada.press("I don't know", question);
  const learner = await room.context.store.findLearner({ platform: "test", tenant: "t1", person: "ada" });
  const [answered] = await room.context.store.reviewsOf(learner?.id ?? "");
  expect(answered?.check).toMatch(/^drill\//);
  // A question about one night does not come back.
  expect(await room.context.store.dueReviews(learner?.id ?? "", Date.UTC(2100, 0), 10)).toEqual([]);
  await room.passes({ hours: 72 });
  expect(room.posts.filter((post) => textOf(post).includes("Which job was missing first"))).toHaveLength(1);
});

test("the contract stands before a schedule of nights, which waits until somebody agrees", async () => {
  const room = await drillRoom();
  const boss = room.person("Boss", manager);
  const shown = await boss.type("schedule add", { kind: "drill", zone: "Europe/Berlin" });
  expect(textOf(shown)).toContain("Silent: no notification and no mention");
  expect(textOf(await boss.type("schedule list"))).toContain("Rests: ");
  await boss.press("Turn it on here", shown);
  expect(textOf(await boss.type("schedule list"))).toContain("1. 2am drill, 02:00 Mon–Fri, Europe/Berlin");
  expect(textOf(await boss.type("schedule list"))).not.toContain("Rests: ");
  expect(textOf(await boss.type("schedule add", { kind: "drill", zone: "Europe/Berlin" }))).toContain(
    "planned here already",
  );
  expect(await room.person("Ada").type("schedule add", { kind: "drill" }).then(textOf)).toContain(
    "Only people who may manage",
  );
});

test("whoever tries a schedule of nights by day sees the message as it will stand there at 02:00", async () => {
  const room = await drillRoom();
  const boss = room.person("Boss", manager);
  await boss.type("schedule add", { kind: "drill", zone: "Europe/Berlin" });
  expect(textOf(await boss.type("schedule test", { which: "1" }))).toContain("turned practice on");
  await boss.type("drill start");
  await boss.press("Turn it on here");
  const trial = await boss.type("schedule test", { which: "1" });
  expect(textOf(trial)).toContain("At 02:00 something broke at Pageturn");
  expect(textOf(trial)).toContain("What its readers see at 02:00: ");
  expect(textOf(trial)).not.toContain("It is morning");
  expect(labelsOf(trial)).toEqual(["I see it", "What is this?", "Stop drill"]);
});

test("a schedule of nights: few of them, well apart, five nights in order, and none at a weekend", async () => {
  const room = await drillRoom(3);
  const boss = room.person("Boss", manager);
  await boss.type("schedule add", { kind: "drill", zone: "Europe/Berlin" });
  await boss.press("Turn it on here");
  const ada = room.person("Ada");
  for (let hour = 0; hour < 90 * 24; hour += 1) {
    await room.passes({ hours: 1 }, { hours: 1 });
    const newest = room.posts.at(-1);
    if (newest && labelsOf(newest).includes("I see it")) await ada.press("I see it", newest);
  }
  const drills = (await room.context.store.watchesOf(ada.in)).toReversed();
  expect(drills.map(({ night }) => night)).toEqual([1, 2, 3, 4, 5]);
  const days = drills.map(({ begunAt }) =>
    Temporal.Instant.fromEpochMilliseconds(begunAt).toZonedDateTimeISO("Europe/Berlin"),
  );
  for (const day of days) {
    expect(day.hour).toBe(2);
    expect(day.dayOfWeek).toBeLessThanOrEqual(5);
  }
  const apart = days.slice(1).map((day, index) => day.epochMilliseconds - (days[index]?.epochMilliseconds ?? 0));
  expect(Math.min(...apart)).toBeGreaterThanOrEqual(2 * 86_400_000);
  expect(room.skipped).not.toContain("downtime");
}, 60_000);

test("two nights without any reaction, and the watch rests and says so once", async () => {
  const room = await drillRoom(3);
  const boss = room.person("Boss", manager);
  await boss.type("schedule add", { kind: "drill", zone: "Europe/Berlin" });
  await boss.press("Turn it on here");
  for (let day = 0; day < 60; day += 1) await room.passes({ hours: 24 }, { hours: 1 });
  const said = room.posts.filter((post) => textOf(post).includes("Two nights passed without any reaction"));
  expect(said).toHaveLength(1);
  expect(await room.context.store.watchesOf(boss.in)).toHaveLength(2);
  expect(textOf(await boss.type("schedule list"))).toContain("Rests: nobody reacted");
  expect(textOf(await boss.type("schedule resume", { which: "1" }))).toContain("goes on");
  for (let day = 0; day < 40; day += 1) await room.passes({ hours: 24 }, { hours: 1 });
  expect((await room.context.store.watchesOf(boss.in)).length).toBeGreaterThan(2);
}, 60_000);

test.each([
  {
    zone: "America/New_York",
    date: "2026-03-08",
    due: "2026-03-08T07:00:00Z",
    story: "the night began at 03:00",
    hours: 6,
  },
  { zone: "Europe/Berlin", date: "2026-10-25", due: "2026-10-25T00:00:00Z", story: "02:00 came twice here", hours: 8 },
  { zone: "Europe/Berlin", date: "2026-10-26", due: "2026-10-26T01:00:00Z", story: undefined, hours: 7 },
  {
    zone: "Australia/Sydney",
    date: "2026-04-05",
    due: "2026-04-04T15:00:00Z",
    story: "02:00 came twice here",
    hours: 8,
  },
])("a night on $date in $zone is posted at $due, and its report tells what the clocks did", async (row) => {
  const room = await drillRoom();
  const start = Temporal.Instant.from(row.due).subtract({ hours: 1 });
  room.later(room.context.clock.now().until(start));
  const boss = room.person("Boss", { mayManage: true });
  await boss.type("drill start");
  await boss.press("Turn it on here");
  await boss.type("drill stop");
  await boss.type("drill tonight", { zone: row.zone, date: row.date });
  const before = room.posts.length;
  await room.passes({ hours: 12 }, { minutes: 10 });
  const [message, report] = room.posts.slice(before);
  expect(message?.at).toBe(Date.parse(row.due));
  expect(report?.at).toBe(Date.parse(row.due) + row.hours * 3_600_000);
  if (row.story === undefined) expect(report && textOf(report)).not.toContain("On this date");
  else expect(report && textOf(report)).toContain(row.story);
});

test("a night is planned by managers, in a channel, for a date to come, in a zone that is known, and once", async () => {
  const { room, boss } = await planned();
  const asked = async (who = boss, options = {}) => textOf(await who.type("drill tonight", options));
  expect(await asked()).toContain("planned for then already");
  expect(await asked(room.person("Ada"))).toContain("Whoever manages this channel decides");
  expect(await asked(room.person("Eve", { ...manager, channel: "dm-eve", direct: true }))).toContain(
    "belongs to a channel",
  );
  for (const date of ["2020-01-01", "tomorrow", "2026-02-30", "2099-01-01"])
    expect(await asked(boss, { date })).toContain(`"${date}" is no date to come`);
  expect(await asked(boss, { zone: "Mars/Olympus" })).toContain("Mars/Olympus");
  const other = room.person("Boss", { mayManage: true, channel: "other" });
  await other.type("drill start");
  await other.press("Turn it on here");
  expect(await asked(other)).toContain("I don't know this channel's time zone yet");
});

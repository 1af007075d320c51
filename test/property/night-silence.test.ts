import fc from "fast-check";
import { expect, inject, test } from "vitest";
import { isSleepingHour } from "../../src/fleet/waking.ts";
import { bite, chapter, choiceCheck, course } from "../rooms/courses.ts";
import { labelsOf, type Shown, textOf, type Visitor } from "../rooms/study-room.ts";
import { type TimedRoom, timedRoom } from "../rooms/timed-room.ts";

/**
 * Nothing that the tutor sends by itself rings between 22:00 and 07:00 where it is read, whatever keeps it from leaving in
 * time, unless somebody chose such a time. The drill has a test of its own (drill-silence.test.ts).
 */

const zones: readonly string[] = Intl.supportedValuesOf("timeZone");

/** Questions stand below texts and by themselves, so that lessons come in one message and in two. */
const demo = course(
  chapter("one", [
    bite("", choiceCheck("q1", { right: [1], fixed: true })),
    bite("Second.", choiceCheck("q2", { right: [1], fixed: true })),
    bite("Third.", choiceCheck("q3", { right: [1], fixed: true })),
  ]),
  chapter("two", [bite("Fourth.", choiceCheck("q4", { right: [1], fixed: true })), bite("Fifth.")]),
);

/** Something planned for a time of the day, and where. */
const plan = fc.record({
  zone: fc.constantFrom(...zones),
  kind: fc.constantFrom("quiz", "lesson", "summary", "review"),
  /** Minutes after midnight: 07:00 to 21:59. */
  minute: fc.integer({ min: 7 * 60, max: 22 * 60 - 1 }),
});
type Plan = typeof plan extends fc.Arbitrary<infer Value> ? Value : never;

/** What keeps posts from leaving: the tutor is away, the platform asks to wait, or channels refuse. */
const trouble = fc.record({
  after: fc.integer({ min: 0, max: 16 * 60 }),
  what: fc.constantFrom("away", "slow", "refusing"),
  lasts: fc.integer({ min: 1, max: 15 * 60 }),
});
type Trouble = typeof trouble extends fc.Arbitrary<infer Value> ? Value : never;

/** Some of the days on which clocks change, and one on which none do. */
const start = fc.constantFrom(
  "2026-03-06T12:00Z",
  "2026-03-27T12:00Z",
  "2026-10-02T12:00Z",
  "2026-10-23T12:00Z",
  "2026-11-23T12:00Z",
);

const STEP = { minutes: 10 };
/** A post counts as on time for so many minutes, also when 22:00 falls into them (core/catch-up.ts). */
const ON_TIME = 5;

/** Everybody has learned a little, so that there is something to tell and to bring back. */
async function opened(room: TimedRoom, { zone, kind, minute }: Plan, index: number): Promise<Visitor> {
  const person = room.person(`P${index}`, { mayManage: true, zone, channel: `c${index}` });
  const page = await person.type("learn");
  await person.press("A", page);
  await person.press("Continue", page);
  const time = `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
  if (kind === "review") await person.type("remind at", { time, zone });
  else await person.type("schedule add", { kind, time, zone, days: "daily" });
  return person;
}

const localOf = (zone: string, at: number): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);

/** Time passes, and every other learner snoozes what comes in time for it. */
async function pass(room: TimedRoom, people: readonly Visitor[], minutes: number): Promise<void> {
  for (let passed = 0; passed < minutes; passed += STEP.minutes) {
    const before = room.posts.length;
    await room.passes(STEP, STEP);
    for (const post of room.posts.slice(before)) {
      const index = Number(/^dm-p(\d+)$/.exec(post.ref.channel)?.[1] ?? 1);
      const zone = people[index]?.by.zone ?? "UTC";
      if (index % 2 === 0 && labelsOf(post).includes("In an hour") && localOf(zone, post.at).hour < 20)
        await people[index]?.press("In an hour", post);
    }
  }
}

async function troubled(room: TimedRoom, people: readonly Visitor[], { what, lasts }: Trouble): Promise<void> {
  switch (what) {
    case "away":
      return room.away({ minutes: lasts });
    case "slow":
      room.takes(() => ({ kind: "wait", until: room.context.clock.now().epochMilliseconds + lasts * 60_000 }));
      await pass(room, people, lasts);
      return room.takes(() => undefined);
    default:
      for (const index of people.keys()) room.refuse(`c${index}`, "not allowed");
      await pass(room, people, lasts);
      for (const index of people.keys()) room.allow(`c${index}`);
  }
}

/** What rang at night: where, when there, and what it said. */
function ringing(posts: readonly (Shown & { readonly at: number })[], plans: readonly Plan[]) {
  return posts.flatMap((post) => {
    const plan = plans[Number(/(\d+)$/.exec(post.ref.channel)?.[1])];
    const local = localOf(plan?.zone ?? "UTC", post.at);
    const evening = local.hour * 60 + local.minute;
    const isOnTime = plan !== undefined && evening >= plan.minute && evening <= plan.minute + ON_TIME;
    if (post.message.silent || isOnTime || !isSleepingHour(local.hour)) return [];
    return [`${plan?.kind} of ${plan?.minute} at ${local.toString()}: ${textOf(post)}`];
  });
}

test("nothing that comes by the clock rings at night, in any zone, whatever kept it from leaving (F04, F08, F31)", async () => {
  const loud = { posts: 0 };
  await fc.assert(
    fc.asyncProperty(
      start,
      fc.array(plan, { minLength: 16, maxLength: 32 }),
      fc.array(trouble, { minLength: 1, maxLength: 3 }),
      async (from, plans, troubles) => {
        const room = await timedRoom(demo);
        room.later(room.context.clock.now().until(Temporal.Instant.from(from)));
        const people: Visitor[] = [];
        for (const [index, plan] of plans.entries()) people.push(await opened(room, plan, index));
        for (const trouble of troubles) {
          await pass(room, people, trouble.after);
          await troubled(room, people, trouble);
        }
        await pass(room, people, 24 * 60);
        expect(ringing(room.posts, plans)).toEqual([]);
        expect(room.faults).toEqual([]);
        loud.posts += room.posts.filter(({ message }) => message.silent !== true).length;
      },
    ),
    { numRuns: inject("whole") ? 200 : 8, endOnFailure: true },
  );
  expect(loud.posts).toBeGreaterThan(50);
}, 3_600_000);

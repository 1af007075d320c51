import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Arrivals, createVisitorClock, openVisitorClock } from "../../src/app/visitor-clock.ts";
import { createHandClock } from "../hand-clock.ts";

const quiet: Arrivals = { next: async () => undefined, tick: async () => undefined };

/** A clock at a moment, and what was kept of its moves. */
function clockAt(start: string, ahead = 0, keep: (more: number) => Promise<void> = async () => undefined) {
  const hand = createHandClock(Date.parse(start));
  const kept = { ahead };
  const clock = createVisitorClock({
    real: { now: () => Temporal.Instant.fromEpochMilliseconds(hand.now()) },
    ahead,
    keep: async (more) => {
      await keep(more);
      kept.ahead += more;
    },
  });
  return { hand, clock, kept, told: () => clock.now().toString({ smallestUnit: "second" }) };
}

/** Things that are due at some moments; each goes when it is ticked. */
function due(told: () => string, ...moments: readonly string[]) {
  let waiting = moments.map((moment) => Date.parse(moment)).toSorted((one, other) => one - other);
  const came: (readonly [string, string])[] = [];
  const arrivals: Arrivals = {
    next: async (after, by) => waiting.find((moment) => moment > after && moment <= by),
    tick: async () => {
      const now = Date.parse(told());
      for (const moment of waiting.filter((one) => one <= now)) came.push([new Date(moment).toISOString(), told()]);
      waiting = waiting.filter((one) => one > now);
    },
  };
  return { came, arrivals };
}

describe("a visitor who moves the tutor's clock", () => {
  test("finds it at two in the night of their zone, then at nine in the morning, and the next night is tomorrow's", async () => {
    const { clock, told } = clockAt("2026-11-25T14:30:00Z");
    expect(told()).toBe("2026-11-25T14:30:00Z");
    await clock.move("night", "Europe/Berlin", quiet);
    expect(told()).toBe("2026-11-26T01:00:00Z");
    await clock.move("morning", "Europe/Berlin", quiet);
    expect(told()).toBe("2026-11-26T08:00:00Z");
    await clock.move("night", "Europe/Berlin", quiet);
    expect(told()).toBe("2026-11-27T01:00:00Z");
  });

  test("sees it go on with the real time", async () => {
    const { clock, hand, told } = clockAt("2026-11-25T14:30:00Z");
    await clock.move("night", "UTC", quiet);
    hand.advance(61_000);
    expect(told()).toBe("2026-11-26T02:01:01Z");
  });

  test("finds it where it was after a restart", async () => {
    const { clock, hand, kept, told } = clockAt("2026-11-25T14:30:00Z");
    await clock.move("morning", "UTC", quiet);
    const again = clockAt(new Date(hand.now()).toISOString(), kept.ahead);
    expect(again.told()).toBe(told());
  });

  test("gets everything that was due on the way, each at its own time and in order", async () => {
    const { clock, told } = clockAt("2026-11-25T14:30:00Z");
    const { came, arrivals } = due(told, "2026-11-26T02:00:00Z", "2026-11-25T20:00:00Z", "2026-11-26T09:00:00Z");
    await clock.move("morning", "UTC", arrivals);
    expect(came.map(([moment, at]) => [moment, `${at.slice(0, -1)}.000Z`])).toEqual([
      ["2026-11-25T20:00:00.000Z", "2026-11-25T20:00:00.000Z"],
      ["2026-11-26T02:00:00.000Z", "2026-11-26T02:00:00.000Z"],
      ["2026-11-26T09:00:00.000Z", "2026-11-26T09:00:00.000Z"],
    ]);
  });

  test("arrives also when something is put off again and again", async () => {
    const { clock, told } = clockAt("2026-11-25T14:30:00Z");
    let ticks = 0;
    const next = async (after: number) => after + 1;
    const tick = async () => {
      ticks += 1;
    };
    await clock.move("night", "UTC", { next, tick });
    expect(told()).toBe("2026-11-26T02:00:00Z");
    expect(ticks).toBeLessThan(1000);
  });

  test("does not move it twice by pressing twice", async () => {
    const { clock, told } = clockAt("2026-11-25T14:30:00Z");
    await Promise.all([clock.move("morning", "UTC", quiet), clock.move("morning", "UTC", quiet)]);
    expect(told()).toBe("2026-11-26T09:00:00Z");
  });

  test("finds it unmoved when the move could not be kept, and may try again", async () => {
    let full = true;
    const { clock, told } = clockAt("2026-11-25T14:30:00Z", 0, async () => {
      if (full) throw new Error("the disk is full");
    });
    await expect(clock.move("night", "UTC", quiet)).rejects.toThrow("the disk is full");
    expect(told()).toBe("2026-11-25T14:30:00Z");
    full = false;
    await clock.move("night", "UTC", quiet);
    expect(told()).toBe("2026-11-26T02:00:00Z");
  });

  test.each([
    ["America/New_York", "2026-03-08T00:00:00Z", "2026-03-08T07:00:00Z"],
    ["Europe/Berlin", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z"],
    ["Europe/Berlin", "2026-10-24T12:00:00Z", "2026-10-25T00:00:00Z"],
    ["Australia/Sydney", "2026-10-03T12:00:00Z", "2026-10-03T16:00:00Z"],
    ["Australia/Sydney", "2026-04-04T12:00:00Z", "2026-04-04T15:00:00Z"],
  ])("in %s gets the first instant after a gap, and the first of two (%s → %s)", async (zone, start, night) => {
    const { clock, told } = clockAt(start);
    await clock.move("night", zone, quiet);
    expect(told()).toBe(night);
  });

  test("never finds it earlier than before, nor more than a day and two hours on, in any zone", async () => {
    const zones = fc.constantFrom(...Intl.supportedValuesOf("timeZone"));
    const start = fc.date({ min: new Date("2026-01-01"), max: new Date("2027-12-31"), noInvalidDate: true });
    const moves = fc.array(fc.constantFrom("night" as const, "morning" as const), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(zones, start, moves, async (zone, from, ways) => {
        const { clock } = clockAt(from.toISOString());
        for (const way of ways) {
          const before = clock.now();
          await clock.move(way, zone, quiet);
          const hours = before.until(clock.now()).total("hours");
          expect(hours).toBeGreaterThan(0);
          expect(hours).toBeLessThanOrEqual(26);
        }
      }),
    );
  });
});

test("an operator who connects real channels to it is told why that cannot be, and what to do", async () => {
  const real = { now: () => Temporal.Instant.fromEpochMilliseconds(0) };
  const keptAt = (ahead: number) => ({ ahead: async () => ahead, moveOn: async () => undefined });
  const beside = ["Discord", "Slack"];
  await expect(openVisitorClock({ real, kept: keptAt(3 * 3_600_000), beside })).rejects.toThrow(
    /3 hours ahead.*Discord and Slack cannot follow.*DATA_DIR/,
  );
  const untouched = await openVisitorClock({ real, kept: keptAt(0), beside });
  expect(untouched.now().epochMilliseconds).toBe(0);
});

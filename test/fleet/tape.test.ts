import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { live } from "../../src/fleet/constants.ts";
import { homeOf } from "../../src/fleet/fleet.ts";
import { nextNight, nights } from "../../src/fleet/night.ts";
import { chanceOf } from "../../src/fleet/random.ts";
import { tapeOf } from "../../src/fleet/tape.ts";
import { night } from "./nights.ts";

const seeds = fc.integer({ min: 0, max: 0xffff_ffff });

test("the same seed gives the same numbers everywhere: these were computed in another language", () => {
  const chance = chanceOf(2026);
  expect(Array.from({ length: 6 }, () => chance.below(0x1_0000_0000))).toEqual([
    3815079242, 1246246266, 950489186, 2653816385, 1938602082, 3500053021,
  ]);
});

test("the same seed gives the same tape, on every platform and for ever", () => {
  expect(tapeOf(42, night(2))).toEqual([
    { kind: "exit", at: 0, nth: 4 },
    { kind: "hang", at: 1890, nth: 1 },
    { kind: "exit", at: 15_244, nth: 5 },
  ]);
  expect(
    createHash("sha256")
      .update(JSON.stringify(tapeOf(42, night(5))))
      .digest("hex"),
  ).toBe("7bedc1e277203df1246e6fa109d06bda34d01fe4c643e39c94d16ecae66000d5");
});

test("a live drill holds the same failures, closer together and after a quiet start", () => {
  const squeezed = tapeOf(42, night(2), live);
  expect(squeezed.map(({ kind, at }) => [kind, at])).toEqual([
    ["exit", 120],
    ["hang", 381],
    ["exit", 2225],
  ]);
});

describe.each(nights)("night $number", (night) => {
  test("begins to break at 02:00:00, goes on in order, and is over by the morning", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const tape = tapeOf(seed, night);
        const times = tape.map(({ at }) => at);
        expect(times[0]).toBe(0);
        expect(times).toEqual(times.toSorted((one, other) => one - other));
        expect(times.every((at) => Number.isInteger(at) && at < 25_200)).toBe(true);
        expect(tape.every((event) => !("nth" in event) || (event.nth >= 1 && event.nth <= night.copies))).toBe(true);
      }),
    );
  });

  test("has its beats at the copies and servers that it promises", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const tape = tapeOf(seed, night);
        const count = (kind: string) => tape.filter((event) => event.kind === kind).length;
        const beats = (kind: string) => night.beats.filter((beat) => beat.kind === kind).length;
        expect(count("server")).toBe(beats("server"));
        expect(count("ship")).toBe(beats("ship"));
        expect(count("exit")).toBeGreaterThanOrEqual(beats("exit"));
        expect(count("hang")).toBeGreaterThanOrEqual(beats("hang"));
        const servers = tape.flatMap((event) => (event.kind === "server" ? [event.server] : []));
        expect(new Set(servers).size).toBe(servers.length);
      }),
    );
  });
});

test("night 3 takes a server that holds two copies, so that it is felt", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const lost = tapeOf(seed, night(3)).find((event) => event.kind === "server");
      const there = [1, 2, 3, 4, 5].filter((copy) => lost && homeOf(copy, 3) === lost.server);
      expect(there).toHaveLength(2);
    }),
  );
});

test("in night 5 something breaks every few minutes, all night", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const broken = tapeOf(seed, night(5)).filter(({ kind }) => kind !== "copy-files");
      expect(broken.length).toBeGreaterThan(15);
      expect(broken.length).toBeLessThan(90);
    }),
  );
});

test("a channel gets the nights in their order, and the last one again when it has had all", () => {
  expect(nextNight([]).number).toBe(1);
  expect(nextNight([1, 2]).number).toBe(3);
  expect(nextNight([2]).number).toBe(1);
  expect(nextNight([1, 2, 3, 4, 5]).number).toBe(5);
});

import { describe, expect, test } from "vitest";
import { fold } from "../../src/fleet/fold.ts";
import { elapsedAt, liveDrill, nightWatch, replayOf, secondOf } from "../../src/fleet/live.ts";
import { boardOf, siteOf } from "../../src/fleet/view.ts";
import { fiveCopies, logOf, night } from "./nights.ts";

const live = liveDrill(1, night(2));

describe("time", () => {
  test("runs twelve times as fast in a live drill, and five minutes are its whole night", () => {
    expect(secondOf(live, 0)).toBe(0);
    expect(secondOf(live, 83)).toBe(0);
    expect(secondOf(live, 84)).toBe(1);
    expect(secondOf(live, 1000)).toBe(12);
    expect(secondOf(live, 5 * 60_000)).toBe(3600);
    expect(live.handOverFrom).toBe(secondOf(live, 150_000));
  });

  test("runs as it does in a night watch, and a replay takes a minute", () => {
    const watch = nightWatch(1, night(2));
    expect(secondOf(watch, 7 * 3_600_000)).toBe(25_200);
    expect(secondOf(replayOf(watch), 60_000)).toBe(25_200);
    expect(secondOf(replayOf(live), 60_000)).toBe(3600);
  });

  test("never runs out of the night, whatever the clock does", () => {
    expect(secondOf(live, -5000)).toBe(0);
    expect(secondOf(live, 1e12)).toBe(3600);
  });

  test("can be waited for: the first millisecond of a second of the night", () => {
    for (const second of [0, 1, 7, 120, 3600]) {
      expect(secondOf(live, elapsedAt(live, second))).toBe(second);
      if (second > 0) expect(secondOf(live, elapsedAt(live, second) - 1)).toBe(second - 1);
    }
  });
});

describe("the board", () => {
  const drill = fiveCopies([
    { kind: "hang", at: 10, nth: 1 },
    { kind: "exit", at: 20, nth: 2 },
    { kind: "server", at: 30, server: 3 },
  ]);

  test("has a row for each server, a mark for each copy, and the room that is left", () => {
    const board = boardOf(drill, fold(drill, [], 100));
    expect(board.rows.map(({ server, up, free }) => [server, up, free])).toEqual([
      [1, true, 1],
      [2, true, 1],
      [3, false, 0],
    ]);
    expect(board.rows.map(({ marks }) => marks.map(({ id, phase }) => `${id} ${phase}`))).toEqual([
      ["1 running", "4 running"],
      ["2 exited", "5 running"],
      ["3 lost"],
    ]);
  });

  test("shows the hang once somebody has looked", () => {
    const board = boardOf(drill, fold(drill, logOf([40, "ada look 1"]), 100));
    expect(board.rows[0]?.marks[0]?.phase).toBe("hung");
  });

  test("counts the readers who want to read, those who can, and the page turns lost so far", () => {
    const board = boardOf(drill, fold(drill, [], 100));
    // Two copies of twenty page turns a second; 35 are wanted. One page in 30 seconds a reader.
    expect(board.readers).toEqual({ there: 1050, served: 600 });
    expect(board.lost).toBe(5 * (30 - 20) + 15 * (100 - 30));
    expect(board.site).toBe("slow");
  });

  test("tells a reader's view and nothing else at night: fine, slow or down", () => {
    const alone = nightWatch(1, night(1));
    expect(siteOf(fold(drill, [], 5).fleet, drill.night)).toBe("fine");
    expect(siteOf(fold(drill, [], 25).fleet, drill.night)).toBe("slow");
    expect(siteOf(fold(alone, [], 0).fleet, alone.night)).toBe("down");
  });

  test("offers the manager from half time on, and says when it is in charge", () => {
    const offers = (second: number, ...text: readonly string[]) => {
      const presses = text.map((one) => [1800, one] as const);
      const { mayHandOver, handedOver } = boardOf(live, fold(live, logOf(...presses), second));
      return [mayHandOver, handedOver];
    };
    expect(offers(1799)).toEqual([false, false]);
    expect(offers(1800)).toEqual([true, false]);
    expect(offers(1800, "ada hand-over")).toEqual([true, true]);
  });
});

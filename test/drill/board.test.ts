import { expect, test } from "vitest";
import { button } from "../../src/chat/action.ts";
import { faultsOf } from "../../src/chat/limits.ts";
import { plainText } from "../../src/chat/plain.ts";
import { liveBoard } from "../../src/drill/board/board.ts";
import { consoleMessage } from "../../src/drill/board/console.ts";
import { nightBoard } from "../../src/drill/night/board.ts";
import type { Played } from "../../src/drill/playing.ts";
import { reportMessage } from "../../src/drill/report/message.ts";
import { costsPage, numbersPage, timelinePage } from "../../src/drill/report/pages.ts";
import { reportWords } from "../../src/drill/report/words.ts";
import type { DrillRecord, KeptPress } from "../../src/drill/store.ts";
import { clock } from "../../src/drill/words.ts";
import { live } from "../../src/fleet/constants.ts";
import { type Drill, fold, goOn, startOf } from "../../src/fleet/fold.ts";
import { liveDrill, nightWatch, replayOf } from "../../src/fleet/live.ts";
import { reportOf } from "../../src/fleet/report.ts";
import { night } from "../fleet/nights.ts";

const id = "01a206bb-1d28-7848-9168-9f1c35ac56ce";

function played(number: number, drill: Drill, log: readonly KeptPress[], replays: string | undefined): Played {
  const record: DrillRecord = {
    id,
    place: { platform: "test", tenant: "t1", channel: "hall", kind: "channel" },
    mode: "live",
    night: number,
    seed: 1,
    begunAt: 0,
    lasts: live.lasts,
    zone: undefined,
    schedule: undefined,
    replays,
    board: undefined,
    presses: log.length,
    ended: undefined,
  };
  return { record, drill, log, run: goOn(drill, startOf(drill), log) };
}

const handOver: KeptPress = {
  seq: 1,
  at: live.lasts / 2,
  actor: "1",
  verb: "hand-over",
  argument: "",
  learner: undefined,
  minute: 0,
};

test.each([1, 2, 3, 4, 5])(
  "whatever happens in night %i, by hand or under the manager, its board and consoles fit every platform",
  (number) => {
    for (let seed = 1; seed <= 5; seed += 1) {
      const byHand = liveDrill(seed, night(number));
      const all = [
        played(number, byHand, [], undefined),
        played(number, byHand, [handOver], undefined),
        played(number, replayOf(byHand), [], id),
      ];
      for (const one of all) {
        for (let at = 0; at <= live.lasts; at += 60) {
          const run = fold(
            one.drill,
            one.log.filter((press) => press.at <= at),
            at,
          );
          const messages = [
            liveBoard(one, run),
            consoleMessage(one, run, "1", { said: "Placing copy 100 on server 24, until 02:59:59.", done: false }),
            nightBoard(one, run),
          ];
          for (const message of messages) expect([seed, at, faultsOf(message)]).toEqual([seed, at, []]);
        }
      }
    }
  },
);

test("the manager's latest turn stays on the board, handed over to or in a replay, and a replay ends with what it lost", () => {
  const byHand = liveDrill(1, night(2));
  for (const one of [played(2, byHand, [handOver], undefined), played(2, replayOf(byHand), [], id)]) {
    const first = fold(one.drill, one.log, live.lasts).turns[0]?.observed.now ?? 0;
    const text = plainText(liveBoard(one, fold(one.drill, one.log, first + 2)).blocks);
    expect(text).toContain(`At ${clock(first, true)} the manager started copy`);
  }
  const replay = played(2, replayOf(byHand), [], id);
  const end = plainText(liveBoard(replay, fold(replay.drill, [], live.lasts)).blocks);
  expect(end).toMatch(/That was the manager: (no page turn|[\d,]+ page turns?) lost, and nobody woken\.$/);
});

test("a board tells apart versions while two of them run", () => {
  const drill = liveDrill(1, night(4));
  const one = played(4, drill, [], undefined);
  const shipped = drill.tape.find((event) => event.kind === "ship")?.at ?? 0;
  const text = plainText(liveBoard(one, fold(drill, [], shipped + 30)).blocks);
  expect(text).toMatch(/\dRv1/);
  expect(text).toMatch(/\d[SX]v2/);
  expect(text).toContain("Maya, who writes Pageturn, has version 2 ready");
});

test.each([1, 2, 3, 4, 5])("the report of night %i and the pages behind it fit every platform", (number) => {
  for (let seed = 1; seed <= 3; seed += 1) {
    for (const drill of [liveDrill(seed, night(number)), nightWatch(seed, night(number))]) {
      const run = fold(drill, [handOver], drill.lasts);
      const one = { ...played(number, drill, [handOver], undefined), run };
      const report = reportOf(drill, run);
      const reading = [button("Read why", { kind: "bite", chapter: "orchestration", page: 4 })];
      const beside = { story: reportWords.cameLater("03:00"), rests: true, asks: true, came: true, reading };
      const messages = [
        reportMessage(one.record, report, beside),
        costsPage(one, report, undefined),
        numbersPage(one),
        timelinePage(one, report),
      ];
      for (const message of messages) expect(faultsOf(message)).toEqual([]);
      const [shown] = messages;
      // The table, the picture and the question are never left out.
      expect(shown?.blocks.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["table", "chart", "quote"]));
    }
  }
});

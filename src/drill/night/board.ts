import { button } from "../../chat/action.ts";
import { type Block, type Button, type Message, note, paragraph, plain, strong } from "../../chat/message.ts";
import type { Run } from "../../fleet/fold.ts";
import { siteOf } from "../../fleet/view.ts";
import { practice } from "../board/message.ts";
import { playWords } from "../board/words.ts";
import type { Played } from "../playing.ts";
import type { DrillRecord } from "../store.ts";
import { drillWords } from "../words.ts";

/**
 * The one message of a night watch. It shows what a reader of the site sees, and not which copy is down: nobody is watching,
 * that is the point.
 */
export function nightBoard({ record, drill }: Played, run: Run): Message {
  const { fleet } = run;
  const ended = fleet.ended?.why ?? record.ended?.why;
  const blocks: readonly Block[] = [
    paragraph([strong(playWords.happened(0))]),
    paragraph([...plain(playWords.readersSee(fleet.now)), ...plain(drillWords.site(siteOf(fleet, drill.night)))]),
  ];
  if (ended !== undefined) return practice(record.night, [...blocks, paragraph(endWords(ended, fleet.now))]);
  return practice(record.night, [...blocks, ...peopleBlocks(run), note(playWords.sleepOn)], rowsOf(record));
}

/** How many have been up for it, and never who. */
function peopleBlocks({ fleet }: Run): readonly Block[] {
  return fleet.hands.size === 0 ? [] : [paragraph(playWords.someoneSaw(fleet.hands.size))];
}

function endWords(ended: NonNullable<DrillRecord["ended"]>["why"], at: number): string {
  if (ended === "stopped" || ended === "late") return drillWords.stopped;
  return ended === "recovered" ? drillWords.recovered(at) : drillWords.morning;
}

const rowsOf = ({ id }: DrillRecord): readonly (readonly Button[])[] => [
  [
    button(drillWords.see, { kind: "act", drill: id, from: "board", verb: "see" }, "primary"),
    button(drillWords.what, { kind: "show", drill: id, page: "what" }),
    button(drillWords.stop, { kind: "act", drill: id, from: "board", verb: "stop" }, "danger"),
  ],
];

import { button } from "../../chat/action.ts";
import { type Block, type Button, type Message, note, paragraph, plain, strong } from "../../chat/message.ts";
import type { Run } from "../../fleet/fold.ts";
import { boardOf } from "../../fleet/view.ts";
import type { Played } from "../playing.ts";
import { drillWords } from "../words.ts";
import { fleetBlocks } from "./board.ts";
import { controls } from "./controls.ts";
import { practice } from "./message.ts";
import { playWords, whatOf } from "./words.ts";

/** What came of a press: words, and whether something was done. */
type Answer = { readonly said: string; readonly done: boolean };

/** One person's console: what came of their press (`answer`), what they are at, the fleet as it looks, and hands to lend. */
export function consoleMessage(played: Played, run: Run, actor: string | undefined, answer?: Answer): Message {
  const { record, drill } = played;
  const board = boardOf(drill, run);
  const lead: readonly Block[] = answer === undefined ? [note(drillWords.console)] : [paragraph([strong(answer.said)])];
  if (board.ended) return practice(record.night, [...lead]);
  const state = paragraph([strong(playWords.time(board.at)), ...plain(drillWords.site(board.site))]);
  // What was just begun is said already.
  const hands = answer?.done ? [] : [paragraph(handsOf(run, actor))];
  return practice(record.night, [...lead, state, ...hands, ...fleetBlocks(board)], rowsOf(played, run));
}

function handsOf({ fleet }: Run, actor: string | undefined): string {
  const hand = actor === undefined ? undefined : fleet.hands.get(actor);
  if (!hand || hand.until <= fleet.now || hand.verb === "see" || hand.verb === "bed") return playWords.free;
  return playWords.busy({ verb: hand.verb, what: whatOf(hand), until: hand.until });
}

function rowsOf({ record: { id, mode }, drill }: Played, run: Run): readonly (readonly Button[])[] {
  const again = button(playWords.refresh, { kind: "show", drill: id, page: "console", from: "own" }, "primary");
  const bed = button(drillWords.bed, { kind: "act", drill: id, from: "own", verb: "bed" });
  return [...controls(id, "own", drill, run), [again, ...(mode === "watch" ? [bed] : [])]];
}

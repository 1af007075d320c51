import { button } from "../../chat/action.ts";
import type { Message } from "../../chat/message.ts";
import {
  type Block,
  type Button,
  type Inline,
  type Inlines,
  note,
  paragraph,
  plain,
  strong,
} from "../../chat/message.ts";
import { controls } from "./controls.ts";
import type { Run } from "./fold.ts";
import { practice } from "./message.ts";
import type { Played } from "./playing.ts";
import { type Board, boardOf, type Mark } from "./view.ts";
import { drillWords, marks as markWords } from "./words.ts";
import { playWords, squares } from "./words-play.ts";

/** Copies up to which a board spells everything out. */
const FEW = 12;

/** The board of a drill by day, or of a replay, as everybody sees it. */
export function liveBoard(played: Played, run: Run): Message {
  const { record, drill } = played;
  const board = boardOf(drill, run);
  return practice(
    record.night,
    [...stateBlocks(board), ...fleetBlocks(board), ...endOrHint(played, board)],
    rowsOf(played, run, board),
  );
}

const stateBlocks = (board: Board): readonly Block[] => [
  paragraph([strong(playWords.time(board.at)), ...plain(drillWords.site(board.site))]),
  paragraph(
    `${drillWords.liveReaders(board.readers.served, board.readers.there)}, ${drillWords.lostSoFar(board.lost)}`,
  ),
];

/** Servers as rows, copies as marks, and what the marks mean. */
export function fleetBlocks(board: Board): readonly Block[] {
  const all = board.rows.flatMap(({ marks }) => marks);
  const few = all.length <= FEW;
  const items = board.rows.map(({ server, up, free, marks }): Inlines => {
    const head = few ? playWords.row(server, up, free) : playWords.smallRow(server, up, free);
    return [...plain(head), ...(marks.length === 0 ? plain(playWords.empty) : spaced(marks))];
  });
  const phases = [...new Set(all.map(({ phase }) => phase))];
  const legend = drillWords.legend(phases.toSorted());
  return [
    { kind: "list", ordered: false, items },
    note(few ? legend : `${legend}. ${playWords.smallLegend}`),
    ...(board.wish.version === board.wish.before && all.every(({ version }) => version === board.wish.version)
      ? []
      : [note(playWords.wished(board.wish.version))]),
  ];
}

const spaced = (marks: readonly Mark[]): readonly Inline[] =>
  marks.flatMap((mark, index) => [...(index === 0 ? [] : plain(" ")), marked(mark)]);

/** What is not running stands out. */
function marked({ id, phase }: Mark): Inline {
  const text = `${squares[phase]}${id}${markWords[phase].letter}`;
  return phase === "running" ? { kind: "plain", text } : strong(text);
}

function endOrHint({ record, drill }: Played, board: Board): readonly Block[] {
  if (board.ended) return [paragraph(endWords(record.replays !== undefined, board))];
  if (record.replays !== undefined) return [paragraph(playWords.replayIntro)];
  if (board.handedOver) return [paragraph(drillWords.handedOver)];
  if (board.mayHandOver) return [paragraph(drillWords.halfTime)];
  return [paragraph(playWords.task(drill.night.copies)), note(`${playWords.pace} ${playWords.hint}`)];
}

function endWords(isReplay: boolean, { ended, at }: Board): string {
  if (ended?.why === "stopped") return drillWords.stopped;
  const how = ended?.why === "recovered" ? drillWords.recovered(at) : playWords.liveMorning;
  return isReplay ? how : `${how} ${playWords.reportFollows}`;
}

function rowsOf({ record, drill }: Played, run: Run, board: Board): readonly (readonly Button[])[] {
  const { id } = record;
  const what = button(drillWords.what, { kind: "show", drill: id, page: "what" });
  if (board.ended) return record.replays === undefined ? [] : [[what]];
  const stop = button(drillWords.stop, { kind: "act", drill: id, from: "board", verb: "stop" }, "danger");
  if (record.replays !== undefined) return [[what, stop]];
  const over = button(drillWords.handOver, { kind: "act", drill: id, from: "board", verb: "hand-over" }, "primary");
  const own = button(playWords.openConsole, { kind: "show", drill: id, page: "console" });
  const handOver = board.mayHandOver && !board.handedOver ? [over] : [];
  // A menu would close under its reader's thumb at every change of the board: many copies are looked after from a console.
  const hands = drill.night.copies > FEW || board.handedOver ? [] : controls(id, "board", drill, run);
  return [...hands, [...handOver, ...(board.handedOver ? [] : [own]), what, stop]];
}

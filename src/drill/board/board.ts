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
import { fitting } from "../../core/reply.ts";
import type { Phase } from "../../fleet/fleet.ts";
import type { Run } from "../../fleet/fold.ts";
import { type Board, boardOf, type Mark } from "../../fleet/view.ts";
import type { Played } from "../playing.ts";
import { latestTurn } from "../report/words.ts";
import { drillWords, marks as markWords } from "../words.ts";
import { controls } from "./controls.ts";
import { practice } from "./message.ts";
import { playWords, shapes } from "./words.ts";

/** In the order in which a legend tells them. */
const phases: readonly Phase[] = ["running", "starting", "backoff", "hung", "exited", "lost"];

/** Copies up to which a board spells everything out. */
const FEW = 12;

/** The board of a drill by day, or of a replay, as everybody sees it. */
export function liveBoard(played: Played, run: Run): Message {
  const { record, drill } = played;
  const board = boardOf(drill, run);
  const tasks = taskBlocks(played, run, board);
  const shown = [...stateBlocks(board), ...fleetBlocks(board), ...endBlocks(played, board)];
  const say = (some: readonly Block[]): Message =>
    practice(record.night, [...some, ...shown], rowsOf(played, run, board));
  // A hundred copies may leave room for no more than the task itself.
  return fitting(say(tasks), say(tasks.slice(0, 1)));
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
  const versions = new Set(all.map(({ version }) => version));
  const items = board.rows.map(({ server, up, free, marks }): Inlines => {
    const head = few ? playWords.row(server, up, free) : playWords.smallRow(server, up, free);
    return [...plain(head), ...(marks.length === 0 ? plain(playWords.empty) : spaced(marks, few && versions.size > 1))];
  });
  const legend = drillWords.legend(phases.filter((one) => all.some(({ phase }) => phase === one)));
  return [
    { kind: "list", ordered: false, items },
    note(few ? `${playWords.legend}${legend}` : `${legend}. ${playWords.smallLegend}`),
    ...wishBlocks(board, versions),
  ];
}

/** What is wanted, while it is not what there is. */
function wishBlocks({ wish, handedOver }: Board, versions: ReadonlySet<number>): readonly Block[] {
  if (wish.version === wish.before && versions.size === 1 && versions.has(wish.version)) return [];
  const ships = wish.version !== wish.before && !handedOver;
  return [note(ships ? `${drillWords.shipped(wish.version)} ${playWords.backHint}` : playWords.wished(wish.version))];
}

const spaced = (marks: readonly Mark[], versions: boolean): readonly Inline[] =>
  marks.flatMap((mark, index) => [...(index === 0 ? [] : plain(" ")), marked(mark, versions)]);

/** What is not running stands out. */
function marked({ id, phase, version }: Mark, versions: boolean): Inline {
  const text = `${shapes[phase]}${id}${markWords[phase].letter}${versions ? playWords.version(version) : ""}`;
  return phase === "running" ? { kind: "plain", text } : strong(text);
}

/** What there is to do now. */
function taskBlocks({ record, drill }: Played, run: Run, board: Board): readonly Block[] {
  if (board.ended) return [];
  const latest = run.turns.at(-1);
  const lately = latest ? [paragraph(latestTurn(latest))] : [];
  if (record.replays !== undefined) return [paragraph(playWords.replayIntro), ...lately];
  if (board.handedOver) return [paragraph(drillWords.handedOver), ...lately];
  const task = board.mayHandOver ? drillWords.halfTime : playWords.task(drill.night.copies, drill.night.copies <= FEW);
  return [paragraph(task), note(`${playWords.pace} ${playWords.hint}`)];
}

const endBlocks = ({ record }: Played, board: Board): readonly Block[] =>
  board.ended ? [paragraph([strong(endWords(record.replays !== undefined, board))])] : [];

function endWords(isReplay: boolean, { ended, at, lost }: Board): string {
  if (ended?.why === "stopped") return drillWords.stopped;
  const how = ended?.why === "recovered" ? drillWords.recovered(at) : playWords.liveMorning;
  return `${how} ${isReplay ? playWords.managerLost(lost) : playWords.reportFollows}`;
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

import type { Action } from "../chat/action.ts";
import type { Outgoing } from "../chat/answer.ts";
import type { Event } from "../chat/event.ts";
import type { Message } from "../chat/message.ts";
import type { Context } from "../core/context.ts";
import { refuse } from "../core/reply.ts";
import { whoIs } from "../core/who.ts";
import { words } from "../core/words.ts";
import { argumentOf, type Command, readCommand } from "../fleet/command.ts";
import type { Run } from "../fleet/fold.ts";
import { liveBoard } from "./board/board.ts";
import { consoleMessage } from "./board/console.ts";
import { placements } from "./board/controls.ts";
import { practice } from "./board/message.ts";
import { moves } from "./board/ticking.ts";
import { playWords } from "./board/words.ts";
import { answering, drillHere, proven } from "./here.ts";
import { planNightEdits } from "./night/edits.ts";
import { minuteOf } from "./night/local-minute.ts";
import { foldedOf, grown, type Played, playedOf, runAt, secondAt } from "./playing.ts";
import { conclude } from "./stopping.ts";
import type { DrillRecord } from "./store.ts";
import { drillWords, pressWords } from "./words.ts";

type Press = Extract<Event, { kind: "press" }>;
type Act = Extract<Action, { kind: "act" }>;

/** Presses of one person that a drill remembers: an hour of night has room for 180 looks. */
const MOST = 300;

/**
 * A press in a drill: written to the log, judged where it stands there, and answered to the presser alone. By day the board
 * changes with it; at night it waits for its next edit. A press after the end changes nothing and says so.
 */
export async function act(context: Context, event: Press, action: Act): Promise<readonly Outgoing[]> {
  const record = await drillHere(context, event.in, action.drill);
  if (!record || (record.replays !== undefined && action.verb !== "stop")) return refuse(words.gone);
  const answer = await answering(context, record, { on: event.on, from: action.from });
  const argument = action.argument ?? (event.values.length > 1 ? undefined : (event.values[0] ?? ""));
  if (argument === undefined) return refuse(words.gone);
  if (action.verb === "place" && /^[1-9][0-9]{0,2}$/.test(argument))
    return answer(await placeWhere(context, record, Number(argument)));
  const command = readCommand(action.verb, argument);
  if (!command) return refuse(words.gone);
  if (action.from === "board") await proven(context, record, event.on);
  if (action.from === "board" && record.mode === "live" && !record.board)
    await context.store.showDrill(record.id, event.on);
  return pressed(context, event, record, command, answer);
}

/** The same press, whatever it was that somebody pressed or typed. */
export async function pressed(
  context: Context,
  event: Pick<Press, "by" | "in">,
  record: DrillRecord,
  command: Command,
  answer: (message: Message) => readonly Outgoing[],
): Promise<readonly Outgoing[]> {
  const now = context.clock.now().epochMilliseconds;
  const over = practice(record.night, [{ kind: "text", text: [{ kind: "plain", text: drillWords.refused("over") }] }]);
  if (record.ended || now < record.begunAt) return answer(over);
  if (command.verb !== "stop" && (await hasPressedEnough(context, record, event))) return refuse(playWords.tooMany);
  const { played, seq } = await added(context, event, record, command, now);
  const run = runAt(played, now);
  if (seq === undefined) return answer(over);
  const judged = run.judged.find(({ press }) => press.seq === seq);
  if (!judged) throw new Error(`Press ${seq} of drill ${record.id} is in the log and was not judged.`);
  const { outcome, press } = judged;
  const said = outcome.kind === "done" ? pressWords(command, outcome) : drillWords.refused(outcome.why);
  await conclude(context, played, run);
  const told = { said, done: outcome.kind === "done" };
  return [...answer(consoleMessage(played, run, press.actor, told)), ...(await followed(context, played, run, now))];
}

async function hasPressedEnough(context: Context, record: DrillRecord, { by }: Pick<Press, "by">): Promise<boolean> {
  if (record.presses < MOST) return false;
  const learner = await context.store.findLearner(whoIs(by));
  const { log } = await playedOf(context, record);
  return learner !== undefined && log.filter((press) => press.learner === learner.id).length >= MOST;
}

async function added(
  context: Context,
  { by, in: place }: Pick<Press, "by" | "in">,
  record: DrillRecord,
  command: Command,
  now: number,
): Promise<{ readonly played: Played; readonly seq: number | undefined }> {
  const known = foldedOf(context, record);
  const { seq, log } = await context.store.addPress({
    drill: record.id,
    who: whoIs(by),
    at: secondAt({ record, drill: known.drill }, now),
    verb: command.verb,
    argument: argumentOf(command),
    minute: minuteOf(by.zone ?? record.zone ?? (await context.store.placeZone(place)) ?? "UTC", now),
    now,
    newLearner: context.newId(),
    after: known.log.length,
  });
  return { played: grown(context, record, known, log), seq };
}

/** What everybody sees of it: at once by day, with the next edit at night. */
async function followed(context: Context, played: Played, run: Run, now: number): Promise<readonly Outgoing[]> {
  const { record } = played;
  if (record.mode === "watch" && record.replays === undefined) {
    await planNightEdits(context, played, now);
    return [];
  }
  // A press may come before the first word of where the board stands, or to a process that does not move it; then the next look
  // of the one that does shows it.
  if (!moves(context, record.id)) return [];
  const board = record.board ?? (await context.store.findDrill(record.id))?.board;
  return board ? [{ kind: "edit", target: board, message: liveBoard(played, run) }] : [];
}

/** Two steps for a copy that moves: which one, and where to. */
async function placeWhere(context: Context, record: DrillRecord, copy: number): Promise<Message> {
  const played = await playedOf(context, record);
  const buttons = placements(record.id, copy, runAt(played, context.clock.now().epochMilliseconds));
  const none = buttons.length === 0 || buttons.some((one) => one.kind === "select" && one.options.length === 0);
  const said = none ? playWords.placeNowhere(copy) : playWords.placeWhere(copy);
  return practice(record.night, [{ kind: "text", text: [{ kind: "plain", text: said }] }], none ? [] : [buttons]);
}

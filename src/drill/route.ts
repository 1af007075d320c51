import type { Action } from "../chat/action.ts";
import type { Outgoing } from "../chat/answer.ts";
import type { Event } from "../chat/event.ts";
import { type Message, note, paragraph } from "../chat/message.ts";
import type { Context } from "../core/context.ts";
import { page, refuse, toMe } from "../core/reply.ts";
import { whoIs } from "../core/who.ts";
import { words } from "../core/words.ts";
import { act, pressed } from "./acting.ts";
import { agree } from "./agreeing.ts";
import { playLive, replay } from "./beginning.ts";
import { consoleMessage } from "./board/console.ts";
import { practice } from "./board/message.ts";
import { playWords } from "./board/words.ts";
import { answering, drillHere, proven } from "./here.ts";
import { planTonight } from "./night/tonight.ts";
import { biteMessage } from "./offer.ts";
import { playedOf, runAt } from "./playing.ts";
import { report, reportPage } from "./report/post.ts";
import type { DrillRecord } from "./store.ts";
import { drillWords } from "./words.ts";

type Press = Extract<Event, { kind: "press" }>;
type Command = Extract<Event, { kind: "command" }>;

/** Buttons of a drill. */
export type OnDrill = Extract<Action, { kind: "act" | "show" | "replay" | "agree" | "bite" }>;

/** `drill start|tonight|stop|report|replay`; without a word it begins one. */
export async function drill(context: Context, event: Command, verb: string): Promise<readonly Outgoing[]> {
  switch (verb) {
    case "tonight":
      return planTonight(context, event, event.options);
    case "stop":
      return stop(context, event);
    case "report":
      return page(event.in, await report(context, event));
    case "replay":
      return replay(context, event);
    default:
      return playLive(context, event, event.options.night);
  }
}

/** A press on anything of a drill. */
export async function onDrill(context: Context, event: Press, action: OnDrill): Promise<readonly Outgoing[]> {
  switch (action.kind) {
    case "act":
      return act(context, event, action);
    case "show":
      return show(context, event, action);
    case "replay":
      return replay(context, event, action.drill);
    case "agree":
      return agree(context, event, action.wish);
    case "bite": {
      const bite = biteMessage(context.course(), action.chapter, action.page);
      return bite ? toMe(bite) : refuse(words.gone);
    }
    default:
      return action satisfies never;
  }
}

async function show(
  context: Context,
  event: Press,
  { drill: id, page: wanted, from }: Extract<Action, { kind: "show" }>,
): Promise<readonly Outgoing[]> {
  const record = await drillHere(context, event.in, id);
  if (!record) return refuse(words.gone);
  switch (wanted) {
    case "what":
      await proven(context, record, event.on);
      return toMe(whatMessage(record));
    case "console": {
      // On the board it opens; on the console itself it is looked at again.
      const answer = await answering(context, record, { on: event.on, from });
      return answer(await ownConsole(context, event, record));
    }
    default:
      return toMe(await reportPage(context, event, record, wanted));
  }
}

const whatMessage = (record: DrillRecord): Message => {
  if (record.replays !== undefined) return practice(record.night, [paragraph(playWords.whatReplay)]);
  const byDay = record.mode === "live";
  const said = byDay ? playWords.whatByDay : drillWords.whatText;
  const why = record.schedule === undefined ? playWords.plannedByHand : playWords.plannedByCoin;
  return practice(record.night, [paragraph(said), paragraph(drillWords.costs), ...(byDay ? [] : [note(why)])]);
};

async function ownConsole(context: Context, { by }: Press, record: DrillRecord): Promise<Message> {
  const played = await playedOf(context, record);
  const learner = await context.store.findLearner(whoIs(by));
  const actor = played.log.find((press) => learner !== undefined && press.learner === learner.id)?.actor;
  return consoleMessage(played, runAt(played, context.clock.now().epochMilliseconds), actor);
}

/** `drill stop`: whatever runs here ends at once, and what is planned does not come. Anyone may. */
async function stop(context: Context, event: Command): Promise<readonly Outgoing[]> {
  const now = context.clock.now().epochMilliseconds;
  const open = await context.store.openDrills(event.in);
  if (open.length === 0) return refuse(playWords.nothingRuns);
  const said: Outgoing[] = [];
  for (const record of open) {
    if (record.begunAt <= now) said.push(...(await pressed(context, event, record, { verb: "stop" }, toMe)));
    else if (await context.store.endDrill(record.id, now, "stopped"))
      said.push(...toMe(practice(record.night, [paragraph(playWords.calledOff)])));
  }
  return said;
}

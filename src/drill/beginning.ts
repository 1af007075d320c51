import type { Outgoing } from "../chat/answer.ts";
import type { Event } from "../chat/event.ts";
import { paragraph } from "../chat/message.ts";
import type { Context } from "../core/context.ts";
import { refuse, toMe } from "../core/reply.ts";
import { whoIs } from "../core/who.ts";
import { words } from "../core/words.ts";
import { live } from "../fleet/constants.ts";
import { nightOf } from "../fleet/night.ts";
import { liveBoard } from "./board/board.ts";
import { practice } from "./board/message.ts";
import { boardKey } from "./board/ticking.ts";
import { playWords } from "./board/words.ts";
import { contract, isAgreed } from "./contract.ts";
import { drillHere } from "./here.ts";
import { hasEnded } from "./history.ts";
import { nightOfPlace } from "./night/choice.ts";
import { playedOf, runAt } from "./playing.ts";
import { conclude } from "./stopping.ts";
import type { DrillBegun, DrillRecord } from "./store.ts";

type Asking = Pick<Extract<Event, { kind: "command" | "press" }>, "by" | "in">;

/** `drill start`: be the manager. Anyone may begin one where practice is turned on; the night is the next one, or the one named. */
export async function playLive(context: Context, asking: Asking, named = ""): Promise<readonly Outgoing[]> {
  if (!(await isAgreed(context, asking.in))) return toMe(contract(asking.by, named === "" ? "live" : "again"));
  const wanted = /^[1-5]$/.test(named.trim()) ? nightOf(Number(named)) : undefined;
  if (named.trim() !== "" && !wanted) return refuse(playWords.noNight(named.trim().slice(0, 40)));
  const night = wanted?.number ?? (await nightOfPlace(context, asking.in));
  return begin(context, asking, {
    mode: "live",
    night,
    seed: Math.floor(context.random() * 2 ** 32),
    lasts: live.lasts,
    replays: undefined,
  });
}

/** `drill replay`, or the button for it: the night of a drill again under the manager; the newest one unless `of` names one. */
export async function replay(context: Context, asking: Asking, of?: string): Promise<readonly Outgoing[]> {
  const known = of === undefined ? await context.store.newestEnded(asking.in) : await drillHere(context, asking.in, of);
  if (!known && of !== undefined) return refuse(words.gone);
  if (!known || !hasEnded(known)) return refuse(playWords.noReplay);
  const { mode, night, seed, lasts, id } = known;
  return begin(context, asking, { mode, night, seed, lasts, replays: id });
}

type Wanted = Pick<DrillRecord, "mode" | "night" | "seed" | "lasts" | "replays">;

async function begin(context: Context, asking: Asking, wanted: Wanted): Promise<readonly Outgoing[]> {
  const id = context.newId();
  const at = context.clock.now().epochMilliseconds;
  const ids = { newPlace: context.newId(), newLearner: context.newId() };
  const drill: DrillBegun = {
    ...wanted,
    ...ids,
    id,
    place: asking.in,
    begunAt: at,
    at,
    zone: asking.by.zone,
    schedule: undefined,
    by: whoIs(asking.by),
  };
  const first = await context.store.beginDrill(drill);
  // One that is over, but for a tick that never came, is in nobody's way.
  const record = first.id !== id && (await isOver(context, first, at)) ? await context.store.beginDrill(drill) : first;
  if (record.id !== id) return toMe(practice(record.night, [paragraph(playWords.runsAlready)]));
  const played = await playedOf(context, record);
  const message = liveBoard(played, runAt(played, at));
  const said = record.replays === undefined ? playWords.startedHere : playWords.startedReplay;
  return [
    { kind: "post", to: asking.in, key: boardKey(id), message },
    ...toMe(practice(record.night, [paragraph(said)])),
  ];
}

async function isOver(context: Context, record: DrillRecord, at: number): Promise<boolean> {
  const played = await playedOf(context, record);
  return conclude(context, played, runAt(played, at));
}

import type { Action } from "../chat/action.ts";
import type { Outgoing } from "../chat/answer.ts";
import type { Event, Place } from "../chat/event.ts";
import { paragraph } from "../chat/message.ts";
import type { Context } from "../core/context.ts";
import { refuse, toMe, update } from "../core/reply.ts";
import { whoIs } from "../core/who.ts";
import { schedulesHere } from "../planning/list.ts";
import { nextSlot } from "../planning/recurrence.ts";
import { playLive } from "./beginning.ts";
import { playWords } from "./board/words.ts";
import { planTonight } from "./night/tonight.ts";

type Press = Extract<Event, { kind: "press" }>;
type Wish = Extract<Action, { kind: "agree" }>["wish"];

/** Agreed, or not; and on with what was wished. Only here and now: a right from another channel, or from before, is none. */
export async function agree(context: Context, event: Press, wish: Wish): Promise<readonly Outgoing[]> {
  if (event.in.kind === "direct") return refuse(playWords.channelsOnly);
  if (!event.by.mayManage) return refuse(playWords.managers);
  if (wish === "nothing") return update({ blocks: [paragraph(playWords.notAgreed)], silent: true });
  const at = context.clock.now().epochMilliseconds;
  const ids = { newPlace: context.newId(), newLearner: context.newId() };
  await context.store.acceptContract(event.in, whoIs(event.by), at, ids);
  await wake(context, event.in, at);
  const thanks = update({ blocks: [paragraph(playWords.agreed)], silent: true });
  switch (wish) {
    case "again":
      return [...thanks, ...refuse(playWords.sayAgain)];
    case "live":
      return [...thanks, ...(await playLive(context, event))];
    case "tonight":
      return [...thanks, ...(await planTonight(context, event, {}))];
    case "schedule":
      return [...thanks, ...toMe({ blocks: [paragraph(playWords.planned)], silent: true })];
    default:
      return wish satisfies never;
  }
}

/** Schedules that waited for the word begin. */
async function wake(context: Context, place: Place, at: number): Promise<void> {
  const waiting = (await schedulesHere(context, place)).filter(({ paused }) => paused?.why === "unagreed");
  for (const one of waiting)
    await context.store.changeSchedule({ ...one, paused: undefined, next: nextSlot(one, at) }, one, "changed", at);
}

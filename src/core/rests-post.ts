import { paragraph } from "../chat/message.ts";
import type { Context } from "./context.ts";
import type { Composed, DuePost } from "./post.ts";
import { postWords } from "./words-post.ts";
import { reasonInWords, scheduleWords } from "./words-schedule.ts";

/** `rests`: tells who made a schedule that it rests by itself, and why. */
export async function composeRests(context: Context, post: DuePost): Promise<Composed> {
  const schedule = post.schedule === undefined ? undefined : await context.store.findSchedule(post.schedule);
  if (!schedule) return { kind: "nothing", why: "schedule gone", follow: [] };
  const said = postWords.rests(scheduleWords.kinds[schedule.kind], reasonInWords(String(post.detail.why ?? "")));
  return { kind: "say", message: { blocks: [paragraph(said), paragraph(scheduleWords.resumeHint)] }, follow: [] };
}

import { type Inlines, paragraph, plain } from "../chat/message.ts";
import type { Context } from "../core/context.ts";
import type { Composed, DuePost } from "../core/post.ts";
import type { Schedule } from "../core/schedule.ts";
import { postWords } from "../study/posts/words.ts";
import { named } from "./list.ts";
import { reasonInWords, scheduleWords } from "./words.ts";

/** `rests`: tells who made a schedule that it rests by itself, where, and why. It happens at any hour, so it does not ring. */
export async function composeRests(context: Context, post: DuePost): Promise<Composed> {
  const schedule = post.schedule === undefined ? undefined : await context.store.findSchedule(post.schedule);
  if (!schedule) return { kind: "nothing", why: "schedule gone", follow: [] };
  const said = [
    ...plain(named(schedule)),
    ...whereOf(schedule),
    ...plain(postWords.rests(reasonInWords(String(post.detail.why ?? "")))),
  ];
  const message = { blocks: [paragraph(said), paragraph(scheduleWords.resumeHint)], silent: true } as const;
  return { kind: "say", message, follow: [] };
}

function whereOf({ to }: Schedule): Inlines {
  if (to.kind === "person") return [];
  return [...plain(postWords.restsIn), { kind: "channel", id: to.channel, text: postWords.yourChannel }];
}

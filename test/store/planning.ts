import { isDeepStrictEqual } from "node:util";
import type { Recipient } from "../../src/chat/event.ts";
import { type Message, paragraph } from "../../src/chat/message.ts";
import type { Composed, DuePost, FollowUp, Lease, Settled } from "../../src/core/post.ts";
import type { Plan, Schedule, ScheduleMade, Slot } from "../../src/core/schedule.ts";
import type { Store } from "../../src/core/store.ts";
import { hall, monday, newId, person } from "./learning.ts";

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** A slot of the schedule that `made` makes, so many days after the first. */
export const slot = (days = 0): Slot => ({
  date: new Date(monday + days * day).toISOString().slice(0, 10),
  time: "09:00",
  due: monday + days * day,
});

/** A quiz in a place, every day at 09:00 UTC, first due on that Monday. */
export const made = (changed: Partial<ScheduleMade> = {}): ScheduleMade => ({
  id: newId(),
  kind: "quiz",
  to: hall(),
  by: person("admin"),
  own: false,
  newLearner: newId(),
  time: "09:00",
  days: [1, 2, 3, 4, 5, 6, 7],
  zone: "UTC",
  detail: { closes: 8 },
  paused: undefined,
  next: slot(),
  createdAt: monday - hour,
  ...changed,
});

export const plan = (schedule: Schedule, changed: Partial<Plan> = {}): Plan => ({
  schedule,
  skipped: [],
  slot: { ...(schedule.next ?? slot()), post: newId(), leaveBy: (schedule.next ?? slot()).due + 2 * hour },
  next: slot(1),
  paused: undefined,
  ...changed,
});

export const lease = (owner = "one", until = monday + minute): Lease => ({ owner, until });

export const say = (text: string, follow: readonly FollowUp[] = []): Extract<Composed, { kind: "say" }> => ({
  kind: "say",
  message: saying(text),
  follow,
});

export const saying = (text: string): Message => ({ blocks: [paragraph(text)] });

/** Saves a schedule and plans its first slot. */
export async function planned(store: Store, changed: Partial<ScheduleMade> = {}): Promise<Schedule> {
  const schedule = await store.saveSchedule(made(changed));
  await store.planSlots([plan(schedule)], monday);
  return schedule;
}

/** Claims everything due on a platform. */
export const claim = (store: Store, at = monday, owner = "one", platform = "discord"): Promise<readonly DuePost[]> =>
  store.claimPosts(platform, lease(owner, at + minute), at, { limit: 100, apart: 0 });

export const settle = (store: Store, post: DuePost, outcome: Settled["outcome"], at = monday, owner = "one") =>
  store.settlePost({ post: post.id, lease: lease(owner), at, notice: newId(), outcome });

export const sent = (id = "m1", channel = "study-hall"): Settled["outcome"] => ({
  kind: "sent",
  ref: { platform: "discord", channel, id },
});

/** Claims, composes and settles the one post that is due at a place. */
export async function deliver(store: Store, to: Recipient, outcome: Settled["outcome"], at = monday): Promise<DuePost> {
  const mine = (await claim(store, at)).filter((post) => isDeepStrictEqual(post.to, to));
  const [post] = mine;
  if (!post || mine.length > 1) throw new Error(`${mine.length} posts are due there`);
  await store.saveComposed(post.id, lease(), say("hello"), at);
  await settle(store, post, outcome, at);
  return post;
}

import { randomUUIDv7 } from "node:crypto";
import { expect } from "vitest";
import type { Place, Recipient } from "../../src/chat/event.ts";
import { faultsOf } from "../../src/chat/limits.ts";
import type { Delivered, Platform } from "../../src/chat/platform.ts";
import type { Course } from "../../src/course/model.ts";
import { createOutbox } from "../../src/delivery/outbox.ts";
import { createPlanner } from "../../src/delivery/planner.ts";
import { createBot } from "../../src/tutor/bot.ts";
import { type Shown, type StudyRoom, studyRoom } from "./study-room.ts";

/** A study room in which time passes: the real planner and the real outbox post to a chat that is kept in memory. */
export type TimedRoom = StudyRoom & {
  /** Everything that came by itself, oldest first; edits change messages in place. */
  readonly posts: readonly (Shown & { readonly at: number })[];
  /** The post at a place of `posts`, from the end when negative. */
  post(index: number): Shown;
  /** Reasons of slots that were not posted. */
  readonly skipped: readonly string[];
  readonly platform: Platform;
  /** From now on these recipients (a channel's or a person's id) refuse posts, for this reason. */
  refuse(recipient: string, why: string): void;
  allow(recipient: string): void;
  /** From now on this tells what becomes of each post; undefined: it arrives. */
  takes(turn: () => Delivered | undefined): void;
  /** Time goes by, half an hour at a time unless said otherwise, and what is due leaves. */
  passes(duration: Temporal.DurationLike, step?: Temporal.DurationLike): Promise<void>;
  /** As `passes`, but the tutor is away meanwhile. */
  away(duration: Temporal.DurationLike): Promise<void>;
};

const step = Temporal.Duration.from({ minutes: 30 });

export async function timedRoom(course: Course, seed = 1): Promise<TimedRoom> {
  const skipped: string[] = [];
  const room = await studyRoom(course, seed, (reason) => skipped.push(reason));
  const { context } = room;
  const now = () => context.clock.now().epochMilliseconds;
  const posts: (Shown & { readonly at: number })[] = [];
  const refusing = new Map<string, string>();
  const turns = { next: (): Delivered | undefined => undefined };
  const platform = memoryPlatform(posts, { refusing, turns }, now);
  room.listen((one) => one.kind === "edit" && void platform.edit(one.target, one.message));
  const fault = (error: unknown) => context.fault(error, "clock");
  const ignore = () => undefined;
  const told = { ended: ignore, opened: ignore, circuits: ignore };
  const edit: Platform["edit"] = (target, message) => platform.edit(target, message);
  const build = () => {
    const clock = { store: context.store, now, after: () => ignore, newId: randomUUIDv7, fault };
    const { compose } = createBot(context);
    return {
      planner: createPlanner({ ...clock, rules: 2026 }),
      outbox: createOutbox({ ...clock, ...told, compose, edit, platforms: [platform], owner: "room" }),
    };
  };
  let parts = build();
  const tick = async () => {
    await parts.planner.plan();
    // A recipient gets one post at a time: what follows leaves in the next round.
    for (let round = 0; round < 3; round += 1) {
      await parts.outbox.send();
      await parts.outbox.idle();
    }
  };
  return {
    ...room,
    posts,
    post: (index) => {
      const post = posts.at(index);
      if (!post) throw new Error(`no post ${index}: ${posts.length} came`);
      return post;
    },
    skipped,
    platform,
    restart: async (options) => {
      await room.restart(options);
      parts = build();
    },
    refuse: (recipient, why) => void refusing.set(recipient, why),
    allow: (recipient) => void refusing.delete(recipient),
    takes: (turn) => {
      turns.next = turn;
    },
    passes: async (duration, by = step) => {
      const end = context.clock.now().add(duration);
      while (Temporal.Instant.compare(context.clock.now(), end) < 0) {
        room.later(by);
        await tick();
      }
    },
    away: async (duration) => {
      await context.store.keepUp(now(), 600_000);
      room.later(duration);
      await context.store.keepUp(now(), 600_000);
      await tick();
    },
  };
}

/** The channel in which a recipient's messages stand: a person's direct conversation is named after them. */
const channelOf = (to: Recipient): string => (to.kind === "person" ? `dm-${to.person}` : to.channel);

export const direct = (name: string): Partial<Place> & { readonly direct: true } => ({
  channel: `dm-${name.toLowerCase()}`,
  direct: true,
});

function memoryPlatform(
  posts: (Shown & { readonly at: number })[],
  {
    refusing,
    turns,
  }: { readonly refusing: ReadonlyMap<string, string>; readonly turns: { readonly next: () => Delivered | undefined } },
  now: () => number,
): Platform {
  return {
    name: "test",
    start: async () => undefined,
    deliver: async ({ to, message }) => {
      expect(faultsOf(message)).toEqual([]);
      const why = refusing.get(to.kind === "person" ? to.person : to.channel);
      if (why !== undefined) return { kind: "refused", why, scope: "place" };
      const turn = turns.next();
      if (turn) return turn;
      const ref = { platform: "test", channel: channelOf(to), id: `post-${posts.length}` };
      posts.push({ ref, message, to: "all", at: now() });
      return { kind: "sent", ref };
    },
    edit: async (target, message) => {
      expect(faultsOf(message)).toEqual([]);
      const post = posts.find(({ ref }) => ref.id === target.id);
      if (post) post.message = message;
      return { kind: "sent", ref: target };
    },
    find: async () => ({ kind: "absent" }),
    health: () => ({ ok: true }),
    stop: async () => undefined,
  };
}

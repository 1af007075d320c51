import type { MessageRef, Recipient } from "../chat/event.ts";
import type { Message } from "../chat/message.ts";
import type { Delivered } from "../chat/platform.ts";
import type { Detail, ScheduleFacts, Slot } from "./schedule.ts";

/** What leaves by the clock: the values of the outbox, and the facts about it that the store keeps. */

/**
 * Where a post stands. `waiting` has certainly not arrived; `sending` is leased to a process; `unknown` may have arrived and
 * is looked up; `sent`, `dropped` (skipped, cancelled, or nothing to say), `refused` and `lost` (may have arrived, and nobody
 * can know) are final, but a press still proves that a lost one arrived.
 */
export type PostState = "waiting" | "sending" | "unknown" | "sent" | "dropped" | "refused" | "lost";

/** One post of the outbox, as the one that claimed it sees it. */
export type DuePost = {
  readonly id: string;
  /** Posted once for a key: the slot's ("schedule:date:time"), or one of a follow-up's own. */
  readonly key: string;
  /** What composes it: a schedule's kind, or a follow-up's own ("quiz-close"). */
  readonly kind: string;
  readonly to: Recipient;
  readonly schedule: string | undefined;
  /** The schedule's slot that it is for; undefined for a follow-up. */
  readonly slot: Slot | undefined;
  /** What its composer was given. */
  readonly detail: Detail;
  /** When it should leave, in epoch milliseconds. */
  readonly due: number;
  /** Claimed more than five minutes after it was due. */
  readonly late: boolean;
  /** The last instant at which it may leave; undefined: whenever. */
  readonly leaveBy: number | undefined;
  /** The message that it edits; undefined for a new message. */
  readonly target: MessageRef | undefined;
  /** Composed by an earlier attempt: the same is said again. */
  readonly message: Message | undefined;
  /** How often it was claimed, this time included. */
  readonly attempts: number;
  /** When the first try that may have arrived began; undefined while it certainly has not. */
  readonly firstTry: number | undefined;
  /** How often it was looked for since then, and not found. */
  readonly misses: number;
};

/** A post to come, decided when another one was composed. */
export type FollowUp = {
  /** Unique for all time; the id of the post that led to it is part of it. */
  readonly key: string;
  readonly kind: string;
  readonly due: number;
  readonly detail: Detail;
  /** The post whose message it edits; undefined: a message of its own, to the same recipient unless `to` says otherwise. */
  readonly edits: string | undefined;
  readonly to?: Recipient;
  /** The last instant at which it may leave; by default it leaves however late. */
  readonly leaveBy?: number;
};

/** What the core says when a post is due. */
export type Composed =
  | {
      readonly kind: "say";
      readonly message: Message;
      readonly follow: readonly FollowUp[];
      /** The schedule's detail once the message has left. */
      readonly afterwards?: Detail;
    }
  /** Nothing is said; `why` is the reason that the slot records. */
  | { readonly kind: "nothing"; readonly why: string; readonly follow: readonly FollowUp[] };

/** The core's part in a post: what to say now. It may write facts, under ids that come from the post's id, so twice is once. */
export type Compose = (post: DuePost) => Promise<Composed>;

/** The target of a circuit: a place or person, a whole tenant (no `id`), or a whole platform (no `tenant`). */
export type CircuitKey = {
  readonly platform: string;
  readonly tenant: string | undefined;
  /** A channel's or a person's id. */
  readonly id: string | undefined;
};

export type Circuit = CircuitKey & {
  readonly why: string;
  readonly openedAt: number;
  /** When it is tried again. */
  readonly probeAt: number;
};

/** The facts about posts: part of the store. `owner` is the process that holds a lease. */
export type PostFacts = {
  /** Adds a post that no schedule planned; the same key adds nothing. */
  addPost(post: FollowUp & { readonly id: string; readonly to: Recipient }): Promise<void>;
  /**
   * Leases at most `limit` waiting posts of a platform that are due: each is `sending` until `lease.until`. Posts behind an
   * open circuit stay where they are, and so do those whose recipient has one under way or in doubt, or was sent one less than
   * `apart` milliseconds ago. Of those due together a hash of recipient and time decides: another order every day.
   */
  claimPosts(platform: string, lease: Lease, at: number, most: Most): Promise<readonly DuePost[]>;
  /**
   * Keeps what will be said, and adds follow-ups, before anything is sent; those that are due together leave in their order. False when the lease is no longer ours, or its
   * schedule has changed or rests: then nothing is to be sent.
   */
  saveComposed(post: string, lease: Lease, composed: Composed, at: number): Promise<boolean>;
  /** Records how an attempt ended; the slot, the schedule and the circuits follow. The circuit that it opened, if any. */
  settlePost(settled: Settled): Promise<Circuit | undefined>;
  /**
   * Leases that ran out. A post for which nothing was composed waits again, for nothing leaves before that is kept; every
   * other one is `unknown` from now on. Returns how many.
   */
  expireLeases(at: number): Promise<number>;
  /** Leases unknown posts of a platform that are to be looked up at or before `at`; they stay unknown. */
  doubtfulPosts(platform: string, lease: Lease, at: number, limit: number): Promise<readonly DuePost[]>;
  /** A press on a message proves that its post arrived. True when the post was in doubt until now. */
  provePost(post: string, ref: MessageRef, at: number): Promise<boolean>;
  /** The same where a button names a schedule: the newest of its posts that is in doubt arrived, if no post is known to have said the message. */
  provePostOf(schedule: string, ref: MessageRef, at: number): Promise<boolean>;
  /** Keeps a post back from a place, tenant or platform until `probeAt`; false when that is so already. */
  openCircuit(circuit: Circuit): Promise<boolean>;
  /** Somebody acts there: it is tried again at once. Schedules that rest because of it go on; false when none was open. */
  closeCircuit(key: CircuitKey, at: number): Promise<boolean>;
  circuits(): Promise<readonly Circuit[]>;
  /** When the oldest due post that has not left was due, for /readyz; undefined when none waits. */
  oldestDue(at: number): Promise<number | undefined>;
  /** The first time later than `after`, and at or before `by`, at which a schedule, a pause or a post is due; undefined when none is. */
  nextDue(after: number, by: number): Promise<number | undefined>;
  /** Removes posts and slots that ended at or before `by`; returns how many. */
  purgePosts(by: number): Promise<number>;
};

export type Lease = { readonly owner: string; readonly until: number };

export type Most = { readonly limit: number; readonly apart: number };

export type Settled = {
  readonly post: string;
  readonly lease: Lease;
  readonly at: number;
  /** The id of the post that tells a schedule's maker, if this opens a circuit. */
  readonly notice: string;
  readonly outcome:
    | Exclude<Delivered, { readonly kind: "refused" | "unknown" }>
    /** `probeAt`: when the circuit that this opens is tried again. */
    | (Extract<Delivered, { readonly kind: "refused" }> & { readonly probeAt: number })
    /** In doubt: to be looked up at `until`; `misses` is how often it was not found. */
    | { readonly kind: "unknown"; readonly until: number; readonly misses: number }
    /** Was in doubt, is certainly not there, and is to be sent again. */
    | { readonly kind: "again" }
    /** Was in doubt, and it cannot be known: the slot needs attention. */
    | { readonly kind: "lost"; readonly why: string }
    | { readonly kind: "dropped"; readonly why: string };
};

/** All that the store keeps for the clock. */
export type ClockFacts = ScheduleFacts & PostFacts;

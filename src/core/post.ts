import type { MessageRef, Recipient } from "../chat/event.ts";
import type { Message } from "../chat/message.ts";
import type { Delivered } from "../chat/platform.ts";
import type { Detail, Slot } from "./schedule.ts";

/** What leaves by the clock: the values of the outbox, and the facts about it that the store keeps. */

/**
 * Where a post stands. `waiting` has not been tried; `sending` is leased to a process; `unknown` may have arrived;
 * `sent`, `dropped` (skipped, cancelled, or nothing to say) and `refused` are final.
 */
export type PostState = "waiting" | "sending" | "unknown" | "sent" | "dropped" | "refused";

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
  /** Later than it should have been, by more than a few minutes. */
  readonly late: boolean;
  /** The message that it edits; undefined for a new message. */
  readonly target: MessageRef | undefined;
  /** Composed by an earlier attempt: the same is said again. */
  readonly message: Message | undefined;
  /** Tries before this one, and when the first was, in epoch milliseconds. */
  readonly attempts: number;
  readonly firstTry: number | undefined;
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
};

/** What the core says when a post is due. */
export type Composed =
  | {
      readonly kind: "say";
      readonly message: Message;
      readonly follow: readonly FollowUp[];
      /** The schedule's detail once the message has left. */
      readonly then?: Detail;
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
   * Leases at most `limit` waiting posts that are due: each is `sending` until `lease.until`. Posts behind an open
   * circuit, and posts whose recipient has one under way, stay where they are.
   */
  claimPosts(lease: Lease, at: number, limit: number): Promise<readonly DuePost[]>;
  /** Keeps what will be said, and adds follow-ups; false when the lease is no longer ours, and then nothing is to be sent. */
  saveComposed(post: string, lease: Lease, composed: Composed, at: number): Promise<boolean>;
  /** Records how an attempt ended; the slot and the schedule follow. */
  settlePost(settled: Settled): Promise<void>;
  /** Leases that ran out: their posts are `unknown` from now on. Returns how many. */
  expireLeases(at: number): Promise<number>;
  /** Unknown posts that are to be looked up at or before `at`. */
  doubtfulPosts(lease: Lease, at: number, limit: number): Promise<readonly DuePost[]>;
  /** A press on a message proves that its post arrived. True when the post was in doubt until now. */
  provePost(post: string, ref: MessageRef, at: number): Promise<boolean>;
  openCircuit(circuit: Circuit): Promise<boolean>;
  closeCircuit(key: CircuitKey): Promise<boolean>;
  circuits(): Promise<readonly Circuit[]>;
  /** The oldest due post that has not left, for /readyz; undefined when none waits. */
  oldestDue(at: number): Promise<number | undefined>;
};

export type Lease = { readonly owner: string; readonly until: number };

export type Settled = {
  readonly post: string;
  readonly lease: Lease;
  readonly at: number;
  readonly outcome:
    | Delivered
    /** Doubtful, not found, and to be sent again. */
    | { readonly kind: "again"; readonly until: number }
    /** Doubtful, and it cannot be known: the slot needs attention. */
    | { readonly kind: "lost"; readonly why: string }
    | { readonly kind: "dropped"; readonly why: string };
};

import type { Outgoing, Post } from "./answer.ts";
import type { Event, MessageRef } from "./event.ts";
import type { Message } from "./message.ts";

/** The tutor, as a platform sees it. Never rejects: what went wrong comes back as something to say. */
export type Handle = (event: Event) => Promise<readonly Outgoing[]>;

/** How one attempt to deliver ended. Never thrown. */
export type Delivered =
  | { readonly kind: "sent"; readonly ref: MessageRef }
  /** Not now: try again at `until` (epoch milliseconds). */
  | { readonly kind: "wait"; readonly until: number }
  | { readonly kind: "refused"; readonly why: string; readonly scope: "post" | "place" | "tenant" | "platform" }
  /** It may have arrived; look before repeating. */
  | { readonly kind: "unknown" };

/** Whether a post that may have arrived is there; `blind`: this platform cannot see it from here, and `why` says so. */
export type Found =
  | { readonly kind: "found"; readonly ref: MessageRef }
  | { readonly kind: "absent" }
  /** Not now: ask again at `until` (epoch milliseconds). */
  | { readonly kind: "wait"; readonly until: number }
  | { readonly kind: "blind"; readonly why: string };

/** Whether a platform can hear and speak; `why` is a sentence for the operator. */
export type Health = { readonly ok: true } | { readonly ok: false; readonly why: string };

/** A number that tells how a platform does, for whoever watches it. It names nobody, no channel and no server. */
export type Gauge = {
  /** As Prometheus names things, with its unit: "gateway_heartbeat_age_seconds". */
  readonly name: string;
  /** What it means, in a sentence. */
  readonly help: string;
  readonly value: number;
};

/** How fast a platform takes posts. */
export type Pace = {
  /** Posts a second at most, to all recipients together. */
  readonly perSecond: number;
  /** Milliseconds between two posts to one recipient. */
  readonly apart: number;
};

/** The port that an adapter fills: all that the rest of the house knows of a platform. */
export type Platform = {
  readonly name: string;
  /** Absent where nothing has to be kept. */
  readonly pace?: Pace;
  /** Milliseconds after a first try for which delivering the same post again cannot make a second message; absent where there is no such promise. */
  readonly sameFor?: number;
  start(handle: Handle): Promise<void>;
  deliver(post: Post): Promise<Delivered>;
  edit(target: MessageRef, message: Message): Promise<Delivered>;
  /** Looks for a post that was first tried at `since` (epoch milliseconds) and may have arrived. Never rejects. */
  find(post: Post, since: number): Promise<Found>;
  health(): Health;
  /** Numbers of its own, as they are now; what cannot be told just now is left out. */
  gauges?(): readonly Gauge[];
  /** Takes no new work, finishes what it holds, and lets go; done within ten seconds. */
  stop(): Promise<void>;
};

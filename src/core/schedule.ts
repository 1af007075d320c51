import type { Recipient } from "../chat/event.ts";
import type { Who } from "./who.ts";

/** What is planned: the values of schedules and slots, and the facts about them that the store keeps. */

/** A time of the day on some days of the week in a zone. */
export type LocalTime = {
  /** "HH:MM", 00:00 to 23:59. */
  readonly time: string;
  /** ISO weekdays, 1 (Monday) to 7 (Sunday), ascending, at least one. */
  readonly days: readonly number[];
  /** IANA name. */
  readonly zone: string;
};

export type ScheduleKind = "quiz" | "lesson" | "summary" | "drill" | "review";

/** A kind's own settings and progress, such as the page a lesson has come to. */
export type Detail = Readonly<Record<string, string | number>>;

/** Why a schedule rests: somebody asked for it, its zone is unknown, its place refuses posts, nobody reacts, or its tenant is gone. */
export type PauseReason = "asked" | "zone" | "refused" | "ignored" | "removed";

export type Pause = {
  readonly why: PauseReason;
  /** Epoch milliseconds at which it goes on by itself. */
  readonly until: number | undefined;
};

/** One due occurrence: exactly one instant for a schedule, a local date and a local time. */
export type Slot = {
  /** "YYYY-MM-DD" in the schedule's zone. */
  readonly date: string;
  readonly time: string;
  /** Epoch milliseconds. */
  readonly due: number;
};

export type Schedule = LocalTime & {
  readonly id: string;
  readonly kind: ScheduleKind;
  readonly to: Recipient;
  /** The learner whose own it is; undefined for a place's. */
  readonly learner: string | undefined;
  /** Who made it, and is told when it rests. */
  readonly by: Who;
  readonly detail: Detail;
  /** Counts up with every change by a person; a post planned under an older one does not leave. */
  readonly version: number;
  readonly paused: Pause | undefined;
  /** Undefined while it rests, and when it has no next occurrence. */
  readonly next: Slot | undefined;
  readonly createdAt: number;
};

/** How a slot ended. `skipped` and `attention` come with a reason. */
export type SlotState = "planned" | "posted" | "late" | "skipped" | "attention";

export type SlotRecord = Slot & {
  readonly schedule: string;
  readonly state: SlotState;
  /** A word for the reason ("downtime", "nothing due", "paused", "refused", "lost"); undefined where none is needed. */
  readonly reason: string | undefined;
  readonly settledAt: number | undefined;
};

/** The facts about schedules: part of the store. */
export type ScheduleFacts = {
  saveSchedule(schedule: Schedule): Promise<void>;
  findSchedule(id: string): Promise<Schedule | undefined>;
  /** The schedules of a place, or those of a learner, the oldest first. */
  schedulesOf(owner: { readonly to: Recipient } | { readonly learner: string }): Promise<readonly Schedule[]>;
  /** Replaces a schedule whose version is `was` by one of the next version; false when it has changed meanwhile. */
  changeSchedule(schedule: Schedule, was: number): Promise<boolean>;
  /** Removes a schedule with its slots; posts that wait do not leave. False when there was none. */
  removeSchedule(id: string): Promise<boolean>;
  /** At most `limit` schedules that are due at or before `at`, the longest due first. */
  dueSchedules(at: number, limit: number): Promise<readonly Schedule[]>;
  /** At most `limit` schedules whose pause ends at or before `at`. */
  restedSchedules(at: number, limit: number): Promise<readonly Schedule[]>;
  /**
   * One transaction: each plan's slots and post are inserted, and its schedule moves on to `next`. A slot that is there
   * already changes nothing, and so does a plan whose schedule has changed or moved on meanwhile. Returns the number of
   * plans that took effect.
   */
  planSlots(plans: readonly Plan[], at: number): Promise<number>;
  /** The newest `limit` slots of a schedule, newest first. */
  slotsOf(schedule: string, limit: number): Promise<readonly SlotRecord[]>;
};

/** What the planner decided for one due schedule. */
export type Plan = {
  readonly schedule: Schedule;
  /** Slots that passed and are not posted, with the reason. */
  readonly skipped: readonly (Slot & { readonly reason: string })[];
  /** The slot to post, and the id of its post; undefined when all were skipped. */
  readonly slot: (Slot & { readonly post: string; readonly late: boolean }) | undefined;
  readonly next: Slot | undefined;
  /** Set when the schedule must rest from now on. */
  readonly paused: Pause | undefined;
};

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

/**
 * Why a schedule rests: somebody asked for it, nobody has agreed to what it does yet, its zone is unknown, its place refuses
 * posts, nobody reacts, or its tenant is gone.
 */
export type PauseReason = "asked" | "unagreed" | "zone" | "refused" | "ignored" | "removed";

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
  /** Who made it, and is told when it rests; undefined once they have had themselves erased. */
  readonly by: Who | undefined;
  readonly detail: Detail;
  /** Counts up with every change by a person; a post planned under an older one does not leave. */
  readonly version: number;
  readonly paused: Pause | undefined;
  /** Undefined while it rests. */
  readonly next: Slot | undefined;
  /** The local date of its newest slot, whatever zone it had then: the next one is of a later date. */
  readonly last: string | undefined;
  readonly createdAt: number;
};

/** A schedule as a person makes it; `newLearner` is the id of its maker's learner, used when that is new. */
export type ScheduleMade = Omit<Schedule, "learner" | "by" | "version" | "last"> & {
  readonly by: Who;
  /** Whether it is its maker's own, and not its place's. */
  readonly own: boolean;
  readonly newLearner: string;
};

/** How a slot ended. `skipped` and `attention` come with a reason. */
export type SlotState = "planned" | "posted" | "late" | "skipped" | "attention";

export type SlotRecord = Slot & {
  readonly schedule: string;
  readonly state: SlotState;
  /** A word for the reason ("downtime", "night", "nothing due", "changed", "refused", "lost"); undefined where none is needed. */
  readonly reason: string | undefined;
  readonly settledAt: number | undefined;
};

export type ScheduleOwner =
  | { readonly to: Recipient }
  | { readonly learner: string }
  | { readonly platform: string; readonly person: string };

/** The facts about schedules: part of the store. */
export type ScheduleFacts = {
  /** Keeps a new schedule under version 1; one that is there already under its id is left as it is. */
  saveSchedule(schedule: ScheduleMade): Promise<Schedule>;
  findSchedule(id: string): Promise<Schedule | undefined>;
  /** The schedules of a place, those of a learner, or those that write to a person from any tenant; the oldest first. */
  schedulesOf(owner: ScheduleOwner): Promise<readonly Schedule[]>;
  /** Whether a learner's reminder rests though they did not ask for that, or was refused when it was due last. */
  reminderRests(who: Who): Promise<boolean>;
  /**
   * Gives a schedule new times, detail, pause and next slot, and counts its version up. Posts that were planned and not yet
   * sent do not leave; `why` is the reason that their slots record. False when it has changed, or moved on, since it was `was`.
   */
  changeSchedule(schedule: Schedule, was: Schedule, why: string, at: number): Promise<boolean>;
  /**
   * Removes a schedule with its slots. Posts that wait do not leave, except edits of what was posted before: what stands open
   * is still closed. False when there was none.
   */
  removeSchedule(id: string, at: number): Promise<boolean>;
  /** At most `limit` schedules that are due at or before `at`, the longest due first. */
  dueSchedules(at: number, limit: number): Promise<readonly Schedule[]>;
  /** At most `limit` schedules whose pause ends at or before `at`. */
  restedSchedules(at: number, limit: number): Promise<readonly Schedule[]>;
  /** At most `limit` schedules that have a next slot, in the order of their ids, those after the id `after`. */
  schedulesAfter(after: string, limit: number): Promise<readonly Schedule[]>;
  /**
   * One transaction: each plan's slots and post are inserted, and its schedule moves on to `next`. A slot that is there
   * already changes nothing, and so does a plan whose schedule has changed or moved on meanwhile. Returns the number of
   * plans that took effect.
   */
  planSlots(plans: readonly Plan[], at: number): Promise<number>;
  /** The newest `limit` slots of a schedule, newest first. */
  slotsOf(schedule: string, limit: number): Promise<readonly SlotRecord[]>;
  /** The edition of the time zones' rules by which all next slots were worked out; undefined when there never was one. */
  zoneRules(): Promise<number | undefined>;
  keepZoneRules(rules: number): Promise<void>;
};

/** What the planner decided for one schedule. */
export type Plan = {
  readonly schedule: Schedule;
  /** Slots that passed and are not posted, with the reason. */
  readonly skipped: readonly (Slot & { readonly reason: string })[];
  /** The slot to post, the id of its post, and the last instant at which it may leave; undefined when all were skipped. */
  readonly slot: (Slot & { readonly post: string; readonly leaveBy: number }) | undefined;
  readonly next: Slot | undefined;
  /** Set when the schedule must rest from now on; `notice` is the id of the post that tells its maker. */
  readonly paused: (Pause & { readonly notice: string }) | undefined;
};

import type { After } from "../chat/after.ts";
import type { Plan, Schedule, ScheduleFacts, Slot } from "../core/schedule.ts";
import { leaveBy, whyMissed } from "../planning/catch-up.ts";
import { nextSlot, slotOn } from "../planning/recurrence.ts";

/** Turns what is due into slots and posts. */
export type Planner = {
  /** Plans everything that is due now, and takes up what rests no longer. */
  plan(): Promise<void>;
};

type Wants = {
  readonly store: Pick<
    ScheduleFacts,
    "dueSchedules" | "restedSchedules" | "schedulesAfter" | "planSlots" | "zoneRules" | "keepZoneRules"
  >;
  /** The edition of the time zones' rules that this program goes by. */
  readonly rules: number;
  readonly now: () => number;
  readonly after: After;
  readonly newId: () => string;
};

/** Schedules planned in one transaction: some ten milliseconds. */
const BATCH = 100;

/** Slots of one schedule settled at once; what is left follows with the next batch. */
const BACKLOG = 50;

/** Milliseconds by which the clock may go back without a word; more means that it had been wrong. */
const WRONG = 60_000;

export function createPlanner(wants: Wants): Planner {
  const { store, now, rules } = wants;
  /** When the last round began; undefined before the first. */
  let latest: number | undefined;
  return {
    plan: async () => {
      const at = now();
      const wrong = latest !== undefined && at < latest - WRONG;
      const isNew = latest === undefined && (await store.zoneRules()) !== rules;
      if (isNew || wrong) await recheck(wants, at, wrong);
      if (isNew) await store.keepZoneRules(rules);
      latest = at;
      await planAll(wants, (when) => store.restedSchedules(when, BATCH), resumed, at);
      await planAll(wants, (when) => store.dueSchedules(when, BATCH), planned, at);
    },
  };
}

type Due = (at: number) => Promise<readonly Schedule[]>;

/** Plans batch after batch, until there is nothing left, or another process is at it. */
async function planAll(wants: Wants, due: Due, decide: Decide, at: number): Promise<void> {
  for (;;) {
    const schedules = await due(at);
    if (schedules.length === 0) return;
    const plans = schedules.map((schedule) => decide(schedule, at, wants.newId));
    if ((await wants.store.planSlots(plans, at)) === 0) return;
    if (schedules.length === BATCH) await breath(wants);
  }
}

/** Looks at every schedule that is not yet due: its next slot may have been worked out by other rules, or a wrong clock. */
async function recheck(wants: Wants, at: number, wrong: boolean): Promise<void> {
  for (let last = ""; ; await breath(wants)) {
    const schedules = await wants.store.schedulesAfter(last, BATCH);
    const plans = schedules.flatMap((schedule) => corrected(schedule, at, wrong, wants.newId) ?? []);
    if (plans.length > 0) await wants.store.planSlots(plans, at);
    last = schedules.at(-1)?.id ?? "";
    if (schedules.length < BATCH) return;
  }
}

/** Lets everything else have its turn. */
const breath = ({ after }: Wants): Promise<void> => new Promise((resolve) => void after(0, resolve));

type Decide = (schedule: Schedule, at: number, newId: () => string) => Plan;

/** A plan that posts nothing and moves a schedule on; one whose zone is not known rests, and its maker is told. */
function moved(schedule: Schedule, next: Slot | undefined, skipped: Plan["skipped"], newId: () => string): Plan {
  const paused = next ? undefined : ({ why: "zone", until: undefined, notice: newId() } as const);
  return { schedule, skipped, slot: undefined, next, paused };
}

const resumed: Decide = (schedule, at, newId) => moved(schedule, nextSlot(schedule, at, schedule.last), [], newId);

/**
 * Of the slots that passed, the newest is posted if it still may be; the others are skipped. Rules of a zone may have changed
 * since the next slot was worked out: then it is due when the rules say so now.
 */
function planned(schedule: Schedule, at: number, newId: () => string): Plan {
  const { kind, next: due } = schedule;
  if (!due) return resumed(schedule, at, newId);
  const now = slotOn(schedule, due.date);
  if (!now || now.due > at) return moved(schedule, now ?? nextSlot(schedule, due.due), [], newId);
  const passed: Slot[] = [due];
  let next = nextSlot(schedule, due.due, due.date);
  while (next && next.due <= at && passed.length < BACKLOG) {
    passed.push(next);
    next = nextSlot(schedule, next.due, next.date);
  }
  const missed = (slot: Slot) => ({ ...slot, reason: whyMissed(kind, slot, at) });
  const newest = passed.at(-1);
  const isLast = next === undefined || next.due > at;
  const leave = newest && isLast ? leaveBy(schedule, newest.due) : undefined;
  if (!next || !newest || leave === undefined || at > leave) return moved(schedule, next, passed.map(missed), newId);
  const skipped = passed.slice(0, -1).map((slot) => ({ ...slot, reason: "downtime" }));
  return { schedule, skipped, slot: { ...newest, post: newId(), leaveBy: leave }, next, paused: undefined };
}

/** What is to be put right about a schedule that is not yet due; undefined for nothing. */
function corrected(schedule: Schedule, at: number, wrong: boolean, newId: () => string): Plan | undefined {
  const { next } = schedule;
  if (!next || next.due <= at) return undefined;
  // After a clock that went ahead, slots may have been passed over that are yet to come.
  const expected = wrong
    ? nextSlot(schedule, at, schedule.last)
    : (slotOn(schedule, next.date) ?? nextSlot(schedule, at, schedule.last));
  return expected?.due === next.due ? undefined : moved(schedule, expected, [], newId);
}

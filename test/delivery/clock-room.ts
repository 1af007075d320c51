import { onTestFinished } from "vitest";
import type { After } from "../../src/chat/after.ts";
import type { Platform } from "../../src/chat/platform.ts";
import type { Compose, Composed, DuePost, Settled } from "../../src/core/post.ts";
import type { Schedule, ScheduleMade } from "../../src/core/schedule.ts";
import type { Store } from "../../src/core/store.ts";
import { createReopening } from "../../src/delivery/circuit-breaker.ts";
import { createOutbox } from "../../src/delivery/outbox.ts";
import { createPlanner } from "../../src/delivery/planner.ts";
import type { Metrics } from "../../src/ops/metrics.ts";
import { nextSlot } from "../../src/planning/recurrence.ts";
import { openStore } from "../../src/store/open.ts";
import { createHandClock, type HandClock } from "../hand-clock.ts";
import { freshSqlite } from "../store/databases.ts";
import { newId } from "../store/learning.ts";
import { made, saying } from "../store/planning.ts";
import { createPretendedPlatform, type PretendedPlatform } from "./pretended-platform.ts";

/** A planner and an outbox on a real SQLite, whose clock is moved by hand; and what they told. */
export type ClockRoom = {
  readonly store: Store;
  readonly clock: Pick<HandClock, "armed"> & {
    /** Moves time on, and what waits for it; no beat. */
    tick(milliseconds: number): void;
  };
  readonly platform: PretendedPlatform;
  readonly faults: unknown[];
  /** Reasons of slots that were skipped. */
  readonly skips: string[];
  readonly ends: Settled["outcome"][];
  readonly reopening: ReturnType<typeof createReopening>;
  /** What composers say; by default a hello with the post's key. */
  compose: Compose;
  /** The edition of the zones' rules that the next process goes by. */
  rules: number;
  now(): number;
  /** Sets the wall clock, forward or back; timers are another thing. */
  set(at: number): void;
  /** One beat of the heart, and all that follows from it at once. */
  beat(): Promise<void>;
  /** Beats every ten seconds until a moment, that included. */
  until(at: number): Promise<void>;
  /** The process ends as if killed, and another one begins on the same data. */
  restart(): Promise<void>;
  /** Ends as a supervisor ends it. */
  stop(): Promise<void>;
  /** Makes a schedule whose next slot is the first after now. */
  schedule(changed?: Partial<ScheduleMade>): Promise<Schedule>;
};

const TICK = 10_000;

/** `told` hears what a program is told to count, beside the room. */
export async function clockRoom(
  start: number,
  platform?: (now: () => number) => PretendedPlatform,
  told?: Pick<Metrics, "skipped" | "ended" | "circuits">,
): Promise<ClockRoom> {
  const fresh = await freshSqlite();
  const skips: string[] = [];
  const skipped = (reason: string): void => {
    skips.push(reason);
    told?.skipped(reason);
  };
  const opened = await openStore(fresh.where, { skipped });
  // The wall clock may be wrong; the timers are not.
  const steady = createHandClock(0);
  let ahead = start;
  const now = (): number => steady.now() + ahead;
  const pretended = (platform ?? ((at) => createPretendedPlatform(at)))(now);
  const faults: unknown[] = [];
  const ends: Settled["outcome"][] = [];
  const state = { owner: 0 };
  let kill = (): void => undefined;
  const build = () => {
    kill();
    state.owner += 1;
    let alive = true;
    kill = () => {
      alive = false;
    };
    /** A process that was killed hears nothing more. */
    const heard = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
      const given = await answer;
      return alive ? given : new Promise<never>(() => undefined);
    };
    const mortal: Platform = {
      ...pretended,
      deliver: (post) => heard(pretended.deliver(post)),
      find: (post, since) => heard(pretended.find(post, since)),
    };
    const after: After = (milliseconds, run) => steady.after(milliseconds, () => alive && run());
    const fault = (error: unknown) => void faults.push(error);
    const reopening = createReopening({ store: opened.store, now, fault });
    const planner = createPlanner({ store: opened.store, now, after, newId, rules: room.rules });
    const outbox = createOutbox({
      store: opened.store,
      platforms: [mortal],
      compose: (post) => heard(room.compose(post)),
      edit: (target, message) => heard(pretended.edit(target, message)),
      now,
      after,
      newId,
      owner: `process-${state.owner}`,
      fault,
      ended: (name, outcome) => {
        ends.push(outcome);
        told?.ended(name, outcome);
      },
      opened: reopening.opened,
      circuits: (open) => {
        reopening.seen(open);
        told?.circuits(open);
      },
    });
    return { reopening, planner, outbox };
  };
  const settled = async (): Promise<void> => {
    // What hangs is left hanging; everything else comes to its end within a few turns.
    for (let turn = 0; turn < 30; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  const room: ClockRoom = {
    get store() {
      return opened.store;
    },
    clock: { armed: steady.armed, tick: steady.advance },
    platform: pretended,
    faults,
    skips,
    ends,
    get reopening() {
      return parts.reopening;
    },
    compose: async (post: DuePost): Promise<Composed> => ({ kind: "say", message: saying(post.key), follow: [] }),
    rules: 2026,
    now,
    set: (at) => {
      ahead += at - now();
    },
    beat: async () => {
      await parts.planner.plan();
      await parts.outbox.send();
      await settled();
    },
    until: async (at) => {
      while (now() < at) {
        steady.advance(Math.min(TICK, at - now()));
        await settled();
        await room.beat();
      }
    },
    restart: async () => {
      parts = build();
    },
    stop: () => parts.outbox.stop(),
    schedule: async (changed = {}) => {
      const whole = made({ createdAt: now(), ...changed });
      return opened.store.saveSchedule({ ...whole, next: changed.next ?? nextSlot(whole, now()) });
    },
  };
  let parts = build();
  onTestFinished(async () => {
    await opened.close();
    await fresh.remove();
  });
  return room;
}

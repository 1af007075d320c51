import { randomUUID } from "node:crypto";
import type { After } from "../chat/after.ts";
import type { Handle, Platform } from "../chat/platform.ts";
import type { Context } from "../core/context.ts";
import type { Circuit, Compose, Settled } from "../core/post.ts";
import { createReopening } from "../delivery/circuit-breaker.ts";
import type { Edits } from "../delivery/edits.ts";
import { type Heartbeat, startHeartbeat } from "../delivery/heartbeat.ts";
import type { LiveBoards } from "../delivery/live-boards.ts";
import { createOutbox } from "../delivery/outbox.ts";
import { createPlanner } from "../delivery/planner.ts";
import type { Arrivals } from "./visitor-clock.ts";

/** What comes by the clock, wound up: the planner, the outbox, and the heart that beats for both. */
export type Clockwork = {
  /** The tutor; whoever acts somewhere lets it be tried again. */
  through(handle: Handle): Handle;
  start(): void;
  /** For the clock that a visitor moves. */
  readonly arrivals: Arrivals;
  /** Plans no more, finishes what is under way, and leaves the rest in doubt; done within ten seconds. */
  stop(): Promise<void>;
};

type Parts = {
  readonly context: Pick<Context, "store" | "clock" | "newId">;
  readonly compose: Compose;
  readonly platforms: readonly Platform[];
  readonly edits: Pick<Edits, "edit">;
  /** Boards that move by themselves: another process may have left some behind. */
  readonly boards: Pick<LiveBoards, "wake">;
  readonly after: After;
  readonly fault: (error: unknown) => void;
  /** Told what happens, to be counted and logged. */
  readonly told: Told;
};

export type Told = {
  readonly ended: (platform: string, outcome: Settled["outcome"]) => void;
  readonly opened: (circuit: Circuit) => void;
  readonly circuits: (open: readonly Circuit[]) => void;
};

/** The edition of the IANA time zone database that Node brings, such as "2026a", as a number. */
const RULES = Number.parseInt(process.versions.tz ?? "0", 36);

/** Beats for one stop of a visitor's clock; what is left then waits for something else. */
const MOST_BEATS = 20;

export function createClockwork({ context, compose, platforms, edits, boards, after, fault, told }: Parts): Clockwork {
  const { store, clock, newId } = context;
  const now = (): number => clock.now().epochMilliseconds;
  const reopening = createReopening({ store, now, fault });
  const planner = createPlanner({ store, now, after, newId, rules: RULES });
  const opened = (circuit: Circuit): void => {
    reopening.opened(circuit);
    told.opened(circuit);
  };
  const circuits = (open: readonly Circuit[]): void => {
    reopening.seen(open);
    told.circuits(open);
  };
  const tools = { store, platforms, compose, edit: edits.edit, now, after, newId, fault };
  const outbox = createOutbox({ ...tools, owner: randomUUID(), ended: told.ended, opened, circuits });
  const beat = async (): Promise<void> => {
    boards.wake();
    // What cannot be planned keeps nothing that was planned from leaving.
    await planner.plan().catch(fault);
    await outbox.send();
  };
  let heart: Heartbeat | undefined;
  return {
    through: reopening.through,
    start: () => {
      heart = startHeartbeat(beat, fault);
    },
    arrivals: {
      next: (after, by) => store.nextDue(after, by),
      tick: async () => {
        for (let beats = 0; beats < MOST_BEATS; beats += 1) {
          await beat();
          await outbox.idle();
          if ((await store.nextDue(0, now())) === undefined) return;
        }
      },
    },
    stop: async () => {
      await heart?.stop();
      await outbox.stop();
    },
  };
}

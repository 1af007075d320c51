import { randomUUIDv7 } from "node:crypto";
import { expect, onTestFinished } from "vitest";
import { createClockwork } from "../../src/app/clockwork.ts";
import type { Handle, Platform } from "../../src/chat/platform.ts";
import type { Context } from "../../src/core/context.ts";
import type { Course } from "../../src/course/model.ts";
import { createEdits } from "../../src/delivery/edits.ts";
import { createLiveBoards } from "../../src/delivery/live-boards.ts";
import { openStore } from "../../src/store/open.ts";
import { createBot } from "../../src/tutor/bot.ts";
import { createHandClock, type HandClock } from "../hand-clock.ts";
import { seeded } from "../seeded.ts";
import { freshSqlite } from "../store/databases.ts";

/** The whole tutor on a real SQLite, put together as main does, with a clock wound by hand in place of the real one. */
export type HandWound = {
  readonly context: Context;
  readonly clock: HandClock;
  /** What a platform is started with. */
  readonly handle: Handle;
  /** Lets the tutor speak on a platform that has been started. */
  connect(platform: Platform): void;
  /**
   * Seconds go by, two at a time unless said otherwise, and boards move. A client of Discord makes 50 requests in a real
   * second, so a long time goes by in longer steps.
   */
  seconds(count: number, step?: number): Promise<void>;
  /** Minutes go by, ten at a time unless said otherwise, and what is due leaves. */
  minutes(count: number, step?: number): Promise<void>;
  /** What is due leaves now. */
  beat(): Promise<void>;
};

const none = (): void => undefined;

/** Begins at `start`, an instant such as "2030-01-07T09:00:00Z". */
export async function handWound(course: Course, start: string): Promise<HandWound> {
  const fresh = await freshSqlite();
  const { store, close } = await openStore(fresh.where);
  const clock = createHandClock(Date.parse(start));
  const { now, after } = clock;
  const faults: unknown[] = [];
  const fault = (error: unknown): void => void faults.push(error);
  const context: Context = {
    store,
    clock: { now: () => Temporal.Instant.fromEpochMilliseconds(now()) },
    course: () => course,
    newId: randomUUIDv7,
    random: seeded(7),
    fault,
  };
  await store.saveVersions(course.chapters.flatMap(({ bites }) => bites.flatMap(({ check }) => check ?? [])));
  onTestFinished(async () => {
    await close();
    await fresh.remove();
    expect(faults).toEqual([]);
  });
  const platforms: Platform[] = [];
  const underWay = new Set<Promise<unknown>>();
  const watched = <Result>(work: Promise<Result>): Promise<Result> => {
    const ended = work.catch(none).finally(() => underWay.delete(ended));
    underWay.add(ended);
    return work;
  };
  const bot = createBot(context);
  const edits = createEdits({ platforms, now, after, fault });
  const told = { skipped: none, ended: none, opened: none, circuits: none };
  const looking = { ...bot, boards: () => watched(bot.boards()) };
  const boards = createLiveBoards({ bot: looking, platforms, edits, after, fault });
  const clockwork = createClockwork({ context, compose: bot.compose, platforms, edits, boards, after, fault, told });
  /** Every look at the boards has ended, and the edits that it wished for have been answered. */
  const settled = async (): Promise<void> => {
    do {
      await Promise.all(underWay);
      await new Promise((resolve) => setImmediate(resolve));
    } while (underWay.size > 0);
  };
  const beat = () => clockwork.arrivals.tick();
  return {
    context,
    clock,
    handle: clockwork.through(boards.through(edits.through(bot.handle))),
    connect: (platform) => {
      platforms.push({ ...platform, edit: (target, message) => watched(platform.edit(target, message)) });
      // Whoever connects first is stopped last: this is over before the platform is.
      onTestFinished(async () => {
        await clockwork.stop();
        await boards.stop();
        await edits.stop();
      });
    },
    seconds: async (count, step = 2) => {
      await settled();
      for (let left = count; left > 0; left -= step) {
        clock.advance(Math.min(step, left) * 1000);
        await settled();
      }
    },
    minutes: async (count, step = 10) => {
      for (let left = count; left > 0; left -= step) {
        clock.advance(Math.min(step, left) * 60_000);
        await settled();
        await beat();
      }
    },
    beat,
  };
}

/** A copy that a board or a console shows as crashed, or as lost with its server. */
export function crashedOn(text: string): string {
  const copy = /(\d)[XL]/.exec(text)?.[1];
  if (copy === undefined) throw new Error(`nothing has crashed: ${text}`);
  return copy;
}

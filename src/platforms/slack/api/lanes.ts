import type { After } from "../../../chat/after.ts";

/** Milliseconds between two posts in one channel: Slack takes about one a second (Rate limits, "Posting messages"). */
const SPACING = 1100;
/** A turn further away than this is not waited for here: whoever sends holds a post for a while only. */
const LONGEST = 5000;

/** One queue for each channel; channels do not wait for each other. */
export type Lanes = {
  /** Runs `work` when its turn comes, in the order asked; instead gives the time of a turn that is too far away. */
  take<Result>(
    lane: string,
    work: () => Promise<Result>,
  ): Promise<Result | { readonly kind: "wait"; readonly until: number }>;
  /** Nothing in a lane before `until` (epoch milliseconds). */
  hold(lane: string, until: number): void;
  /** Lets nobody wait any longer. */
  stop(): void;
};

type Lane = { free: number; waiting: number; tail: Promise<unknown> };

export function createLanes({ now, after }: { readonly now: () => number; readonly after: After }): Lanes {
  const lanes = new Map<string, Lane>();
  const leaving = Promise.withResolvers<void>();
  let stopped = false;

  const pause = async (milliseconds: number): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const callOff = after(milliseconds, resolve);
    await Promise.race([promise, leaving.promise]);
    callOff();
  };
  const tidy = (name: string, lane: Lane): void => {
    after(Math.max(0, lane.free - now()), () => {
      if (lane.waiting === 0 && lane.free <= now() && lanes.get(name) === lane) lanes.delete(name);
    });
  };
  const laneOf = (name: string): Lane => {
    const lane = lanes.get(name) ?? { free: 0, waiting: 0, tail: Promise.resolve() };
    lanes.set(name, lane);
    return lane;
  };
  return {
    take: async (name, work) => {
      const lane = laneOf(name);
      const turn = Math.max(now(), lane.free) + lane.waiting * SPACING;
      if (stopped || turn - now() > LONGEST) return { kind: "wait", until: turn };
      lane.waiting += 1;
      const mine = lane.tail.then(async () => {
        for (let rest = lane.free - now(); rest > 0 && !stopped; rest = lane.free - now()) await pause(rest);
        lane.waiting -= 1;
        if (stopped) return { kind: "wait", until: lane.free } as const;
        lane.free = now() + SPACING;
        return work();
      });
      lane.tail = mine.then(
        () => tidy(name, lane),
        () => tidy(name, lane),
      );
      return mine;
    },
    hold: (name, until) => {
      const lane = laneOf(name);
      lane.free = Math.max(lane.free, until);
      tidy(name, lane);
    },
    stop: () => {
      stopped = true;
      leaving.resolve();
    },
  };
}

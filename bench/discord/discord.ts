import { startDiscord } from "../../test/protocol/discord/server/discord-server.ts";
import { atPace, median, percentile } from "../at-pace.ts";
import type { Bot } from "../child.ts";
import { type Figure, figure } from "../figure.ts";
import { inTurns } from "../rounds.ts";
import { startBot } from "./child.ts";
import { actionOn, actionsOn, type Crowd, createCrowd, type Pupil } from "./crowd.ts";

/** Presses under way at once. */
const flight = 64;
/** Presses one after the other by each, in one round. */
const steps = 10;
const operations = flight * steps;

type Side = {
  readonly bot: Bot;
  /** As many people who were never here before, on this bot's shard: who was here goes on where they stopped. */
  readonly newcomers: (count: number) => Crowd;
};

/**
 * The whole tutor on Discord against a bare discord.js client that answers each press with a constant: two processes on
 * the same pretended Discord, in turns. Times are from the event's dispatch to the answer's arrival.
 */
export async function discord(): Promise<readonly Figure[]> {
  const server = await startDiscord();
  server.world.strict = false;
  Object.assign(server.sessions, { max_concurrency: 2 });
  const sideOf = async (kind: "bare" | "whole", shard: number): Promise<Side> => ({
    bot: await startBot(kind, server, shard, 2),
    newcomers: (count) => createCrowd(server, count, shard, 2),
  });
  const [bare, whole] = [await sideOf("bare", 0), await sideOf("whole", 1)];
  const figures = [...(await rates(bare, whole)), ...(await paced(bare, whole))];
  for (const { bot } of [bare, whole]) await bot.stop();
  await server.close();
  return figures;
}

async function rates(bare: Side, whole: Side): Promise<readonly Figure[]> {
  const pressers = bare.newcomers(flight);
  let crowd = pressers;
  const begun = (count: number, action: string) => async (): Promise<void> => {
    crowd = whole.newcomers(count);
    await all(crowd, () => action);
  };
  const spent: Record<Name, number[]> = { bare: [], pages: [], answers: [] };
  /** Runs a round and keeps the processor time that it took the bot. */
  const round =
    (name: Name, { bot }: Side, work: () => Promise<void>) =>
    async (): Promise<void> => {
      const before = await bot.cpu();
      await work();
      spent[name].push(((await bot.cpu()) - before) / operations);
    };
  const contenders = {
    bare: { run: round("bare", bare, () => chains(pressers, () => "next")) },
    pages: {
      prepare: begun(flight, "begin:read"),
      run: round("pages", whole, () => chains(crowd, next)),
    },
    answers: {
      prepare: begun(operations, "begin:ask"),
      run: round("answers", whole, () => all(crowd, (pupil) => actionOn(pupil, "answer:"))),
    },
  };
  const time = await inTurns(contenders, { rounds: 15, operations });
  return rateFigures(time, (name) => median(spent[name]));
}

type Name = "bare" | "pages" | "answers";

/** Microseconds for one press, by the clock and of processor time. */
function rateFigures(time: (name: Name) => number, cpu: (name: Name) => number): readonly Figure[] {
  const baseline = time("bare");
  return [
    // At least 0.7 and 0.5 of the bare client's rate.
    figure({ name: "Discord: a page turned, 64 at once", value: time("pages"), unit: "µs", baseline, limit: 1 / 0.7 }),
    figure({
      name: "Discord: an answer recorded, 64 at once",
      value: time("answers"),
      unit: "µs",
      baseline,
      limit: 1 / 0.5,
    }),
    figure({ name: "Discord: a page turned, processor time", value: cpu("pages"), unit: "µs", baseline: cpu("bare") }),
    figure({
      name: "Discord: an answer recorded, processor time",
      value: cpu("answers"),
      unit: "µs",
      baseline: cpu("bare"),
    }),
    figure({ name: "Discord: pages turned", value: 1e6 / time("pages"), unit: "a second", baseline: 1e6 / baseline }),
    figure({
      name: "Discord: answers recorded",
      value: 1e6 / time("answers"),
      unit: "a second",
      baseline: 1e6 / baseline,
    }),
  ];
}

/** The button that goes on stands after the one that goes back. */
const next = (pupil: Pupil): string => {
  const action = actionsOn(pupil).findLast((one) => one.startsWith("turn:"));
  if (action === undefined) throw new Error("There is no page to turn to.");
  return action;
};

/** One press each, `flight` of them under way at once. */
async function all(crowd: Crowd, action: (pupil: Pupil) => string): Promise<void> {
  const waiting = [...crowd.pupils];
  const line = async (): Promise<void> => {
    for (let pupil = waiting.pop(); pupil; pupil = waiting.pop()) await crowd.press(pupil, action(pupil));
  };
  await Promise.all(Array.from({ length: flight }, line));
}

/** Some presses each, one after the other; all pupils at once. */
async function chains(crowd: Crowd, action: (pupil: Pupil) => string): Promise<void> {
  const chain = async (pupil: Pupil): Promise<void> => {
    for (let step = 0; step < steps; step += 1) await crowd.press(pupil, action(pupil));
  };
  await Promise.all(crowd.pupils.map(chain));
}

/** Presses that come by the clock, whether or not those before are answered. */
async function paced(bare: Side, whole: Side): Promise<readonly Figure[]> {
  const [pressers, readers] = [bare.newcomers(operations), whole.newcomers(operations)];
  await all(readers, () => "begin:read");
  const turn = (pupil: Pupil) => readers.press(pupil, next(pupil));
  const [bareWaits, wholeWaits]: [number[], number[]] = [[], []];
  for (let round = 0; round < 3; round += 1) {
    bareWaits.push(...(await atPace(pressers.pupils, 100, 200, (pupil) => pressers.press(pupil, "next"))));
    wholeWaits.push(...(await atPace(readers.pupils, 100, 200, turn)));
  }
  const many = 2000;
  const rushed = await atPace(readers.pupils, 500, many, turn);
  const [p99, baseP99] = [percentile(wholeWaits, 0.99), percentile(bareWaits, 0.99)];
  return [
    figure({
      name: "Discord: 100 presses a second, p50",
      value: median(wholeWaits),
      unit: "ms",
      baseline: median(bareWaits),
    }),
    figure({ name: "Discord: 100 presses a second, p99", value: p99, unit: "ms", baseline: baseP99 }),
    figure({ name: "Discord: 100 presses a second, p99 above bare", value: p99 - baseP99, unit: "ms", limit: 10 }),
    figure({ name: "Discord: 500 presses a second, p99", value: percentile(rushed, 0.99), unit: "ms" }),
    figure({ name: "Discord: 500 presses a second, lost", value: many - rushed.length, unit: "presses", limit: 0 }),
  ];
}

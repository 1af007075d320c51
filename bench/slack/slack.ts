import { type SlackServer, startSlack } from "../../test/protocol/slack/server/slack-server.ts";
import { APP_TOKEN, BOT_TOKEN } from "../../test/protocol/slack/server/world.ts";
import { atPace, median, percentile } from "../at-pace.ts";
import { type Bot, type Kind, startChild } from "../child.ts";
import { type Figure, figure } from "../figure.ts";
import { inTurns } from "../rounds.ts";
import { actionOn, actionsOn, newcomers, type Pupil, press, type Waited } from "./crowd.ts";

/** Presses under way at once. */
const flight = 64;
/** Presses one after the other by each, in one round. */
const steps = 10;
const operations = flight * steps;

type Side = { readonly bot: Bot; readonly server: SlackServer };

/**
 * The whole tutor on Slack against a bare app of bolt that answers each press with a constant: two processes, each on a
 * pretended Slack of its own in this one, in turns. Messages turn by chat.update on both sides. Times are from the
 * envelope's sending to the acknowledgement, and to the arrival of the answer.
 */
export async function slack(): Promise<readonly Figure[]> {
  const sideOf = async (kind: Kind): Promise<Side> => {
    const server = await startSlack();
    server.world.strict = false;
    return {
      server,
      bot: await startChild(new URL("./bot.ts", import.meta.url), [kind, server.api, BOT_TOKEN, APP_TOKEN]),
    };
  };
  const [bare, whole] = [await sideOf("bare"), await sideOf("whole")];
  const figures = [...(await rates(bare, whole)), ...(await paced(bare, whole))];
  for (const { bot, server } of [bare, whole]) {
    await bot.stop();
    await server.close();
  }
  return figures;
}

type Name = "bare" | "pages" | "answers";

async function rates(bare: Side, whole: Side): Promise<readonly Figure[]> {
  const pressers = newcomers(bare.server, flight);
  let crowd = pressers;
  const begun = (count: number, action: string) => async (): Promise<void> => {
    crowd = newcomers(whole.server, count);
    await all(whole, crowd, () => action);
  };
  const spent: Record<Name, number[]> = { bare: [], pages: [], answers: [] };
  /** Runs a round and keeps the processor time that it took the app. */
  const round =
    (name: Name, { bot }: Side, work: () => Promise<void>) =>
    async (): Promise<void> => {
      const before = await bot.cpu();
      await work();
      spent[name].push(((await bot.cpu()) - before) / operations);
    };
  const contenders = {
    bare: { run: round("bare", bare, () => chains(bare, pressers, () => "next")) },
    pages: { prepare: begun(flight, "begin:read"), run: round("pages", whole, () => chains(whole, crowd, next)) },
    answers: {
      prepare: begun(operations, "begin:ask"),
      run: round("answers", whole, () => all(whole, crowd, (pupil) => actionOn(pupil, "answer:"))),
    },
  };
  const time = await inTurns(contenders, { rounds: 15, operations });
  return rateFigures(time, (name) => median(spent[name]));
}

/** Microseconds for one press, by the clock and of processor time. */
function rateFigures(time: (name: Name) => number, cpu: (name: Name) => number): readonly Figure[] {
  const [baseline, baseCpu] = [time("bare"), cpu("bare")];
  const kinds = [
    // At least 1.0 and 0.8 of the bare app's rate.
    { name: "pages", what: "a page turned", many: "pages turned", limit: 1 },
    { name: "answers", what: "an answer recorded", many: "answers recorded", limit: 1 / 0.8 },
  ] as const;
  return kinds.flatMap(({ name, what, many, limit }) => [
    figure({ name: `Slack: ${what}, 64 at once`, value: time(name), unit: "µs", baseline, limit }),
    figure({ name: `Slack: ${what}, processor time`, value: cpu(name), unit: "µs", baseline: baseCpu }),
    figure({ name: `Slack: ${many}`, value: 1e6 / time(name), unit: "a second", baseline: 1e6 / baseline }),
  ]);
}

/** The button that goes on stands after the one that goes back. */
function next(pupil: Pupil): string {
  const action = actionsOn(pupil).findLast((one) => one.startsWith("turn:"));
  if (action === undefined) throw new Error("There is no page to turn to.");
  return action;
}

/** One press each, `flight` of them under way at once. */
async function all({ server }: Side, pupils: readonly Pupil[], action: (pupil: Pupil) => string): Promise<void> {
  const waiting = [...pupils];
  const line = async (): Promise<void> => {
    for (let pupil = waiting.pop(); pupil; pupil = waiting.pop()) await press(server, pupil, action(pupil));
  };
  await Promise.all(Array.from({ length: flight }, line));
}

/** Some presses each, one after the other; all pupils at once. */
async function chains({ server }: Side, pupils: readonly Pupil[], action: (pupil: Pupil) => string): Promise<void> {
  const chain = async (pupil: Pupil): Promise<void> => {
    for (let step = 0; step < steps; step += 1) await press(server, pupil, action(pupil));
  };
  await Promise.all(pupils.map(chain));
}

/** Presses that come by the clock, whether or not those before are answered. */
async function paced(bare: Side, whole: Side): Promise<readonly Figure[]> {
  const [pressers, readers] = [newcomers(bare.server, operations), newcomers(whole.server, operations)];
  await all(whole, readers, () => "begin:read");
  const [bareWaits, waits]: [Waited[], Waited[]] = [[], []];
  const turn = (pupil: Pupil) => press(whole.server, pupil, next(pupil));
  for (let round = 0; round < 3; round += 1) {
    bareWaits.push(...(await atPace(pressers, 100, 200, (pupil) => press(bare.server, pupil, "next"))));
    waits.push(...(await atPace(readers, 100, 200, turn)));
  }
  const many = 2000;
  const rushed = await atPace(readers, 500, many, turn);
  return [
    ...(["ack", "answer"] as const).flatMap((what) => waitFigures(what, waits, bareWaits)),
    figure({ name: "Slack: 500 presses a second, lost", value: many - rushed.length, unit: "presses", limit: 0 }),
  ];
}

function waitFigures(what: keyof Waited, waits: readonly Waited[], bare: readonly Waited[]): readonly Figure[] {
  const [ours, theirs] = [waits, bare].map((all) => all.map((one) => one[what]));
  const at = (values: readonly number[] | undefined, part: number): number => percentile(values ?? [], part);
  const name = `Slack: 100 presses a second, to ${what === "ack" ? "the acknowledgement" : "the answer"}`;
  const [p99, baseline] = [at(ours, 0.99), at(theirs, 0.99)];
  return [
    figure({ name: `${name}, p50`, value: at(ours, 0.5), unit: "ms", baseline: at(theirs, 0.5) }),
    figure({ name: `${name}, p99`, value: p99, unit: "ms", baseline }),
    ...(what === "ack"
      ? [figure({ name: `${name}, p99 above bare`, value: p99 - baseline, unit: "ms", limit: 10 })]
      : []),
  ];
}

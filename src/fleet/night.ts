import { rates } from "./constants.ts";
import { type Job, jobs } from "./job.ts";

/** What is bound to happen in a night, once, between two instants (seconds of a whole night). */
export type Beat = {
  readonly kind: "exit" | "hang" | "server" | "ship";
  readonly from: number;
  readonly to: number;
};

export type Belief =
  | "someone-will-see-it"
  | "copies-look-after-themselves"
  | "if-it-runs-it-works"
  | "just-restart-it"
  | "more-servers-more-reliable"
  | "updating-is-copying-files"
  | "a-manager-mends-bugs"
  | "we-need-a-rota";

/** One of the five nights: its fleet, what happens, which beliefs break, and which jobs of the manager show. */
export type Night = {
  readonly number: number;
  readonly copies: number;
  readonly servers: number;
  /** Copies that fit on one server. */
  readonly slots: number;
  /** Page turns a second that readers want. */
  readonly demand: number;
  readonly beats: readonly Beat[];
  /** Copies exit and hang at the rates of constants.ts as well. */
  readonly wearing: boolean;
  readonly beliefs: readonly Belief[];
  readonly jobs: readonly Job[];
};

const hours = (n: number): number => Math.round(n * 3600);
const at = (kind: Beat["kind"], from: number, to = from): Beat => ({ kind, from: hours(from), to: hours(to) });

const five = { copies: 5, servers: 3, slots: 3, demand: 35, wearing: false } as const;

const hundred: Night = {
  number: 5,
  copies: 100,
  servers: 24,
  slots: 5,
  demand: 800,
  wearing: true,
  beats: [at("exit", 0), ...Array.from({ length: rates.serversLost }, () => at("server", 0.5, 5)), at("ship", 1, 3)],
  beliefs: ["we-need-a-rota"],
  jobs,
};

/** The first thing breaks at 02:00:00 sharp: the silent post of the night watch tells of it. */
export const nights: readonly Night[] = [
  {
    number: 1,
    copies: 1,
    servers: 1,
    slots: 2,
    demand: 6,
    wearing: false,
    beats: [at("exit", 0)],
    beliefs: ["someone-will-see-it"],
    jobs: ["health-watching"],
  },
  {
    ...five,
    number: 2,
    beats: [at("exit", 0), at("hang", 0.5, 2), at("exit", 2.5, 5)],
    beliefs: ["copies-look-after-themselves", "if-it-runs-it-works"],
    jobs: ["health-watching", "restarting"],
  },
  {
    ...five,
    number: 3,
    beats: [at("server", 0), at("exit", 1, 5)],
    beliefs: ["just-restart-it", "more-servers-more-reliable"],
    jobs: ["placement"],
  },
  {
    ...five,
    number: 4,
    beats: [at("ship", 0), at("exit", 1, 5)],
    beliefs: ["updating-is-copying-files", "a-manager-mends-bugs"],
    jobs: ["updating"],
  },
  hundred,
];

/** The night with this number; undefined for anything but 1 to 5. */
export const nightOf = (number: number): Night | undefined => nights.find((night) => night.number === number);

/** The night for a channel that has had these numbers: the first it has not had, and the last one when it had all. */
export const nextNight = (had: readonly number[]): Night =>
  nights.find((night) => !had.includes(night.number)) ?? hundred;

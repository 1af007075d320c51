import { say } from "../core/words.ts";
import type { Command } from "../fleet/command.ts";
import { byHand, nightBegins } from "../fleet/constants.ts";
import type { Phase } from "../fleet/fleet.ts";
import type { Belief } from "../fleet/night.ts";
import type { Effect, Outcome, Refusal } from "../fleet/press.ts";
import type { Site } from "../fleet/view.ts";

/**
 * What a drill says while it runs; words-report.ts says the rest. Warm, brief, blameless: a copy fails, nobody does.
 * Every message begins with a line that says it is practice.
 */

/** The time on the night's clock, so many seconds in: "02:10", or "02:00:01" where seconds matter. */
export function clock(at: number, exact = false): string {
  const day = (nightBegins + at) % 86_400;
  const two = (value: number): string => String(Math.floor(value)).padStart(2, "0");
  const time = `${two(day / 3600)}:${two((day / 60) % 60)}`;
  return exact ? `${time}:${two(day % 60)}` : time;
}

/** "40 s", "5 min 40 s", "2 h 5 min". */
export function spell(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.floor(seconds % 60)];
  const parts =
    hours > 0 ? [`${hours} h`, minutes && `${minutes} min`] : [minutes && `${minutes} min`, rest && `${rest} s`];
  return parts.filter(Boolean).join(" ") || "0 s";
}

export const count = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

/** A copy's state as the board shows it: a letter, and the word behind it. */
export const marks: Readonly<Record<Phase, { readonly letter: string; readonly word: string }>> = {
  running: { letter: "R", word: "running" },
  hung: { letter: "H", word: "hanging: alive, but answering nobody" },
  exited: { letter: "X", word: "crashed" },
  lost: { letter: "L", word: "lost with its server" },
  starting: { letter: "S", word: "starting" },
  backoff: { letter: "W", word: "waiting to be restarted" },
};

export const beliefs: Readonly<Record<Belief, string>> = {
  "someone-will-see-it": "Someone will see it.",
  "copies-look-after-themselves": "Five copies take care of themselves.",
  "if-it-runs-it-works": "If the process runs, it works.",
  "just-restart-it": "Just restart it.",
  "more-servers-more-reliable": "More servers means more reliable.",
  "updating-is-copying-files": "Updating is copying files.",
  "a-manager-mends-bugs": "A manager mends bugs.",
  "we-need-a-rota": "We need a rota, so that somebody is always on duty.",
};

const titles: readonly string[] = ["One copy", "Five copies", "A server is gone", "Maya ships", "A hundred copies"];

const sites: Readonly<Record<Site, string>> = {
  fine: "Pageturn works, and page turns are quick.",
  slow: "Page turns are slow, and some do not happen at all.",
  down: "Pageturn does not open.",
};

const busyWith: Readonly<Record<"look" | "restart" | "place" | "update" | "roll-back", string>> = {
  look: "Looking",
  restart: "Restarting",
  place: "Placing",
  update: "Updating",
  "roll-back": "Rolling back",
};

const lookShows = `If a copy hangs there, it shows as ${marks.hung.letter} then.`;

const effects: Readonly<Record<Effect, string | undefined>> = {
  plain: undefined,
  collision:
    "Somebody else was starting it already, so it was stopped and starts once more. That happens when nobody coordinates.",
  wrong: "That copy was well. It is away for a minute and comes back.",
  "in-vain": "There is no answer: its server is gone. A restart cannot bring it back; another server can.",
};

const refusals: Readonly<Record<Refusal, string>> = {
  over: "This drill is over, so nothing was changed. Thank you for being there.",
  busy: "You are still at the last thing. Hands do one thing at a time.",
  taken: "Somebody was a moment quicker and is on it already.",
  unknown: "That copy or server is not there any more. The board shows what is.",
  "server-full": "That server is full. Pick one that has room.",
  "server-gone": "That server is gone. Pick one that is up.",
  running: "That copy runs where it is. Only one that is down can be placed elsewhere.",
  "same-version": "That copy has this version already.",
  "too-early": "The manager can take over from half time on. Until then it is all yours.",
  "handed-over": "The manager is in charge already. You may watch it work.",
};

export const drillWords = {
  /** The first line of every message of a drill. */
  practice: (what: string): string => `Practice: ${what}. Nothing real is broken.`,
  title: (number: number): string => `Night ${number}, "${titles[number - 1] ?? ""}"`,

  contractTitle: "The 2am crash, as practice",
  contract: [
    "Some nights, copies of Pageturn, a pretend reading app, crash here at 02:00. The morning tells what came of it.",
    "Silent: no notification and no mention, just one message that changes in place.",
    "Nobody is asked to wake up. That nobody notices is the point.",
    "No names and no points: what is told is how it went for all of you together.",
    "Anyone can stop it with one press. At most five nights, and it rests when two pass without any reaction.",
  ],
  accept: "Turn it on here",
  decline: "No, thanks",

  site: (site: Site): string => sites[site],
  see: "I see it",
  what: "What is this?",
  stop: "Stop drill",
  whatText:
    "A practice night. Pageturn, a pretend reading app, runs as copies on pretend servers, and some of them fail. You may " +
    "help, or sleep: the report in the morning compares the night with a manager's, a program that looks after the copies.",

  costs:
    `By hand, looking at a server takes ${spell(byHand.look)} of the night, a restart ${spell(byHand.restart)}, placing a ` +
    `copy on another server ${spell(byHand.place)}, an update or a roll-back to the version before ${spell(byHand.update)}. ` +
    "Each person does one thing at a time.",
  liveReaders: (served: number, there: number): string =>
    `${served.toLocaleString("en")} of ${count(there, "reader")} served`,
  lostSoFar: (lost: number): string => `${count(Math.round(lost), "page turn")} lost so far`,
  legend: (phases: readonly Phase[]): string =>
    phases.map((one) => `${marks[one].letter} ${marks[one].word}`).join(" · "),
  shipped: (version: number): string =>
    `Maya, who writes Pageturn, has version ${version} ready and is copying its files to one copy after another.`,
  halfTime: "Half time. Go on by hand, or hand over to the manager, a program that looks after the copies.",
  handOver: "Hand over to the manager",
  handedOver: "The manager is in charge now. Watch what it does.",

  console: "Your console: what you are doing, and what you can do. Only you see it.",
  bed: "Back to bed",
  goodNight: "Good night. The night goes on without you, and that is fine.",
  seen: "Thank you for noticing. Nobody else is told who did. Mend it if you like, or go back to bed.",
  refused: (why: Refusal): string => refusals[why],
  stopped: "The drill was stopped. There is no report, and no hard feelings.",
  recovered: (at: number): string => `All copies have been well since ${clock(at)}, and nothing more is to come.`,
  morning: "It is morning. The report follows.",
  late: "Last night's practice was skipped: I was away at 02:00 and came back too late. Whoever keeps watch can fail, too.",
  paused: say(
    "Two nights passed without any reaction, so these nights rest now. Whoever manages this channel can go on with /schedule-resume.",
  ),
} as const;

/** What a press that was accepted comes to, for the presser alone. */
export function pressWords(command: Command, outcome: Extract<Outcome, { readonly kind: "done" }>): string {
  switch (command.verb) {
    case "see":
      return drillWords.seen;
    case "bed":
      return drillWords.goodNight;
    case "stop":
      return drillWords.stopped;
    case "hand-over":
      return drillWords.handedOver;
    default: {
      const what = "copy" in command ? `copy ${command.copy}` : `at server ${command.server}`;
      const where = command.verb === "place" ? ` on server ${command.server}` : "";
      const effect = command.verb === "look" ? lookShows : effects[outcome.effect];
      return `${busyWith[command.verb]} ${what}${where}, until ${clock(outcome.until, true)}.${effect ? ` ${effect}` : ""}`;
    }
  }
}

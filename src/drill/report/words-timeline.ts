import { listOf } from "../../core/words.ts";
import { readCommand } from "../../fleet/command.ts";
import type { Failure } from "../../fleet/fate.ts";
import type { Act } from "../../fleet/reconciler.ts";
import type { Moment } from "../../fleet/timeline.ts";
import { clock, drillWords, spell } from "../words.ts";

/** The blameless timeline in sentences: what happened, and that somebody did something, never who. */

export const failureWords = ({ kind, copies, server }: Failure): string => {
  switch (kind) {
    case "exit":
      return `Copy ${copies.join(", ")} crashed.`;
    case "hang":
      return `Copy ${copies.join(", ")} hung: alive, but answering nobody.`;
    case "server":
      return `Server ${server} died${copies.length > 0 ? `, and ${copies.length === 1 ? "copy" : "copies"} ${listOf(copies.map(String))} with it` : ""}.`;
    case "crash":
      return `Copy ${copies.join(", ")} came down right after its start with the new version.`;
    default:
      return kind satisfies never;
  }
};

export const actWords = (act: Act): string => {
  switch (act.kind) {
    case "restart":
      return `started copy ${act.copy} again`;
    case "back-off":
      return `put off the next start of copy ${act.copy} by ${spell(act.delay)}`;
    case "notice":
      return `found server ${act.server} silent`;
    case "place":
      return `placed copy ${act.copy} on server ${act.server}`;
    case "create":
      return `started copy ${act.copy} with version ${act.version} on server ${act.server}`;
    case "retire":
      return `retired copy ${act.copy}`;
    case "complete":
      return `finished the rollout of version ${act.version}`;
    case "roll-back":
      return `went back to version ${act.version}, because the new one did not come up`;
    default:
      return act satisfies never;
  }
};

const pressed = (verb: string, argument: string): string => {
  const command = readCommand(verb, argument);
  if (!command) return "pressed something";
  switch (command.verb) {
    case "see":
      return "noticed";
    case "bed":
      return "went back to bed";
    case "stop":
      return "stopped the drill";
    case "hand-over":
      return "handed over to the manager";
    case "look":
      return `looked at server ${command.server}`;
    case "place":
      return `began to place copy ${command.copy} on server ${command.server}`;
    case "restart":
      return `restarted copy ${command.copy}`;
    case "update":
      return `began to update copy ${command.copy}`;
    case "roll-back":
      return `began to roll copy ${command.copy} back`;
    default:
      return command satisfies never;
  }
};

const sites = {
  fine: "Page turns were quick again.",
  slow: "Page turns became slow.",
  down: "Pageturn no longer opened.",
} as const;

const endings = {
  recovered: "All was well again, and nothing more was to come.",
  morning: "The night was over.",
  stopped: "The drill was stopped.",
} as const;

/** One line of the timeline. */
function momentWords(moment: Moment): string {
  switch (moment.kind) {
    case "failed":
      return failureWords(moment.failure);
    case "site":
      return sites[moment.site];
    case "shipped":
      return `Version ${moment.version} was ready, and everybody wanted it.`;
    case "pressed":
      return `Somebody ${pressed(moment.press.verb, moment.press.argument)}.`;
    case "acted":
      return `The manager ${actWords(moment.act)}.`;
    case "repaired":
      return `What failed at ${clock(moment.failure.at, true)} was mended, after ${spell(moment.at - moment.failure.at)}.`;
    case "ended":
      return endings[moment.why];
    default:
      return moment satisfies never;
  }
}

/** The timeline as a Markdown file to keep. */
export const timelineMarkdown = (night: number, timeline: readonly Moment[]): string =>
  [
    `# ${drillWords.practice(drillWords.title(night))}`,
    "",
    "What happened, in order. It asks what was missing, and not who.",
    "",
    ...timeline.map((moment) => `- ${clock(moment.at, true)} ${momentWords(moment)}`),
    "",
  ].join("\n");

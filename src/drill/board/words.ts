import { say } from "../../core/words.ts";
import { live } from "../../fleet/constants.ts";
import type { Phase } from "../../fleet/fleet.ts";
import { clock, count } from "../words.ts";

/** What the board, the console and the commands of a drill say; words.ts says what all of them share. */

/**
 * A shape beside the letter, for a glance, and never instead of it. No colours: not every machine has a font that draws
 * coloured squares, and these are in every one (Windows Glyph List 4).
 */
export const shapes: Readonly<Record<Phase, string>> = {
  running: "●",
  hung: "■",
  exited: "▼",
  lost: "○",
  starting: "▲",
  backoff: "◊",
};

const busyWith: Readonly<Record<"look" | "restart" | "place" | "update" | "roll-back", string>> = {
  look: "looking at",
  restart: "restarting",
  place: "placing",
  update: "updating",
  "roll-back": "rolling back",
};

export const playWords = {
  // The board by day.
  time: (at: number): string => `${clock(at)} at night. `,
  task: (copies: number, few: boolean): string => {
    if (copies === 1)
      return "Your task: keep Pageturn, a reading app, running. It has one copy. When that is down, bring it back with the buttons.";
    const buttons = few ? "with the buttons" : "with the buttons of your own console";
    return `Your task: keep ${copies} copies of Pageturn, a reading app, running. Watch for those that go down, and bring them back ${buttons}.`;
  },
  pace: `An hour of night in five minutes: a second here is ${live.pace} there. Anyone may press; each of you does one thing at a time.`,
  hint: "A copy can hang: it looks as if it ran, and answers nobody. Looking at its server shows it.",
  row: (server: number, up: boolean, free: number): string =>
    up ? `Server ${server} (room for ${free}): ` : `Server ${server}, gone: `,
  smallRow: (server: number, up: boolean, free: number): string => (up ? `S${server} +${free}: ` : `S${server} gone: `),
  legend: "The number is the copy, the letter how it is: ",
  smallLegend: "S1 +2: server 1 has room for 2 more. 7R: copy 7 is running.",
  empty: "nothing on it",
  wished: (version: number): string => `Wanted everywhere: version ${version}.`,
  backHint: "If it does harm, roll one copy back, and the version before is wanted again.",
  version: (version: number): string => `v${version}`,
  look: (server: number): string => `Look at server ${server}`,
  restart: (copy: number): string => `Restart copy ${copy}`,
  place: (copy: number): string => `Place copy ${copy}`,
  placeOn: (copy: number, server: number): string => `Copy ${copy} on server ${server}`,
  update: (copy: number): string => `Update copy ${copy}`,
  rollBack: (copy: number): string => `Roll back copy ${copy}`,
  menus: {
    look: "Look at a server",
    restart: "Restart a copy that is down",
    place: "Place a copy on another server",
    update: "Update a copy",
    rollBack: "Roll a copy back",
    placeOn: "Which server?",
  },
  openConsole: "My console",
  refresh: "Look again",
  placeWhere: (copy: number): string => `Where shall copy ${copy} go? Only servers with room are offered.`,
  placeNowhere: (copy: number): string => `There is no server with room for copy ${copy} now.`,
  busy: (hand: { readonly verb: keyof typeof busyWith; readonly what: string; readonly until: number }): string =>
    `You are ${busyWith[hand.verb]} ${hand.what} until ${clock(hand.until, true)}.`,
  free: "Your hands are free.",
  tooMany: "You have pressed as often as one drill can remember of one person. Thank you. Let others have a go.",
  replayIntro:
    "The same failures again, and a manager in charge: a program that looks after the copies. It takes a minute; just watch.",
  managerLost: (lost: number): string =>
    `That was the manager: ${lost < 0.5 ? "no page turn" : count(Math.round(lost), "page turn")} lost, and nobody woken.`,

  // The board at night.
  happened: (at: number): string => `At ${clock(at)} something broke at Pageturn, a pretend reading app.`,
  readersSee: (at: number): string => `What its readers see at ${clock(at)}: `,
  sleepOn: "Nobody is asked to get up. What becomes of it is told in the morning.",
  someoneSaw: (n: number): string =>
    `Somebody has seen it: ${count(n, "person has", "people have")} been up for it so far.`,

  whatByDay:
    "A practice night, played in minutes. Pageturn, a pretend reading app, runs as copies on pretend servers, and some of " +
    "them fail. Whoever likes to may press and bring them back. From half time on you may hand over to a manager, a " +
    "program that looks after the copies, and watch.",
  whatReplay:
    "The failures of the drill before, once more, with a manager in charge: a program that sees which copies are down, " +
    "starts them again, finds them room, and brings in new versions. Nothing is to be pressed: compare it with how it went by hand.",
  plannedByHand: say("It came because somebody who manages this channel planned it with /drill-tonight."),
  plannedByCoin: say("It came because of this channel's schedule, and a coin. Managers stop it with /schedule-pause."),
  tryIt: "Try it: be the manager",
  openChapter: "Open the chapter",

  // Ends.
  liveMorning: "An hour of the night has passed.",
  reportFollows: "The report follows.",

  // Beginning.
  startedHere: "The drill has begun, on a board that everybody here sees. Anyone may press.",
  startedReplay: "The replay has begun, on a board that everybody here sees. Watch it.",
  runsAlready: "A drill runs here already, on a board a little further up. Anyone may press.",
  cannotPost:
    "I may not post in this channel, so there is no board to press on. Somebody who manages it can allow that.",
  noNight: (text: string): string => `There is no night "${text}". Choose one from 1 to 5.`,
  managers: say(
    "Whoever manages this channel decides about practice at night. By day, anyone may type /drill-start: it takes five minutes.",
  ),
  agreedFirst: "You manage this channel, so please read this before you turn it on:",
  askManager:
    "Practice is not turned on here yet. Somebody who manages this channel can do that with the same command. Until then, " +
    "type it in a direct conversation with me and play alone.",
  agreed: "Turned on. Thank you.",
  planned: say("The schedule goes on from here. A coin decides which nights; /schedule-list shows what came of each."),
  contractMore:
    "A night comes only when somebody who manages this channel plans it. By day anyone here may begin a drill of five " +
    "minutes, in which everybody may press. Neither of them rings.",
  notNow: "The platform asks me to wait a moment before I post again. Please try once more.",
  sayAgain: "Now type your command once more, and it is done.",
  notAgreed: "All right. Nothing is turned on, and nothing comes at night.",
  channelsOnly: "Practice at night belongs to a channel. Type this in the channel that should get it.",
  noZone: "I don't know this channel's time zone yet. Add it to the command, such as zone:Europe/Berlin.",
  noDate: (text: string): string => `"${text}" is no date to come within a year. Write it like 2026-12-01.`,
  tonight: "The practice night is planned. It begins ",
  tonightAfter:
    ", without a sound. Nobody has to do anything: what came of it is told in the morning. To call it off, type ",
  tonightKnown: "A practice night is planned for then already.",
  enough: "This channel has had its five nights, and that is as many as one chapter has.",

  // Stopping.
  calledOff: "The practice night that was planned is called off.",
  nothingRuns: "No drill runs here, so there is nothing to stop.",

  // The report.
  noReport: say("No drill has come to its end here yet, so there is nothing to tell. /drill-start begins one."),
  noReplay: say("No drill has come to its end here yet, so there is nothing to show again. /drill-start begins one."),
} as const;

/** What somebody is at, in words. */
export const whatOf = ({ server, copy }: { readonly server: number | undefined; readonly copy: number | undefined }) =>
  copy === undefined ? `server ${server}` : `copy ${copy}`;

import { say } from "../words.ts";
import { live } from "./constants.ts";
import type { Phase } from "./fleet.ts";
import { clock, count } from "./words.ts";

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
  task: (copies: number): string =>
    copies === 1
      ? "Your task: keep Pageturn, a reading app, running. It has one copy. When that is down, bring it back with the buttons."
      : `Your task: keep ${copies} copies of Pageturn, a reading app, running. See which ones are not, and bring them back with the buttons.`,
  pace: `A second here is ${live.pace} seconds of the night. Anyone may press; each of you does one thing at a time.`,
  hint: "A copy can hang: it looks as if it ran. Looking at its server shows it.",
  row: (server: number, up: boolean, free: number): string =>
    up ? `Server ${server} (room for ${free}): ` : `Server ${server}, gone: `,
  smallRow: (server: number, up: boolean, free: number): string => (up ? `S${server} +${free}: ` : `S${server} gone: `),
  smallLegend: "S1 +2 is server 1 with room for 2 more.",
  empty: "nothing on it",
  wished: (version: number): string => `Wanted everywhere: version ${version}.`,
  backHint: "If it does harm, roll a copy back: then nobody wants it any more.",
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
  tooMany: "You have pressed as often as one drill can remember of one person. Thank you; let others have a go.",
  replayIntro: "The same failures again, and a manager in charge. A minute, and nothing to press: watch it.",
  replayOver: (lost: string, before: string): string =>
    `That was the manager: ${lost} lost, and nobody woken. Before: ${before}.`,

  // The board at night.
  happened: (at: number): string => `${clock(at)}. Something has just broken at Pageturn.`,
  readersSee: (at: number): string => `What its readers see at ${clock(at)}: `,
  sleepOn: "Nobody is asked to get up. What becomes of it is told in the morning.",
  someoneSaw: (n: number): string =>
    `Somebody has seen it: ${count(n, "person has", "people have")} been up for it so far.`,

  whatByDay:
    "A practice night, played in minutes. A pretend Pageturn runs in pretend containers, and some of them fail. Whoever " +
    "likes to may press and bring them back. From half time on you may hand over to a manager and watch.",
  plannedByHand: say("It came because somebody who manages this channel planned it with /drill-tonight."),
  plannedByCoin: say("It came because of this channel's schedule, and a coin. Managers stop it with /schedule-pause."),
  tryIt: "Try it: be the manager",
  openChapter: "Open the chapter",

  // Ends.
  over: { recovered: "It is over.", morning: "Time is up.", stopped: "Stopped.", late: "It did not begin." },
  liveMorning: "An hour of the night has passed.",
  reportFollows: "The report follows.",

  // Beginning.
  startedHere: "The drill has begun: its board is in this channel. Anyone here may press.",
  startedReplay: "The replay has begun: watch the board in this channel.",
  runsAlready: "A drill runs here already. Its board is in this channel, and anyone may press.",
  cannotPost:
    "I may not post in this channel, so there is no board to press on. Somebody who manages it can allow that.",
  noNight: (text: string): string => `There is no night "${text}". They have the numbers 1 to 5.`,
  managers:
    "Practice at night is for those who manage this channel to turn on. By day, try the one that runs in minutes.",
  agreedFirst: "Before the first one, somebody who manages this channel reads this and turns it on:",
  askManager:
    "Practice is not turned on here yet. Somebody who manages this channel can do that with the same command.",
  agreed: "Turned on. Thank you.",
  planned: "The schedule goes on from here. The coin decides which nights; /schedule list shows what came of each.",
  contractMore:
    "That is for the nights. By day anyone here may begin a drill of five minutes, in which everybody may press. Neither of them rings.",
  notNow: "The platform asks me to wait a moment before I post again. Please try once more.",
  sayAgain: "Now type your command once more, and it is done.",
  notAgreed: "Then not. Nothing was turned on, and nothing comes at night.",
  channelsOnly: "Practice at night belongs to a channel. Type this in the channel that should get it.",
  noZone: "I don't know this channel's time zone yet. Add it to the command, such as zone:Europe/Berlin.",
  noDate: (text: string): string => `"${text}" is no date to come. Write it like 2026-12-01.`,
  tonight: "A night watch is planned: ",
  tonightAfter: ". It comes without a sound, and stops when anyone presses Stop. To call it off, type ",
  tonightKnown: "A night watch is planned for that night already.",
  enough: "This channel has had its five nights, and that is as many as one chapter has.",

  // Stopping.
  stoppedHere: "The drill is stopped. Nothing more comes of it.",
  calledOff: "The night watch that was planned is called off.",
  nothingRuns: "No drill runs here, so there is nothing to stop.",

  // The report.
  noReport: "There was no drill here yet that came to its end, so there is nothing to tell.",
  noReplay: "There was no drill here yet that could be shown again.",
} as const;

/** What somebody is at, in words. */
export const whatOf = ({ server, copy }: { readonly server: number | undefined; readonly copy: number | undefined }) =>
  copy === undefined ? `server ${server}` : `copy ${copy}`;

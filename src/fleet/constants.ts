/**
 * Every number of the drill that is not counted by it. Durations are whole seconds unless the name says otherwise.
 * docs/drill.md shows them all with their sources, and the report shows those that made its numbers.
 */

/** The manager: what Kubernetes does when nobody sets anything. */
export const manager = {
  /** A copy is asked every ten seconds and given up after three silent answers: `periodSeconds`, `failureThreshold`. */
  probeEvery: 10,
  misses: 3,
  /** A copy that exits is seen by its own server within a second: the kubelet's `genericPlegRelistPeriod`. */
  seesExitAfter: 1,
  /**
   * Restarted at once, then after 10 s, doubling to 300 s; ten healthy minutes and it is forgotten
   * (Pod Lifecycle, "Container restarts").
   */
  backOffFirst: 10,
  backOffMost: 300,
  backOffForgottenAfter: 600,
  /** A silent server counts as lost: `--node-monitor-grace-period`, 40 s until Kubernetes 1.31 (50 s since). */
  noticesServerAfter: 40,
  /** Its copies are placed elsewhere: `--default-unreachable-toleration-seconds`. */
  placesAfter: 300,
  /** A rollout may have this part missing (rounded down) or extra (rounded up): `maxUnavailable`, `maxSurge`. */
  rolloutPart: 0.25,
  /**
   * A rollout without progress has failed: `progressDeadlineSeconds`. Kubernetes only reports it; going back to the
   * old version by itself is what deployment tools add (`helm upgrade --atomic`).
   */
  progressDeadline: 600,
} as const;

/** From the start of a copy's process until it serves readers. An assumption, the same for everybody. */
export const startTakes = 5;

/** What an action costs a person who types it. Assumptions; the command alone is quicker, finding it out is not. */
export const byHand = {
  look: 20,
  restart: 60,
  place: 180,
  update: 120,
  "roll-back": 120,
} as const;

/**
 * Presses on one copy within this time count as the same press, and the first one has it: nobody can know of another
 * before the board shows it, which takes up to two real seconds of a live drill.
 */
export const sameMoment = 24;

/** A person with a pager. */
export const pager = {
  /** From the page to the keyboard, asleep before: Google's SRE Book, "Being On-Call", for what users feel. */
  wakesIn: 300,
  /** The same, still awake. An assumption. */
  reactsIn: 60,
  /** Asleep again after this long without work. An assumption. */
  asleepAfter: 1800,
} as const;

/** Readers of Pageturn: demand is constant, so that every lost page turn has one cause. Assumptions. */
export const readers = {
  /** Page turns a second that one copy can serve. */
  perCopy: 10,
  /** A reader turns a page this often. */
  secondsPerPage: 30,
} as const;

/**
 * How often things break in the night of a hundred copies. Chosen so that a night holds enough to see; machines of your
 * own will differ.
 */
export const rates = {
  /** One exit a day for each copy. */
  hoursPerExit: 24,
  /** One hang in four days for each copy. */
  hoursPerHang: 96,
  serversLost: 2,
} as const;

/** Maya copies the files of a new version from copy to copy, one every two minutes, without looking at any of them. */
export const copiesFilesEvery = byHand.update;

/** From 02:00 to 09:00. */
export const nightLasts = 7 * 3600;

/** What the clock shows when a night begins: seconds after midnight. */
export const nightBegins = 2 * 3600;

/** Be the manager: an hour of night in five real minutes. */
export const live = {
  /** Seconds of night in a real second. */
  pace: 12,
  lasts: 3600,
  /** Quiet at the start, to find one's way around the board. */
  lead: 120,
} as const;

/** Real seconds of a replay. */
export const replayTakes = 60;

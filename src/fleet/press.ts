import { renewed, restarted, rolledBack, withCopy } from "./change.ts";
import { type Command, readCommand } from "./command.ts";
import { byHand, sameMoment } from "./constants.ts";
import { type Copy, copyOf, type Fleet, type Hand, room, serverOf } from "./fleet.ts";
import { jobs } from "./job.ts";

/** One press as it is kept: the log is a row of these in the order of `seq`, and only ever grows. */
export type Press = {
  readonly seq: number;
  /** Seconds since the night began. A clock that went back is taken to stand still. */
  readonly at: number;
  readonly actor: string;
  readonly verb: string;
  readonly argument: string;
};

/** What came of a press. */
export type Outcome =
  | { readonly kind: "done"; readonly effect: Effect /** The presser is busy until then. */; readonly until: number }
  | { readonly kind: "refused"; readonly why: Refusal };

export type Effect =
  | "plain"
  /** Somebody else was starting that copy: it was killed and starts once more. */
  | "collision"
  /** The copy was well. */
  | "wrong"
  /** Its server is gone: nothing came of it. */
  | "in-vain";

export type Refusal =
  /** The drill has ended. */
  | "over"
  /** One thing at a time: this person is still at another. */
  | "busy"
  /** Somebody was a moment quicker with this copy. */
  | "taken"
  /** No such verb, copy or server. */
  | "unknown"
  | "server-full"
  | "server-gone"
  /** Only a copy that is down can be placed elsewhere. */
  | "running"
  /** The copy has that version. */
  | "same-version"
  | "too-early"
  /** The manager is in charge already. */
  | "handed-over";

/** What a drill allows beyond the fleet itself. */
export type Rules = {
  /** The manager can take over from then on; undefined: never. */
  readonly handOverFrom: number | undefined;
};

type Judged = { readonly fleet: Fleet; readonly outcome: Outcome };

const refused = (fleet: Fleet, why: Refusal): Judged => ({ fleet, outcome: { kind: "refused", why } });

const done = (fleet: Fleet, until: number, effect: Effect = "plain"): Judged => ({
  fleet,
  outcome: { kind: "done", effect, until },
});

/** Judges a press at the fleet's instant. A refused one changes nothing. */
export function judge(fleet: Fleet, press: Pick<Press, "actor" | "verb" | "argument">, rules: Rules): Judged {
  if (fleet.ended) return refused(fleet, "over");
  const command = readCommand(press.verb, press.argument);
  if (!command) return refused(fleet, "unknown");
  switch (command.verb) {
    case "stop":
      return done({ ...fleet, ended: { at: fleet.now, why: "stopped" } }, fleet.now);
    case "hand-over":
      return handOver(fleet, rules);
    case "see":
    case "bed":
      // Saying so while at work does not end the work.
      return done(isBusy(fleet, press.actor) ? fleet : withHand(fleet, press.actor, command, 0), fleet.now);
    default:
      return isBusy(fleet, press.actor) ? refused(fleet, "busy") : work(fleet, press.actor, command);
  }
}

type Work = Exclude<Command, { readonly verb: "stop" | "hand-over" | "see" | "bed" }>;

const isBusy = (fleet: Fleet, actor: string): boolean => (fleet.hands.get(actor)?.until ?? 0) > fleet.now;

function handOver(fleet: Fleet, { handOverFrom }: Rules): Judged {
  if (handOverFrom === undefined || fleet.now < handOverFrom) return refused(fleet, "too-early");
  if (fleet.charge.jobs.length === jobs.length) return refused(fleet, "handed-over");
  return done({ ...fleet, charge: { jobs, since: fleet.now } }, fleet.now);
}

function work(fleet: Fleet, actor: string, command: Work): Judged {
  const takes = byHand[command.verb];
  const busy = withHand(fleet, actor, command, takes);
  const until = fleet.now + takes;
  if (command.verb === "look") return serverOf(fleet, command.server) ? done(busy, until) : refused(fleet, "unknown");
  const copy = copyOf(fleet, command.copy);
  if (!copy) return refused(fleet, "unknown");
  if (copy.phase === "starting" && fleet.now - copy.since < sameMoment) return refused(fleet, "taken");
  const obstacle = obstacleTo(fleet, command, copy);
  if (obstacle) return refused(fleet, obstacle);
  if (command.verb !== "place" && !serverOf(fleet, copy.server)?.up) return done(busy, until, "in-vain");
  const effect = copy.phase === "starting" ? "collision" : isWrong(command, copy) ? "wrong" : "plain";
  return done(workedOn(busy, command, copy, takes), until, effect);
}

const isWrong = (command: Work, copy: Copy): boolean => command.verb === "restart" && copy.phase === "running";

function obstacleTo(fleet: Fleet, command: Exclude<Work, { readonly verb: "look" }>, copy: Copy): Refusal | undefined {
  switch (command.verb) {
    case "restart":
      return undefined;
    case "place": {
      const server = serverOf(fleet, command.server);
      if (!server) return "unknown";
      if (copy.phase === "running") return "running";
      if (!server.up) return "server-gone";
      return (room(fleet, copy.id).get(server.id) ?? 0) > 0 ? undefined : "server-full";
    }
    case "update":
      return copy.version === fleet.wish.version ? "same-version" : undefined;
    case "roll-back":
      return copy.version === fleet.wish.before ? "same-version" : undefined;
    default:
      return command satisfies never;
  }
}

function workedOn(fleet: Fleet, command: Exclude<Work, { readonly verb: "look" }>, copy: Copy, takes: number): Fleet {
  const { now, wish } = fleet;
  switch (command.verb) {
    case "restart":
      return withCopy(fleet, restarted(copy, now, takes));
    case "place":
      return withCopy(fleet, renewed(copy, now, takes, { server: command.server }));
    case "update":
      return withCopy(fleet, renewed(copy, now, takes, { version: wish.version }));
    case "roll-back":
      // Whoever takes one copy back wants the old version again: nobody goes on rolling out the new one.
      return rolledBack(withCopy(fleet, renewed(copy, now, takes, { version: wish.before })));
    default:
      return command satisfies never;
  }
}

function withHand(fleet: Fleet, actor: string, command: Command, takes: number): Fleet {
  if (command.verb === "stop" || command.verb === "hand-over") return fleet;
  const hand: Hand = {
    verb: command.verb,
    server: "server" in command ? command.server : undefined,
    copy: "copy" in command ? command.copy : undefined,
    since: fleet.now,
    until: fleet.now + takes,
  };
  return { ...fleet, hands: new Map(fleet.hands).set(actor, hand) };
}

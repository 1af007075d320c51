import { type Action, button, type DrillVerb, encodeAction } from "../../chat/action.ts";
import { limits } from "../../chat/limits.ts";
import type { Button } from "../../chat/message.ts";
import { room } from "../../fleet/fleet.ts";
import type { Drill, Run } from "../../fleet/fold.ts";
import { boardOf, type Mark } from "../../fleet/view.ts";
import { playWords } from "./words.ts";

/** The buttons and menus by which people act in a drill. */

export type From = Extract<Action, { kind: "act" }>["from"];

/** One verb, and what it can be done to. */
type Choices = {
  readonly verb: DrillVerb;
  /** What a menu of them is called. */
  readonly menu: string;
  readonly options: readonly { readonly argument: string; readonly label: string }[];
};

/** Hands to lend: a row for each verb that has something to be done to. At most four. */
export function controls(id: string, from: From, drill: Drill, run: Run): readonly (readonly Button[])[] {
  return choicesOf(drill, run)
    .filter(({ options }) => options.length > 0)
    .slice(0, limits.rows - 1)
    .map((choices) => rowOf(id, from, choices));
}

/** Buttons as long as they fit one row, and a menu beyond. */
function rowOf(drill: string, from: From, { verb, menu, options }: Choices): readonly Button[] {
  if (options.length <= limits.row)
    return options.map(({ argument, label }) => button(label, { kind: "act", drill, from, verb, argument }));
  const action = encodeAction({ kind: "act", drill, from, verb });
  const entries = options.slice(0, limits.select).map(({ argument, label }) => ({ value: argument, label }));
  return [{ kind: "select", label: menu, action, options: entries }];
}

function choicesOf(drill: Drill, run: Run): readonly Choices[] {
  const { rows, wish } = boardOf(drill, run);
  const marks = rows.flatMap((row) => row.marks).toSorted((one, other) => one.id - other.id);
  const down = marks.filter(({ phase }) => phase !== "running");
  const { menus } = playWords;
  // Of many copies only those that are seen to be down are offered: a hang is found by looking first.
  const startable = marks.length <= limits.row ? marks : down.filter(({ phase }) => phase !== "lost");
  const options = (of: readonly Mark[], label: (id: number) => string) =>
    of.map(({ id }) => ({ argument: String(id), label: label(id) }));
  const look = rows.map(({ server }) => ({ argument: String(server), label: playWords.look(server) }));
  const old = marks.filter(({ version }) => version !== wish.version);
  const back = marks.filter(({ version }) => version !== wish.before);
  return [
    { verb: "look", menu: menus.look, options: look },
    { verb: "restart", menu: menus.restart, options: options(startable, playWords.restart) },
    { verb: "place", menu: menus.place, options: options(lostFirst(down), playWords.place) },
    { verb: "roll-back", menu: menus.rollBack, options: options(back, playWords.rollBack) },
    { verb: "update", menu: menus.update, options: options(old, playWords.update) },
  ];
}

/** Nobody thinks of another server before one is gone; then the copies it held come first. */
function lostFirst(down: readonly Mark[]): readonly Mark[] {
  const lost = down.filter(({ phase }) => phase === "lost");
  return lost.length === 0 ? [] : [...lost, ...down.filter(({ phase }) => phase !== "lost")];
}

/** The servers on which a copy could be placed. */
export function placements(id: string, copy: number, run: Run): readonly Button[] {
  const free = [...room(run.fleet, copy)].filter(([, left]) => left > 0).map(([server]) => server);
  const options = free.map((server) => ({
    argument: `${copy}>${server}`,
    label: playWords.placeOn(copy, server),
  }));
  return rowOf(id, "own", { verb: "place", menu: playWords.menus.placeOn, options });
}

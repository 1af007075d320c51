import type { Ending, Mode } from "../../drill/store.ts";

/** The rows of drills, as they lie in the database. */
export type DrillRow = {
  readonly id: string;
  readonly place_id: string;
  readonly learner_id: string | null;
  readonly mode: Mode;
  readonly night: number;
  readonly seed: number;
  readonly begun_at: number;
  readonly lasts: number;
  readonly zone: string | null;
  readonly schedule_id: string | null;
  readonly replays: string | null;
  readonly board: string | null;
  readonly presses: number;
  readonly people: number;
  readonly ended_at: number | null;
  readonly ending: Ending | null;
  readonly moved_by: string | null;
  readonly moved_until: number | null;
};

export type DrillPressRow = {
  readonly drill_id: string;
  readonly seq: number;
  readonly actor: number;
  readonly learner_id: string | null;
  readonly second: number;
  readonly minute: number;
  readonly verb: string;
  readonly argument: string;
};

export type DrillContractRow = {
  readonly place_id: string;
  readonly learner_id: string | null;
  readonly accepted_at: number;
};

import type { Health } from "../../chat/platform.ts";
import type { Fact } from "./statement.ts";

/** A database as the facts see it. Each takes the fact as a function, so that an engine can begin it anew. */
export type Engine = {
  /** Runs a fact that changes nothing; each of its statements may see a later moment than the one before. */
  read<Result>(fact: () => Fact<Result>): Promise<Result>;
  /** The same, all statements seeing one moment. */
  snapshot<Result>(fact: () => Fact<Result>): Promise<Result>;
  /** Runs a fact in one transaction; resolves when it is on disk, rejects with `NotSaved` when it could not be. */
  write<Result>(fact: () => Fact<Result>): Promise<Result>;
  health(): Health;
  close(): Promise<void>;
};

import type BetterSqlite3 from "better-sqlite3";
import { NotSaved } from "../../core/store.ts";
import type { Condition } from "./condition.ts";
import { isBusy, sqliteFault } from "./sqlite-fault.ts";

/** A write that waits: `perform` does it inside a transaction and returns what to call once that is on disk. */
type Job = { perform(): () => void; reject(fault: unknown): void };

export type GroupCommit = {
  /** Does `work` in a transaction that it may share with others; resolves after the commit. */
  write<Result>(work: () => Result): Promise<Result>;
  /** Takes no more writes and resolves when those that wait have ended. */
  close(): Promise<void>;
};

/** Writes that share one commit at most, so that a crowd does not hold up the event loop. */
const groupLimit = 128;
/** Pause between two tries while another program holds the database; the event loop runs meanwhile. */
const pause = 90;

/**
 * One commit to disk for all writes that arrive together: `synchronous=FULL` costs a sync a commit, and sixteen answers
 * that share one cost a third of sixteen commits. As long as each turn of the event loop brings more, the group waits for
 * them; a lone write waits for one idle turn, which is a few microseconds. A fault of one undoes that one
 * alone. While another program holds the database the writes wait, up to `tries` times.
 */
export function createGroupCommit(database: BetterSqlite3.Database, condition: Condition, tries: number): GroupCommit {
  const transaction = prepareTransaction(database);
  let waiting: Job[] = [];
  let scheduled = false;
  let tried = 0;
  let drained: (() => void) | undefined;
  let open = true;

  const schedule = () => {
    if (scheduled) return;
    scheduled = true;
    whenSettled(() => waiting.length, flush);
  };
  const flush = () => {
    scheduled = false;
    const outcome = transaction(waiting.slice(0, groupLimit), tried + 1 < tries);
    if (outcome === "busy") {
      tried += 1;
      scheduled = true;
      setTimeout(flush, pause);
      return;
    }
    tried = 0;
    waiting = waiting.slice(groupLimit);
    if (outcome === "written") condition.wrote();
    else condition.failed(outcome.fault);
    if (waiting.length > 0) schedule();
    else drained?.();
  };
  return {
    write: (work) =>
      new Promise((resolve, reject) => {
        if (!open) return reject(new NotSaved("The store is closed."));
        waiting.push({
          perform: () => {
            const result = work();
            return () => resolve(result);
          },
          reject,
        });
        schedule();
      }),
    close: () =>
      new Promise((resolve) => {
        open = false;
        drained = resolve;
        if (waiting.length === 0) resolve();
      }),
  };
}

/** Calls `run` after the first turn of the event loop in which a group did not grow, or when it is full. */
function whenSettled(size: () => number, run: () => void, before = 0): void {
  setImmediate(() => {
    const now = size();
    if (now > before && now < groupLimit) whenSettled(size, run, now);
    else run();
  });
}

type Outcome = "written" | "busy" | { readonly fault: unknown };

/** Does one job of a group and returns what to call once the group is on disk. */
type Perform = (job: Job) => () => void;

/**
 * Performs jobs in one transaction and tells each how it ended; "busy" leaves them as they were. A fault of one is found
 * out by doing all of them again, each in a savepoint: SQLite copies every page that is changed in one.
 */
function prepareTransaction(database: BetterSqlite3.Database): (jobs: readonly Job[], mayWait: boolean) => Outcome {
  const begin = database.prepare("begin immediate");
  const commit = database.prepare("commit");
  const rollback = database.prepare("rollback");
  const inSavepoint = prepareSavepoint(database);
  const transact = (jobs: readonly Job[], mayWait: boolean, perform: Perform): Outcome => {
    try {
      begin.run();
    } catch (error) {
      if (mayWait && isBusy(error)) return "busy";
      return refuse(jobs, error);
    }
    try {
      const settle = jobs.map(perform);
      commit.run();
      for (const one of settle) one();
      return "written";
    } catch (error) {
      // SQLite rolls back by itself after some faults of the disk.
      if (database.inTransaction) rollback.run();
      const isOfOne = jobs.length > 1 && perform !== inSavepoint && !(sqliteFault(error) instanceof NotSaved);
      return isOfOne ? transact(jobs, mayWait, inSavepoint) : refuse(jobs, error);
    }
  };
  return (jobs, mayWait) => transact(jobs, mayWait, (job) => job.perform());
}

function prepareSavepoint(database: BetterSqlite3.Database): Perform {
  const savepoint = database.prepare("savepoint job");
  const release = database.prepare("release job");
  const undo = database.prepare("rollback to job");
  return (job) => {
    savepoint.run();
    try {
      const settle = job.perform();
      release.run();
      return settle;
    } catch (error) {
      // What the disk refuses to one it refuses to all: the whole group is given back.
      if (sqliteFault(error) instanceof NotSaved) throw error;
      undo.run();
      release.run();
      return () => job.reject(error);
    }
  };
}

function refuse(jobs: readonly Job[], error: unknown): Outcome {
  const fault = sqliteFault(error);
  for (const job of jobs) job.reject(fault);
  return { fault };
}

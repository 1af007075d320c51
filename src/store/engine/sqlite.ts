import type BetterSqlite3 from "better-sqlite3";
import {
  DummyDriver,
  Kysely,
  type SelectModifierNode,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import { createCondition } from "./condition.ts";
import { type Countdown, countdown } from "./countdown.ts";
import type { Engine } from "./engine.ts";
import { createGroupCommit } from "./group-commit.ts";
import { migrateSqlite } from "./migrate.ts";
import { sqliteFault } from "./sqlite-fault.ts";
import { openFile, unusable } from "./sqlite-file.ts";
import { bind, type Fact, type Queries, type Query, type Step } from "./statement.ts";

export type SqliteOptions = {
  /** How often a write is tried while another program holds the database; a try and its pause take a tenth of a second. */
  readonly tries: number;
  /** Most pages of 4,096 bytes that the file may have: a quota. SQLite's own limit by default. */
  readonly maxPages: number;
  /** What tells the store that it is quiet; timers of Node's own by default. */
  readonly countdown: Countdown;
};

/** Tries that make up five seconds. */
const patience = 50;
/** Milliseconds that one try may hold up the event loop. */
const held = 10;

/** Milliseconds without a write after which the log is copied into the database file. */
const quiet = 1000;

/** Opens or makes the database file at `path`, at the newest schema. Rejects with `Unusable`. */
export async function openSqlite(path: string, options: Partial<SqliteOptions>): Promise<Engine> {
  const database = await openFile(path);
  try {
    await migrateSqlite(database, `The database file ${path}`);
    if (options.maxPages !== undefined) database.pragma(`max_page_count = ${options.maxPages}`);
    // SQLite waits by blocking: it does so for a moment, and the longer wait is the group commit's, between its tries.
    database.pragma(`busy_timeout = ${held}`);
    return createSqliteEngine(database, options.tries ?? patience, options.countdown ?? countdown);
  } catch (error) {
    database.close();
    throw unusable(path, error);
  }
}

/** Runs facts on an open, migrated database, and closes it in the end. */
function createSqliteEngine(database: BetterSqlite3.Database, tries: number, wait: Countdown): Engine {
  const condition = createCondition();
  const group = createGroupCommit(database, condition, tries);
  const drive = driveOn(database);
  const begin = database.prepare("begin");
  const rollback = database.prepare("rollback");
  const silence = wait(quiet, () => {
    try {
      database.pragma("wal_checkpoint(passive)");
    } catch (error) {
      condition.failed(sqliteFault(error));
    }
  });
  return {
    read: async (fact) => guarded(() => drive(fact())),
    snapshot: async (fact) =>
      guarded(() => {
        begin.run();
        try {
          return drive(fact());
        } finally {
          rollback.run();
        }
      }),
    write: (fact) => {
      silence.restart();
      return group.write(() => drive(fact()));
    },
    health: condition.now,
    close: async () => {
      await group.close();
      silence.stop();
      database.close();
    },
  };
}

function guarded<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw sqliteFault(error);
  }
}

/** Runs a fact to its end; a statement is compiled and prepared the first time it is met, and kept. */
function driveOn(database: BetterSqlite3.Database): <Result>(fact: Fact<Result>) => Result {
  const queries = sqliteQueries();
  const kept = new Map<Query, (values: Step["values"]) => readonly unknown[]>();
  const prepare = (query: Query) => {
    const { sql, parameters } = query.compile(queries);
    const prepared = database.prepare(sql);
    const perform = (values: Step["values"]): readonly unknown[] => {
      const bound = bind(parameters, values);
      if (prepared.reader) return prepared.all(bound);
      prepared.run(bound);
      return [];
    };
    kept.set(query, perform);
    return perform;
  };
  return (fact) => {
    let step = fact.next([]);
    while (!step.done) {
      const { query, values } = step.value;
      step = fact.next((kept.get(query) ?? prepare(query))(values));
    }
    return step.value;
  };
}

/**
 * Writes `+?` for `?`, which means the same. SQLite plans a join anew on every run when a bare `?` stands in it, in case
 * the value makes another plan better: that costs more than all our joins together.
 */
class SteadyCompiler extends SqliteQueryCompiler {
  protected override getCurrentParameterPlaceholder(): string {
    return "+?";
  }

  /** Rows are locked on PostgreSQL alone: here one transaction writes at a time. */
  protected override visitSelectModifier(node: SelectModifierNode): void {
    if (node.modifier !== "ForUpdate" && node.modifier !== "SkipLocked") super.visitSelectModifier(node);
  }
}

/** A builder that writes SQLite's dialect and reaches no database. */
export const sqliteQueries = (): Queries =>
  new Kysely({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (queries) => new SqliteIntrospector(queries),
      createQueryCompiler: () => new SteadyCompiler(),
    },
  });

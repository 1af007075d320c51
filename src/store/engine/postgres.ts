import { createHash } from "node:crypto";
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresDialect,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from "kysely";
import pg from "pg";
import { createCondition } from "./condition.ts";
import type { Engine } from "./engine.ts";
import { migratePostgres } from "./migrate.ts";
import { ConnectionLost, driverFault, mayRunAgain, postgresFault } from "./postgres-fault.ts";
import { bind, type Fact, type Queries, type Query, type Step } from "./statement.ts";
import { Unusable } from "./unusable.ts";

/** Runs of one fact before it is given up: transactions that cross, or a server that restarts, need two or three. */
const runs = 10;

/** Milliseconds for a connection, and for one statement, before the database counts as away. */
const connecting = 5000;
const answering = 10_000;

/** Connections at most: they are shared by all that happens at once, and a server allows 100 in all by default. */
const connections = 10;

/** Opens a PostgreSQL database, at the newest schema. Rejects with `Unusable`, which never tells the password. */
export async function openPostgres(url: string): Promise<Engine> {
  const { host, pathname } = URL.parse(url) ?? { host: "the address in DATABASE_URL", pathname: "" };
  const name = `The PostgreSQL database ${host}${pathname}`;
  const pool = createPool({ connectionString: url, max: 1 });
  try {
    await migratePostgres(new PostgresDialect({ pool }), name);
  } catch (error) {
    if (error instanceof Unusable) throw error;
    const why = error instanceof Error && error.message !== "" ? error.message : String(error);
    const remedy = "Check that the server runs, and the name, password and database in DATABASE_URL.";
    throw new Unusable(`${name} cannot be used: ${why}. ${remedy}`, { cause: error });
  }
  return createPostgresEngine(url);
}

/** Runs facts on a migrated database. Each write is a transaction of its own on one connection. */
function createPostgresEngine(url: string): Engine {
  const condition = createCondition();
  const pool = createPool({
    connectionString: url,
    max: connections,
    query_timeout: answering,
    types: { getTypeParser },
  });
  const drive = createDrive();
  const inTransaction =
    <Result>(begin: string, fact: () => Fact<Result>) =>
    async (client: pg.PoolClient): Promise<Result> => {
      await ask(client, { text: begin });
      const result = await drive(client, fact());
      await ask(client, { text: "commit" });
      return result;
    };
  return {
    read: (fact) => attempt(pool, (client) => drive(client, fact())),
    snapshot: (fact) => attempt(pool, inTransaction("begin isolation level repeatable read read only", fact)),
    write: async (fact) => {
      try {
        const result = await attempt(pool, inTransaction("begin", fact));
        condition.wrote();
        return result;
      } catch (error) {
        condition.failed(error);
        throw error;
      }
    },
    health: condition.now,
    close: () => pool.end(),
  };
}

/** Does `work` on a connection, again as long as it may be done again. Rejects with `NotSaved` or the program's fault. */
async function attempt<Result>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
  for (let left = runs; ; left -= 1) {
    const client = await pool.connect().catch((error: unknown) => {
      throw postgresFault(new ConnectionLost(String(error), { cause: error }));
    });
    try {
      const result = await work(client);
      client.release();
      return result;
    } catch (error) {
      await giveBack(client, error);
      if (left <= 1 || !mayRunAgain(error)) throw postgresFault(error);
    }
  }
}

/** Ends what a fault left open; a connection that cannot even do that is thrown away. */
async function giveBack(client: pg.PoolClient, error: unknown): Promise<void> {
  if (error instanceof ConnectionLost) return client.release(true);
  try {
    await client.query("rollback");
    client.release();
  } catch {
    client.release(true);
  }
}

async function ask(client: pg.PoolClient, query: pg.QueryConfig): Promise<readonly unknown[]> {
  try {
    return (await client.query(query)).rows;
  } catch (error) {
    throw driverFault(error);
  }
}

/** Runs a fact to its end; a statement is compiled the first time it is met, and each connection keeps it prepared. */
function createDrive(): <Result>(client: pg.PoolClient, fact: Fact<Result>) => Promise<Result> {
  const queries = postgresQueries();
  const kept = new Map<Query, (values: Step["values"]) => pg.QueryConfig>();
  const prepare = (query: Query) => {
    const { sql: text, parameters } = query.compile(queries);
    // Named by its text: a connection that several programs share through a pooler never holds two under one name.
    const name = createHash("sha256").update(text).digest("hex").slice(0, 32);
    const perform = (values: Step["values"]) => ({ name, text, values: bind(parameters, values) });
    kept.set(query, perform);
    return perform;
  };
  return async (client, fact) => {
    let step = fact.next([]);
    while (!step.done) {
      const { query, values } = step.value;
      step = fact.next(await ask(client, (kept.get(query) ?? prepare(query))(values)));
    }
    return step.value;
  };
}

function createPool(settings: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ connectionTimeoutMillis: connecting, keepAlive: true, ...settings });
  // A broken connection rejects the query that it was on, and the pool takes another one for the next: nothing is left to
  // do here, but without a listener the event would end the program.
  const broken = () => {};
  pool.on("error", broken);
  pool.on("connect", (client) => client.on("error", broken));
  return pool;
}

/** int8 as a number: instants and counts stay below 2^53. Set here and not in pg's own table, which all programs share. */
const getTypeParser: typeof pg.types.getTypeParser = (type: number, format?: "text" | "binary") =>
  type === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(type, format);

/** A builder that writes PostgreSQL's dialect and reaches no database. */
const postgresQueries = (): Queries =>
  new Kysely({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (queries) => new PostgresIntrospector(queries),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });

import pg from "pg";
import { type Finding, ill, well } from "./finding.ts";

/** Milliseconds a database may take to be reached, and to answer. */
const patience = 5000;

/** Whether a PostgreSQL database lets the tutor in and answers; its address is never shown whole. */
export async function examinePostgres(address: string): Promise<Finding> {
  const { hostname, port } = new URL(address);
  const name = `PostgreSQL at ${hostname || "localhost"}:${port || 5432}`;
  const client = new pg.Client({
    connectionString: address,
    connectionTimeoutMillis: patience,
    query_timeout: patience,
  });
  // A connection that breaks later has nothing to say that the query does not; unheard, it would end the program.
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("select 1");
    return well(`${name} lets the tutor in and answers`);
  } catch (error) {
    return findingOf(name, error);
  } finally {
    await client.end();
  }
}

function findingOf(name: string, error: unknown): Finding {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  // An address that stands for several has one fault for each of them, and no message of its own.
  const why = error instanceof Error && error.message !== "" ? error.message : code;
  if (code.startsWith("28")) {
    return ill(`${name} does not let the tutor in: ${why}`, "correct the user and the password in DATABASE_URL");
  }
  if (code === "3D000") {
    return ill(`${name} lacks the database: ${why}`, "create it, or correct its name in DATABASE_URL");
  }
  return ill(`${name} does not answer: ${why}`, "start it, or correct DATABASE_URL, or leave it out to use SQLite");
}

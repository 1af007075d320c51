import pg from "pg";
import { NotSaved } from "../../core/store.ts";

/** SQLSTATE classes in which the server could do nothing: lost connection, out of resources, stopped, broken disk. */
const away = ["08", "53", "57", "58"];
/** Single codes of the same meaning: read-only, lock not available; and transactions that crossed on every try. */
const refused = ["25006", "55P03", "40001", "40P01"];
/**
 * Transactions that crossed: serialisation failure, deadlock, and a row that another one has put in or taken away
 * between two statements. Run again, the fact sees what that one did.
 */
const crossed = ["40001", "40P01", "23503", "23505"];

/** A fault of connection or server as `NotSaved`; any other fault is the program's own and stays what it is. */
export function postgresFault(error: unknown): unknown {
  if (error instanceof NotSaved) return error;
  if (error instanceof ConnectionLost)
    return new NotSaved(`The database is away (${error.message}).`, { cause: error.cause });
  if (!(error instanceof pg.DatabaseError)) return error;
  const code = error.code ?? "";
  if (!refused.includes(code) && !away.some((first) => code.startsWith(first))) return error;
  return new NotSaved(`The database could not write (${code}: ${error.message}).`, { cause: error });
}

/** The connection broke while it was used; what it was doing may have happened. */
export class ConnectionLost extends Error {
  override readonly name = "ConnectionLost";
}

/** What the driver threw, as `ConnectionLost` when it did not come from a server that goes on serving. */
export function driverFault(error: unknown): unknown {
  if (error instanceof pg.DatabaseError && !error.code?.startsWith("57P") && !error.code?.startsWith("08"))
    return error;
  return new ConnectionLost(error instanceof Error ? error.message : String(error), { cause: error });
}

/** Whether a fact that ended so may be run again: it is not written, or it is and finds itself by its key. */
export const mayRunAgain = (error: unknown): boolean =>
  error instanceof ConnectionLost || (error instanceof pg.DatabaseError && crossed.includes(error.code ?? ""));

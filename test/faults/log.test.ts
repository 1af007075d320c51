import { readFile, writeFile } from "node:fs/promises";
import Database from "better-sqlite3";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { backupSqlite } from "../../src/store/engine/backup.ts";
import { findDamage } from "../../src/store/engine/log-damage.ts";
import { databaseFile, openStore } from "../../src/store/open.ts";
import { freshSqlite } from "../store/databases.ts";
import { ask, chose, given, person, posed } from "../store/learning.ts";
import { type Crashed, copyOf, crashed, expectAnswers, type Folder, logFile, refusal } from "./folders.ts";
import { run } from "./program.ts";

const header = 32;
const frame = 24 + 4096;

let whole: Crashed;
beforeAll(async () => {
  whole = await crashed();
});
afterAll(() => whole.remove());

/** A copy of a folder whose log is changed. */
async function changed(folder: Folder, change: (log: Buffer) => Buffer): Promise<Folder> {
  const copy = await copyOf(folder);
  await writeFile(logFile(copy), change(await readFile(logFile(copy))));
  return copy;
}

/** Where the last frame of a log begins that ends a commit. */
function lastCommit(log: Buffer): number {
  let last = header;
  for (let at = header; at + frame <= log.length; at += frame) if (log.readUInt32BE(at + 4) !== 0) last = at;
  return last;
}

describe("a log that is damaged", () => {
  test("before its last commit is refused, with its name and the way back, and kept as it is", async () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 16 }).filter((some) => some.some((byte) => byte !== 0));
    const end = lastCommit(await readFile(logFile(whole)));
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: end - 17 }), bytes, async (at, mask) => {
        const where = await changed(whole, (log) => {
          for (const [index, byte] of mask.entries()) log.writeUInt8(log.readUInt8(at + index) ^ byte, at + index);
          return log;
        });
        const message = await refusal(where);
        expect(message).toContain(logFile(where));
        expect(message).toContain("npm run backup");
      }),
      {
        numRuns: 60,
        examples: [
          [0, Uint8Array.of(1)],
          [31, Uint8Array.of(0x80)],
          [header, Uint8Array.of(1)],
          [header + 4, Uint8Array.from({ length: 16 }, () => 0xff)],
          [header + 8, Uint8Array.of(1)],
          [end - frame, Uint8Array.of(1)],
          [end - frame + 16, Uint8Array.of(1)],
          [end - frame + 20, Uint8Array.from({ length: 16 }, () => 0xff)],
          [end - 17, Uint8Array.of(1)],
        ],
      },
    );
  });

  test.each([
    { what: "sixteen bytes over its header", at: 0, bytes: 16 },
    { what: "three frames of zeroes in its middle", at: header + 60 * frame, bytes: 3 * frame },
    { what: "zeroes over the beginning of every commit but the newest", at: header, bytes: 90 * frame },
  ])("is refused: $what", async ({ at, bytes }) => {
    const where = await changed(whole, (log) => log.fill(0, at, at + bytes));
    expect(await refusal(where)).toContain(logFile(where));
  });

  test("is not backed up as if it were whole", async () => {
    const where = await changed(whole, (log) => log.fill(0x5a, header + 9 * frame, header + 9 * frame + 3));
    const backup = backupSqlite(databaseFile(where.dataDir), `${where.dataDir}-backup.db`);
    await expect(backup).rejects.toThrow(/log .*nightshift\.db-wal is damaged/);
  });

  test("in its last frame is a torn end: it opens with all answers but the one that ends there", async () => {
    const where = await changed(whole, (log) => {
      const last = lastCommit(log) + 24;
      return log.fill(0x5a, last, last + 3);
    });
    await expectAnswers(where, whole.lengths.length - 1);
  });
});

/**
 * A log that SQLite has begun anew over an older and longer one, before and after its last answer. The third answer is the
 * last one before; it is in the database file's log together with two others.
 */
async function begunAnew(): Promise<Folder & { readonly before: Buffer; readonly after: Buffer }> {
  const { where, remove } = await freshSqlite();
  onTestFinished(remove);
  const opened = await openStore(where);
  const answer = async (name: string) => {
    const [, first] = await ask(opened.store, person(name), { ask: posed({ check: `containers/${name}` }) });
    const before = await readFile(logFile(where));
    await opened.store.saveAnswer(given(first, chose([1])));
    return before;
  };
  for (let index = 0; index < 20; index += 1) await answer(`older-${index}`);
  const other = new Database(databaseFile(where.dataDir));
  expect(other.pragma("wal_checkpoint(passive)")).toMatchObject([{ busy: 0 }]);
  other.close();
  const older = await readFile(logFile(where));
  for (const name of ["one", "two"]) await answer(name);
  const before = await answer("three");
  const after = await readFile(logFile(where));
  const copy = await copyOf(where);
  await opened.close();
  expect(after.length).toBe(older.length);
  expect(after.readUInt32BE(16)).toBe(older.readUInt32BE(16) + 1);
  return { ...copy, before, after };
}

describe("a log begun anew over an older one", () => {
  test("opens with every answer: what follows of the older one is no damage", async () => {
    await expectAnswers(await begunAnew(), 23);
  });

  test("opens when a power loss has kept any part of its last commit from the disk", async () => {
    const { before, after, ...folder } = await begunAnew();
    const blocks = Array.from({ length: Math.ceil(after.length / 4096) }, (_, index) => index * 4096);
    const written = blocks.filter((at) => !before.subarray(at, at + 4096).equals(after.subarray(at, at + 4096)));
    expect(written.length).toBeGreaterThan(4);
    await fc.assert(
      fc.asyncProperty(fc.subarray(written, { minLength: 1 }), async (lost) => {
        const where = await changed(folder, (log) => {
          for (const at of lost) before.copy(log, at, at, at + 4096);
          return log;
        });
        await expectAnswers(where, 22);
      }),
      { numRuns: 40 },
    );
  });

  test("opens when the same happens at its very end, where the disk has zeroes", async () => {
    const { before, after, ...folder } = await begunAnew();
    const first = before.findIndex((byte, at) => byte !== after[at]);
    const where = await changed(folder, (log) => log.fill(0, first, Math.ceil(first / 4096) * 4096 + 4096));
    await expectAnswers(where, 22);
  });

  test("opens again after what a torn end left over was written over in part", async () => {
    const { before, after, ...folder } = await begunAnew();
    const first = before.findIndex((byte, at) => byte !== after[at]);
    const where = await changed(folder, (log) => {
      before.copy(log, first, first, first + 4096);
      return log;
    });
    const opened = await openStore(where);
    await opened.probe();
    const later = await copyOf(where);
    await opened.close();
    await expectAnswers(later, 22);
  });

  test("is refused when it is damaged before its last commit", async () => {
    const { before, ...folder } = await begunAnew();
    const end = lastOf(before);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: end - 1 }), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const where = await changed(folder, (log) => {
          log.writeUInt8(log.readUInt8(at) ^ mask, at);
          return log;
        });
        expect(await refusal(where)).toContain(logFile(where));
      }),
      { numRuns: 40 },
    );
  });
});

/** Where the newest commit's last frame begins in a log that was begun anew: those that follow bear older salts. */
function lastOf(log: Buffer): number {
  const salts = log.subarray(16, 24);
  let last = header;
  for (let at = header; at + frame <= log.length; at += frame)
    if (log.readUInt32BE(at + 4) !== 0 && log.subarray(at + 8, at + 16).equals(salts)) last = at;
  return last;
}

test("a log that another program is writing is not taken for a damaged one", async () => {
  const { where, remove } = await freshSqlite();
  onTestFinished(remove);
  const program = run("recorder.ts", where.dataDir, "writer");
  await program.said(2);
  const heard = program.lines.length;
  for (let looks = 0; looks < 40 || program.lines.length < heard + 40; looks += 1) {
    expect(findDamage(logFile(where))).toBeUndefined();
    await new Promise((resolve) => setImmediate(resolve));
  }
  program.child.kill("SIGKILL");
  await program.ended();
});

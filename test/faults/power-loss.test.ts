import { readdir, stat, truncate, writeFile } from "node:fs/promises";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Unusable } from "../../src/store/engine/unusable.ts";
import { databaseFile, openStore } from "../../src/store/open.ts";
import { bytesIn, type Crashed, copyOf, crashed, expectAnswers, logFile } from "./folders.ts";

let whole: Crashed;
beforeAll(async () => {
  whole = await crashed();
});
afterAll(() => whole.remove());

describe("after a power loss", () => {
  test("a log torn at any length opens with every answer that was confirmed by then, each whole", async () => {
    const longest = whole.lengths.at(-1) ?? 0;
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: longest }), fc.boolean(), async (length, noise) => {
        const where = await copyOf(whole);
        await truncate(logFile(where), length);
        if (noise && length >= 32) await writeFile(logFile(where), Buffer.alloc(9000, 0xa5), { flag: "a" });
        await expectAnswers(where, whole.lengths.filter((confirmed) => confirmed <= length).length);
      }),
      { numRuns: 40 },
    );
  });

  test("a torn database file is refused, or opens with every confirmed answer; it is never changed to fit", async () => {
    const closed = await copyOf(whole);
    await (await openStore(closed)).close();
    const { size } = await stat(databaseFile(closed.dataDir));
    expect(await readdir(closed.dataDir)).toEqual(["nightshift.db"]);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: size - 1 }), fc.constantFrom(closed, whole), async (length, from) => {
        const where = await copyOf(from);
        const file = databaseFile(where.dataDir);
        if (length < (await stat(file)).size) await truncate(file, length);
        const before = await bytesIn(where);
        try {
          await (await openStore(where)).close();
        } catch (error) {
          expect(error).toBeInstanceOf(Unusable);
          expect(await bytesIn(where)).toEqual(before);
          return;
        }
        await expectAnswers(where, whole.lengths.length);
      }),
      {
        numRuns: 40,
        examples: [
          [1, closed],
          [1, whole],
          [4096, closed],
          [size - 1, closed],
          [size - 4096, closed],
        ],
      },
    );
  });
});

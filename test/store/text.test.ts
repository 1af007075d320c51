import { readdir, readFile } from "node:fs/promises";
import { expect, test } from "vitest";

const folder = new URL("../../src/store/", import.meta.url);

const sources = async (): Promise<readonly (readonly [file: string, text: string])[]> => {
  const entries = await readdir(folder, { recursive: true });
  const files = entries.filter((file) => file.endsWith(".ts"));
  return Promise.all(files.map(async (file) => [file, await readFile(new URL(file, folder), "utf8")] as const));
};

/** The files of the store in which a pattern stands. */
const filesWith = async (pattern: RegExp): Promise<readonly string[]> =>
  (await sources()).filter(([, text]) => pattern.test(text)).map(([file]) => file);

test("answers are appended and never changed, and only an erasure removes them", async () => {
  expect(await filesWith(/insertInto\("answers"\)/)).toEqual(["study/answers.ts"]);
  expect(await filesWith(/updateTable\("answers"\)|deleteFrom\("answers"\)/)).toEqual([]);
  expect(await filesWith(/rowsOf\("answers"/)).toEqual(["erasure/privacy.ts"]);
});

test("no text is put into a query but by the query builder; a migration's file alone is run as it stands", async () => {
  expect(await filesWith(/sql\.(raw|lit)\(/)).toEqual(["engine/migrate.ts"]);
});

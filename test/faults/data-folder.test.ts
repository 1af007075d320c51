import { mkdir, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { describe, expect, test } from "vitest";
import { databaseFile, openStore } from "../../src/store/open.ts";
import { copyOf, freshFolder, logFile, refusal } from "./folders.ts";

describe("an operator whose data folder cannot be used is told where and what to do, when", () => {
  test("the database is a folder", async () => {
    const where = await freshFolder();
    await mkdir(databaseFile(where.dataDir));
    const message = await refusal(where);
    expect(message).toContain(databaseFile(where.dataDir));
    expect(message).toMatch(/is no file.*npm run backup/s);
  });

  test("its log is a folder", async () => {
    const where = await freshFolder();
    await (await openStore(where)).close();
    const copy = await copyOf(where);
    await mkdir(logFile(copy));
    expect(await refusal(copy)).toContain(`${logFile(copy)} is no file`);
  });

  test("the index of its log is a folder", async () => {
    const where = await freshFolder();
    await (await openStore(where)).close();
    const copy = await copyOf(where);
    await mkdir(`${databaseFile(copy.dataDir)}-shm`);
    const message = await refusal(copy);
    expect(message).toContain(databaseFile(copy.dataDir));
    expect(message).toMatch(/Check that DATA_DIR/);
  });

  test("DATA_DIR is a file, or lies below one", async () => {
    const { dataDir } = await freshFolder();
    const file = `${dataDir}/notes.txt`;
    await writeFile(file, "notes");
    for (const wrong of [file, `${file}/below`, `${file}/below/that`])
      await expect(openStore({ dataDir: wrong })).rejects.toMatchObject({
        name: "Unusable",
        message: expect.stringMatching(/notes\.txt is no folder.*DATA_DIR/),
      });
  });

  test.each([
    { why: "its folder cannot be made", dataDir: "/proc/nope" },
    { why: "no folder above it can be made", dataDir: "/proc/nope/below" },
    { why: "its name is too long", dataDir: `/tmp/${"x".repeat(300)}` },
  ])("$why", async ({ dataDir }) => {
    const { dataDir: other } = await freshFolder();
    for (const wrong of [dataDir, dataDir.replace("/tmp", other)])
      await expect(openStore({ dataDir: wrong })).rejects.toMatchObject({
        name: "Unusable",
        message: expect.stringMatching(/(\/proc\/nope|x{300}).*DATA_DIR/),
      });
  });
});

test("a data folder several levels deep is made, each level for the operator alone", async () => {
  const { dataDir } = await freshFolder();
  const deep = `${dataDir}/one/two/three`;
  await (await openStore({ dataDir: deep })).close();
  for (const folder of [deep, dirname(deep), dirname(dirname(deep))])
    expect(((await stat(folder)).mode & 0o777).toString(8)).toBe("700");
});

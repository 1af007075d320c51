import { closeSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { type FollowedCourse, firstCourse, followCourse } from "../../src/app/follow-course.ts";
import { NotSaved, type Store } from "../../src/core/store.ts";
import { createLog, type Log } from "../../src/ops/log.ts";
import { openStore } from "../../src/store/open.ts";
import { freshFolder } from "../cli/tutor.ts";

const chapter = (question: string): string => `---
id: one
title: One
objectives: [Count to one.]
---

## A question

:::check{#how-many}

${question}

- [x] One

  > There is only one.

- [ ] Two {tag=two}

  > That is one too many.

:::
`;

/** A course on disk that a test can change, with a log that it can read. */
function author() {
  const folder = freshFolder();
  const save = (text: string): void => writeFileSync(join(folder, "01-one.md"), text);
  writeFileSync(join(folder, "course.yaml"), "id: counting\ntitle: Counting\nchapters: [01-one.md]\n");
  save(chapter("How many are there?"));
  const file = join(freshFolder(), "log");
  const to = openSync(file, "a");
  onTestFinished(() => closeSync(to));
  const log = createLog({ level: "info", pretty: false, secrets: [], to });
  return { folder, save, log, logged: () => readFileSync(file, "utf8") };
}

async function freshStore() {
  const opened = await openStore({ dataDir: join(freshFolder(), "data") });
  onTestFinished(() => opened.close());
  return opened.store;
}

async function followed(folder: string, store: Pick<Store, "saveVersions">, log: Log): Promise<FollowedCourse> {
  const course = await followCourse(await firstCourse(folder, log), folder, store, log);
  onTestFinished(() => course.close());
  return course;
}

/** The question's wording as it is taught now. */
const wording = (course: FollowedCourse): string =>
  JSON.stringify(course.current().chapters[0]?.bites[0]?.check?.question);
const versionOf = (course: FollowedCourse): string => course.current().chapters[0]?.bites[0]?.check?.version ?? "";

describe("an author whose course is being taught", () => {
  test("sees a change taught without a restart, and both wordings are kept for answers to either", async () => {
    const { folder, save, log, logged } = author();
    const store = await freshStore();
    const course = await followed(folder, store, log);
    const before = versionOf(course);
    save(chapter("How many do you count?"));
    await expect.poll(() => wording(course), { timeout: 20_000 }).toContain("do you count");
    expect(versionOf(course)).not.toBe(before);
    expect(logged()).toContain("course reloaded");
    for (const version of [before, versionOf(course)]) {
      expect(await store.findVersion("counting/how-many", version)).toMatchObject({ id: "how-many", version });
    }
  });

  test("keeps the last good course while a file has errors, and reads each in the log with its place", async () => {
    const { folder, save, log, logged } = author();
    const course = await followed(folder, await freshStore(), log);
    save(chapter("How many are there?").replace("[x]", "[ ]"));
    await expect.poll(logged, { timeout: 20_000 }).toContain("the last good one stays");
    expect(logged()).toMatch(/01-one\.md:\d+:\d+ {2}error {2}/);
    expect(wording(course)).toContain("How many are there?");
    save(chapter("How many are there now?"));
    await expect.poll(() => wording(course), { timeout: 20_000 }).toContain("are there now");
  });

  test("keeps the last good course when the wording of the new one could not be stored (F40)", async () => {
    const { folder, save, log, logged } = author();
    const store = await freshStore();
    let full = false;
    const sometimesFull: Pick<Store, "saveVersions"> = {
      saveVersions: (checks) => (full ? Promise.reject(new NotSaved("the disk is full")) : store.saveVersions(checks)),
    };
    const course = await followed(folder, sometimesFull, log);
    full = true;
    save(chapter("How many do you count?"));
    await expect.poll(logged, { timeout: 20_000 }).toContain("the disk is full");
    expect(wording(course)).toContain("How many are there?");
  });

  test("cannot start with errors: each is told with its place", async () => {
    const { folder, save, log } = author();
    save(chapter("How many are there?").replace("#how-many", ""));
    await expect(firstCourse(folder, log)).rejects.toThrow(
      new RegExp(`has errors\\. Mend them and start again:\n {2}${folder}/01-one\\.md:\\d+:\\d+ {2}error {2}`),
    );
  });
});

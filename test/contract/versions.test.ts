import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { paragraph, plain } from "../../src/chat/message.ts";
import type { Check } from "../../src/course/model.ts";
import { type Opened, openStore } from "../../src/store/open.ts";
import { engines, type Fresh } from "../store/databases.ts";

const wording = (key: string, version: string, question: string): Check => ({
  id: key.slice(key.indexOf("/") + 1),
  key,
  version,
  question: [paragraph(question)],
  kind: "choice",
  choices: [
    { text: plain("Yes"), right: true, reason: plain("It is.") },
    { text: plain("No"), right: false, tag: "denial" },
  ],
  many: false,
  fixed: true,
});

describe.each(engines)("the wording of checks on $engine", ({ fresh }) => {
  let database: Fresh;
  let opened: Opened;
  beforeAll(async () => {
    database = await fresh();
    opened = await openStore(database.where);
  });
  afterAll(async () => {
    await opened.close();
    await database.remove();
  });

  test("every version stays as it was shown, whatever the course says later", async () => {
    const first = wording("containers/one", "v1", "Is it so?");
    const second = wording("containers/one", "v2", "Is it really so?");
    await opened.store.saveVersions([first, wording("containers/two", "v1", "'; drop table answers; -- \0 %_")]);
    await opened.store.saveVersions([second]);
    await opened.store.saveVersions([{ ...first, question: [paragraph("Something else under the same hash")] }]);
    expect(await opened.store.findVersion("containers/one", "v1")).toEqual(first);
    expect(await opened.store.findVersion("containers/one", "v2")).toEqual(second);
    expect(await opened.store.findVersion("containers/one", "v3")).toBeUndefined();
    expect(await opened.store.findVersion("containers/three", "v1")).toBeUndefined();
  });

  test("two programs that start at once with the same course do not hinder each other", async () => {
    const checks = Array.from({ length: 20 }, (_, index) =>
      wording(`containers/many-${index}`, "v1", `Is it ${index}?`),
    );
    await Promise.all([opened.store.saveVersions(checks), opened.store.saveVersions(checks.toReversed())]);
    for (const check of checks) expect(await opened.store.findVersion(check.key, "v1")).toEqual(check);
  });
});

import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { freshFolder, npmStart } from "./tutor.ts";

/** A tutor that `npm start` has made ready, and its address. */
async function ready() {
  const tutor = npmStart({ DATA_DIR: join(freshFolder(), "data") });
  let ended = false;
  void tutor.ended.then(() => {
    ended = true;
  });
  onTestFinished(async () => {
    if (!ended) tutor.signalAll("SIGKILL");
    await tutor.ended;
  });
  return { tutor, url: await tutor.says(/Nightshift is ready: (\S+)/) };
}

test("a supervisor that stops `npm start` with SIGTERM stops the tutor, not npm alone", async () => {
  const { tutor, url } = await ready();
  tutor.signal("SIGTERM");
  // Resolves when the last process that holds the output has ended, and that is the tutor.
  await tutor.ended;
  expect(tutor.logged()).toContain('"msg":"stopped"');
  expect(tutor.logged()).not.toContain('"level":60');
  await expect(fetch(url)).rejects.toThrow();
});

test("an operator who ends `npm start` with Ctrl+C, which reaches all processes, ends it in order", async () => {
  const { tutor } = await ready();
  tutor.signalAll("SIGINT");
  await tutor.ended;
  expect(tutor.logged()).toContain('"msg":"stopped"');
  expect(tutor.logged()).not.toContain('"level":60');
});

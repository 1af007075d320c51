import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { freshFolder, startTutor } from "../cli/tutor.ts";
import {
  accessibilityFaults,
  browserForFile,
  messages,
  messageWith,
  openPageAs,
  press,
  send,
  shows,
  undrawn,
} from "./browser.ts";

const browser = browserForFile();

/** The whole program as `npm start` runs it, on a folder of its own. */
async function program() {
  const tutor = startTutor({ DATA_DIR: freshFolder() });
  return { ...tutor, url: await tutor.says(/ready: (http:\/\/\S+)/) };
}

/** `SCREENSHOTS=docs npx vitest run test/browser/night.test.ts` makes the pictures of docs/drill.md anew. */
async function picture(page: Page, text: string | RegExp, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await messageWith(page, text).screenshot({ path: join(folder, name) });
}

const last = (page: Page, text: string | RegExp) => messageWith(page, text);

test("a visitor goes through the second night in two minutes: the silent post, the next morning, the report, the replay", async () => {
  const tutor = await program();
  const page = await openPageAs(browser(), tutor.url, { viewport: { width: 1100, height: 2200 } });
  await send(page, "/drill tonight night:2");
  await shows(page, "The 2am crash, as practice");
  await press(page, "Turn it on here");
  await shows(page, "Now type your command once more");
  await send(page, "/drill tonight night:2");
  await shows(page, "The practice night is planned");
  await page.getByRole("button", { name: "To 02:00" }).click();
  await shows(page, "At 02:00 something broke at Pageturn");
  const night = last(page, "something broke at Pageturn");
  expect(await night.getByText("Practice: Night 2").count()).toBe(1);
  await picture(page, "something broke at Pageturn", "drill-night.png");
  await press(page, "I see it");
  await shows(page, "Thank you for noticing.");
  await picture(page, "Thank you for noticing.", "drill-console.png");
  await press(page, "Back to bed");
  await shows(page, "Good night.");
  await page.getByRole("button", { name: "Next morning" }).click();
  await shows(page, "The morning after");
  const report = last(page, "The morning after");
  for (const way of ["Your night", "Nobody", "A person with an alarm", "A restart rule on each server", "A manager"])
    expect(
      await report
        .getByRole("rowheader", { name: way })
        .or(report.getByRole("cell", { name: way, exact: true }))
        .count(),
    ).toBe(1);
  await report.getByRole("img").waitFor();
  expect(await report.getByRole("img").getAttribute("alt")).toContain("By hand: copy");
  await picture(page, "The morning after", "drill-morning.png");
  expect(await accessibilityFaults(page)).toEqual([]);
  await press(page, "Replay with a manager");
  await shows(page, "The same failures again, and a manager in charge");
  const replay = last(page, "The same failures again");
  // A second is seven minutes of this night: the board moves by itself.
  await replay.getByText(/02:[1-5]\d at night/).waitFor();
  await press(page, "Stop drill");
  await last(page, "readers served").getByText("The drill was stopped.").waitFor();
  tutor.signal("SIGTERM");
  expect(await tutor.ended).toBe(0);
}, 60_000);

test("two people press on one board, and each sees what came of it for them alone", async () => {
  const tutor = await program();
  const [ada, bea] = [
    await openPageAs(browser(), tutor.url, { name: "Ada", viewport: { width: 1100, height: 1000 } }),
    await openPageAs(browser(), tutor.url, { name: "Bea" }),
  ];
  await send(ada, "/drill start night:2");
  await press(ada, "Turn it on here");
  await shows(ada, "Now type your command once more");
  await send(ada, "/drill start night:2");
  await shows(bea, "Pageturn, a reading app");
  await press(bea, "Look at server 1");
  await shows(bea, "Looking at server 1, until");
  await press(ada, "Restart copy 1");
  await shows(ada, "Restarting copy 1, until");
  expect(await messages(ada).filter({ hasText: "Looking at server 1" }).count()).toBe(0);
  await messageWith(bea, "a reading app").getByText("1S").waitFor();
  expect(await undrawn(ada, await messageWith(ada, "a reading app").innerText())).toEqual([]);
  await picture(ada, "a reading app", "drill-board.png");
  tutor.signal("SIGTERM");
  expect(await tutor.ended).toBe(0);
}, 60_000);

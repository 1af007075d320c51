import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { everything } from "../web/every-block.ts";
import { servePage } from "../web/page-server.ts";
import { createScriptedTutor } from "../web/scripted-tutor.ts";
import { accessibilityFaults, browserForFile, messageBox, openPageAs, press, send, shows } from "./browser.ts";

const browser = browserForFile();

const looks = [
  { look: "light", options: { colorScheme: "light" } },
  { look: "dark", options: { colorScheme: "dark" } },
  { look: "on a phone in light", options: { colorScheme: "light", viewport: { width: 390, height: 844 } } },
  { look: "on a phone in dark", options: { colorScheme: "dark", viewport: { width: 390, height: 844 } } },
  { look: "at twice its size", options: { viewport: { width: 640, height: 400 } } },
] as const;

/** A page with every block, an answered question, a conversation, and a public message. */
async function fullPage(options: (typeof looks)[number]["options"]): Promise<Page> {
  const picture = join(tmpdir(), "nightshift-look.svg");
  await writeFile(
    picture,
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 4"><rect width="8" height="4" fill="#5639b8"/></svg>',
  );
  const tutor = createScriptedTutor();
  const server = await servePage({
    handle: async (event) =>
      event.kind === "command" && event.name === "help"
        ? [{ kind: "reply", to: "me", message: everything(picture) }]
        : tutor.handle(event),
    beside: ["Discord", "Slack"],
  });
  const page = await openPageAs(browser(), server.url, { name: "Ada", ...options });
  for (const line of ["good evening", "/shout", "/ask", "/help", "/ask"]) await send(page, line);
  await press(page, "A, not picked");
  await press(page, "Hand in");
  await shows(page, "right, your answer");
  return page;
}

describe.each(looks)("the page $look", ({ options }) => {
  test("has no fault that axe finds, with offers open, with a form open", async () => {
    const page = await fullPage(options);
    expect(await accessibilityFaults(page)).toEqual([]);
    await messageBox(page).fill("/");
    await page.getByRole("listbox", { name: "Commands" }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await send(page, "/write");
    await press(page, "Write your answer");
    await page.getByRole("dialog").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  test("never scrolls sideways, and its buttons are large enough for a thumb", async () => {
    const page = await fullPage(options);
    expect(await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
    expect(
      await page.evaluate<number>(
        "document.querySelector('#log').scrollWidth - document.querySelector('#log').clientWidth",
      ),
    ).toBeLessThanOrEqual(0);
    for (const button of await page.getByRole("button").all()) {
      const box = await button.boundingBox();
      expect(box?.height, await button.innerText()).toBeGreaterThanOrEqual(44);
      expect(box?.width, await button.innerText()).toBeGreaterThanOrEqual(44);
    }
  });

  test("brings the newest message and the message box into sight", async () => {
    const page = await fullPage(options);
    await send(page, "the very last word");
    const inSight = `(selector) => {
      const { top, bottom } = document.querySelector(selector).getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    }`;
    await shows(page, "the very last word");
    await expect.poll(() => page.evaluate<boolean>(`(${inSight})("article:last-of-type")`)).toBe(true);
  });
});

test("times are told in the reader's own zone", async () => {
  const { url } = await servePage();
  const page = await openPageAs(browser(), url, { timezoneId: "Asia/Tokyo" });
  const time = page.getByRole("article").locator("time").first();
  await time.waitFor();
  expect(await time.innerText()).toContain("18:00");
});

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished } from "vitest";
import { launchChromium } from "./chromium.ts";

/** A browser for one test file, started once; each person gets a profile of their own. */
export function browserForFile(): () => Browser {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());
  return () => {
    if (!browser) throw new Error("The browser starts before the first test: call this inside one.");
    return browser;
  };
}

export type Opening = BrowserContextOptions & {
  /** Chosen in the page's own form; without one the page gives a guest's name. */
  readonly name?: string;
  readonly room?: "study-hall" | "direct";
  /** What the page's policy forbids is tried on purpose. */
  readonly tolerant?: boolean;
};

const PATIENCE_MS = 10_000;

/** Opens the page as a new person. What their browser complained about fails the test when it ends. */
export async function openPageAs(
  browser: Browser,
  url: string,
  { name, room, tolerant, ...options }: Opening = {},
): Promise<Page> {
  // Without transitions no colour is measured half-way.
  const settled = { locale: "en-GB", timezoneId: "Europe/Berlin", reducedMotion: "reduce" } as const;
  const context = await browser.newContext({ ...settled, ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) complaints.push(message.text());
  });
  onTestFinished(async () => {
    await context.close();
    if (!tolerant) expect(complaints, "complaints of the browser").toEqual([]);
  });
  await page.goto(`${url}/${room ?? "study-hall"}`);
  if (name !== undefined) await rename(page, name);
  return page;
}

/** Chooses a name in the corner of the page. */
async function rename(page: Page, name: string): Promise<void> {
  await page.locator("#me summary").click();
  await page.getByLabel("Your name").fill(name);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.").waitFor();
}

export const messageBox = (page: Page): Locator => page.getByRole("textbox", { name: "Message" });

/** Types a line, a command such as "/learn" or any other text, and sends it. */
export async function send(page: Page, line: string): Promise<void> {
  await messageBox(page).fill(line);
  await page.getByRole("button", { name: "Send" }).click();
}

/** Every message on the page, oldest first. */
export const messages = (page: Page): Locator => page.getByRole("log").getByRole("article");

/** The newest message that holds this text. */
export const messageWith = (page: Page, text: string | RegExp): Locator =>
  messages(page).filter({ hasText: text }).last();

/** Presses the button with exactly this name, on the newest message that has it. */
export async function press(page: Page, label: string): Promise<void> {
  await page.getByRole("log").getByRole("button", { name: label, exact: true }).last().click();
}

/** Waits until the page shows a text. */
export async function shows(page: Page, text: string | RegExp): Promise<void> {
  await page.getByText(text).last().waitFor();
}

/** Waits until the keyboard focus is on an element. */
export const focusOn = (locator: Locator): Promise<void> => locator.and(locator.page().locator(":focus")).waitFor();

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** What axe finds wrong with the page as it is, by rule and element; empty when it finds nothing. */
export async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(await readFile(axe, "utf8"));
  const results = await page.evaluate<AxeResults>("axe.run()");
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`),
  );
}

const boxes = `(characters) => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 32, height: 32 });
  // Read back often, so drawn where that is cheap.
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.font = getComputedStyle(document.body).font;
  const ink = (character) => {
    pen.clearRect(0, 0, 32, 32);
    pen.fillText(character, 4, 24);
    return pen.getImageData(0, 0, 32, 32).data.join();
  };
  const nobodys = ink("\\u{10fffe}");
  return characters.filter((character) => ink(character) === nobodys);
}`;

/** The characters of a text that no font here has: they look like one that nobody has. */
export const undrawn = (page: Page, text: string): Promise<readonly string[]> =>
  page.evaluate<readonly string[]>(`(${boxes})(${JSON.stringify([...new Set(text)])})`);

import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { createVisitorClock } from "../../src/app/visitor-clock.ts";
import { paragraph } from "../../src/chat/message.ts";
import { createHandClock } from "../hand-clock.ts";
import { type PageServer, servePage } from "../web/page-server.ts";
import { accessibilityFaults, browserForFile, focusOn, messages, openPageAs, shows } from "./browser.ts";

const browser = browserForFile();

/** The page with the clock that main makes, and a daily question at nine, Berlin time, delivered when it is due. */
async function withDailyQuestion(): Promise<PageServer> {
  const hand = createHandClock(Date.parse("2026-11-23T14:00:00Z"));
  const clock = createVisitorClock({
    real: { now: () => Temporal.Instant.fromEpochMilliseconds(hand.now()) },
    ahead: 0,
    keep: async () => undefined,
  });
  const now = () => clock.now().epochMilliseconds;
  let due = Date.parse("2026-11-24T08:00:00Z");
  const tick = async () => {
    if (now() < due) return;
    due += 86_400_000;
    const to = { platform: "web", tenant: "local", channel: "study-hall", kind: "channel" } as const;
    const message = { blocks: [paragraph("The question of the day")] };
    await server.web.deliver({ kind: "post", to, key: String(due), message });
  };
  const next = async (_after: number, by: number) => (due <= by ? due : undefined);
  const move = (to: "night" | "morning", zone: string) => clock.move(to, zone, { next, tick });
  const server = await servePage({ now, clock: { move } });
  return server;
}

const tutorsTime = (page: Page) => page.getByRole("region", { name: "The tutor's clock" }).locator("time");

test("a visitor moves the clock to the night and to the morning, and the daily question arrives", async () => {
  const { url } = await withDailyQuestion();
  const [page, other] = [await openPageAs(browser(), url), await openPageAs(browser(), url)];
  await shows(page, "Mon 23 Nov, 15:00");
  await page.getByRole("button", { name: "To 02:00" }).click();
  await shows(page, "Tue 24 Nov, 02:00");
  expect(await messages(page).filter({ hasText: "The question of the day" }).count()).toBe(0);
  await page.getByRole("button", { name: "Next morning" }).click();
  await messages(page).getByText("The question of the day").waitFor();
  await shows(page, "Tue 24 Nov, 09:00");
  await page.getByRole("status").getByText("For the tutor it is now Tue 24 Nov, 09:00.").waitFor({ state: "attached" });
  expect(await messages(page).last().locator("header time").innerText()).toBe("9:00");
  await messages(other).getByText("The question of the day").waitFor();
  expect(await tutorsTime(other).innerText()).toBe("Tue 24 Nov, 09:00");
  await page.reload();
  await shows(page, "Tue 24 Nov, 09:00");
});

test("the clock is moved with the keyboard alone, and the focus stays", async () => {
  const { url } = await withDailyQuestion();
  const page = await openPageAs(browser(), url);
  const button = page.getByRole("button", { name: "Next morning" });
  await page.getByRole("link", { name: "Nightshift" }).focus();
  await page.keyboard.press("Tab");
  await focusOn(page.getByRole("button", { name: "To 02:00" }));
  await page.keyboard.press("Tab");
  await focusOn(button);
  await page.keyboard.press("Enter");
  await shows(page, "Tue 24 Nov, 09:00");
  await focusOn(button);
});

test.each([
  { look: "light", options: { colorScheme: "light" } },
  { look: "dark", options: { colorScheme: "dark" } },
  { look: "on a phone", options: { colorScheme: "dark", viewport: { width: 390, height: 844 } } },
  { look: "on a small phone", options: { colorScheme: "light", viewport: { width: 320, height: 568 } } },
] as const)("the clock has no fault that axe finds and fits the page, $look", async ({ options }) => {
  const { url } = await withDailyQuestion();
  const page = await openPageAs(browser(), url, options);
  await shows(page, "Welcome, Guest");
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
  for (const button of await page.getByRole("button").all()) {
    expect((await button.boundingBox())?.height, await button.innerText()).toBeGreaterThanOrEqual(44);
  }
});

import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Place } from "../../src/chat/event.ts";
import { type Message, paragraph } from "../../src/chat/message.ts";
import { draw } from "../../src/pictures/draw.ts";
import { bars, night } from "../pictures/charts.ts";
import { type PageServer, servePage } from "../web/page-server.ts";
import { accessibilityFaults, browserForFile, messages, messageWith, openPageAs, send, shows } from "./browser.ts";

const browser = browserForFile();

const hall: Place = { platform: "web", tenant: "local", channel: "study-hall", kind: "channel" };

async function post(server: PageServer, message: Message, key = JSON.stringify(message)) {
  const sent = await server.web.deliver({ kind: "post", to: hall, key, message });
  if (sent.kind !== "sent") throw new Error("the post was not sent");
  return sent.ref;
}

/** The same to the person who acted last, in their direct conversation. */
async function write(server: PageServer, text: string): Promise<void> {
  const person = server.tutor.heard.at(-1)?.by.id ?? "";
  const to = { kind: "person", platform: "web", tenant: "local", person } as const;
  const sent = await server.web.deliver({ kind: "post", to, key: text, message: { blocks: [paragraph(text)] } });
  expect(sent.kind).toBe("sent");
}

const charted = (alt: string): Message => ({ blocks: [{ kind: "chart", chart: bars, alt }] });

test("a chart is drawn on the page, with its text for who cannot see it", async () => {
  const server = await servePage({ draw });
  const page = await openPageAs(browser(), server.url);
  await post(server, charted("Seven of twelve said that it watches."));
  const picture = page.getByRole("img", { name: "Seven of twelve said that it watches." });
  await picture.waitFor();
  const image = "document.querySelector('img.chart')";
  expect(await page.evaluate<number>(`${image}.decode().then(() => ${image}.naturalWidth)`)).toBe(800);
  expect(await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
  expect(await accessibilityFaults(page)).toEqual([]);
});

test("pictures that come late move the newest message out of nobody's sight", async () => {
  const go = Promise.withResolvers<void>();
  const server = await servePage({
    draw: async (chart) => {
      await go.promise;
      return draw(chart);
    },
  });
  const page = await openPageAs(browser(), server.url);
  await post(server, { blocks: [paragraph("the night"), { kind: "chart", chart: night(9), alt: "nine copies" }] });
  await post(server, { blocks: [paragraph("the quiz"), { kind: "chart", chart: bars, alt: "the answers" }] });
  await shows(page, "the quiz");
  go.resolve();
  await page.evaluate("Promise.all([...document.images].map((image) => image.decode()))");
  const last = messages(page).last();
  await expect.poll(async () => (await last.boundingBox())?.y).toBeLessThan(page.viewportSize()?.height ?? 0);
});

test("a chart that cannot be drawn is told in its words", async () => {
  const server = await servePage({ draw: async () => Promise.reject(new Error("no font")) });
  const page = await openPageAs(browser(), server.url);
  await post(server, charted("Seven of twelve said that it watches."));
  await messages(page).getByText("Seven of twelve said that it watches.").waitFor();
  expect(await page.getByRole("img", { name: "Seven" }).count()).toBe(0);
  expect(server.faults).toEqual([new Error("no font")]);
});

test("a post that is edited changes on every open page, its picture too", async () => {
  const server = await servePage({ draw });
  const pages = [await openPageAs(browser(), server.url), await openPageAs(browser(), server.url)];
  const board = (text: string, copies: number): Message => ({
    blocks: [paragraph(text), { kind: "chart", chart: night(copies), alt: `${copies} copies` }],
    silent: true,
  });
  const ref = await post(server, board("The night begins.", 1), "board");
  for (const page of pages) await shows(page, "The night begins.");
  await server.web.edit(ref, board("A copy is down.", 2));
  for (const page of pages) {
    await messageWith(page, "A copy is down.").getByRole("img", { name: "2 copies" }).waitFor();
    expect(await messages(page).filter({ hasText: "The night begins." }).count()).toBe(0);
  }
});

test("a silent message is not announced by a screen reader, another one is", async () => {
  const server = await servePage();
  const page = await openPageAs(browser(), server.url);
  await shows(page, "Welcome, Guest");
  await post(server, { blocks: [paragraph("nobody wakes up")], silent: true });
  await post(server, { blocks: [paragraph("good morning")] });
  await shows(page, "good morning");
  // The nearest setting counts (WAI-ARIA 1.2, "aria-live"), that of the message itself before that of the log.
  const liveness = async (text: string): Promise<string> => {
    const id = await messageWith(page, text).getAttribute("id");
    return page.evaluate<string>(`document.querySelector("#${id} .body").closest("[aria-live]").ariaLive`);
  };
  expect(await liveness("good morning")).toBe("polite");
  expect(await liveness("nobody wakes up")).toBe("off");
});

/** Whether the link to the other room says that something new is there. */
const marked = (page: Page, room: string) => page.getByRole("link", { name: `${room} new messages` });

test("something that comes in the other room is marked there, until it is looked at, also after a reload", async () => {
  const server = await servePage();
  const page = await openPageAs(browser(), server.url);
  await shows(page, "Welcome, Guest");
  expect(await marked(page, "Nightshift").count()).toBe(0);
  await write(server, "three reviews are due");
  await marked(page, "Nightshift").waitFor();
  await page.reload();
  await marked(page, "Nightshift").click();
  await shows(page, "three reviews are due");
  expect(await marked(page, "Nightshift").count()).toBe(0);
  await post(server, { blocks: [paragraph("the daily question")] });
  await marked(page, "study-hall").click();
  await shows(page, "the daily question");
  await page.getByRole("link", { name: "Nightshift", exact: true }).click();
  await shows(page, "three reviews are due");
  expect(await page.getByText("new messages").filter({ visible: true }).count()).toBe(0);
});

test("what somebody says or is answered where they are marks nothing", async () => {
  const server = await servePage();
  const page = await openPageAs(browser(), server.url);
  await send(page, "good evening");
  await send(page, "/learn");
  await shows(page, "Page 1");
  await page.getByRole("link", { name: "Nightshift" }).click();
  await page.getByRole("heading", { name: "Nightshift", level: 1 }).waitFor();
  expect(await page.evaluate<string>("localStorage.getItem('seen study-hall')")).not.toBeNull();
  expect(await marked(page, "study-hall").count()).toBe(0);
});

test("moments are told in the reader's own zone and language", async () => {
  const server = await servePage();
  const at = Date.parse("2026-11-24T08:00:00Z");
  const moment = (style: "full" | "time" | "relative") =>
    ({ kind: "instant", at, style, text: "09:00 in Berlin" }) as const;
  const page = await openPageAs(browser(), server.url, { locale: "de-DE", timezoneId: "Asia/Tokyo" });
  const parts = (["full", "time", "relative"] as const).flatMap((style) => [moment(style), { kind: "break" } as const]);
  await post(server, { blocks: [paragraph(parts)] });
  await shows(page, "Dienstag, 24. November 2026 um 17:00");
  expect(await messages(page).last().locator(".body").innerText()).toBe(
    "Dienstag, 24. November 2026 um 17:00\n17:00\nin 23 Stunden\n",
  );
});

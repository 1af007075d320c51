import { expect, test } from "vitest";
import { servePage } from "../web/page-server.ts";
import { browserForFile, focusOn, messageBox, openPageAs, shows } from "./browser.ts";

const browser = browserForFile();

test("commands are completed and chosen from with the keyboard", async () => {
  const server = await servePage();
  const page = await openPageAs(browser(), server.url);
  await messageBox(page).focus();
  await page.keyboard.type("/");
  const list = page.getByRole("listbox", { name: "Commands" });
  await list.getByRole("option", { name: "/learn" }).waitFor();
  expect(await list.getByRole("option").count()).toBe(6);
  await page.keyboard.press("ArrowUp");
  const chosen = list.getByRole("option", { selected: true });
  expect(await chosen.innerText()).toContain("/help");
  expect(await messageBox(page).getAttribute("aria-activedescendant")).toBe(await chosen.getAttribute("id"));
  await page.keyboard.type("le");
  await page.keyboard.press("Tab");
  expect(await messageBox(page).inputValue()).toBe("/learn ");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  expect(await messageBox(page).inputValue()).toBe("/learn many-copies");
  await page.keyboard.press("Enter");
  await shows(page, "Page 1");
  expect(server.tutor.heard.at(-1)).toMatchObject({ name: "learn", options: { chapter: "many-copies" } });
});

test("a whole command is sent by one Enter, and Escape puts the offers away", async () => {
  const server = await servePage();
  const page = await openPageAs(browser(), server.url);
  await messageBox(page).focus();
  await page.keyboard.type("/h");
  await page.keyboard.press("Escape");
  await page.getByRole("listbox", { name: "Commands" }).waitFor({ state: "hidden" });
  await page.keyboard.type("elp");
  await page.keyboard.press("Enter");
  await shows(page, 'I don\'t know "help".');
});

test("a click takes a command, and the box keeps the focus", async () => {
  const { url } = await servePage();
  const page = await openPageAs(browser(), url);
  await messageBox(page).fill("/a");
  await page.getByRole("option", { name: "/ask" }).click();
  expect(await messageBox(page).inputValue()).toBe("/ask");
  await focusOn(messageBox(page));
});

test("Shift and Enter begin a new line", async () => {
  const { url } = await servePage();
  const page = await openPageAs(browser(), url);
  await messageBox(page).focus();
  await page.keyboard.type("one");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("two");
  await page.keyboard.press("Enter");
  const said = page.getByRole("article").getByText("one");
  expect(await said.innerText()).toBe("one\ntwo");
});

test("the focus stays on Next while pages turn, and goes to what takes its place when it is gone", async () => {
  const { url } = await servePage();
  const page = await openPageAs(browser(), url);
  await messageBox(page).focus();
  await page.keyboard.type("/learn");
  await page.keyboard.press("Enter");
  const next = page.getByRole("button", { name: "Next" });
  await next.focus();
  await page.keyboard.press("Enter");
  await shows(page, "Page 2");
  await focusOn(next);
  await page.keyboard.press("Enter");
  await shows(page, "Page 3");
  await focusOn(page.getByRole("button", { name: "Back" }));
});

test("toggles keep the focus, and after the answer it is on Continue", async () => {
  const { url } = await servePage();
  const page = await openPageAs(browser(), url);
  await messageBox(page).focus();
  await page.keyboard.type("/ask");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "A, not picked" }).focus();
  await page.keyboard.press("Space");
  await focusOn(page.getByRole("button", { name: "A, picked" }));
  await page.getByRole("button", { name: "Hand in" }).focus();
  await page.keyboard.press("Enter");
  await focusOn(page.getByRole("button", { name: "Continue" }));
});

test("a form holds the focus, Escape gives it back, and handing in leaves it on the message", async () => {
  const { url } = await servePage();
  const page = await openPageAs(browser(), url, { name: "Ada" });
  await messageBox(page).focus();
  await page.keyboard.type("/write");
  await page.keyboard.press("Enter");
  const opener = page.getByRole("button", { name: "Write your answer" });
  await opener.focus();
  await page.keyboard.press("Enter");
  await focusOn(page.getByLabel("Answer", { exact: true }));
  await page.keyboard.press("Escape");
  await focusOn(opener);
  await page.keyboard.press("Enter");
  await focusOn(page.getByLabel("Answer", { exact: true }));
  await page.keyboard.type("orchestration");
  await page.keyboard.press("Enter");
  await focusOn(page.getByRole("article").filter({ hasText: "Ada wrote: orchestration" }));
});

test("everything is reached by Tab alone: the way to the box first, then rooms, name, messages, box", async () => {
  const { url } = await servePage();
  const page = await openPageAs(browser(), url);
  await shows(page, "Welcome, Guest");
  await page.keyboard.press("Tab");
  await focusOn(page.getByRole("link", { name: "Skip to the message box" }));
  await page.keyboard.press("Tab");
  await focusOn(page.getByRole("link", { name: "study-hall" }));
  await page.keyboard.press("Tab");
  await focusOn(page.getByRole("link", { name: "Nightshift" }));
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Nightshift", level: 1 }).waitFor();
  await page.getByRole("link", { name: "Skip to the message box" }).focus();
  await page.keyboard.press("Enter");
  await focusOn(messageBox(page));
});

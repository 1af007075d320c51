import { expect, test } from "vitest";
import { button } from "../../src/chat/action.ts";
import type { Outgoing } from "../../src/chat/answer.ts";
import type { Form } from "../../src/chat/form.ts";
import { paragraph } from "../../src/chat/message.ts";
import { newGuest } from "../web/guest.ts";
import { servePage } from "../web/page-server.ts";
import { scheduling } from "../web/scheduling.ts";
import { ASK } from "../web/scripted-tutor.ts";
import { accessibilityFaults, browserForFile, focusOn, messageBox, openPageAs, press, send, shows } from "./browser.ts";

const browser = browserForFile();

const form: Form = {
  id: `write:${ASK}`,
  title: "A daily quiz",
  submit: "Add it",
  fields: [
    {
      name: "days",
      label: "On which days?",
      maxLength: 20,
      choices: [
        { value: "all", label: "Every day" },
        { value: "work", label: "Monday to Friday" },
      ],
    },
    { name: "time", label: "At what time?", initial: "09:00", maxLength: 5 },
    { name: "zone", label: "In which zone?", maxLength: 60, suggestions: ["Europe/Berlin", "Asia/Tokyo"] },
    { name: "note", label: "A note", maxLength: 200, multiline: true, optional: true },
  ],
};

/** A tutor whose every message has a button that opens the form, and who repeats what was handed in. */
const served = () =>
  servePage({
    handle: async (event): Promise<readonly Outgoing[]> => {
      if (event.kind === "press") return [{ kind: "form", form }];
      const text = event.kind === "submit" ? JSON.stringify(event.fields) : "Shall I?";
      const buttons = [[button("Add a quiz", { kind: "write", ask: ASK })]];
      return [{ kind: "reply", to: "me", message: { blocks: [paragraph(text)], buttons } }];
    },
  });

test("a form with a menu is filled and handed in with the keyboard alone", async () => {
  const page = await openPageAs(browser(), (await served()).url);
  await send(page, "/help");
  await page.getByRole("button", { name: "Add a quiz" }).last().focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "A daily quiz" });
  const days = dialog.getByRole("combobox", { name: "On which days?" });
  await focusOn(days);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await focusOn(dialog.getByLabel("At what time?"));
  await page.keyboard.press("Tab");
  await page.keyboard.type("Asia/Tokyo");
  await page.keyboard.press("Enter");
  await shows(page, '{"days":"work","time":"09:00","zone":"Asia/Tokyo","note":""}');
  await dialog.waitFor({ state: "detached" });
});

test("nothing is handed in while a field that is needed is empty; what was filled in outlives the form", async () => {
  const page = await openPageAs(browser(), (await served()).url);
  await send(page, "/help");
  await press(page, "Add a quiz");
  const dialog = page.getByRole("dialog", { name: "A daily quiz" });
  await dialog.getByLabel("In which zone?").fill("UTC");
  await dialog.getByRole("button", { name: "Add it" }).click();
  const days = dialog.getByRole("combobox", { name: "On which days?" });
  await focusOn(days);
  await days.selectOption("Every day");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await press(page, "Add a quiz");
  await dialog.waitFor();
  expect(await days.inputValue()).toBe("all");
  await dialog.getByRole("button", { name: "Add it" }).click();
  await shows(page, '{"days":"all","time":"09:00","zone":"UTC","note":""}');
});

test.each([
  { look: "light", options: { colorScheme: "light" } },
  { look: "dark", options: { colorScheme: "dark" } },
  { look: "on a phone", options: { colorScheme: "dark", viewport: { width: 390, height: 844 } } },
] as const)("the form has no fault that axe finds, and fits the page, $look", async ({ options }) => {
  const page = await openPageAs(browser(), (await served()).url, options);
  await send(page, "/help");
  await press(page, "Add a quiz");
  const dialog = page.getByRole("dialog", { name: "A daily quiz" });
  await dialog.waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  const box = await dialog.boundingBox();
  expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
});

test("a command of two words and its values are completed, and sent, with the keyboard alone", async () => {
  const server = await servePage({ commands: () => scheduling });
  const page = await openPageAs(browser(), server.url);
  const list = page.getByRole("listbox", { name: "Commands" });
  const chosen = list.getByRole("option", { selected: true });
  const box = messageBox(page);
  await box.focus();
  await page.keyboard.type("/sch");
  await page.keyboard.press("Tab");
  expect(await box.inputValue()).toBe("/schedule ");
  await chosen.getByText("/schedule add").waitFor();
  await page.keyboard.press("Enter");
  expect(await box.inputValue()).toBe("/schedule add ");
  await page.keyboard.press("Enter");
  expect(await box.inputValue()).toBe("/schedule add quiz ");
  await list.getByRole("option", { name: "/schedule add quiz 09:00" }).waitFor();
  await page.keyboard.type("09");
  await chosen.getByText("/schedule add quiz 09:00").waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.type(" tok");
  await chosen.getByText("zone:Asia/Tokyo").waitFor();
  expect(await box.getAttribute("aria-activedescendant")).toBe(await chosen.getAttribute("id"));
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press("Enter");
  expect(await box.inputValue()).toBe("/schedule add quiz 09:00 zone:Asia/Tokyo");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
  await shows(page, 'I don\'t know "schedule add".');
  const options = { kind: "quiz", time: "09:00", zone: "Asia/Tokyo" };
  expect(server.tutor.heard.at(-1)).toMatchObject({ name: "schedule add", options, by: { zone: "Europe/Berlin" } });
});

test("the first page of a newcomer tells their zone with the greeting already", async () => {
  const server = await servePage();
  const page = await openPageAs(browser(), server.url, { timezoneId: "Pacific/Apia" });
  await shows(page, "Welcome, Guest");
  expect(server.tutor.heard[0]).toMatchObject({ kind: "opened", by: { zone: "Pacific/Apia" } });
  await newGuest(server.url);
});

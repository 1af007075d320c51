import { expect, test } from "vitest";
import { servePage } from "../web/page-server.ts";
import { browserForFile, messageBox, messages, messageWith, openPageAs, press, send, shows } from "./browser.ts";

const browser = browserForFile();

test("a newcomer is greeted, types a command, and turns pages in place", async () => {
  const { url } = await servePage();
  const page = await openPageAs(browser(), url);
  await shows(page, "Welcome, Guest");
  await send(page, "/learn");
  await shows(page, "Page 1");
  await press(page, "Next");
  await shows(page, "Page 2");
  await press(page, "Next");
  await press(page, "Back");
  await shows(page, "Page 2");
  expect(await page.getByText("Page 1").count()).toBe(0);
  expect(await messages(page).count()).toBe(2);
  expect(await messageWith(page, "Page 2").getByText("Only you can see this").count()).toBe(1);
});

test("two people see each other's public messages at once, and each other's private ones never", async () => {
  const { url } = await servePage();
  const ada = await openPageAs(browser(), url, { name: "Ada" });
  const bea = await openPageAs(browser(), url, { name: "Bea" });
  await send(ada, "good evening");
  await messageWith(bea, "good evening").getByText("Ada", { exact: true }).waitFor();
  await send(bea, "hello Ada");
  await shows(ada, "hello Ada");
  await send(ada, "/learn");
  await shows(ada, "Page 1");
  await send(ada, "still there?");
  await shows(bea, "still there?");
  expect(await bea.getByText("Page 1").count()).toBe(0);
});

test("choices are toggled by their letter or by a click on their text, and handed in", async () => {
  const { url } = await servePage();
  const page = await openPageAs(browser(), url);
  await send(page, "/ask");
  await press(page, "B, not picked");
  const toggle = page.getByRole("button", { name: "B, picked" });
  await toggle.waitFor();
  expect(await toggle.getAttribute("aria-pressed")).toBe("true");
  await page.getByText("Placement").click();
  await page.getByRole("button", { name: "A, picked" }).waitFor();
  await press(page, "Hand in");
  await shows(page, "right, your answer");
  await page.getByText("Faster copies").click();
  await press(page, "Continue");
  await shows(page, "Page 2");
});

test("a form opens as a dialog, keeps what was typed when it is closed, and is handed in", async () => {
  const server = await servePage();
  const page = await openPageAs(browser(), server.url, { name: "Ada" });
  await send(page, "/write");
  await press(page, "Write your answer");
  const dialog = page.getByRole("dialog", { name: "Your answer" });
  await dialog.getByLabel("Answer").fill("an orchestrator");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await press(page, "Write your answer");
  await expect.poll(() => page.locator("dialog input[type=text]").inputValue()).toBe("an orchestrator");
  await dialog.getByRole("button", { name: "Hand in" }).click();
  await shows(page, "Ada wrote: an orchestrator");
  await dialog.waitFor({ state: "detached" });
});

test("a menu is chosen from, and nothing happens before that is confirmed", async () => {
  const { url } = await servePage();
  const page = await openPageAs(browser(), url);
  await send(page, "/menu");
  await page.getByLabel("Chapter", { exact: true }).selectOption("The manager");
  await page.getByRole("button", { name: "Choose: Chapter" }).click();
  await shows(page, "You opened the-manager.");
});

test("text that is refused stays in the box with the reason, and goes when it is mended", async () => {
  const { url } = await servePage();
  const page = await openPageAs(browser(), url);
  await send(page, "x".repeat(2001));
  await page.getByRole("alert").getByText("this one has 2001").waitFor();
  expect(await messageBox(page).inputValue()).toHaveLength(2001);
  await send(page, "short");
  await shows(page, "short");
  expect(await messageBox(page).inputValue()).toBe("");
  await page.getByText("this one has 2001").waitFor({ state: "detached" });
});

test("a restart in the middle is hardly noticed: page, draft and buttons go on", async () => {
  const server = await servePage();
  const page = await openPageAs(browser(), server.url);
  await send(page, "/learn");
  await press(page, "Next");
  await shows(page, "Page 2");
  await messageBox(page).fill("half a thought");
  await page.evaluate("document.documentElement.dataset.run = 'first'");
  await server.restart();
  await page.locator("html:not([data-run])").waitFor();
  await shows(page, "Page 2");
  expect(await messageBox(page).inputValue()).toBe("half a thought");
  await press(page, "Next");
  await shows(page, "Page 3");
  await send(page, "and on");
  await messages(page).getByText("and on").waitFor();
});

test("while the server is away the page says so, and nothing typed is lost", async () => {
  const server = await servePage();
  const page = await openPageAs(browser(), server.url);
  await shows(page, "Welcome, Guest");
  await server.web.stop();
  await shows(page, "Connection lost. Trying again…");
  await send(page, "hello?");
  await page.getByRole("alert").getByText("cannot be reached").waitFor();
  expect(await messageBox(page).inputValue()).toBe("hello?");
});

test("hostile names and messages are text to a real browser", async () => {
  const { url } = await servePage();
  const name = '<img src=x onerror="document.title=1">';
  const page = await openPageAs(browser(), url, { name });
  await send(page, "<script>document.title = 2</script><b>bold</b>");
  await messageWith(page, "<b>bold</b>").getByText(name).waitFor();
  await page.reload();
  await messageWith(page, "<b>bold</b>").getByText(name).waitFor();
  expect(await page.title()).toBe("#study-hall · Nightshift");
});

test("the policy of the page lets no script run that does not come from it", async () => {
  const { url } = await servePage();
  const page = await openPageAs(browser(), url, { tolerant: true });
  await page.evaluate(
    `document.body.insertAdjacentHTML("beforeend", '<img src="/nothing" onerror="document.title = 1">')`,
  );
  await page.evaluate(
    `document.body.append(Object.assign(document.createElement("script"), { textContent: "document.title = 2" }))`,
  );
  await send(page, "done");
  await shows(page, "done");
  expect(await page.title()).toBe("#study-hall · Nightshift");
});

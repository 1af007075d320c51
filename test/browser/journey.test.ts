import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { plainInlines } from "../../src/chat/plain.ts";
import { loadCourse } from "../../src/course/load.ts";
import type { Check, Course } from "../../src/course/model.ts";
import { freshFolder, startTutor, type Tutor } from "../cli/tutor.ts";
import { browserForFile, messageBox, messages, messageWith, openPageAs, press, send, shows } from "./browser.ts";

const browser = browserForFile();
const { course } = await loadCourse("content/containers");

function bites() {
  const shipped: Course | undefined = course;
  if (!shipped?.chapters[0]) throw new Error("the course has errors: npm run check");
  return shipped.chapters[0].bites;
}

/** The whole program as `npm start` runs it, on a folder of its own; ended when the test ends. */
async function program(environment: Readonly<Record<string, string>> = {}): Promise<Tutor & { readonly url: string }> {
  const tutor = startTutor({ DATA_DIR: freshFolder(), ...environment });
  const url = await tutor.says(/ready: (http:\/\/\S+)/);
  return { ...tutor, url };
}

/** The letter under which a page shows a right, or a wrong, choice. */
async function letterOf(page: Page, check: Extract<Check, { kind: "choice" }>, right: boolean): Promise<string> {
  const text = plainInlines(check.choices.find((choice) => choice.right === right)?.text ?? []);
  const option = page.getByRole("log").locator(".option", { hasText: text }).last();
  return (await option.locator(".letter").innerText()).slice(0, 1);
}

/** Reads from the page that is shown to the closing page; `act` presses a button by its name. */
async function read(page: Page, act: (button: string) => Promise<void>, wrong: readonly string[], from = 0) {
  for (const [index, { check }] of bites().entries()) {
    if (index < from) continue;
    await shows(page, `${index + 1} of ${bites().length}`);
    if (check?.kind === "myth") await act(check.isTrue ? "True" : "False");
    if (check?.kind === "choice") await act(`Answer ${await letterOf(page, check, !wrong.includes(check.id))}`);
    if (check) await shows(page, check.kind === "myth" || !wrong.includes(check.id) ? /Right/ : "Not quite");
    await act(check ? "Continue" : "Next");
  }
}

test("a newcomer with no token types one line and is taught, checked and scored, and retries what was missed", async () => {
  const tutor = await program();
  const page = await openPageAs(browser(), tutor.url);
  await shows(page, "Hi, I'm Nightshift");
  await send(page, "/learn");
  const act = (button: string) => press(page, button);
  await read(page, act, ["why-not-by-hand"]);
  await shows(page, "You got 2 of 3 correct");
  await act("Retry the one you missed");
  const missed = bites().flatMap(({ check }) =>
    check?.kind === "choice" && check.id === "why-not-by-hand" ? [check] : [],
  )[0];
  if (!missed) throw new Error("the course lost its second question");
  await shows(page, "1 of 1");
  await act(`Answer ${await letterOf(page, missed, true)}`);
  await act("Continue");
  await shows(page, "You got 1 of 1 correct");
  tutor.signal("SIGTERM");
  expect(await tutor.ended).toBe(0);
});

test("two people learn side by side: each sees what the other says to all, and nothing of the other's pages", async () => {
  const tutor = await program();
  const [ada, bea] = [
    await openPageAs(browser(), tutor.url, { name: "Ada" }),
    await openPageAs(browser(), tutor.url, { name: "Bea" }),
  ];
  await send(ada, "/learn");
  await shows(ada, "One copy is easy");
  await send(ada, "Anybody here?");
  await messageWith(bea, "Anybody here?").getByText("Ada").waitFor();
  await send(bea, "/learn");
  await press(bea, "Next");
  await shows(bea, "2 of 14");
  await messageWith(ada, "1 of 14").waitFor();
  expect(await messages(ada).filter({ hasText: "2 of 14" }).count()).toBe(0);
  expect(await messages(bea).filter({ hasText: "1 of 14" }).count()).toBe(0);
  tutor.signal("SIGTERM");
  await tutor.ended;
});

test("the program is killed in the middle; the open page goes on by itself where it was", async () => {
  const folder = freshFolder();
  const first = await program({ DATA_DIR: folder });
  const page = await openPageAs(browser(), first.url);
  const act = (button: string) => press(page, button);
  await send(page, "/learn");
  for (const index of [2, 3, 4, 5, 6, 7]) {
    await act("Next");
    await shows(page, `${index} of 14`);
  }
  await act("False");
  await shows(page, "Right. It is false.");
  first.signal("SIGKILL");
  await first.ended;
  const again = page.waitForEvent("load", { timeout: 60_000 });
  const second = await program({ DATA_DIR: folder, PORT: new URL(first.url).port });
  await again;
  await shows(page, "Right. It is false.");
  await act("Continue");
  await read(page, act, [], 7);
  await shows(page, "You got 3 of 3 correct");
  second.signal("SIGTERM");
  expect(await second.ended).toBe(0);
});

test("the whole chapter goes by with the keyboard alone, and the focus is never lost", async () => {
  const tutor = await program();
  const page = await openPageAs(browser(), tutor.url);
  const focused = () =>
    page.evaluate<string>(
      "document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent?.trim() ?? ''",
    );
  await messageBox(page).focus();
  await page.keyboard.type("/learn");
  await page.keyboard.press("Enter");
  await shows(page, "1 of 14");
  await page.keyboard.press("Shift+Tab");
  expect(await focused()).toBe("Next");
  const act = async (button: string) => {
    for (let tabs = 0; (await focused()) !== button; tabs += 1) {
      if (tabs > 8)
        throw new Error(`"${button}" is not within eight steps of the focus, which is on "${await focused()}"`);
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Enter");
  };
  await read(page, act, []);
  await shows(page, "You got 3 of 3 correct");
  tutor.signal("SIGTERM");
  await tutor.ended;
});

test("on a phone, the way on is in sight after every answer", async () => {
  const tutor = await program();
  const viewport = { width: 390, height: 844 };
  const page = await openPageAs(browser(), tutor.url, { viewport });
  await send(page, "/learn");
  const act = async (button: string) => {
    await press(page, button);
    if (!/^(Answer|True|False)/.test(button)) return;
    const onward = page.getByRole("button", { name: "Continue" }).last();
    const box = await onward.boundingBox();
    const input = await messageBox(page).boundingBox();
    expect((box?.y ?? viewport.height) + (box?.height ?? 0)).toBeLessThanOrEqual(input?.y ?? 0);
  };
  await read(page, act, ["why-many-copies"]);
  await shows(page, "You got 2 of 3 correct");
  tutor.signal("SIGTERM");
  await tutor.ended;
});

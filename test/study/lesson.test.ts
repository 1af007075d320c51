import { expect, test } from "vitest";
import { encodeAction } from "../../src/chat/action.ts";
import { bite, chapter, choiceCheck, course, mythCheck } from "../rooms/courses.ts";
import { actionOf, labelsOf, type Shown, studyRoom, textOf, type Visitor } from "../rooms/study-room.ts";

const demo = course(
  chapter("one", [
    bite("First page."),
    bite("Second page."),
    bite("Now a question.", choiceCheck("q1", { right: [1] })),
    bite("Fourth page."),
  ]),
  chapter("two", [bite("Another chapter.")]),
);

test("a newcomer gets the first page, privately in a channel and as an ordinary message in a direct conversation", async () => {
  const room = await studyRoom(demo);
  const inChannel = await room.person("Ada").type("learn");
  expect(textOf(inChannel)).toContain("First page.");
  expect(textOf(inChannel)).toContain("▰▰▱▱ 1 of 4".replace("▰▰▱▱", "▰▱▱▱"));
  expect(inChannel.to).toBe("me");
  expect((await room.person("Bea", { direct: true }).type("learn")).to).toBe("all");
});

test("Next and Back turn the same message, and the bookmark is kept for another message, another device and a restart", async () => {
  const room = await studyRoom(demo);
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  expect(labelsOf(page)).not.toContain("Back");
  await ada.press("Next", page);
  expect(textOf(page)).toContain("Second page.");
  await ada.press("Back", page);
  expect(textOf(page)).toContain("First page.");
  await ada.press("Next", page);
  await room.restart();
  const elsewhere = room.person("Ada", { channel: "other" });
  expect(textOf(await elsewhere.type("learn"))).toContain("Second page.");
  expect(ada.seen).toHaveLength(1);
});

test("an old page's button pressed twice turns only once", async () => {
  const room = await studyRoom(demo);
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  const next = actionOf(page, "Next");
  const [once, twice] = await Promise.all([ada.pressId(next, page.ref), ada.pressId(next, page.ref)]);
  expect(twice).toEqual(once);
  expect(textOf(await ada.type("learn"))).toContain("Second page.");
});

test("a forged page number skips neither pages nor an open question", async () => {
  const room = await studyRoom(demo);
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  const sitting = actionOf(page, "Next").split(":")[1] ?? "";
  const far = encodeAction({ kind: "turn", sitting, to: 4 });
  await ada.pressId(far, page.ref);
  expect(textOf(await ada.type("learn"))).toContain("Second page.");
  await ada.press("Next", ada.seen.at(-1));
  await ada.pressId(encodeAction({ kind: "turn", sitting, to: 3 }), page.ref);
  expect(textOf(await ada.type("learn"))).toContain("Question q1?");
});

test("somebody else's page stays where it is, and they are offered their own (S04)", async () => {
  const room = await studyRoom(demo);
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  const outgoing = await room.person("Bea").pressId(actionOf(page, "Next"), page.ref);
  expect(outgoing).toMatchObject([{ kind: "reply", to: "me" }]);
  expect(JSON.stringify(outgoing)).toContain("belongs to somebody else");
  expect(textOf(await ada.type("learn"))).toContain("First page.");
});

test("the same person id in another tenant or on another platform is another person (S05)", async () => {
  const room = await studyRoom(demo);
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  for (const stranger of [room.person("Ada", { tenant: "t2" }), room.person("Ada", { platform: "other" })]) {
    const outgoing = await stranger.pressId(actionOf(page, "Next"), page.ref);
    expect(JSON.stringify(outgoing)).toContain("belongs to somebody else");
    expect(textOf(await stranger.type("progress"))).toContain("Nothing yet");
  }
});

test("a chapter can be named by id or title, the others are offered, and an unknown one is answered with those there are", async () => {
  const room = await studyRoom(demo);
  const ada = room.person("Ada");
  const two = await ada.type("learn", { chapter: "Chapter TWO" });
  expect(textOf(two)).toContain("Another chapter.");
  await ada.press("Go to another chapter", two, ["one"]);
  expect(textOf(two)).toContain("First page.");
  expect(textOf(await ada.type("learn", { chapter: "@everyone" }))).toContain(
    'no chapter "@everyone". These are the ones I have:\n\n• Chapter one (one)\n• Chapter two (two)',
  );
});

test("after the last page comes the closing page; then the next chapter, and reading it again starts afresh", async () => {
  const room = await studyRoom(
    course(chapter("one", [bite("Only page.")]), chapter("two", [bite("Another chapter.")])),
  );
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  await ada.press("Next", page);
  expect(textOf(page)).toContain("Chapter done");
  expect(textOf(page)).toContain("Say why one is not enough.");
  expect(textOf(await ada.type("learn"))).toContain("Another chapter.");
  await ada.press("Read it again", page);
  expect(textOf(page)).toContain("Only page.");
});

test("a chapter that lost pages while it was read opens at its end, not nowhere", async () => {
  const room = await studyRoom(demo);
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  await ada.press("Next", page);
  await room.teach(course(chapter("one", [bite("First page.")])));
  expect(textOf(await ada.type("learn"))).toContain("Chapter done");
});

test("a course without chapters says so", async () => {
  const room = await studyRoom(course());
  expect(textOf(await room.person("Ada").type("learn"))).toContain("no chapters yet");
});

test("a myth is practice: it is answered with a tap, explained, and does not count in the score", async () => {
  const room = await studyRoom(
    course(chapter("one", [bite("", mythCheck("m1")), bite("", choiceCheck("q1", { right: [0], fixed: true }))])),
  );
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  expect(labelsOf(page)).toEqual(["True", "False", "I don't know"]);
  await ada.press("True", page);
  expect(textOf(page)).toContain("✗ Not quite. You said True, and it is false.");
  expect(textOf(page)).toContain("reason of m1");
  await ada.press("Continue", page);
  await ada.press("A", page);
  await ada.press("Continue", page);
  expect(textOf(page)).toContain("You got 1 of 1 correct");
});

test("a menu that names no chapter, or two, opens none (S13)", async () => {
  const room = await studyRoom(demo);
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  const menu = actionOf(page, "Go to another chapter");
  for (const values of [[], ["one", "two"]]) {
    expect(JSON.stringify(await ada.pressId(menu, page.ref, values))).toContain("no longer active");
  }
  expect(JSON.stringify(await ada.pressId(menu, page.ref, ["../../etc"]))).toContain("I know no chapter");
});

const q1 = choiceCheck("q1", { right: [1], fixed: true });
const q2 = choiceCheck("q2", { right: [1], fixed: true });

/** Presses on, answering B, until the closing page; fails when that takes more presses than any chapter here has pages. */
async function readOn(ada: Visitor, page: Shown): Promise<readonly string[]> {
  const seen: string[] = [];
  for (let presses = 0; presses < 20; presses += 1) {
    seen.push(textOf(page));
    const labels = labelsOf(page);
    if (labels.includes("Read it again")) return seen;
    await ada.press(["B", "Continue", "Next"].find((label) => labels.includes(label)) ?? "nothing to press", page);
  }
  throw new Error(`no end in sight: ${seen.join("\n---\n")}`);
}

test.each([
  ["a bite was put before it", [bite("First."), bite("New."), bite("", q1), bite("", q2), bite("End.")]],
  ["its bite became prose", [bite("First."), bite("Only prose."), bite("", q2), bite("End.")]],
  ["it moved to the end", [bite("First."), bite("", q2), bite("End."), bite("", q1)]],
  ["all before it went", [bite("", q1), bite("", q2), bite("End.")]],
])("who stands on an open question gets to the end when %s", async (_, bites) => {
  const room = await studyRoom(course(chapter("one", [bite("First."), bite("", q1), bite("", q2), bite("End.")])));
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  await ada.press("Next", page);
  await room.teach(course(chapter("one", bites)));
  const seen = await readOn(ada, await ada.type("learn"));
  const asked = bites.filter((one) => one.check).length;
  expect(seen.at(-1)).toContain(`You got ${asked} of ${asked} correct`);
});

test("a bite that was put before an answered question is shown, and the question is neither asked nor counted twice", async () => {
  const room = await studyRoom(course(chapter("one", [bite("First."), bite("", q1), bite("End.")])));
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  await ada.press("Next", page);
  await ada.press("A", page);
  await room.teach(course(chapter("one", [bite("First."), bite("New."), bite("", q1), bite("End.")])));
  const seen = await readOn(ada, await ada.type("learn"));
  expect(seen[0]).toContain("New.");
  expect(seen.at(-1)).toContain("You got 0 of 1 correct");
});

test("a chapter that leaves the course while it is read is not finished by that, and goes on when it comes back", async () => {
  const room = await studyRoom(demo);
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  await ada.press("Next", page);
  await room.teach(course(chapter("two", [bite("Another chapter.")])));
  await ada.press("Next", page);
  expect(textOf(page)).toContain("no longer part of the course");
  await room.teach(demo);
  expect(textOf(await ada.type("learn"))).toContain("Second page.");
});

test("buttons of an old closing page go on where the learner is, and throw no bookmark away", async () => {
  const two = chapter("two", [bite("Two, first."), bite("Two, second.")]);
  const room = await studyRoom(course(chapter("one", [bite("One, first."), bite("One, second.")]), two));
  const ada = room.person("Ada");
  const old = await ada.type("learn");
  await ada.press("Next", old);
  await ada.press("Next", old);
  const [next, again] = [actionOf(old, "Next chapter"), actionOf(old, "Read it again")];
  await ada.press("Next chapter", old);
  await ada.press("Next", old);
  expect(JSON.stringify(await ada.pressId(next, old.ref))).toContain("Two, second.");
  const fresh = await ada.type("learn");
  expect(textOf(fresh)).toContain("Two, second.");
  await ada.pressId(again, old.ref);
  await ada.pressId(actionOf(await ada.type("learn"), "Next"), old.ref);
  expect(JSON.stringify(await ada.pressId(again, old.ref))).toContain("One, second.");
});

test("reading a finished chapter again takes nothing away: the quiz stays, and progress says both", async () => {
  const room = await studyRoom(course(chapter("one", [bite("", q1), bite("End.")])));
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  await readOn(ada, page);
  await ada.press("Read it again", page);
  expect(textOf(await ada.type("quiz"))).toContain("Question q1?");
  expect(textOf(await ada.type("progress"))).toContain("done; reading it again, page 1 of 2");
});

test("whatever is typed, and however many chapters there are, every answer fits every platform", async () => {
  const many = Array.from({ length: 40 }, (_, index) => chapter(`c${index}`, [bite("Read.")]));
  const room = await studyRoom(course(...many));
  const ada = room.person("Ada");
  expect(textOf(await ada.type("learn", { chapter: "x".repeat(4000) }))).toContain("and 28 more");
  await ada.type("y".repeat(4000));
  await ada.type("learn", { chapter: "c20" });
  const progress = textOf(await ada.type("progress"));
  expect(progress).toContain("Chapter c20");
  expect(progress).toContain("and 32 more chapters");
});

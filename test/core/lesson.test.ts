import { expect, test } from "vitest";
import { encodeAction } from "../../src/chat/action.ts";
import { bite, chapter, choiceCheck, course, mythCheck } from "./courses.ts";
import { actionOf, labelsOf, studyRoom, textOf } from "./study-room.ts";

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
    'no chapter "@everyone". There are: one, two.',
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
  expect(textOf(page)).toContain("✗ Not quite: this one is a myth.");
  expect(textOf(page)).toContain("reason of m1");
  await ada.press("Continue", page);
  await ada.press("A", page);
  await ada.press("Continue", page);
  expect(textOf(page)).toContain("You got 1 of 1 correct");
});

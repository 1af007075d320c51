import { expect, test } from "vitest";
import { encodeAction } from "../../src/chat/action.ts";
import type { Check } from "../../src/course/model.ts";
import { bite, chapter, choiceCheck, course, mythCheck, numberCheck, textCheck } from "../rooms/courses.ts";
import { actionOf, labelsOf, type StudyRoom, studyRoom, textOf } from "../rooms/study-room.ts";

const asking = (check: Check) => course(chapter("one", [bite("Read this.", check), bite("The end.")]));
const one = choiceCheck("q1", { right: [1], fixed: true });

async function tally(room: StudyRoom, name: string) {
  const learner = await room.context.store.findLearner({ platform: "test", tenant: "t1", person: name.toLowerCase() });
  return learner ? room.context.store.tally(learner.id) : undefined;
}

test("a right answer is told in words, with its reason; the other reasons come on request", async () => {
  const room = await studyRoom(asking(one));
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  expect(labelsOf(page)).toEqual(["A", "B", "C", "D", "I don't know"]);
  await ada.press("B", page);
  expect(textOf(page)).toContain("✓ B. choice 1 (right, your answer)\n   because of 1");
  expect(textOf(page)).toContain("✓ Right.");
  expect(textOf(page)).toContain("A. choice 0");
  expect(textOf(page)).not.toContain("because of 0");
  expect(page.message.tone).toBe("right");
  await ada.press("Why not the others?", page);
  for (const reason of [0, 1, 2, 3]) expect(textOf(page)).toContain(`because of ${reason}`);
  expect(labelsOf(page)).toEqual(["Continue", "A guess", "Fairly sure", "Sure"]);
});

test("a wrong answer shows what it was, what is right, and both reasons", async () => {
  const room = await studyRoom(asking(one));
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  await ada.press("D", page);
  expect(textOf(page)).toContain("✗ D. choice 3 (wrong, your answer)\n   because of 3");
  expect(textOf(page)).toContain("✓ B. choice 1 (right)\n   because of 1");
  expect(textOf(page)).toContain("Not quite. It's B.");
  expect(page.message.tone).toBe("wrong");
});

test('"I don\'t know" is an answer of its own: it gets the reason and comes back like a miss', async () => {
  const room = await studyRoom(asking(one));
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  await ada.press("I don't know", page);
  expect(textOf(page)).toContain("Fair enough. It's B.");
  expect(textOf(page)).not.toContain("✗");
  await ada.press("Continue", page);
  await ada.press("Next", page);
  expect(textOf(page)).toContain("You got 0 of 1 correct");
  expect(labelsOf(page)).toContain("Retry the one you missed");
});

test("two presses at once with different choices: one answer, and the other is told what it was (S07)", async () => {
  const room = await studyRoom(asking(one));
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  const presses = ["B", "C"].map((letter) => ada.pressId(actionOf(page, letter), page.ref));
  const kinds = (await Promise.all(presses)).map((outgoing) => outgoing.map((each) => each.kind));
  expect(kinds).toEqual([["update"], ["reply"]]);
  expect(await tally(room, "Ada")).toEqual({ answers: 1, right: 1 });
});

test("the same press delivered eleven times is one answer (S08), and a later one hears what was answered (S10)", async () => {
  const room = await studyRoom(asking(one));
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  const action = actionOf(page, "C");
  const all = await Promise.all(Array.from({ length: 11 }, () => ada.pressId(action, page.ref)));
  expect(all.filter(([first]) => first?.kind === "update")).toHaveLength(1);
  expect(await tally(room, "Ada")).toEqual({ answers: 1, right: 0 });
  const late = await ada.pressId(action.replace(/.$/, "1"), page.ref);
  expect(late).toMatchObject([{ kind: "reply", to: "me" }]);
  expect(JSON.stringify(late)).toContain("You answered C, and the first answer counts.");
  expect(await tally(room, "Ada")).toEqual({ answers: 1, right: 0 });
});

test("somebody else's press on a private question is stored nowhere and tells them nothing of it (S04)", async () => {
  const room = await studyRoom(asking(one));
  const page = await room.person("Ada").type("learn");
  const outgoing = await room.person("Bea").pressId(actionOf(page, "B"), page.ref);
  expect(outgoing).toMatchObject([{ kind: "reply", to: "me" }]);
  expect(JSON.stringify(outgoing)).not.toMatch(/choice|because/);
  expect(await tally(room, "Bea")).toBeUndefined();
  expect(await tally(room, "Ada")).toEqual({ answers: 0, right: 0 });
});

test("an id that was never issued reveals nothing, echoes nothing and writes nothing (S01, S03)", async () => {
  const room = await studyRoom(asking(one));
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  const ask = crypto.randomUUID();
  for (const kind of ["unsure", "submit", "write", "reasons"] as const) {
    const outgoing = await ada.pressId(encodeAction({ kind, ask }), page.ref);
    expect(JSON.stringify(outgoing)).toContain("no longer active");
    expect(JSON.stringify(outgoing)).not.toContain(ask);
  }
  expect(await tally(room, "Ada")).toEqual({ answers: 0, right: 0 });
  expect(room.faults).toEqual([]);
});

test("the reasons of a question that is still open stay shut", async () => {
  const room = await studyRoom(asking(one));
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  const ask = actionOf(page, "A").split(":")[1] ?? "";
  expect(JSON.stringify(await ada.pressId(encodeAction({ kind: "reasons", ask }), page.ref))).toContain(
    "no longer active",
  );
});

test("a choice that was not offered is refused (S02)", async () => {
  const room = await studyRoom(asking(one));
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  const ask = actionOf(page, "A").split(":")[1] ?? "";
  for (const action of [
    encodeAction({ kind: "answer", ask, choice: 4 }),
    encodeAction({ kind: "pick", ask, choice: 0, on: true }),
    encodeAction({ kind: "submit", ask }),
    encodeAction({ kind: "write", ask }),
  ]) {
    expect(JSON.stringify(await ada.pressId(action, page.ref))).toContain("no longer active");
  }
  expect(await tally(room, "Ada")).toEqual({ answers: 0, right: 0 });
});

test("a question's id replayed from another message is refused (S06)", async () => {
  const room = await studyRoom(course(chapter("one", [bite("First."), bite("Read this.", one)])));
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  await ada.press("Next", page);
  const outgoing = await ada.pressId(actionOf(page, "B"), { ...page.ref, id: "another" });
  expect(JSON.stringify(outgoing)).toContain("moved to a newer message");
  expect(await tally(room, "Ada")).toEqual({ answers: 0, right: 0 });
  await ada.press("B", page);
  expect(textOf(page)).toContain("✓ Right.");
});

test("after /learn in a newer message, the open question lives there and the old buttons say where to go (S09)", async () => {
  const room = await studyRoom(asking(one));
  const ada = room.person("Ada");
  const old = await ada.type("learn");
  const fresh = await ada.type("learn");
  const outgoing = await ada.pressId(actionOf(old, "B"), old.ref);
  expect(JSON.stringify(outgoing)).toContain("takes you to your page");
  await ada.press("B", fresh);
  expect(await tally(room, "Ada")).toEqual({ answers: 1, right: 1 });
});

test("choose-all: toggles keep their state over a restart, picking is harmless twice, and handing in grades it", async () => {
  const room = await studyRoom(asking(choiceCheck("q1", { right: [0, 2], fixed: true })));
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  expect(labelsOf(page)).toEqual(["A", "B", "C", "D", "Hand in", "I don't know"]);
  const handIn = actionOf(page, "Hand in");
  expect(JSON.stringify(await ada.pressId(handIn, page.ref))).toContain("Nothing is picked yet");
  const pickA = actionOf(page, "A");
  await ada.press("A", page);
  await ada.pressId(pickA, page.ref);
  await room.restart();
  await ada.press("B", page);
  await ada.press("C", page);
  await ada.press("B", page);
  expect(textOf(page)).toContain("☑ A. choice 0\nB. choice 1\n☑ C. choice 2");
  await ada.press("Hand in", page);
  expect(textOf(page)).toContain("✓ Right.");
});

test("choose-all: two toggles pressed at once are both kept", async () => {
  const room = await studyRoom(asking(choiceCheck("q1", { right: [0, 2], fixed: true })));
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  await Promise.all(["A", "C"].map((letter) => ada.pressId(actionOf(page, letter), page.ref)));
  await ada.press("Hand in", page);
  expect(textOf(page)).toContain("✓ Right.");
});

test("choose-all: half of it is not all of it", async () => {
  const room = await studyRoom(asking(choiceCheck("q1", { right: [0, 2], fixed: true })));
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  await ada.press("A", page);
  await ada.press("Hand in", page);
  expect(textOf(page)).toContain("Not quite. The right ones are A and C.");
});

test("a written answer comes by a form, and what cannot be an answer is given back unrecorded (S11)", async () => {
  const room = await studyRoom(asking(textCheck("q1")));
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  await ada.press("Write your answer", page);
  expect(ada.form).toMatchObject({ title: "Your answer", fields: [{ name: "answer", maxLength: 2000 }] });
  expect(textOf(await ada.handIn({}, page))).toContain("no answer in the form");
  expect(textOf(await ada.handIn({ answer: "x".repeat(100_000) }, page))).toContain(
    "100000 characters and I can keep 2000",
  );
  expect(await tally(room, "Ada")).toEqual({ answers: 0, right: 0 });
  await ada.handIn({ answer: " Orchestration. ", extra: "ignored" }, page);
  expect(textOf(page)).toContain("✓ Right.");
  expect(textOf(page)).toContain("You wrote: Orchestration.");
});

test("a number is asked for in digits, and what is none is given back unrecorded", async () => {
  const room = await studyRoom(asking(numberCheck("q1")));
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  await ada.press("Write your answer", page);
  expect(textOf(await ada.handIn({ answer: "forty-two" }, page))).toContain('could not read "forty-two" as a number');
  await ada.handIn({ answer: "41,5" }, page);
  expect(textOf(page)).toContain("✓ Right.");
});

test("a form whose id was swapped for another learner's is refused: the learner is who signed it (S12)", async () => {
  const room = await studyRoom(asking(textCheck("q1")));
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  await ada.press("Write your answer", page);
  const bea = room.person("Bea");
  const outgoing = await room.send({
    kind: "submit",
    form: ada.form?.id ?? "",
    fields: { answer: "orchestrator" },
    by: bea.by,
    in: bea.in,
  });
  expect(JSON.stringify(outgoing)).toContain("belongs to somebody else");
  expect(await tally(room, "Ada")).toEqual({ answers: 0, right: 0 });
});

test("an answer is graded in the wording that was shown, even when the author changed or removed it meanwhile (F52)", async () => {
  const room = await studyRoom(asking(one));
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  await room.teach(asking(choiceCheck("q1", { right: [3], fixed: true, version: "v2" })));
  await ada.press("B", page);
  expect(textOf(page)).toContain("✓ Right.");
  const bea = room.person("Bea");
  const hers = await bea.type("learn");
  await room.teach(course(chapter("one", [bite("Rewritten.")])));
  await bea.press("D", hers);
  expect(textOf(hers)).toContain("✓ D. choice 3");
});

test("a myth's right answer is never its place: both kinds of myth are told apart", async () => {
  const room = await studyRoom(course(chapter("one", [bite("", mythCheck("m1", true))])));
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  await ada.press("True", page);
  expect(textOf(page)).toContain("✓ Right. It is true.");
});

test("points come from a check that is new or has come back, not from reading on and on", async () => {
  const room = await studyRoom(asking(one));
  const ada = room.person("Ada");
  const place = { platform: "test", tenant: "t1", channel: "study-hall" };
  const points = async () => {
    const learner = await room.context.store.findLearner({ platform: "test", tenant: "t1", person: "ada" });
    return (await room.context.store.rankOf(place, "2026-11", learner?.id ?? ""))?.points;
  };
  for (const _ of [1, 2]) {
    const page = ada.seen.length === 0 ? await ada.type("learn") : ada.seen[0];
    await ada.press("B", page);
    await ada.press("Continue", page);
    await ada.press("Next", page);
    expect(await points()).toBe(1);
    await ada.press("Read it again", page);
  }
});

test("choose-all: a pick and Hand in at the same moment grade what was picked by then", async () => {
  const room = await studyRoom(asking(choiceCheck("q1", { right: [0, 1], fixed: true })));
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  await ada.press("A", page);
  const presses = ["B", "Hand in"].map((label) => ada.pressId(actionOf(page, label), page.ref));
  const [picked, handedIn] = await Promise.all(presses);
  expect(picked).toMatchObject([{ kind: "update" }]);
  expect(JSON.stringify(handedIn)).toContain("✓ Right.");
});

test("choose-all: a pick that comes after Hand in changes nothing and shows no open question again", async () => {
  const room = await studyRoom(asking(choiceCheck("q1", { right: [0, 1], fixed: true })));
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  await ada.press("A", page);
  const presses = ["Hand in", "B"].map((label) => ada.pressId(actionOf(page, label), page.ref));
  const [handedIn, late] = await Promise.all(presses);
  expect(JSON.stringify(handedIn)).toContain("Not quite. The right ones are A and B.");
  expect(late).toEqual([]);
});

test("the longest answer that is taken is stored whole, and said back in a message that every platform can show", async () => {
  const room = await studyRoom(asking(textCheck("q1")));
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  await ada.press("Write your answer", page);
  const long = "é".repeat(2000);
  await ada.handIn({ answer: long }, page);
  expect(textOf(page)).toContain(`You wrote: ${"é".repeat(199)}…`);
  expect(textOf(await ada.handIn({ answer: "again" }, page))).toContain("and the first answer counts");
  const learner = await room.context.store.findLearner({ platform: "test", tenant: "t1", person: "ada" });
  expect(JSON.stringify(await room.context.store.exportLearner(learner?.id ?? ""))).toContain(long);
});

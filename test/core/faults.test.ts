import { expect, test } from "vitest";
import { createBot } from "../../src/core/bot.ts";
import { NotSaved } from "../../src/core/store.ts";
import { bite, chapter, choiceCheck, course } from "./courses.ts";
import { actionOf, studyRoom } from "./study-room.ts";

const demo = course(chapter("one", [bite("Read.", choiceCheck("q1", { right: [0], fixed: true }))]));

test("a store that cannot save confirms nothing: the learner hears so, and may press again (F40)", async () => {
  const room = await studyRoom(demo);
  const ada = room.person("Ada");
  const page = await ada.type("learn");
  const broken = { ...room.context.store, saveAnswer: () => Promise.reject(new NotSaved("disk full")) };
  const event = {
    kind: "press",
    action: actionOf(page, "A"),
    values: [],
    on: page.ref,
    by: ada.by,
    in: ada.in,
  } as const;
  const outgoing = await createBot({ ...room.context, store: broken }).handle(event);
  expect(JSON.stringify(outgoing)).toContain("I could not save that just now");
  expect(outgoing).toMatchObject([{ kind: "reply", to: "me" }]);
  expect(await room.send(event)).toMatchObject([{ kind: "update" }]);
});

test("a fault inside is a sentence with a reference to quote, and the operator gets the same reference (F48)", async () => {
  const room = await studyRoom(demo);
  const ada = room.person("Ada");
  const seen: string[] = [];
  const broken = { ...room.context.store, findLearner: () => Promise.reject(new Error("secret detail")) };
  const bot = createBot({ ...room.context, store: broken, fault: (_, reference) => seen.push(reference) });
  const outgoing = await bot.handle({ kind: "command", name: "learn", options: {}, by: ada.by, in: ada.in });
  expect(seen).toHaveLength(1);
  expect(JSON.stringify(outgoing)).toContain(seen[0]);
  expect(JSON.stringify(outgoing)).not.toContain("secret detail");
});

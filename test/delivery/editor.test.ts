import fc from "fast-check";
import { expect, test } from "vitest";
import type { MessageRef } from "../../src/chat/event.ts";
import { type Message, paragraph } from "../../src/chat/message.ts";
import { plainText } from "../../src/chat/plain.ts";
import type { Delivered } from "../../src/chat/platform.ts";
import { createEditor } from "../../src/delivery/editor.ts";
import { createHandClock, type HandClock } from "../hand-clock.ts";

const ref = (id: string): MessageRef => ({ platform: "pretended", channel: "hall", id });
const saying = (text: string): Message => ({ blocks: [paragraph(text)] });

/** A board that takes edits, and keeps when each came; edits take as long as a test wants. */
function board(now: () => number) {
  const shown: { readonly id: string; readonly text: string; readonly at: number }[] = [];
  const open: (() => void)[] = [];
  const state: { answer: Delivered; slow: boolean } = { answer: { kind: "sent", ref: ref("1") }, slow: false };
  return {
    shown,
    state,
    finish: () => open.splice(0).forEach((done) => void done()),
    edit: async (target: MessageRef, message: Message): Promise<Delivered> => {
      shown.push({ id: target.id, text: plainText(message.blocks), at: now() });
      if (state.slow) await new Promise<void>((done) => open.push(done));
      return state.answer;
    },
  };
}

/** An editor whose platform keeps its word. */
const editing = ({ now, after }: HandClock) =>
  createEditor({
    now,
    after,
    fault: (error) => {
      throw error;
    },
  });

/** Lets promises that are already settled be heard. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

test("the first edit goes at once, and of those within two seconds only the newest follows", async () => {
  const clock = createHandClock(0);
  const wall = board(clock.now);
  const editor = editing(clock);
  const wishes = ["one", "two", "three", "four"].map((text) => editor.edit(wall, ref("1"), saying(text)));
  await settle();
  expect(wall.shown.map(({ text }) => text)).toEqual(["one"]);
  clock.advance(1999);
  expect(wall.shown).toHaveLength(1);
  clock.advance(1);
  expect(wall.shown.map(({ text, at }) => [text, at])).toEqual([
    ["one", 0],
    ["four", 2000],
  ]);
  expect((await Promise.all(wishes)).map(({ kind }) => kind)).toEqual(["sent", "replaced", "replaced", "sent"]);
});

test("messages do not wait for each other, and nothing is kept of one that rests", async () => {
  const clock = createHandClock(0);
  const wall = board(clock.now);
  const editor = editing(clock);
  await Promise.all([editor.edit(wall, ref("1"), saying("a")), editor.edit(wall, ref("2"), saying("b"))]);
  expect(wall.shown.map(({ id }) => id)).toEqual(["1", "2"]);
  clock.advance(2000);
  expect(clock.waiting).toBe(0);
});

test("no edit starts while one of the same message is under way, however long it takes", async () => {
  const clock = createHandClock(0);
  const wall = board(clock.now);
  wall.state.slow = true;
  const editor = editing(clock);
  void editor.edit(wall, ref("1"), saying("slow"));
  void editor.edit(wall, ref("1"), saying("next"));
  clock.advance(10_000);
  await settle();
  expect(wall.shown).toHaveLength(1);
  wall.finish();
  await settle();
  expect(wall.shown.map(({ text }) => text)).toEqual(["slow", "next"]);
});

test("a platform that asks to wait is left alone until then", async () => {
  const clock = createHandClock(0);
  const wall = board(clock.now);
  wall.state.answer = { kind: "wait", until: 30_000 };
  const editor = editing(clock);
  expect(await editor.edit(wall, ref("1"), saying("a"))).toEqual({ kind: "wait", until: 30_000 });
  void editor.edit(wall, ref("1"), saying("b"));
  clock.advance(29_999);
  expect(wall.shown).toHaveLength(1);
  clock.advance(1);
  expect(wall.shown).toHaveLength(2);
});

test("a wish that is insisted on is sent again when its time has come, and ends when it stands", async () => {
  const clock = createHandClock(0);
  const wall = board(clock.now);
  wall.state.answer = { kind: "wait", until: 30_000 };
  const editor = editing(clock);
  const wish = editor.insist(wall, ref("1"), saying("a"));
  await settle();
  wall.state.answer = { kind: "sent", ref: ref("1") };
  clock.advance(29_999);
  expect(wall.shown).toHaveLength(1);
  clock.advance(1);
  expect(await wish).toEqual({ kind: "sent", ref: ref("1") });
  expect(wall.shown.map(({ text, at }) => [text, at])).toEqual([
    ["a", 0],
    ["a", 30_000],
  ]);
});

test("a newer wish takes the place of one that waits, and the older is never sent again", async () => {
  const clock = createHandClock(0);
  const wall = board(clock.now);
  wall.state.answer = { kind: "wait", until: 30_000 };
  const editor = editing(clock);
  const old = editor.insist(wall, ref("1"), saying("old"));
  await settle();
  wall.state.answer = { kind: "sent", ref: ref("1") };
  const fresh = editor.insist(wall, ref("1"), saying("new"));
  expect(await old).toEqual({ kind: "replaced" });
  clock.advance(30_000);
  await fresh;
  expect(wall.shown.map(({ text }) => text)).toEqual(["old", "new"]);
});

test("a newer wish that came while an older one was put off takes its place too", async () => {
  const clock = createHandClock(0);
  const wall = board(clock.now);
  wall.state.answer = { kind: "wait", until: 30_000 };
  wall.state.slow = true;
  const editor = editing(clock);
  const old = editor.insist(wall, ref("1"), saying("old"));
  const fresh = editor.edit(wall, ref("1"), saying("new"));
  wall.finish();
  expect(await old).toEqual({ kind: "replaced" });
  wall.state.slow = false;
  clock.advance(30_000);
  await fresh;
  expect(wall.shown.map(({ text }) => text)).toEqual(["old", "new"]);
});

test("a wish that may not have been heard is sent three times and no more", async () => {
  const clock = createHandClock(0);
  const wall = board(clock.now);
  wall.state.answer = { kind: "unknown" };
  const editor = editing(clock);
  const wish = editor.insist(wall, ref("1"), saying("a"));
  for (const sent of [1, 2, 3]) {
    await settle();
    expect(wall.shown).toHaveLength(sent);
    clock.advance(2000);
  }
  expect(await wish).toEqual({ kind: "unknown" });
  expect(wall.shown).toHaveLength(3);
});

test("a platform that throws may have been heard: that is told, and nothing stands still because of it", async () => {
  const { now, after } = createHandClock(0);
  const faults: unknown[] = [];
  const editor = createEditor({ now, after, fault: (error) => faults.push(error) });
  const broken = new Error("broken");
  const platform = { edit: () => Promise.reject(broken) };
  expect(await editor.edit(platform, ref("1"), saying("a"))).toEqual({ kind: "unknown" });
  const last = editor.edit(platform, ref("1"), saying("b"));
  await editor.stop();
  expect(await last).toEqual({ kind: "unknown" });
  expect(faults).toEqual([broken, broken]);
});

test("a wish that is put off is not held when everything stops", async () => {
  const clock = createHandClock(0);
  const wall = board(clock.now);
  wall.state.answer = { kind: "wait", until: 30_000 };
  const editor = editing(clock);
  const wish = editor.insist(wall, ref("1"), saying("a"));
  await settle();
  await editor.stop();
  expect(await wish).toEqual({ kind: "wait", until: 30_000 });
  expect(clock.waiting).toBe(0);
});

test("what still waits is sent when everything stops", async () => {
  const clock = createHandClock(0);
  const wall = board(clock.now);
  const editor = editing(clock);
  void editor.edit(wall, ref("1"), saying("a"));
  void editor.edit(wall, ref("1"), saying("last word"));
  await editor.stop();
  expect(wall.shown.map(({ text }) => text)).toEqual(["a", "last word"]);
  expect(clock.waiting).toBe(0);
});

test("whatever is wished and when, edits of one message are two seconds apart and the last wish is what stands", async () => {
  const wishes = fc.array(fc.record({ id: fc.constantFrom("1", "2"), pause: fc.nat(3000) }), { minLength: 1 });
  await fc.assert(
    fc.asyncProperty(wishes, async (all) => {
      const clock = createHandClock(0);
      const wall = board(clock.now);
      const editor = editing(clock);
      for (const [index, { id, pause }] of all.entries()) {
        void editor.edit(wall, ref(id), saying(`wish ${index}`));
        await settle();
        clock.advance(pause);
        await settle();
      }
      clock.advance(2000);
      await settle();
      for (const id of new Set(all.map((one) => one.id))) {
        const shown = wall.shown.filter((one) => one.id === id);
        expect(shown.at(-1)?.text).toBe(`wish ${all.findLastIndex((one) => one.id === id)}`);
        for (const [index, { at }] of shown.slice(1).entries())
          expect(at - (shown[index]?.at ?? 0)).toBeGreaterThanOrEqual(2000);
      }
    }),
    { numRuns: 60 },
  );
});

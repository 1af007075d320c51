import { expect, test } from "vitest";
import { encodeAction } from "../../src/chat/action.ts";
import type { Event } from "../../src/chat/event.ts";
import { createBot } from "../../src/tutor/bot.ts";
import { drillRoom } from "../rooms/drill-room.ts";

/** A drill of the second night that the room's own process has begun, and another process on the same data. */
async function twoProcesses() {
  const room = await drillRoom();
  const boss = room.person("Boss", { mayManage: true });
  await boss.type("drill start", { night: "2" });
  await boss.press("Turn it on here");
  await boss.type("drill stop");
  await room.seconds(6);
  await boss.type("drill start", { night: "2" });
  await room.seconds(2);
  const other = createBot({ ...room.context, store: { ...room.context.store } });
  const { id } = await room.drill();
  const press = (verb: "restart" | "stop", who = boss): Event => ({
    kind: "press",
    action: encodeAction({ kind: "act", drill: id, from: "board", verb, ...(verb === "restart" && { argument: "1" }) }),
    values: [],
    on: room.board().ref,
    by: who.by,
    in: who.in,
  });
  return { room, boss, other, id, press };
}

test("of two processes one moves a board; a press that the other one hears is answered there and shown by the first", async () => {
  const { room, other, press } = await twoProcesses();
  expect(await other.boards()).toEqual({ edits: [], running: true });
  const said = await other.handle(press("restart"));
  expect(said.map(({ kind }) => kind)).toEqual(["reply"]);
  const before = room.edits.get(room.board().ref.id) ?? 0;
  await room.seconds(2);
  expect(await other.boards()).toEqual({ edits: [], running: true });
  expect(room.edits.get(room.board().ref.id)).toBe(before + 1);
});

test("a drill that is stopped by way of another process ends on its board, by the one that moves it", async () => {
  const { room, other, press } = await twoProcesses();
  expect((await other.handle(press("stop"))).map(({ kind }) => kind)).toEqual(["reply"]);
  await room.seconds(2);
  expect(JSON.stringify(room.board().message)).toContain("The drill was stopped.");
  await room.seconds(4);
  expect(await other.boards()).toEqual({ edits: [], running: false });
});

test("a process that dies leaves its board to another, which takes over within ten seconds and shows the end", async () => {
  const { room, other, press, id } = await twoProcesses();
  room.later({ seconds: 9 });
  expect(await other.boards()).toEqual({ edits: [], running: true });
  room.later({ seconds: 2 });
  const { edits } = await other.boards();
  expect(edits.map(({ target }) => target)).toEqual([room.board().ref]);
  // Now a press there changes it at once.
  expect((await other.handle(press("restart"))).map(({ kind }) => kind)).toEqual(["reply", "edit"]);
  room.later({ seconds: 300 });
  expect(JSON.stringify((await other.boards()).edits)).toContain("The report follows.");
  expect((await room.context.store.findDrill(id))?.ended).toBeDefined();
  // Its last words are said before it is let go.
  expect(await other.boards()).toEqual({ edits: [], running: true });
  expect(await other.boards()).toEqual({ edits: [], running: false });
});

test("one that died after the end, and before it was shown, leaves that to another as well", async () => {
  const { room, other, press } = await twoProcesses();
  await other.handle(press("stop"));
  room.later({ seconds: 11 });
  expect(JSON.stringify((await other.boards()).edits)).toContain("The drill was stopped.");
});

import { expect, test } from "vitest";
import { encodeAction } from "../../src/chat/action.ts";
import { drillRoom, plannedNight } from "../rooms/drill-room.ts";
import { textOf } from "../rooms/study-room.ts";
import { begun } from "../store/drilling.ts";

const own = (drill: string) => encodeAction({ kind: "show", drill, page: "console", from: "own" });

test("a board that is not known yet stays what it is when somebody opens their console on it", async () => {
  const room = await drillRoom();
  const ada = room.person("Ada");
  const { id } = await room.context.store.beginDrill(begun({ place: ada.in, begunAt: Date.UTC(2026, 10, 23, 9) }));
  const board = { platform: "test", channel: "study-hall", id: "board" };
  const opened = await ada.pressId(encodeAction({ kind: "show", drill: id, page: "console" }), board);
  expect(opened.map(({ kind }) => kind)).toEqual(["reply"]);
  // Any message may be the board, whatever a button on it says.
  expect((await ada.pressId(own(id), board)).map(({ kind }) => kind)).toEqual(["reply"]);
  await room.context.store.showDrill(id, board);
  const looked = await ada.pressId(own(id), { ...board, id: "ada-console" });
  expect(looked.map(({ kind }) => kind)).toEqual(["update"]);
});

test("a board is not replaced by a console, whatever a forged button says (S37)", async () => {
  const room = await drillRoom();
  const boss = room.person("Boss", { mayManage: true, zone: "Europe/Berlin" });
  await boss.type("drill start");
  await boss.press("Turn it on here");
  const { id } = await room.drill();
  const forged = [own(id), encodeAction({ kind: "act", drill: id, from: "own", verb: "look", argument: "1" })];
  for (const action of forged)
    expect((await boss.pressId(action, room.board().ref)).filter(({ kind }) => kind === "update")).toEqual([]);
  await boss.type("drill stop");
  await boss.type("drill tonight");
  await room.passes({ hours: 17 }, { hours: 1 });
  const night = room.post(-1);
  expect(textOf(night)).toContain("At 02:00 something broke");
  const watch = await room.drill();
  const see = encodeAction({ kind: "act", drill: watch.id, from: "own", verb: "see" });
  for (const action of [own(watch.id), see])
    expect((await boss.pressId(action, night.ref)).map(({ kind }) => kind)).toEqual(["reply"]);
});

test.each([
  { verb: "see", action: (drill: string) => encodeAction({ kind: "act", drill, from: "board", verb: "see" }) },
  { verb: "what", action: (drill: string) => encodeAction({ kind: "show", drill, page: "what" }) },
])(
  "a press on the message of a night ($verb) proves that it arrived, when nobody could tell (F05)",
  async ({ action }) => {
    const { room, boss } = await plannedNight();
    room.takes(() => ({ kind: "unknown" }));
    await room.passes({ hours: 16 }, { minutes: 30 });
    const night = { platform: "test", channel: "study-hall", id: "night" };
    const { id } = await room.drill();
    expect(await room.context.store.arrivalOf(night)).toBeUndefined();
    // What is pressed on the report, on a console or elsewhere says nothing about it.
    for (const page of ["numbers", "console", "report"] as const)
      await boss.pressId(encodeAction({ kind: "show", drill: id, page }), { ...night, id: "other" });
    expect(await room.context.store.arrivalOf({ ...night, id: "other" })).toBeUndefined();
    await boss.pressId(action(id), night);
    expect(await room.context.store.arrivalOf(night)).toMatchObject({ kind: "drill" });
  },
);

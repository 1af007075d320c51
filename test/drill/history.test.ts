import { expect, test } from "vitest";
import { drillRoom } from "../rooms/drill-room.ts";
import { textOf } from "../rooms/study-room.ts";
import { begun } from "../store/drilling.ts";

const longAgo = Date.UTC(2026, 9, 1);
const lately = Date.UTC(2026, 10, 1);

/** A channel that has had some nights, and then a crowd of replays and of drills that somebody stopped. */
async function busyChannel(nights: readonly number[]) {
  const room = await drillRoom();
  const { store } = room.context;
  const boss = room.person("Boss", { mayManage: true, zone: "Europe/Berlin" });
  await boss.type("drill start");
  await boss.press("Turn it on here");
  await boss.type("drill stop");
  let last = "";
  for (const night of nights) {
    const begunAt = longAgo + night;
    const { id } = await store.beginDrill(begun({ place: boss.in, mode: "watch", night, begunAt, lasts: 25_200 }));
    await store.endDrill(id, begunAt + 1, "morning");
    last = id;
  }
  for (let more = 0; more < 120; more += 1) {
    const replays = more % 2 === 0 ? last : undefined;
    const { id } = await store.beginDrill(begun({ place: boss.in, begunAt: lately + more, replays }));
    await store.endDrill(id, lately + more, more % 2 === 0 ? "morning" : "stopped");
  }
  return { room, boss };
}

test("a channel that has had its five nights has no sixth, however often it looked at them again", async () => {
  const { boss } = await busyChannel([1, 2, 3, 4, 5]);
  expect(textOf(await boss.type("drill tonight"))).toContain("has had its five nights");
});

test("the next night is the first that a channel has not had, however much was stopped meanwhile", async () => {
  const { room, boss } = await busyChannel([1, 2, 3]);
  expect(textOf(await boss.type("drill start"))).toContain("Practice: Night 4");
  await boss.type("drill stop");
  expect(textOf(await boss.type("drill tonight"))).toContain("The practice night is planned");
  expect(await room.context.store.openDrills(boss.in)).toMatchObject([{ mode: "watch", night: 4 }]);
  expect(textOf(await boss.type("drill stop"))).toContain("called off");
});

test("the report and the replay are those of the newest drill that came to its end", async () => {
  const { boss } = await busyChannel([1, 2]);
  expect(textOf(await boss.type("drill report"))).toContain("Practice: Night 2");
  expect(textOf(await boss.type("drill replay"))).toContain("Practice: Night 2");
});

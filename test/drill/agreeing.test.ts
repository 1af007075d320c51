import { expect, test } from "vitest";
import { drillRoom } from "../rooms/drill-room.ts";
import { textOf } from "../rooms/study-room.ts";

/** A schedule of nights in a channel where nobody has agreed to practice yet. */
async function waiting() {
  const room = await drillRoom();
  const boss = room.person("Boss", { mayManage: true, zone: "Europe/Berlin" });
  const contract = await boss.type("schedule add", { kind: "drill", zone: "Europe/Berlin" });
  const list = async () => textOf(await boss.type("schedule list"));
  return { room, boss, contract, list };
}

test("a schedule that waits for the channel's word says so, and goes on with it, whatever it was given for", async () => {
  const { boss, list } = await waiting();
  expect(await list()).toContain("Rests: it waits until somebody who manages this channel turns practice on");
  await boss.type("drill start");
  await boss.press("Turn it on here");
  expect(await list()).not.toContain("Rests: ");
});

test("a schedule that somebody paused before its first night stays so when practice is turned on", async () => {
  const { boss, contract, list } = await waiting();
  await boss.type("schedule pause", { which: "1" });
  await boss.press("Turn it on here", contract);
  expect(await list()).toContain("Rests: it was paused");
  await boss.type("schedule resume", { which: "1" });
  expect(await list()).not.toContain("Rests: ");
});

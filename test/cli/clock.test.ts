import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openStore } from "../../src/store/open.ts";
import { TOKEN } from "../protocol/discord/server/discord-server.ts";
import { newGuest } from "../web/guest.ts";
import { freshFolder, startTutor } from "./tutor.ts";

const HOUR = 3_600_000;

function running(environment: Readonly<Record<string, string>>) {
  const tutor = startTutor(environment);
  onTestFinished(async () => {
    tutor.signal("SIGKILL");
    await tutor.ended;
  });
  return tutor;
}

test("a visitor moves the clock of the whole program, and it is still moved after a restart", async () => {
  const dataDir = join(freshFolder(), "data");
  const first = running({ DATA_DIR: dataDir });
  const ada = await newGuest(await first.says(/ready: (http:\S+)/));
  expect((await ada.post("/clock", { to: "morning" })).status).toBe(204);
  expect((await ada.post("/clock", { to: "night" })).status).toBe(204);
  first.signal("SIGTERM");
  expect(await first.ended).toBe(0);
  const second = running({ DATA_DIR: dataDir });
  const page = await (await newGuest(await second.says(/ready: (http:\S+)/))).page();
  const now = Number(/data-now="(\d+)"/.exec(page)?.[1]);
  expect(now - Date.now()).toBeGreaterThan(16 * HOUR);
  expect(new Date(now).getUTCHours()).toBe(2);
});

test("an operator cannot bring a moved clock to real channels, and is told what to do", async () => {
  const dataDir = join(freshFolder(), "data");
  const database = await openStore({ dataDir });
  await database.clock.moveOn(30 * HOUR);
  await database.close();
  const tutor = running({ DATA_DIR: dataDir, DISCORD_TOKEN: TOKEN, DISCORD_API_BASE_URL: "http://127.0.0.1:9" });
  expect(await tutor.ended).toBe(1);
  expect(tutor.printed() + tutor.logged()).toContain(
    "The clock of this database is 30 hours ahead: it was moved on the local page, and Discord cannot follow.",
  );
});

test("where real channels are known, now or before, nobody is offered to move the clock", async () => {
  const dataDir = join(freshFolder(), "data");
  const database = await openStore({ dataDir });
  await database.store.joinTenant({ platform: "discord", tenant: "100", at: 0 });
  await database.close();
  const tutor = running({ DATA_DIR: dataDir });
  const ada = await newGuest(await tutor.says(/ready: (http:\S+)/));
  expect(await ada.page()).not.toContain("Next morning");
  expect((await ada.post("/clock", { to: "morning" })).status).toBe(404);
});

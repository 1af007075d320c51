import type { Platform } from "../../src/chat/platform.ts";
import { createDiscord } from "../../src/platforms/discord/adapter.ts";
import { openStore } from "../../src/store/open.ts";
import { textOf } from "../../test/protocol/discord/member.ts";
import { startDiscord, TOKEN } from "../../test/protocol/discord/server/discord-server.ts";
import { type Figure, figure } from "../figure.ts";
import { now } from "../school.ts";
import { after, clockworkOn } from "./parts.ts";
import { makeTimetable } from "./timetable.ts";

const channels = 5000;
/** Discord's limit for a bot. */
const perSecond = 50;

/** Five thousand channels that are due at 09:00, over the real adapter, on a Discord that takes fifty requests a second. */
export async function storm(): Promise<readonly Figure[]> {
  const server = await startDiscord();
  server.mostInASecond = perSecond;
  const list = Array.from({ length: channels }, (_, position) => ({
    id: server.world.nextId(),
    name: `channel-${position}`,
    position,
    open: true,
  }));
  server.addGuild({ name: "Night School", channels: list });
  const table = await makeTimetable(channels, now, (index) => list[index]?.id ?? "");
  const opened = await openStore(table);
  const real = Date.now();
  const clock = (): number => now + Date.now() - real;
  const discord = discordOn(server.api, clock);
  await discord.start(async () => []);
  await server.world.until(() => discord.health().ok);
  const clockwork = clockworkOn(opened.store, [discord], clock);
  const begun = performance.now();
  clockwork.start();
  await server.world.until(() => server.world.messages.size >= channels);
  const seconds = (performance.now() - begun) / 1000;
  await clockwork.stop();
  await discord.stop();
  await opened.close();
  const texts = [...server.world.messages.values()].map(textOf);
  const refused = server.requests.filter(({ status }) => status === 429).length;
  await server.close();
  await table.remove();
  const name = "clock: 5,000 channels due at 09:00";
  return [
    figure({
      name: `${name}, until the last is posted`,
      value: seconds,
      unit: "s",
      baseline: channels / perSecond,
      limit: 1.1,
    }),
    figure({ name: `${name}, posted twice`, value: texts.length - new Set(texts).size, unit: "messages", limit: 0 }),
    figure({ name: `${name}, refused as too fast`, value: refused, unit: "requests" }),
  ];
}

const discordOn = (api: string, clock: () => number): Platform =>
  createDiscord({
    token: TOKEN,
    api,
    owner: async (application) => application,
    known: async () => [],
    commands: () => [],
    draw: async () => new Uint8Array(),
    now: clock,
    after,
    fault: (error) => console.error(error),
  });

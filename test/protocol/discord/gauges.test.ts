import { expect, test } from "vitest";
import { createMetrics } from "../../../src/ops/metrics.ts";
import { scraped } from "../../ops/scraped.ts";
import { connect } from "./class-room.ts";
import { startDiscord } from "./server/discord-server.ts";
import { limited, refuse } from "./server/http.ts";
import { create, postTo } from "./server/post-office.ts";

test("an operator sees for how long the gateway has been silent, once it has beaten", async () => {
  const server = await startDiscord();
  let ahead = 0;
  const metrics = createMetrics(Date.now);
  const at = await connect(async () => [], { now: () => Date.now() + ahead }, server);
  metrics.watch({ platforms: [at.discord], behind: async () => 0 });
  expect((await scraped(metrics)).values).not.toHaveProperty("gateway_heartbeat_age_seconds");
  server.gateway.heartbeat = 20;
  server.gateway.cut();
  const beats = server.gateway.beats;
  await server.world.until(() => server.gateway.beats > beats + 1);
  const age = async () => (await scraped(metrics)).values.gateway_heartbeat_age_seconds;
  expect(await age()).toBeLessThan(70);
  ahead = 70_000;
  expect(await age()).toBeGreaterThanOrEqual(70);
});

test("an operator sees how many requests Discord holds against the machine, for ten minutes", async () => {
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const metrics = createMetrics(now);
  const at = await connect(async () => [], { now });
  metrics.watch({ platforms: [at.discord], behind: async () => 0 });
  const count = async () => (await scraped(metrics)).values.invalid_requests_10m;
  expect(await count()).toBe(0);
  at.server.fail(create, { reply: refuse(403, 50013, "Missing Permissions") });
  await at.discord.deliver(postTo(at, "one"));
  expect(await count()).toBe(1);
  at.server.fail(create, { reply: refuse(400, 50035, "Invalid Form Body") });
  await at.discord.deliver(postTo(at, "two"));
  expect(await count()).toBe(1);
  at.server.fail(create, { reply: limited(0.05) });
  await at.discord.deliver(postTo(at, "three"));
  expect(await count()).toBe(2);
  ahead = 600_001;
  expect(await count()).toBe(0);
});

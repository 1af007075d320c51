import { expect, test } from "vitest";
import { createMetrics } from "../../../src/ops/metrics.ts";
import { createHandClock } from "../../hand-clock.ts";
import { scraped, seriesOf } from "../../ops/scraped.ts";
import { connect, listening } from "./class-room.ts";
import { SIGNING_SECRET } from "./server/world.ts";

test("an operator sees on how many connections Slack is heard", async () => {
  const clock = createHandClock();
  const at = await connect(async () => [], { after: clock.after, now: clock.now });
  const metrics = createMetrics(clock.now);
  metrics.watch({ platforms: [at.slack], behind: async () => 0 });
  const connections = async () => seriesOf(await scraped(metrics), "slack_connections");
  expect(await connections()).toEqual({ "": 1 });
  await clock.armed(29_000);
  clock.advance(30_000);
  await at.server.world.until(() => at.server.sockets.live.length === 2);
  await listening(at.server);
  expect(await connections()).toEqual({ "": 2 });
  await at.slack.stop();
  expect(await connections()).toEqual({ "": 0 });
});

test("an operator to whom Slack comes by signed requests sees no connections, for there are none", async () => {
  const at = await connect(async () => [], { way: { kind: "http", signingSecret: SIGNING_SECRET } });
  const metrics = createMetrics(Date.now);
  metrics.watch({ platforms: [at.slack], behind: async () => 0 });
  expect(seriesOf(await scraped(metrics), "slack_connections")).toEqual({});
});

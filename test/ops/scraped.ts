import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Metrics } from "../../src/ops/metrics.ts";
import { serveMetrics } from "../../src/ops/metrics-server.ts";

/** What Prometheus reads at the real endpoint. */
export type Scraped = {
  /** The value of each series of ours, by its name without prefix and its labels, as they are written. */
  readonly values: Readonly<Record<string, number>>;
  readonly text: string;
};

export async function scraped({ text: read }: Pick<Metrics, "text">): Promise<Scraped> {
  const port = await freePort();
  const close = await serveMetrics(port, read);
  try {
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    const lines = text.matchAll(/^nightshift_(\w+(?:\{[^}]*\})?) (\S+)$/gm);
    return { values: Object.fromEntries([...lines].map(([, name = "", value]) => [name, Number(value)])), text };
  } finally {
    await close();
  }
}

/** The series of one metric, by their labels. */
export const seriesOf = ({ values }: Scraped, metric: string): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      name === metric || name.startsWith(`${metric}{`) ? [[name.slice(metric.length), value]] : [],
    ),
  );

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

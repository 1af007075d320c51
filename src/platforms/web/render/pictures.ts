import { createHash } from "node:crypto";
import type { Chart } from "../../../chat/chart.ts";
import type { Block } from "../../../chat/message.ts";
import { Refused, refusals } from "../errors.ts";
import { blockAt } from "../posts/attachments.ts";
import type { Entry } from "../posts/history.ts";
import { type Markup, markup } from "./escape.ts";

export type Draw = (chart: Chart) => Promise<Uint8Array>;

/** A chart as a picture that is drawn when it is asked for; where that fails, the page shows its text (page.js). */
export function renderChart(entry: string, index: number, { chart, alt }: Extract<Block, { kind: "chart" }>): Markup {
  // A message that is edited shows another chart at the same place: its address must be another one, too.
  const digest = createHash("sha256").update(JSON.stringify(chart)).digest("hex").slice(0, 12);
  return markup`<img class="picture chart" src="/charts/${entry}/${index}?of=${digest}" alt="${alt}">`;
}

/** Charts that are kept after they were drawn: what many people look at is drawn once. */
const MOST_KEPT = 50;

/** Serves the chart block at a place of a message. Throws Refused when there is none, and whatever drawing threw. */
export function createCharts(draw: Draw | undefined): (entry: Entry, index: string) => Promise<Response> {
  const drawn = new Map<string, Promise<Uint8Array>>();
  const once = (chart: Chart, by: Draw): Promise<Uint8Array> => {
    const key = JSON.stringify(chart);
    const made = drawn.get(key) ?? by(chart);
    drawn.delete(key);
    drawn.set(key, made);
    const [oldest] = drawn.keys();
    if (drawn.size > MOST_KEPT && oldest !== undefined) drawn.delete(oldest);
    // Whoever waits for it hears of the fault; the next one may have more luck.
    made.catch(() => drawn.delete(key));
    return made;
  };
  return async (entry, index) => {
    const block = blockAt(entry, index);
    if (block?.kind !== "chart" || !draw) throw new Refused(refusals.missing);
    return new Response(new Uint8Array(await once(block.chart, draw)), {
      headers: { "content-type": "image/png", "cache-control": "private, max-age=3600" },
    });
  };
}

import { createRequire } from "node:module";
import { renderAsync } from "@resvg/resvg-js";
import type { Chart } from "../chat/chart.ts";
import { drawBars } from "./bars.ts";
import { encodePng } from "./png.ts";
import type { Svg } from "./svg.ts";
import { drawTimeline } from "./timeline.ts";

const require = createRequire(import.meta.url);

/** Inter comes in a package, and no other font is looked at: the same bytes on every machine. */
const fontFiles = [
  require.resolve("@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf"),
  require.resolve("@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf"),
];

const options = { font: { fontFiles, loadSystemFonts: false, defaultFontFamily: "Inter" } };

/** A chart as a PNG. Rejects when it cannot be drawn: whoever shows it has its text to say instead. */
export async function draw(chart: Chart): Promise<Uint8Array> {
  const { width, height, pixels } = await renderAsync(svgOf(chart).text, options);
  return encodePng({ width, height, pixels });
}

/** A chart as SVG. */
export function svgOf(chart: Chart): Svg {
  switch (chart.kind) {
    case "bars":
      return drawBars(chart);
    case "timeline":
      return drawTimeline(chart);
    default:
      return chart satisfies never;
  }
}

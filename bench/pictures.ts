import { createRequire } from "node:module";
import { renderAsync } from "@resvg/resvg-js";
import type { Chart } from "../src/chat/chart.ts";
import { draw, svgOf } from "../src/pictures/png.ts";
import { type Figure, figure } from "./figure.ts";
import { inTurns } from "./rounds.ts";

const require = createRequire(import.meta.url);
const fontFiles = ["400Regular/Inter_400Regular.ttf", "700Bold/Inter_700Bold.ttf"].map((file) =>
  require.resolve(`@expo-google-fonts/inter/${file}`),
);
const options = { font: { fontFiles, loadSystemFonts: false, defaultFontFamily: "Inter" } };

const bars: Chart = {
  kind: "bars",
  title: "Why does a hundred copies need a manager?",
  bars: ["Somebody has to watch them all", "Copies get faster", "It is cheaper", "I don't know"].map(
    (label, index) => ({
      label: `${"ABCD".charAt(index)}. ${label}`,
      value: 9 - 3 * index,
      text: `${9 - 3 * index} of 18`,
      ...(index === 0 && { mark: "✓ right" }),
    }),
  ),
};

/** The fifth night: a hundred copies, by hand and with a manager. */
const night: Chart = {
  kind: "timeline",
  title: "The fifth night",
  from: 0,
  to: 420,
  ticks: [0, 120, 240, 360].map((at) => ({ at, label: `0${2 + at / 60}:00` })),
  legend: [
    { look: "up", label: "serving" },
    { look: "down", label: "down" },
  ],
  groups: ["By hand", "With the manager"].map((title, group) => ({
    title,
    rows: Array.from({ length: 100 }, (_, copy) => ({
      label: `copy ${copy + 1}`,
      spans: Array.from({ length: 6 }, (_, part) => [
        { from: part * 70, to: part * 70 + 60 - (copy % 9), look: "up" as const },
        { from: part * 70 + 60 - (copy % 9), to: part * 70 + (group === 0 ? 70 : 60), look: "down" as const },
      ]).flat(),
    })),
  })),
};

/** One picture of each kind beside the library alone on the same SVG, and for how long the event loop stands still. */
export async function pictures(): Promise<readonly Figure[]> {
  return [...(await drawing("bars", bars)), ...(await drawing("a night of 100 copies", night))];
}

async function drawing(name: string, chart: Chart): Promise<readonly Figure[]> {
  const { text } = svgOf(chart);
  const bare = async () => (await renderAsync(text, options)).asPng();
  const median = await inTurns(
    {
      bare: { run: async () => void (await bare()) },
      ours: { run: async () => void (await draw(chart)) },
    },
    { rounds: 30, operations: 1 },
  );
  const millis = (one: "bare" | "ours"): number => median(one) / 1000;
  return [
    figure({ name: `a picture (${name})`, value: millis("ours"), unit: "ms", baseline: millis("bare"), limit: 1.15 }),
    figure({ name: `… the event loop stands still for`, value: await stillness(chart), unit: "ms", limit: 50 }),
  ];
}

/** The longest time between two turns of the event loop while a picture is drawn: the median of some pictures, in ms. */
async function stillness(chart: Chart): Promise<number> {
  const longest: number[] = [];
  for (let round = 0; round < 15; round += 1) {
    let last = performance.now();
    let most = 0;
    let going = true;
    const turn = (): void => {
      const now = performance.now();
      most = Math.max(most, now - last);
      last = now;
      if (going) setImmediate(turn);
    };
    setImmediate(turn);
    await draw(chart);
    turn();
    going = false;
    longest.push(most);
  }
  return longest.toSorted((one, other) => one - other)[Math.floor(longest.length / 2)] ?? Number.NaN;
}

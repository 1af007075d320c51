import { createRequire } from "node:module";
import { renderAsync } from "@resvg/resvg-js";
import type { Chart } from "../src/chat/chart.ts";
import { draw, svgOf } from "../src/pictures/draw.ts";
import { type Figure, figure } from "./figure.ts";
import { inTurns, median } from "./rounds.ts";

const require = createRequire(import.meta.url);
const fontFiles = [
  require.resolve("@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf"),
  require.resolve("@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf"),
];
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
  const bare = async () => void (await renderAsync(text, options)).asPng();
  const ours = async () => void (await draw(chart));
  const taken = await inTurns({ bare: { run: bare }, ours: { run: ours } }, { rounds: 30, operations: 1 });
  const millis = (one: "bare" | "ours"): number => taken(one) / 1000;
  return [
    figure({ name: `a picture (${name})`, value: millis("ours"), unit: "ms", baseline: millis("bare"), limit: 1.15 }),
    figure({ name: "… the event loop stands still for", ...(await stillness({ bare, ours })), unit: "ms", limit: 1 }),
  ];
}

type Draws = Readonly<Record<"bare" | "ours", () => Promise<void>>>;

/** The longest time between two turns of the event loop while a picture is drawn: the median of some, in turns, in ms. */
async function stillness(draws: Draws): Promise<{ readonly value: number; readonly baseline: number }> {
  const longest: Record<"bare" | "ours", number[]> = { bare: [], ours: [] };
  for (let round = 0; round < 15; round += 1) {
    for (const name of ["bare", "ours"] as const) longest[name].push(await longestTurn(draws[name]));
  }
  return { value: median(longest.ours), baseline: median(longest.bare) };
}

async function longestTurn(work: () => Promise<void>): Promise<number> {
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
  await work();
  turn();
  going = false;
  return most;
}

import { createRequire } from "node:module";
import { Resvg } from "@resvg/resvg-js";
import type { Svg } from "../../src/pictures/svg.ts";

const require = createRequire(import.meta.url);
const fontFiles = [
  require.resolve("@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf"),
  require.resolve("@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf"),
];
const options = { font: { fontFiles, loadSystemFonts: false, defaultFontFamily: "Inter" } };

/** Pixels, from the left and from the top. */
export type Extent = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

/** How far everything reaches that is drawn, the glyphs of the real font included. Throws when it is no SVG. */
export function extentOf({ text }: Svg): Extent {
  const box = new Resvg(text, options).getBBox();
  if (!box) throw new Error("nothing is drawn");
  return { left: box.x, top: box.y, right: box.x + box.width, bottom: box.y + box.height };
}

/** A rectangle of the picture that has a class. */
export type Shape = Extent & { readonly look: string };

/** The rectangles whose class begins with a word, in the order in which they are drawn. */
export function shapesOf({ text }: Svg, kind: "bar" | "span"): readonly Shape[] {
  const pattern = new RegExp(
    `<rect x="([^"]+)" y="([^"]+)" width="([^"]+)" height="([^"]+)" fill="[^"]+"[^>]*? class="${kind}(?: (\\w+))?"/>`,
    "g",
  );
  return [...text.matchAll(pattern)].map(([, ...parts]) => {
    const [left = 0, top = 0, width = 0, height = 0] = parts.slice(0, 4).map(Number);
    return { left, top, right: left + width, bottom: top + height, look: parts[4] ?? "" };
  });
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
};

/** Every line of text that is drawn, in order. */
export const linesOf = ({ text }: Svg): readonly string[] =>
  [...text.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, words = ""]) =>
    words.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? ""),
  );

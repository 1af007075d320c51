import { readFile } from "node:fs/promises";
import type { Chart } from "../../../chat/chart.ts";
import type { Block, Message } from "../../../chat/message.ts";

export type PictureBlock = Extract<Block, { kind: "picture" | "chart" }>;

/** A picture ready to send; `ending` of its name with the dot. */
export type Picture = { readonly data: Uint8Array; readonly ending: string };

/** The pictures of a message by the block that shows each; one that is not here is told in words. */
export type Pictures = ReadonlyMap<PictureBlock, Picture>;

export type Easel = {
  /** Draws a chart as PNG. */
  readonly draw: (chart: Chart) => Promise<Uint8Array>;
  readonly fault: (error: unknown) => void;
};

export const noPictures: Pictures = new Map();

/** Reads and draws what a message shows. What cannot be had goes to the log, and its words stand in for it. */
export async function picturesOf({ blocks }: Message, easel: Easel): Promise<Pictures> {
  const shown = blocks.filter((block) => block.kind === "picture" || block.kind === "chart");
  if (shown.length === 0) return noPictures;
  const found = await Promise.all(shown.map(async (block) => [block, await pictureOf(block, easel)] as const));
  return new Map(found.flatMap(([block, picture]) => (picture ? [[block, picture]] : [])));
}

async function pictureOf(block: PictureBlock, { draw, fault }: Easel): Promise<Picture | undefined> {
  try {
    if (block.kind === "chart") return { data: await draw(block.chart), ending: ".png" };
    const [ending = ""] = /\.[a-z0-9]+$/i.exec(block.file) ?? [];
    return { data: await readFile(block.file), ending };
  } catch (error) {
    fault(new Error("Discord: a picture cannot be shown, and its words stand in for it.", { cause: error }));
    return undefined;
  }
}

import { readFile, stat } from "node:fs/promises";
import type { Block } from "../../../chat/message.ts";
import { Refused, refusals } from "../errors.ts";
import { readBody } from "./body.ts";
import type { Entry } from "./history.ts";

/** A picture is read whole; course/check.ts keeps them far smaller. */
const MOST_PICTURE = 10 * 1024 * 1024;

/** The file block at a place of a message, as a download and never as a page. Throws Refused when there is none. */
export function downloadOf(entry: Entry, index: string): Response {
  const block = blockAt(entry, index);
  if (block?.kind !== "file") throw new Refused(refusals.missing);
  const type = /^[\w.+-]+\/[\w.+-]+$/.test(block.mediaType) ? block.mediaType : "application/octet-stream";
  const ascii = block.name.replaceAll(/[^\w. -]/g, "_");
  const name = encodeURIComponent(block.name.toWellFormed()).replaceAll(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16)}`,
  );
  return new Response(block.content, {
    headers: {
      "content-type": `${type}; charset=utf-8`,
      "content-disposition": `attachment; filename="${ascii}"; filename*=UTF-8''${name}`,
      "cache-control": "private, no-store",
    },
  });
}

/** The picture block at a place of a message. Its type is told by its bytes; what is no picture is refused. */
export async function pictureOf(entry: Entry, index: string): Promise<Response> {
  const block = blockAt(entry, index);
  const bytes = block?.kind === "picture" ? await readPicture(block.file) : undefined;
  const type = bytes && pictureType(bytes);
  if (!bytes || !type) throw new Refused(refusals.missing);
  return new Response(new Uint8Array(bytes), {
    headers: { "content-type": type, "cache-control": "private, max-age=3600" },
  });
}

/** The block at a place of a message; undefined when there is none. */
export function blockAt(entry: Entry, index: string): Block | undefined {
  const body = readBody(entry.body);
  return body.kind === "message" && /^\d{1,3}$/.test(index) ? body.message.blocks[Number(index)] : undefined;
}

async function readPicture(file: string): Promise<Buffer | undefined> {
  try {
    return (await stat(file)).size <= MOST_PICTURE ? await readFile(file) : undefined;
  } catch (error) {
    // The course may have moved since the message was written; anything else is a fault.
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

const SIGNATURES: readonly (readonly [string, RegExp])[] = [
  ["image/png", /^\x89PNG\r\n/],
  ["image/jpeg", /^\xff\xd8\xff/],
  ["image/gif", /^GIF8[79]a/],
  ["image/webp", /^RIFF.{4}WEBP/s],
];

function pictureType(bytes: Buffer): string | undefined {
  const head = bytes.subarray(0, 1024).toString("latin1");
  return SIGNATURES.find(([, signature]) => signature.test(head))?.[0];
}

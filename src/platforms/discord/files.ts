import { readFile } from "node:fs/promises";
import type { RawFile } from "discord.js";
import type { Upload } from "./render.ts";

/** The files of a message, ready to send; a picture is read from the course's folder now. */
export const filesOf = (uploads: readonly Upload[]): Promise<RawFile[]> => Promise.all(uploads.map(fileOf));

async function fileOf(upload: Upload): Promise<RawFile> {
  const data = "path" in upload ? await readFile(upload.path) : Buffer.from(upload.content);
  return { name: upload.name, data, ...(upload.type === undefined ? {} : { contentType: upload.type }) };
}

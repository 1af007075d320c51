import {
  type APIAllowedMentions,
  type APIAttachment,
  type APIComponentInContainer,
  type APIContainerComponent,
  ComponentType,
  MessageFlags,
  type RawFile,
} from "discord.js";
import type { Block, Message } from "../../../chat/message.ts";
import { controlRows } from "./controls.ts";
import { cleanText } from "./escape.ts";
import { noPictures, type Picture, type PictureBlock, type Pictures } from "./pictures.ts";
import { fitText, splitText } from "./split.ts";
import { blockText, type CommandIds } from "./text.ts";

/** The body of a message as Discord's API takes it, for a send, an edit, or an answer to an interaction. */
export type Body = {
  readonly flags: number;
  // Lists as discord-api-types has them: not readonly.
  readonly components: APIContainerComponent[];
  /** Always none: whatever a text holds, it calls nobody. Edits parse mentions afresh, so they carry it too. */
  readonly allowed_mentions: APIAllowedMentions;
  /** All files of the message: one that is not named goes when the message is edited. */
  readonly attachments: Pick<APIAttachment, "id" | "filename" | "description">[];
};

/** A body, and the files that go with it. */
export type Rendered = { readonly body: Body; readonly uploads: readonly RawFile[] };

/** Discord's limits of one message (Components reference; 4,000 is over all text displays). */
const MOST_TEXT = 4000;
const MOST_COMPONENTS = 40;
/** Files a message takes, and bytes of all of them: a request takes 25 MiB (Reference, "Uploading Files"). */
const MOST_FILES = 10;
const MOST_BYTES = 24 * 1024 * 1024;
/** Longest text for those who cannot see a picture. */
const ALT = 1024;

/** Colours beside the words that say the same. */
const accents = { plain: 0x5b6ee1, right: 0x2e9e5b, wrong: 0xd97706, alarm: 0xd64545 } as const;

/**
 * A message as Discord shows it: nearly always one body; what one cannot hold goes on in further ones, and the buttons
 * stand under the last. Never empty.
 */
export function renderMessage(
  message: Message,
  commands: CommandIds = new Map(),
  pictures: Pictures = noPictures,
): readonly Rendered[] {
  const rows = controlRows(message.buttons ?? []);
  const taken = rows.reduce((sum, row) => sum + 1 + row.components.length, 0);
  const pages = paginate(
    message.blocks.flatMap((block) => partsOf(block, commands, pictures)),
    MOST_COMPONENTS - 1 - taken,
  );
  const last = pages.length - 1;
  return pages.map((parts, at) => assemble(message, parts, at === last ? rows : []));
}

type FileBlock = Extract<Block, { kind: "file" }>;

/** What a block becomes: words of a length that fits, a picture, or a file. */
type Part =
  | { readonly kind: "words"; readonly text: string }
  | { readonly kind: "picture"; readonly block: PictureBlock; readonly picture: Picture }
  | { readonly kind: "file"; readonly block: FileBlock };

function partsOf(block: Block, commands: CommandIds, pictures: Pictures): readonly Part[] {
  if (block.kind === "file") return [{ kind: "file", block }];
  if (block.kind === "picture" || block.kind === "chart") {
    const picture = pictures.get(block);
    if (picture && picture.data.byteLength <= MOST_BYTES) return [{ kind: "picture", block, picture }];
  }
  return splitText(blockText(block, commands), MOST_TEXT)
    .filter((text) => text.trim() !== "")
    .map((text) => ({ kind: "words", text }));
}

/** One body on the way: its parts, of which words that follow words stand in one text display. */
type Sheet = { readonly parts: Part[]; tail: string; text: number; files: number; bytes: number };

/** Parts in bodies: as many as text, components and files leave room for. */
function paginate(parts: readonly Part[], room: number): readonly (readonly Part[])[] {
  const sheets: Sheet[] = [];
  for (const part of parts) {
    const sheet = sheets.at(-1);
    if (!sheet || !put(sheet, part, room)) sheets.push(sheetOf(part));
  }
  return sheets.length === 0 ? [[]] : sheets.map((sheet) => sheet.parts);
}

const sheetOf = (part: Part): Sheet =>
  part.kind === "words"
    ? { parts: [part], tail: part.text, text: part.text.length, files: 0, bytes: 0 }
    : { parts: [part], tail: "", text: 0, files: 1, bytes: bytesOf(part) };

/** Puts a part under those of a sheet, if it fits. */
function put(sheet: Sheet, part: Part, room: number): boolean {
  const above = sheet.parts.at(-1);
  if (part.kind !== "words") {
    const bytes = sheet.bytes + bytesOf(part);
    if (sheet.parts.length >= room || sheet.files >= MOST_FILES || bytes > MOST_BYTES) return false;
    sheet.parts.push(part);
    sheet.files += 1;
    sheet.bytes = bytes;
    return true;
  }
  const joins = above?.kind === "words";
  const joint = joins ? `\n${gap(sheet.tail, part.text)}` : "";
  const length = sheet.text + joint.length + part.text.length;
  if (length > MOST_TEXT || (!joins && sheet.parts.length >= room)) return false;
  if (joins) sheet.parts.splice(-1, 1, { kind: "words", text: `${above.text}${joint}${part.text}` });
  else sheet.parts.push(part);
  sheet.tail = part.text;
  sheet.text = length;
  return true;
}

/** Headings and code bring their own space; small print stands close to what it is about. */
const gap = (above: string, below: string): string =>
  above.startsWith("## ") || below.startsWith("```") || below.startsWith("-# ") ? "" : "\n";

function assemble(message: Message, parts: readonly Part[], rows: ReturnType<typeof controlRows>): Rendered {
  const uploads: RawFile[] = [];
  const components = parts.map((part): APIComponentInContainer => {
    if (part.kind === "words") return { type: ComponentType.TextDisplay, content: part.text };
    const upload = uploadOf(part, uploads);
    uploads.push(upload);
    return fileComponent(part, upload.name);
  });
  const container: APIContainerComponent = {
    type: ComponentType.Container,
    accent_color: accents[message.tone ?? "plain"],
    components: [...components, ...rows],
  };
  const body: Body = {
    flags: MessageFlags.IsComponentsV2,
    components: container.components.length > 0 ? [container] : [],
    allowed_mentions: { parse: [] },
    attachments: uploads.map((upload, id) => ({ id: String(id), filename: upload.name })),
  };
  return { body, uploads };
}

const bytesOf = (part: Exclude<Part, { kind: "words" }>): number =>
  part.kind === "picture" ? part.picture.data.byteLength : Buffer.byteLength(part.block.content);

/** Each file has a name of its own in its message: the component finds it by that. */
function uploadOf(part: Exclude<Part, { kind: "words" }>, before: readonly RawFile[]): RawFile {
  const number = before.length + 1;
  const wanted = part.kind === "picture" ? `picture-${number}${part.picture.ending}` : fileName(part.block.name);
  const name = before.some((upload) => upload.name === wanted) ? `${number}-${wanted}` : wanted;
  if (part.kind === "picture") return { name, data: part.picture.data };
  return { name, contentType: part.block.mediaType, data: Buffer.from(part.block.content) };
}

/** Discord rewrites other characters, and the component would name a file that is not there. */
const fileName = (name: string): string => name.replace(/[^\w.-]+/g, "_");

function fileComponent(part: Exclude<Part, { kind: "words" }>, name: string): APIComponentInContainer {
  const media = { url: `attachment://${name}` };
  if (part.kind === "file") return { type: ComponentType.File, file: media };
  const description = fitText(cleanText(part.block.alt), ALT);
  return { type: ComponentType.MediaGallery, items: [{ media, ...(description === "" ? {} : { description }) }] };
}

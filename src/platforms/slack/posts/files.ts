import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { webApi } from "@slack/bolt";
import type { Block, Message } from "../../../chat/message.ts";
import { codeOf } from "../errors.ts";
import type { SlackOptions } from "../options.ts";
import type { Hosted } from "../render/blocks.ts";
import { upload } from "./upload.ts";

/** Brings what a message shows to Slack, where the workspace lets the tutor (scope files:write). */
export type Files = {
  /** Where the pictures, charts and files of a message lie by now; files in the direct conversation with `person`. */
  host(message: Message, tenant: string, person: string | undefined): Promise<Hosted>;
};

type Shelf = Pick<SlackOptions, "draw" | "fault"> & {
  readonly client: (tenant: string) => Promise<webApi.WebClient | undefined>;
  /** Files of Slack by workspace and what is in them. */
  readonly pictures: Map<string, string>;
};

type Media = Extract<Block, { kind: "picture" | "chart" | "file" }>;
type Place = { readonly file: string } | { readonly url: string } | undefined;

/** Pictures whose place in Slack is remembered. */
const KEPT = 2000;
/** Milliseconds after which to look again whether a workspace takes files, when it did not. */
const AGAIN = 3_600_000;

const nothing: Hosted = new Map();

export function createFiles(
  client: Shelf["client"],
  { draw, now, fault }: Pick<SlackOptions, "draw" | "now" | "fault">,
): Files {
  const shelf: Shelf = { client, draw, fault, pictures: new Map() };
  const closed = new Map<string, number>();
  return {
    host: async ({ blocks }, tenant, person) => {
      const media = blocks.filter(isMedia);
      if (media.length === 0 || now() < (closed.get(tenant) ?? 0)) return nothing;
      const hosted = new Map<Block, NonNullable<Place>>();
      for (const block of media) {
        try {
          const at = await place(shelf, block, tenant, person);
          if (at) hosted.set(block, at);
        } catch (error) {
          // Words stand for what did not come.
          if (codeOf(error) === "missing_scope") closed.set(tenant, now() + AGAIN);
          else fault(error);
        }
      }
      return hosted;
    },
  };
}

const isMedia = (block: Block): block is Media =>
  block.kind === "picture" || block.kind === "chart" || block.kind === "file";

async function place(shelf: Shelf, block: Media, tenant: string, person: string | undefined): Promise<Place> {
  switch (block.kind) {
    case "picture":
      return picture(shelf, tenant, await readFile(block.file), basename(block.file), block.alt);
    case "chart":
      return picture(shelf, tenant, await shelf.draw(block.chart), "chart.png", block.alt);
    case "file":
      return person === undefined ? undefined : shared(shelf, block, tenant, person);
    default:
      return block satisfies never;
  }
}

/** A picture lies in Slack once for each workspace, however often it is shown. */
async function picture(
  { client, pictures }: Shelf,
  tenant: string,
  bytes: Uint8Array,
  name: string,
  alt: string,
): Promise<Place> {
  const key = `${tenant} ${createHash("sha256").update(bytes).digest("base64url")}`;
  const known = pictures.get(key);
  if (known !== undefined) return { file: known };
  const slack = await client(tenant);
  const sent = slack && (await upload(slack, { name, bytes, alt }));
  if (!sent) return undefined;
  if (pictures.size >= KEPT) pictures.clear();
  pictures.set(key, sent.id);
  return { file: sent.id };
}

/** A file for the reader to keep goes where nobody else sees it. */
async function shared(
  { client }: Shelf,
  { name, content }: Extract<Media, { kind: "file" }>,
  tenant: string,
  person: string,
): Promise<Place> {
  const slack = await client(tenant);
  const channel = (await slack?.conversations.open({ users: person }))?.channel?.id;
  if (!slack || channel === undefined) return undefined;
  const sent = await upload(slack, { name, bytes: Buffer.from(content), channel });
  return sent?.url === undefined ? undefined : { url: sent.url };
}

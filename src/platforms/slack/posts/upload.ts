import type { webApi } from "@slack/bolt";

/** What is brought to Slack; without a channel nobody is shown it but in messages of the tutor. */
export type Upload = {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What it shows, for those who cannot see it. */
  readonly alt?: string;
  readonly channel?: string;
};

export type Uploaded = { readonly id: string; readonly url: string | undefined };

/** Uploads a file in the three steps that Slack's client knows. Undefined when Slack does not tell what came of it. */
export async function upload(
  client: webApi.WebClient,
  { name, bytes, alt, channel }: Upload,
): Promise<Uploaded | undefined> {
  const answer = await client.filesUploadV2({
    filename: name,
    file: Buffer.from(bytes),
    ...(alt === undefined ? {} : { alt_text: alt }),
    ...(channel === undefined ? {} : { channel_id: channel }),
  });
  // Its type leaves out what it holds: an answer for each step that completed files.
  const [file] = listAt(listAt(answer, "files")[0], "files");
  const id = valueAt(file, "id");
  const url = valueAt(file, "permalink");
  return typeof id === "string" ? { id, url: typeof url === "string" ? url : undefined } : undefined;
}

const valueAt = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;

function listAt(value: unknown, key: string): readonly unknown[] {
  const list = valueAt(value, key);
  return Array.isArray(list) ? list : [];
}

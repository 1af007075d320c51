import type { RespondArguments, webApi } from "@slack/bolt";
import type { Fetch } from "../api/fetch.ts";
import { codeOf } from "../errors.ts";
import type { Body } from "../render/render.ts";
import type { Stage } from "./reply-target.ts";

/** What answering takes. */
export type Line = {
  readonly client: (tenant: string) => Promise<webApi.WebClient | undefined>;
  readonly fetch: Fetch;
  readonly fault: (error: unknown) => void;
};

/** Whether a message is for the person who acted, or for everybody there. */
export type Audience = "me" | "all";

/** Sends a message by way of the address that Slack gave for the act. Rejects when Slack does not take it. */
async function respond({ fetch }: Line, url: string, answer: RespondArguments): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(answer),
  });
  // Addresses that are used up or too old answer 404 with a word for it.
  if (!response.ok)
    throw new Error(`Slack answered ${response.status} to an answer: ${(await response.text()).slice(0, 200)}`);
}

/** A further message in answer to an act: by its address, tried twice, else as a post that the same people see. */
export async function say(line: Line, stage: Stage, body: Body, to: Audience): Promise<void> {
  const { responseUrl: url } = stage;
  if (url !== undefined) {
    const answer = {
      ...body,
      response_type: to === "me" ? "ephemeral" : "in_channel",
      replace_original: false,
    } as const;
    if (await arrived(line, () => respond(line, url, answer))) return;
  }
  await post(line, stage, body, to);
}

/** What was acted on turns into this one. */
export async function turn(line: Line, stage: Stage, body: Body): Promise<void> {
  switch (stage.on?.kind) {
    case "message":
      return turnMessage(line, stage, stage.on.ts, body);
    case "private":
      return turnPrivate(line, stage, body);
    case "home":
    case undefined:
      return say(line, stage, body, stage.in.kind === "direct" ? "all" : "me");
    default:
      return stage.on satisfies never;
  }
}

async function turnMessage(line: Line, stage: Stage, ts: string, body: Body): Promise<void> {
  const { tenant, channel } = stage.in;
  const client = await line.client(tenant);
  const attempt = async (): Promise<void> => {
    if (!client) throw new Error(`Slack: the tutor is not installed in workspace ${tenant} any more.`);
    // Blocks as the text that is sent: of an object, the client makes copies for its log at every call, written or not.
    const blocks = JSON.stringify(body.blocks);
    await client.apiCall("chat.update", { channel, ts, text: body.text, blocks, parse: "none" });
  };
  if (await arrived(line, attempt)) return;
  const { responseUrl: url } = stage;
  if (url !== undefined && (await arrived(line, () => respond(line, url, { ...body, replace_original: true })))) return;
  await post(line, stage, body, "all");
}

async function turnPrivate(line: Line, stage: Stage, body: Body): Promise<void> {
  const { responseUrl: url } = stage;
  const answer = { ...body, replace_original: true };
  if (url !== undefined && (await arrived(line, () => respond(line, url, answer)))) return;
  await post(line, stage, body, "me");
}

/** Whether it worked, at the first attempt or the second. What Slack itself refused is not tried again. */
async function arrived(line: Line, attempt: () => Promise<void>): Promise<boolean> {
  try {
    await attempt();
    return true;
  } catch (error) {
    if (codeOf(error) !== undefined) return lost(line, error);
  }
  try {
    await attempt();
    return true;
  } catch (error) {
    return lost(line, error);
  }
}

function lost(line: Line, error: unknown): false {
  line.fault(error);
  return false;
}

/** The last way: a message of its own, in private where others are around. */
async function post(line: Line, stage: Stage, body: Body, to: Audience): Promise<void> {
  const { tenant, channel, kind } = stage.in;
  const { text, blocks } = body;
  const quiet = { text, blocks, parse: "none" } as const;
  try {
    const client = await line.client(tenant);
    if (!client) return;
    if (to === "me" && kind === "channel") await client.chat.postEphemeral({ channel, user: stage.person, ...quiet });
    else await client.chat.postMessage({ channel, ...quiet, unfurl_links: false, unfurl_media: false });
  } catch (error) {
    line.fault(error);
  }
}

import type { RespondArguments } from "@slack/bolt";
import type { MessageRef, Place } from "../../../chat/event.ts";

/** Where an answer goes: what Slack told of the place of an act, and the ways back that it gave for it. */
export type Stage = {
  readonly in: Place;
  /** The person who acted. */
  readonly person: string;
  /** What was acted on, and may turn. */
  readonly on?: Shown | undefined;
  /** Answers the act itself, once: a slash command takes its first answer this way. */
  readonly ack?: ((answer?: RespondArguments) => Promise<void>) | undefined;
  /** Takes up to five messages in 30 minutes (Slack, "Handling user interaction", response_url); a secret. */
  readonly responseUrl?: string | undefined;
  /** Opens one form within 3 s. */
  readonly trigger?: string | undefined;
};

/** What a person acted on. */
export type Shown =
  /** A message that everybody there sees; Slack's own name for it is its timestamp. */
  | { readonly kind: "message"; readonly ts: string }
  /** A message that one person sees; its name is ours (controls.ts). */
  | { readonly kind: "private"; readonly id: string }
  /** The person's own page of the app. */
  | { readonly kind: "home" };

export const PLATFORM = "slack";

/** A message's name for the rest of the house: with its workspace, for each has a token of its own. */
export const refOf = (tenant: string, channel: string, ts: string): MessageRef => ({
  platform: PLATFORM,
  channel,
  id: `${tenant}/${ts}`,
});

/** The workspace and the timestamp in a message's name; undefined for a name that `refOf` did not give. */
export function partsOf(ref: MessageRef): { readonly tenant: string; readonly ts: string } | undefined {
  const [, tenant, ts] = /^([A-Z0-9]{2,32})\/(\d{1,20}\.\d{1,10})$/.exec(ref.id) ?? [];
  return tenant === undefined || ts === undefined ? undefined : { tenant, ts };
}

/** The name of what was acted on. */
export function nameOf({ on, in: { tenant, channel }, person }: Stage): MessageRef {
  if (on?.kind === "message") return refOf(tenant, channel, on.ts);
  return { platform: PLATFORM, channel, id: on?.kind === "private" ? on.id : `home:${person}` };
}

import { webApi } from "@slack/bolt";
import type { Delivered } from "../../chat/platform.ts";

/** How an attempt that failed is told: an outcome, or that the message in question needs nothing more. */
export type Outcome = Exclude<Delivered, { kind: "sent" }> | { readonly kind: "done" };

type Refusal = Extract<Outcome, { kind: "refused" }>;
type Scope = Refusal["scope"];

const refused = (scope: Scope, why: string): Refusal => ({ kind: "refused", why, scope });

/** Errors that stay as they are until somebody changes something (chat.postMessage and chat.update, "Errors"). */
const refusals: Readonly<Record<string, readonly [Scope, string]>> = {
  channel_not_found: ["place", "the channel is gone, or the tutor is not in it: invite it with /invite"],
  not_in_channel: ["place", "the tutor is not in the channel: invite it with /invite"],
  is_archived: ["place", "the channel is archived"],
  cannot_reply_to_message: ["place", "that message takes no replies"],
  restricted_action: ["place", "a setting of the workspace keeps apps from posting there"],
  restricted_action_read_only_channel: ["place", "the channel is read-only"],
  restricted_action_thread_only_channel: ["place", "the channel takes threads only"],
  restricted_action_non_threadable_channel: ["place", "the channel takes no threads"],
  restricted_action_thread_locked: ["place", "the thread is locked"],
  messages_tab_disabled: ["place", "the app's Messages tab is off: switch it on under App Home"],
  user_not_found: ["place", "that person is not known to Slack any more"],
  cannot_dm_bot: ["place", "that is a bot"],
  user_disabled: ["place", "that person's account is closed"],
  invalid_auth: ["tenant", "Slack does not take the bot token"],
  not_authed: ["tenant", "Slack does not take the bot token"],
  account_inactive: ["tenant", "the bot's account is closed"],
  token_revoked: ["tenant", "the bot token was taken back"],
  token_expired: ["tenant", "the bot token has expired"],
  team_access_not_granted: ["tenant", "the organisation has not given the tutor this workspace"],
  org_login_required: ["tenant", "the workspace is being moved to an organisation"],
  ekm_access_denied: ["tenant", "the organisation's keys keep the tutor out"],
  team_not_found: ["tenant", "the workspace is gone"],
  msg_too_long: ["post", "the message is too long for Slack"],
  msg_blocks_too_long: ["post", "the message is too long for Slack"],
  invalid_blocks: ["post", "Slack does not take the message's blocks"],
  invalid_blocks_format: ["post", "Slack does not take the message's blocks"],
  metadata_too_large: ["post", "the message's metadata is too large"],
  no_text: ["post", "there is nothing to say in the message"],
  cant_update_message: ["post", "the message is not the tutor's own"],
  edit_window_closed: ["post", "the workspace lets nobody change a message this old"],
};

/** An edit of a message that was deleted meanwhile. */
const done = new Set(["message_not_found"]);

/** Milliseconds to wait for errors that pass by themselves, when Slack does not say how long. */
const waits: Readonly<Record<string, number>> = {
  ratelimited: 60_000,
  rate_limited: 60_000,
  message_limit_exceeded: 3_600_000,
  accesslimited: 60_000,
};

/** Errors after which it may have happened all the same: "some aspect of the operation may have succeeded". */
const doubtful = new Set([
  "fatal_error",
  "internal_error",
  "request_timeout",
  "service_unavailable",
  "team_added_to_org",
]);

/** A connection that never came about carried nothing. */
const unconnected = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENETUNREACH",
  "EHOSTUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** How long to leave a Slack that cannot be reached at all alone. */
const AWAY = 30_000;

/** Reads what a request threw; `now` is epoch milliseconds. Whatever may have arrived all the same is unknown. */
export function outcomeOf(error: unknown, now: number): Outcome {
  if (error instanceof webApi.WebAPIRateLimitedError) return { kind: "wait", until: now + error.retryAfter * 1000 };
  const code = codeOf(error);
  if (code === undefined) return neverConnected(error) ? { kind: "wait", until: now + AWAY } : { kind: "unknown" };
  if (done.has(code)) return { kind: "done" };
  const pause = waits[code];
  if (pause !== undefined) return { kind: "wait", until: now + pause };
  if (code === "missing_scope")
    return refused("tenant", `the app lacks the scope ${neededIn(error)}: add it and install the app again`);
  const known = refusals[code];
  if (known) return refused(...known);
  // Slack answers junk and pages for people in place of an error's name, too.
  return doubtful.has(code) || !/^[a-z_]{3,60}$/.test(code)
    ? { kind: "unknown" }
    : refused("post", `Slack answered ${code}`);
}

/** The error's name, where Slack itself said no. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof webApi.WebAPIPlatformError ? error.data.error : undefined;

/** Nothing will be taken in this token's name until somebody makes a new one. */
export const isTokenFault = (error: unknown): boolean => refusals[codeOf(error) ?? ""]?.[0] === "tenant";

function neededIn(error: unknown): string {
  const data = error instanceof webApi.WebAPIPlatformError ? error.data : {};
  return "needed" in data && typeof data.needed === "string" ? data.needed : "it needs";
}

function neverConnected(error: unknown): boolean {
  for (let cause: unknown = error; cause instanceof Error; cause = "original" in cause ? cause.original : cause.cause) {
    if ("code" in cause && typeof cause.code === "string" && unconnected.has(cause.code)) return true;
  }
  return false;
}

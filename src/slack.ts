import type { Config, SlackConfig } from "./config.ts";
import { createSlack, type Slack } from "./platforms/slack/adapter.ts";
import type { Installations } from "./platforms/slack/installations.ts";
import type { Admission, SlackOptions, Way } from "./platforms/slack/options.ts";

/** What main hands in, whatever the settings are. */
type Parts = Pick<SlackOptions, "known" | "commands" | "draw" | "newId" | "now" | "after" | "fault">;

/**
 * Slack, when there is a token or an app to install. It connects in the background: whatever is wrong there keeps nothing
 * else from running.
 */
export function slackOf({ slack }: Config, installations: Installations, parts: Parts): Slack | undefined {
  if (!slack) return undefined;
  const { api, managers } = slack;
  return createSlack({ way: wayOf(slack), admission: admissionOf(slack, installations), api, managers, ...parts });
}

function admissionOf({ admission }: SlackConfig, installations: Installations): Admission {
  if (admission.kind === "token") return { kind: "token", token: admission.botToken.reveal() };
  return {
    kind: "install",
    clientId: admission.clientId,
    clientSecret: admission.clientSecret.reveal(),
    stateSecret: admission.stateSecret.reveal(),
    installations,
  };
}

/** Socket Mode goes first: it needs no way in. One of both is set, or there is no configuration. */
const wayOf = ({ appToken, signingSecret }: SlackConfig): Way =>
  appToken
    ? { kind: "socket", appToken: appToken.reveal() }
    : { kind: "http", signingSecret: signingSecret?.reveal() ?? "" };

/** The key under which tokens of installations lie in the database. */
export const sealingOf = ({ slack }: Config): Uint8Array | undefined =>
  slack?.admission.kind === "install" ? Buffer.from(slack.admission.storeKey.reveal(), "hex") : undefined;

import type { After } from "../chat/after.ts";
import type { Command } from "../chat/command.ts";
import type { Platform } from "../chat/platform.ts";
import type { Config, SlackConfig } from "../config/config.ts";
import type { Context } from "../core/context.ts";
import { draw } from "../pictures/draw.ts";
import type { Slack } from "../platforms/slack/adapter.ts";
import type { Admission, Way } from "../platforms/slack/options.ts";
import type { Opened } from "../store/open.ts";

/**
 * The channels that the settings connect beside the local page. Their libraries are loaded with them: they are half of the time
 * that a start takes, and most who start the tutor for the first time have no token.
 */

/** What each of them is handed. */
export type Connection = {
  readonly context: Context;
  readonly commands: () => readonly Command[];
  readonly after: After;
  /** Told what was caught in a part of the house. */
  readonly faults: (part: string) => (error: unknown) => void;
};

/** Real channels that the settings connect beside the page, by the names that people call them. */
export const realChannelsOf = ({ discord, slack }: Config): readonly string[] => [
  ...(discord ? ["Discord"] : []),
  ...(slack ? ["Slack"] : []),
];

/** Discord, when there is a token. It connects in the background: whatever is wrong there keeps nothing else from running. */
export async function discordOf({ discord }: Config, connection: Connection): Promise<readonly Platform[]> {
  if (!discord) return [];
  const { createDiscord } = await import("../platforms/discord/adapter.ts");
  const token = discord.token.reveal();
  const { context, commands, after } = connection;
  const now = nowOf(context);
  const fault = connection.faults("discord");
  const { store } = context;
  const remembered = {
    owner: (application: string) => store.claimPlatform("discord", application),
    known: () => store.presentTenants("discord"),
  };
  return [createDiscord({ ...discord, token, ...remembered, commands, draw, now, after, fault })];
}

/** Slack, when there is a token or an app to install. It connects in the background, as Discord does. */
export async function slackOf(
  { slack }: Config,
  { slack: installations }: Pick<Opened, "slack">,
  connection: Connection,
): Promise<Slack | undefined> {
  if (!slack) return undefined;
  const { createSlack } = await import("../platforms/slack/adapter.ts");
  const { context, commands, after } = connection;
  const { api, managers } = slack;
  const way = wayOf(slack);
  const admission = admissionOf(slack, installations);
  const known = (): Promise<readonly string[]> => context.store.presentTenants("slack");
  const { newId } = context;
  const fault = connection.faults("slack");
  const now = nowOf(context);
  return createSlack({ way, admission, api, managers, known, commands, draw, newId, now, after, fault });
}

function admissionOf({ admission }: SlackConfig, installations: Opened["slack"]): Admission {
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

export const nowOf =
  ({ clock }: Pick<Context, "clock">) =>
  (): number =>
    clock.now().epochMilliseconds;

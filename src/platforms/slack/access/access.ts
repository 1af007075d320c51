import type { AppOptions, webApi } from "@slack/bolt";
import type { Health } from "../../../chat/platform.ts";

/** Who the tutor is in a workspace: the ids of its bot, and of the bot's user. */
export type Bot = { readonly id: string; readonly user: string };

/** In whose name the tutor acts, workspace by workspace. */
export type Access = {
  /** For bolt, for each thing heard. Rejects where the tutor is not installed. */
  readonly authorize: NonNullable<AppOptions["authorize"]>;
  /** The client that acts in a workspace, with a token that is valid now; undefined where the tutor is not installed. */
  client(tenant: string): Promise<webApi.WebClient | undefined>;
  bot(tenant: string): Promise<Bot | undefined>;
  /** Forgets the tokens of a workspace, or of a whole organisation, and returns the workspaces that are gone with them. */
  forget(gone: Gone): Promise<readonly string[]>;
  /** Slack refused the token of a workspace. */
  refused(tenant: string, why: string): void;
  health(): Health;
  /** Finds out where the tutor is; `here` is called for each workspace it comes to. */
  start(here: (tenant: string) => Promise<void>): void;
  stop(): void;
};

export type Gone = {
  readonly team: string | undefined;
  readonly enterprise: string | undefined;
  readonly whole: boolean;
};

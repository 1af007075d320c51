import { DiscordAPIError, PermissionFlagsBits, PermissionsBitField, REST, Routes } from "discord.js";
import type { DiscordConfig } from "../../config/config.ts";
import { driftFinding } from "./drift.ts";
import { type Finding, ill, reasonOf, well } from "./finding.ts";

/** What the bot needs in a server: the sum is the invite link's 117760 (docs/discord.md). */
const needed = new PermissionsBitField([
  PermissionFlagsBits.ViewChannel,
  PermissionFlagsBits.SendMessages,
  PermissionFlagsBits.EmbedLinks,
  PermissionFlagsBits.AttachFiles,
  PermissionFlagsBits.ReadMessageHistory,
]);

/** Milliseconds for each of the two requests. */
const patience = 5000;
/** Servers that Discord lists in one answer, and we look at. */
const most = 200;

/** Whether Discord takes the token, what the bot may do in its servers, and whether both clocks agree. `now` is epoch milliseconds. */
export async function examineDiscord(config: DiscordConfig, now: () => number): Promise<readonly Finding[]> {
  const rest = new REST({ api: config.api ?? "https://discord.com/api", retries: 0, timeout: patience });
  rest.setToken(config.token.reveal());
  let clock = driftFinding("Discord", undefined, 0);
  rest.once("response", (_request, response) => {
    clock = driftFinding("Discord", response.headers.get("date"), now());
  });
  try {
    const application = await rest.get(Routes.currentApplication());
    const guilds = await rest.get(Routes.userGuilds(), { query: new URLSearchParams({ limit: String(most) }) });
    return [
      well(`Discord takes the token: it belongs to ${nameIn(application)}`),
      well("Discord: the bot listens to Guilds alone, which needs no privileged intent"),
      ...permissionFindings(guilds),
      clock,
    ];
  } catch (error) {
    return [unreached(error)];
  } finally {
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
  }
}

function unreached(error: unknown): Finding {
  if (error instanceof DiscordAPIError && error.status === 401) {
    return ill(
      "Discord does not take the token",
      "make a new one on the Bot page of the application, set DISCORD_TOKEN",
    );
  }
  return ill(`Discord does not answer: ${reasonOf(error)}`, "look at this machine's way out, or DISCORD_API_BASE_URL");
}

function permissionFindings(guilds: unknown): readonly Finding[] {
  const list: readonly unknown[] = Array.isArray(guilds) ? guilds : [];
  if (list.length === 0) {
    return [ill("Discord: the bot is in no server yet", "open the invite link of docs/discord.md")];
  }
  const lacking = list.flatMap((guild) => {
    const missing = needed.toArray().filter((name) => !rightsIn(guild).has(name));
    return missing.length === 0 ? [] : [`${nameIn(guild)} (${missing.join(", ")})`];
  });
  if (lacking.length === 0)
    return [well(`Discord: the bot has its permissions in ${list.length} of ${list.length} servers`)];
  return [
    ill(
      `Discord: permissions are missing in ${lacking.slice(0, 5).join(", ")}`,
      "open the invite link of docs/discord.md once more, or give them to the bot's role",
    ),
  ];
}

const rightsIn = (guild: unknown): PermissionsBitField =>
  new PermissionsBitField(BigInt(/^\d+$/.exec(textAt(guild, "permissions"))?.[0] ?? "0"));

const nameIn = (thing: unknown): string => `"${textAt(thing, "name")}"`;

function textAt(thing: unknown, key: string): string {
  return typeof thing === "object" && thing !== null ? String(Reflect.get(thing, key)) : "";
}

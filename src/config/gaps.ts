import { isIPv4 } from "node:net";

/** Settings by name, without those that are empty. */
type Given = Readonly<Record<string, string | undefined>>;

/** Settings that need another one which is not there, each with what to do. */
export function gaps(given: Given): readonly string[] {
  const has = (name: string): boolean => given[name] !== undefined;
  const faults: string[] = [];
  const needs = (name: string, missing: string, why: string): void => {
    faults.push(`${missing} is missing: ${why} Set it, or leave ${name} out.`);
  };
  if (has("HOST") && !isLoopback(given.HOST ?? "") && !has("WEB_PASSWORD")) {
    needs("HOST", "WEB_PASSWORD", "HOST lets other machines open the page, and that takes a password.");
  }
  for (const name of ["DISCORD_GUILD_ID", "DISCORD_API_BASE_URL", "DISCORD_SHARDS"].filter(has)) {
    if (!has("DISCORD_TOKEN")) needs(name, "DISCORD_TOKEN", `${name} is of no use without it.`);
  }
  faults.push(...shardGaps(given));
  faults.push(...slackGaps(given));
  return faults;
}

const oneWorkspace = ["SLACK_BOT_TOKEN"];
const manyWorkspaces = ["SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_STATE_SECRET", "SLACK_STORE_KEY"];

/** Slack needs a way in which it tells what people do, and either one workspace's token or all that an installation takes. */
function slackGaps(given: Given): readonly string[] {
  const has = (name: string): boolean => given[name] !== undefined;
  const installs = manyWorkspaces.filter(has);
  const missing = manyWorkspaces.filter((name) => !has(name));
  const ways = ["SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"].filter(has);
  const others = [...ways, ...["SLACK_API_URL", "SLACK_MANAGERS"].filter(has)];
  const needs = (name: string, what: string, why: string): string =>
    `${what} is missing: ${why} Set it, or leave ${name} out.`;
  if (oneWorkspace.some(has) && installs.length > 0) {
    return [
      `SLACK_BOT_TOKEN is set beside ${installs[0]}: it is for one workspace, the other for many. Set one of them.`,
    ];
  }
  if (installs.length > 0 && missing.length > 0) {
    return missing.map((name) => needs(installs[0] ?? "", name, "many workspaces take all four of them."));
  }
  if (!oneWorkspace.some(has) && installs.length === 0) {
    if (others.length === 0) return [];
    return [needs(others.join(" and "), "SLACK_BOT_TOKEN", "Slack takes messages from no app without it.")];
  }
  if (ways.length > 0) return [];
  const owner = oneWorkspace.find(has) ?? "SLACK_CLIENT_ID";
  return [needs(owner, "SLACK_APP_TOKEN", "Slack reaches the tutor through it (or through SLACK_SIGNING_SECRET).")];
}

/** Which shards and how many there are: neither says anything without the other. */
function shardGaps({ DISCORD_SHARDS: ids, DISCORD_SHARD_COUNT: count }: Given): readonly string[] {
  if (ids === undefined && count === undefined) return [];
  if (count === undefined)
    return ["DISCORD_SHARD_COUNT is missing: DISCORD_SHARDS needs it. Set it, or leave DISCORD_SHARDS out."];
  if (ids === undefined)
    return ["DISCORD_SHARDS is missing: DISCORD_SHARD_COUNT needs it. Set it, or leave DISCORD_SHARD_COUNT out."];
  const beyond = ids.split(",").find((id) => Number(id) >= Number(count));
  return beyond === undefined
    ? []
    : [
        `DISCORD_SHARDS names shard ${beyond.trim()}, and with DISCORD_SHARD_COUNT ${count} the last is ${Number(count) - 1}.`,
      ];
}

/** Whether only this machine can reach what listens on `host`. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIPv4(host) && host.startsWith("127."));
}

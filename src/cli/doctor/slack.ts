import type { SlackConfig } from "../../config/config.ts";
import { OPTIONAL_SCOPES, SCOPES } from "../../platforms/slack/access/scopes.ts";
import { driftFinding } from "./drift.ts";
import { type Finding, ill, reasonOf, well } from "./finding.ts";

/** Milliseconds for each request. */
const patience = 5000;

/** Whether Slack takes the tokens, what the app may do, and whether both clocks agree. `now` is epoch milliseconds. */
export async function examineSlack(config: SlackConfig, now: () => number): Promise<readonly Finding[]> {
  const api = config.api ?? "https://slack.com/api";
  const { admission, appToken } = config;
  try {
    return [
      ...(admission.kind === "token"
        ? await examineBot(api, admission.botToken.reveal(), now)
        : [well("Slack: workspaces install the app at /slack/install; their tokens are kept sealed")]),
      appToken ? await examineSocket(api, appToken.reveal()) : signed,
    ];
  } catch (error) {
    return [ill(`Slack does not answer: ${reasonOf(error)}`, "look at this machine's way out, or SLACK_API_URL")];
  }
}

const signed = well("Slack: what people do comes as signed requests to /slack/events");

async function examineBot(api: string, token: string, now: () => number): Promise<readonly Finding[]> {
  const { answer, headers } = await ask(api, "auth.test", token);
  if (answer.ok !== true) {
    return [
      ill(
        `Slack does not take the bot token (${answer.error})`,
        "copy it anew from OAuth & Permissions of the app, set SLACK_BOT_TOKEN",
      ),
    ];
  }
  return [
    well(`Slack takes the bot token: it belongs to "${answer.user}" in "${answer.team}"`),
    ...scopeFindings(new Set((headers.get("x-oauth-scopes") ?? "").split(/\s*,\s*/))),
    driftFinding("Slack", headers.get("date"), now()),
  ];
}

function scopeFindings(given: ReadonlySet<string>): readonly Finding[] {
  const missing = SCOPES.filter((scope) => !given.has(scope));
  const without = OPTIONAL_SCOPES.filter((scope) => !given.has(scope));
  if (missing.length > 0) {
    return [
      ill(
        `Slack: the app lacks ${missing.join(", ")}`,
        "add them under OAuth & Permissions, or use a manifest of docs/slack.md, and install the app again",
      ),
    ];
  }
  return [well(`Slack: the app has its scopes${without.length > 0 ? `, and does without ${without.join(", ")}` : ""}`)];
}

async function examineSocket(api: string, token: string): Promise<Finding> {
  const { answer } = await ask(api, "apps.connections.open", token);
  return answer.ok === true
    ? well("Slack takes the app-level token: Socket Mode can connect")
    : ill(
        `Slack does not take the app-level token (${answer.error})`,
        "make a new one with connections:write under Basic Information, set SLACK_APP_TOKEN",
      );
}

type Answer = { readonly ok?: unknown; readonly error?: unknown; readonly user?: unknown; readonly team?: unknown };

async function ask(
  api: string,
  method: string,
  token: string,
): Promise<{ readonly answer: Answer; readonly headers: Headers }> {
  const response = await fetch(`${api}/${method}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/x-www-form-urlencoded" },
    signal: AbortSignal.timeout(patience),
  });
  const answer: unknown = await response.json();
  return { answer: typeof answer === "object" && answer !== null ? answer : {}, headers: response.headers };
}

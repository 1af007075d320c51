import { createHmac } from "node:crypto";
import { ok, refuse } from "./server/http.ts";
import type { SlackServer } from "./server/slack-server.ts";

export const STATE = "a-state-secret-of-more-than-32-characters";

/** A workspace, or with `whole` an organisation, that gives an installation for a code. */
export type Giver = {
  readonly team: string;
  readonly enterprise?: string;
  readonly whole?: boolean;
  readonly expires?: number;
};

/** Slack's side of installations: codes that are good once, and tokens that are renewed once. */
export function giving(server: SlackServer) {
  const codes = new Map<string, Giver>();
  const renewals = new Map<string, Giver>();
  let made = 0;
  const tokenFor = ({ team, expires }: Giver, giver: Giver) => {
    made += 1;
    const token = `xoxb-${made}-for-${team}`;
    server.world.tokens.set(token, { team, bot: { id: `B${team}`, user: `U${team}` } });
    const renew = `xoxe-1-renew-${made}`;
    renewals.set(renew, giver);
    return { access_token: token, ...(expires === undefined ? {} : { refresh_token: renew, expires_in: expires }) };
  };
  server.methods.set("oauth.v2.access", ({ raw }) => {
    const given = new URLSearchParams(raw.toString());
    const key = given.get("code") ?? given.get("refresh_token") ?? "";
    const from = given.has("code") ? codes : renewals;
    const giver = from.get(key);
    if (!giver) return refuse(given.has("code") ? "invalid_code" : "invalid_refresh_token");
    from.delete(key);
    const renewed = given.has("code") ? giver : { ...giver, expires: 43_200 };
    return ok({
      ...tokenFor(renewed, renewed),
      token_type: "bot",
      scope: "chat:write,commands",
      bot_user_id: `U${giver.team}`,
      app_id: server.world.app,
      team: giver.whole ? null : { id: giver.team, name: giver.team },
      enterprise: giver.enterprise === undefined ? null : { id: giver.enterprise, name: giver.enterprise },
      is_enterprise_install: giver.whole === true,
      authed_user: { id: "U0INSTALLER" },
    });
  });
  return { codes, renewals, tokens: () => made };
}

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A state of the kind that a careless verifier takes: signed by nobody. */
export const unsigned = (): string =>
  `${encoded({ alg: "none", typ: "JWT" })}.${encoded({ installOptions: { scopes: [] }, now: new Date() })}.`;

/** A state that was signed by us eleven minutes ago. */
export function expired(): string {
  const at = Math.floor(Date.now() / 1000) - 660;
  const body = `${encoded({ alg: "HS256", typ: "JWT" })}.${encoded({ installOptions: { scopes: [] }, now: new Date(at * 1000), random: 1, iat: at })}`;
  return `${body}.${createHmac("sha256", STATE).update(body).digest("base64url")}`;
}

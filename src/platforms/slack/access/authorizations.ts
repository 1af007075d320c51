import type { AuthorizeResult } from "@slack/bolt";
import type { InstallationQuery, InstallProvider } from "@slack/oauth";
import type { Installations } from "./installations.ts";

/** Milliseconds for which a token is used without another look: another process may have changed it. */
const FRESH = 60_000;

export type Query = InstallationQuery<boolean>;

/** Tokens that are valid now. */
export type Authorizations = {
  /** By whose installation it is; rejects where there is none. */
  of(query: Query): Promise<AuthorizeResult>;
  /** By the workspace alone; undefined where the app is not installed. */
  in(tenant: string): Promise<AuthorizeResult | undefined>;
  forget(): void;
};

/**
 * Bolt's installer reads installations and renews tokens that are about to expire; a token to renew with works once, so
 * whoever needs one while it is renewed waits for the same.
 */
export function createAuthorizations(
  installer: Pick<InstallProvider, "authorize">,
  installations: Installations,
  now: () => number,
): Authorizations {
  const known = new Map<string, { readonly at: number; readonly result: Promise<AuthorizeResult> }>();
  const ways = new Map<string, { readonly at: number; readonly query: Query }>();
  const of = (query: Query): Promise<AuthorizeResult> => {
    const key = keyOf(query);
    const kept = known.get(key);
    if (kept && now() - kept.at < FRESH) return kept.result;
    const result = installer.authorize(query);
    known.set(key, { at: now(), result });
    result.catch(() => known.delete(key));
    return result;
  };
  return {
    of,
    in: async (tenant) => {
      const kept = ways.get(tenant);
      if (kept && now() - kept.at < FRESH) return of(kept.query);
      const query = await wayTo(tenant, installations);
      if (query) ways.set(tenant, { at: now(), query });
      return query && of(query);
    },
    forget: () => {
      known.clear();
      ways.clear();
    },
  };
}

/** By whose installation a workspace is reached: its own, or else its organisation's. */
async function wayTo(teamId: string, installations: Installations): Promise<Query | undefined> {
  if (await installations.find({ kind: "workspace", team: teamId })) {
    return { teamId, enterpriseId: undefined, isEnterpriseInstall: false };
  }
  const enterpriseId = await installations.enterpriseOf(teamId);
  if (enterpriseId === undefined) return undefined;
  if (!(await installations.find({ kind: "organisation", enterprise: enterpriseId }))) return undefined;
  return { teamId, enterpriseId, isEnterpriseInstall: true };
}

const keyOf = ({ teamId, enterpriseId, isEnterpriseInstall }: Query): string =>
  isEnterpriseInstall ? `organisation ${enterpriseId}` : `workspace ${teamId}`;

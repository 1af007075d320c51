import type { AuthorizeResult } from "@slack/bolt";
import type { InstallationQuery, InstallProvider } from "@slack/oauth";

/** Milliseconds for which a token is used without another look: another process may have changed it. */
const FRESH = 60_000;

export type Query = InstallationQuery<boolean>;

/** Tokens that are valid now, by whose installation. Rejects where there is none. */
export type Authorizations = { of(query: Query): Promise<AuthorizeResult>; forget(): void };

/**
 * Bolt's installer reads installations and renews tokens that are about to expire; a token to renew with works once, so
 * whoever needs one while it is renewed waits for the same.
 */
export function createAuthorizations(installer: Pick<InstallProvider, "authorize">, now: () => number): Authorizations {
  const known = new Map<string, { readonly at: number; readonly result: Promise<AuthorizeResult> }>();
  return {
    of: (query) => {
      const key = keyOf(query);
      const kept = known.get(key);
      if (kept && now() - kept.at < FRESH) return kept.result;
      const result = installer.authorize(query);
      known.set(key, { at: now(), result });
      result.catch(() => known.delete(key));
      return result;
    },
    forget: () => known.clear(),
  };
}

const keyOf = ({ teamId, enterpriseId, isEnterpriseInstall }: Query): string =>
  isEnterpriseInstall ? `organisation ${enterpriseId}` : `workspace ${teamId}`;

/** A Discord guild or Slack workspace, and when something was heard of it. */
export type TenantSeen = { readonly platform: string; readonly tenant: string; readonly at: number };

/** What the tutor remembers of the servers and workspaces it was invited to: part of the store. */
export type TenantFacts = {
  /**
   * The application of a platform to which all that is kept of it belongs: the first that ever claims it. Another one's
   * bot is in other servers, and must not take those of the first for left.
   */
  claimPlatform(platform: string, application: string): Promise<string>;
  /** The tutor is in a server or workspace; `first` when it never was before, as far as anything is kept. Calls off a purge. */
  joinTenant(tenant: TenantSeen): Promise<{ readonly first: boolean }>;
  /** The tutor was sent away: what is kept stays until `purgeTenants`. */
  leaveTenant(tenant: TenantSeen): Promise<void>;
  /** The tenants of a platform that the tutor came to and was not sent away from. */
  presentTenants(platform: string): Promise<readonly string[]>;
  /** Removes all that is kept of tenants that sent the tutor away at or before `leftBy`; returns how many. */
  purgeTenants(leftBy: number): Promise<number>;
};

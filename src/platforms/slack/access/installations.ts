/** What is kept of the workspaces and organisations that installed the tutor: a port, filled by the store. */
export type Installations = {
  /** Keeps an installation, or its newest tokens. */
  save(owner: Owner, body: string, at: number): Promise<void>;
  /** What was kept; undefined when nobody installed the tutor there, or it was taken away. */
  find(owner: Owner): Promise<string | undefined>;
  remove(owner: Owner): Promise<void>;
  /** A workspace speaks by way of its organisation's installation. */
  belong(team: string, enterprise: string): Promise<void>;
  /** The organisation by way of whose installation a workspace spoke last. */
  enterpriseOf(team: string): Promise<string | undefined>;
  /** The workspaces that spoke by way of an organisation's installation. */
  teamsOf(enterprise: string): Promise<readonly string[]>;
};

/**
 * Whose installation: that of one workspace, or that of a whole organisation (Enterprise Grid). The two are kept apart
 * even where a workspace belongs to the organisation: neither ever takes the other's place.
 */
export type Owner =
  | { readonly kind: "workspace"; readonly team: string }
  | { readonly kind: "organisation"; readonly enterprise: string };

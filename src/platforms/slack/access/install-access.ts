import type { InstallProvider } from "@slack/oauth";
import type { Clients } from "../api/clients.ts";
import type { SlackOptions } from "../options.ts";
import type { Access, Gone } from "./access.ts";
import { createAuthorizations, type Query } from "./authorizations.ts";
import type { Installations, Owner } from "./installations.ts";

/** Many workspaces, each by its own installation or by that of its organisation. */
export function createInstallAccess(
  installer: Pick<InstallProvider, "authorize">,
  installations: Installations,
  clients: Clients,
  { now, fault }: Pick<SlackOptions, "now" | "fault">,
): Access {
  const authorizations = createAuthorizations(installer, installations, now);
  const belonging = new Map<string, string>();
  let came: (tenant: string) => Promise<void> = async () => undefined;

  /** What was heard by way of an organisation tells that the workspace speaks by way of it. */
  const note = async ({ teamId, enterpriseId, isEnterpriseInstall }: Query): Promise<void> => {
    if (!isEnterpriseInstall || teamId === undefined || enterpriseId === undefined) return;
    if (belonging.get(teamId) === enterpriseId) return;
    belonging.set(teamId, enterpriseId);
    await installations.belong(teamId, enterpriseId);
    await came(teamId);
  };
  return {
    authorize: async (source) => {
      const result = await authorizations.of(source);
      await note(source);
      return { ...result, ...(source.teamId === undefined ? {} : { teamId: source.teamId }) };
    },
    client: async (tenant) => {
      const token = (await authorizations.in(tenant))?.botToken;
      return token === undefined ? undefined : clients(token);
    },
    bot: async (tenant) => {
      const { botId: id, botUserId: user } = (await authorizations.in(tenant)) ?? {};
      return id === undefined || user === undefined ? undefined : { id, user };
    },
    forget: async (gone) => {
      authorizations.forget();
      belonging.clear();
      return forgetIn(gone, installations);
    },
    refused: (tenant, why) => {
      authorizations.forget();
      fault(new Error(`Slack: nothing is taken any more in workspace ${tenant}: ${why}.`));
    },
    health: () => ({ ok: true }),
    start: (here) => {
      came = here;
    },
    stop: () => undefined,
  };
}

async function forgetIn(gone: Gone, installations: Installations): Promise<readonly string[]> {
  const owner = ownerOf(gone);
  if (!owner) return [];
  const teams = owner.kind === "workspace" ? [owner.team] : await installations.teamsOf(owner.enterprise);
  await installations.remove(owner);
  return teams;
}

/** Whose tokens went: an organisation's only when all of it is meant. */
function ownerOf({ team, enterprise, whole }: Gone): Owner | undefined {
  if (whole) return enterprise === undefined ? undefined : { kind: "organisation", enterprise };
  return team === undefined ? undefined : { kind: "workspace", team };
}

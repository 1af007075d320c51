import type { IncomingMessage, ServerResponse } from "node:http";
import { type Installation, type InstallationStore, LogLevel } from "@slack/bolt";
import { ClearStateStore, InstallProvider, type StateStore } from "@slack/oauth";
import { createSeen } from "../../kit/dedupe.ts";
import { clientOptionsOf } from "../api/clients.ts";
import type { Fetch } from "../api/fetch.ts";
import { quietLogger } from "../api/quiet-log.ts";
import type { Door } from "../connection/http.ts";
import type { Admission, SlackOptions } from "../options.ts";
import type { Installations, Owner } from "./installations.ts";
import { OPTIONAL_SCOPES, SCOPES } from "./scopes.ts";

type Install = Extract<Admission, { kind: "install" }>;

/**
 * Bolt's installer: it sends people to Slack and takes them back, with a state that is signed, bound to the browser by a
 * cookie, good for ten minutes and used once. `installed` is called for each workspace whose tokens were kept.
 */
export function createInstaller(
  { clientId, clientSecret, stateSecret, installations }: Install,
  options: SlackOptions,
  fetch: Fetch,
  installed: (tenant: string) => Promise<void>,
): InstallProvider {
  return new InstallProvider({
    clientId,
    clientSecret,
    stateStore: createStates(stateSecret),
    installationStore: installationStore(installations, options.now, installed),
    directInstall: true,
    clientOptions: clientOptionsOf(options, fetch),
    logger: quietLogger(options.fault),
    logLevel: LogLevel.ERROR,
  });
}

const SECONDS = 600;

/** Bolt's own states carry no memory; one that came back must not come back again. */
function createStates(secret: string): StateStore {
  const states = new ClearStateStore(secret, SECONDS);
  const isNew = createSeen();
  return {
    generateStateParam: (options, at) => states.generateStateParam(options, at),
    verifyStateParam: async (at, state) => {
      const options = await states.verifyStateParam(at, state);
      if (!isNew(state)) throw new Error("This way to install was used already: begin anew at /slack/install.");
      return options;
    },
  };
}

/** What the installer keeps, in our database: whole installations as JSON, found by whose they are. */
function installationStore(
  installations: Installations,
  now: () => number,
  installed: (tenant: string) => Promise<void>,
): InstallationStore {
  return {
    storeInstallation: async (installation) => {
      const owner = ownerOf(installation);
      await installations.save(owner, JSON.stringify(installation), now());
      if (owner.kind === "workspace") await installed(owner.team);
    },
    fetchInstallation: async ({ teamId, enterpriseId, isEnterpriseInstall }) => {
      const owner = isEnterpriseInstall
        ? ({ kind: "organisation", enterprise: enterpriseId ?? "" } as const)
        : ({ kind: "workspace", team: teamId ?? "" } as const);
      const body = await installations.find(owner);
      if (body === undefined) throw new Error(`The tutor is not installed in this ${owner.kind}.`);
      return JSON.parse(body);
    },
  };
}

function ownerOf({ isEnterpriseInstall, enterprise, team }: Installation): Owner {
  if (isEnterpriseInstall && enterprise) return { kind: "organisation", enterprise: enterprise.id };
  if (team) return { kind: "workspace", team: team.id };
  throw new Error("Slack named neither a workspace nor an organisation in this installation.");
}

/** The two paths of an installation: the way to Slack, and the way back. */
export function installDoors(
  installer: InstallProvider,
  fault: (error: unknown) => void,
): Readonly<Record<string, Door>> {
  const scopes = [...SCOPES, ...OPTIONAL_SCOPES];
  const door =
    (pass: (request: IncomingMessage, response: ServerResponse) => Promise<void>): Door =>
    (request, response) => {
      if (request.method !== "GET") response.writeHead(405, { allow: "GET" }).end();
      else
        pass(request, response).catch((error: unknown) => {
          fault(error);
          if (!response.headersSent) response.writeHead(500).end();
        });
    };
  return {
    "/slack/install": door((request, response) => installer.handleInstallPath(request, response, {}, { scopes })),
    "/slack/oauth_redirect": door((request, response) => installer.handleCallback(request, response)),
  };
}

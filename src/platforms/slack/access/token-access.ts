import type { Clients } from "../api/clients.ts";
import { isTokenFault } from "../errors.ts";
import type { SlackOptions } from "../options.ts";
import type { Access, Bot } from "./access.ts";

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30_000;
/** So many attempts on, the wait is the longest. */
const SLOW = 5;

const tokenRefused =
  "Slack does not take the bot token. Copy it anew from OAuth & Permissions of the app, set SLACK_BOT_TOKEN, and start again.";

/** One workspace, by the token of its bot. Who that is, Slack tells (auth.test); until then the tutor acts all the same. */
export function createTokenAccess(
  token: string,
  clients: Clients,
  { after, fault }: Pick<SlackOptions, "after" | "fault">,
): Access {
  const client = clients(token);
  let bot: Bot | undefined;
  let failed: string | undefined;
  let callOff = (): void => undefined;
  let stopped = false;
  let came: (tenant: string) => Promise<void> = async () => undefined;

  const introduce = async (attempt: number): Promise<void> => {
    try {
      const { team_id: team, bot_id: id, user_id: user } = await client.auth.test();
      failed = undefined;
      if (id !== undefined && user !== undefined) bot = { id, user };
      if (team !== undefined && !stopped) await came(team);
    } catch (error) {
      if (stopped) return;
      failed = isTokenFault(error) ? tokenRefused : failed;
      fault(isTokenFault(error) ? new Error(tokenRefused, { cause: error }) : error);
      again(attempt);
    }
  };
  const again = (attempt: number): void => {
    callOff();
    callOff = after(Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** attempt), () => void introduce(attempt + 1));
  };
  return {
    authorize: async ({ teamId }) => ({ botToken: token, ...(teamId === undefined ? {} : { teamId }) }),
    client: async () => client,
    bot: async () => bot,
    forget: async ({ team }) => (team === undefined ? [] : [team]),
    refused: (_tenant, why) => {
      if (failed === undefined) fault(new Error(`Slack: nothing is taken any more: ${why}.`));
      failed ??= `Slack takes nothing from the tutor: ${why}.`;
      // It may have been mended meanwhile.
      again(SLOW);
    },
    health: () => (failed === undefined ? { ok: true } : { ok: false, why: failed }),
    start: (here) => {
      came = here;
      void introduce(0);
    },
    stop: () => {
      stopped = true;
      callOff();
    },
  };
}

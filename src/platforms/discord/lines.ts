import { REST } from "discord.js";
import { apiOf, type DiscordOptions, patienceOf } from "./options.ts";

/** Longest wait for a rate limit before an interaction's first answer: Discord takes it for 3 s. */
const CALLBACK_WAIT = 1500;
/** Longest wait before a further answer; the interaction's token lives for 15 min. */
const FOLLOW_UP_WAIT = 60_000;

/**
 * Two lines to the API: `mail` for posts, with the token, on which a limit is told and not waited for; `open` for answers
 * to interactions, which need no token and no place in that queue. Neither repeats a request by itself.
 */
export type Lines = { readonly mail: REST; readonly open: REST; readonly close: () => void };

export function openLines(options: DiscordOptions): Lines {
  const patience = patienceOf(options);
  const api = apiOf(options);
  const mail = new REST({ api, retries: 0, timeout: patience.post, rejectOnRateLimit: () => true });
  mail.setToken(options.token);
  const open = new REST({
    api,
    retries: 0,
    timeout: patience.callback,
    rejectOnRateLimit: ({ route, retryAfter }) =>
      retryAfter > (route.startsWith("/interactions") ? CALLBACK_WAIT : FOLLOW_UP_WAIT),
  });
  return {
    mail,
    open,
    close: () => {
      for (const line of [mail, open]) {
        line.clearHashSweeper();
        line.clearHandlerSweeper();
      }
    },
  };
}

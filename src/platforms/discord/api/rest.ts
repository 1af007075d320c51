import { REST } from "discord.js";
import { apiOf, type DiscordOptions, patienceOf } from "../options.ts";

/** Longest wait for a rate limit before an interaction's first answer: Discord takes it for 3 s. */
const CALLBACK_WAIT = 1500;
/** Longest wait before a further answer; the interaction's token lives for 15 min. */
const LATER_WAIT = 60_000;

/**
 * Three lines to the API: `mail` for posts, with the token, on which a limit is told and not waited for; `open` for first
 * answers to interactions, which are in a hurry, and `later` for what follows them, both without the token and without a
 * place in that queue. None repeats a request by itself.
 */
export type Lines = { readonly mail: REST; readonly open: REST; readonly later: REST; readonly close: () => void };

export function openLines(options: DiscordOptions): Lines {
  const patience = patienceOf(options);
  const line = (timeout: number, longest: number): REST =>
    new REST({
      api: apiOf(options),
      retries: 0,
      timeout,
      invalidRequestWarningInterval: 1,
      rejectOnRateLimit: ({ retryAfter }) => !(retryAfter <= longest),
    });
  const mail = line(patience.post, Number.NEGATIVE_INFINITY);
  mail.setToken(options.token);
  const open = line(patience.callback, CALLBACK_WAIT);
  const later = line(patience.post, LATER_WAIT);
  return {
    mail,
    open,
    later,
    close: () => {
      for (const one of [mail, open, later]) {
        one.clearHashSweeper();
        one.clearHandlerSweeper();
      }
    },
  };
}

import type { REST } from "discord.js";

/**
 * Counts the requests that Discord holds against this machine's address (401, 403, 429): at 10,000 within ten minutes it is shut
 * out ("Rate limits", Invalid Request Limit). discord.js counts them for the whole process, and begins anew after ten
 * minutes; each of these lines tells of every one of its own.
 */
export function countInvalid(lines: readonly REST[], now: () => number): () => number {
  let latest = { count: 0, until: 0 };
  for (const line of lines) {
    line.on("invalidRequestWarning", ({ count, remainingTime }) => {
      latest = { count, until: now() + remainingTime };
    });
  }
  return () => (now() < latest.until ? latest.count : 0);
}

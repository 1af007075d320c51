import type { REST } from "discord.js";

/** Milliseconds for which nothing is sent when a wall does not say how long. */
const UNTOLD = 300_000;

/**
 * Notices a wall before the API that turns this whole machine away (Cloudflare's 1015 and its kin): a page for people
 * instead of JSON. Each further request would make it last. `raised` is told until when, in epoch milliseconds.
 */
export function watchWall(rest: REST, now: () => number, raised: (until: number) => void): void {
  rest.on("response", (_request, { status, headers }) => {
    if (status !== 403 && status !== 429) return;
    if (headers.get("content-type")?.includes("json")) return;
    const told = Number(headers.get("retry-after") ?? Number.NaN) * 1000;
    raised(now() + (told > 0 ? told : UNTOLD));
  });
}

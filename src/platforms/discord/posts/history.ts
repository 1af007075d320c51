import { type APIMessage, type REST, Routes, SnowflakeUtil } from "discord.js";
import { codeOf, isUnauthorized, outcomeOf } from "../errors.ts";
import { markIn } from "./mark.ts";

type Line = { readonly rest: REST; readonly now: () => number; readonly unauthorized: () => void };

/** Messages by their marks, of which the oldest counts; or why none can be seen. */
export type Seen =
  | { readonly kind: "seen"; readonly marks: ReadonlyMap<number, string> }
  | { readonly kind: "wait"; readonly until: number }
  | { readonly kind: "blind"; readonly why: string };

/** Messages that Discord gives at once, and how often it is asked. */
const PAGE = 100;
const MOST_PAGES = 5;

/** Milliseconds by which this machine's clock and Discord's may differ, generously (the doctor finds 30 s). */
const DRIFT = 60_000;

/** Milliseconds after which a look that failed on the way is taken again: looking twice does no harm. */
const AGAIN = 30_000;

/**
 * The marked messages of a channel after `since` (epoch milliseconds); without it, those among its latest 100. Whose they
 * are need not be asked: nobody can know the mark of a post that is not there. Never rejects.
 */
export async function seenIn(line: Line, channel: string, since: number | undefined): Promise<Seen> {
  const marks = new Map<number, string>();
  let after = since === undefined ? undefined : snowflake(since - DRIFT);
  try {
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const found = await messagesOf(line.rest, channel, after);
      // Discord tells the newest first, and pages go forward: an older message takes a newer one's place within a page.
      const inPage = new Map(found.flatMap((one) => markedId(one)));
      for (const [mark, id] of inPage) if (!marks.has(mark)) marks.set(mark, id);
      if (after === undefined || found.length < PAGE) return { kind: "seen", marks };
      after = found[0]?.id;
    }
  } catch (error) {
    return unseen(line, error);
  }
  return { kind: "blind", why: `more than ${PAGE * MOST_PAGES} messages came into the channel since` };
}

function unseen(line: Line, error: unknown): Seen {
  if (isUnauthorized(error)) line.unauthorized();
  const outcome = outcomeOf(error, line.now());
  switch (outcome.kind) {
    case "wait":
      return outcome;
    case "refused":
      // Where there is no channel there is no message, and a repeat finds that out by itself.
      if (codeOf(error) === 10003) return { kind: "seen", marks: new Map() };
      if (outcome.scope === "platform") return { kind: "wait", until: line.now() + AGAIN };
      return { kind: "blind", why: `the bot cannot look into the channel (Read Message History): ${outcome.why}` };
    case "unknown":
    case "done":
      return { kind: "wait", until: line.now() + AGAIN };
    default:
      return outcome satisfies never;
  }
}

const snowflake = (at: number): string =>
  String(SnowflakeUtil.generate({ timestamp: at, increment: 0n, processId: 0n, workerId: 0n }));

type Listed = Pick<APIMessage, "id" | "components">;

async function messagesOf(rest: REST, channel: string, after: string | undefined): Promise<readonly Listed[]> {
  const query = new URLSearchParams({ limit: String(PAGE), ...(after === undefined ? {} : { after }) });
  const listed = await rest.get(Routes.channelMessages(channel), { query });
  if (!Array.isArray(listed)) throw new Error("Discord's list of messages is no list.");
  return listed;
}

function markedId(message: Listed): readonly (readonly [number, string])[] {
  const mark = markIn(message);
  return mark === undefined ? [] : [[mark, message.id]];
}

import { randomBytes } from "node:crypto";
import type { MessageRef } from "../../chat/event.ts";
import type { Message } from "../../chat/message.ts";
import type { Delivered, Handle, Platform } from "../../chat/platform.ts";
import { post } from "./interactions/answer.ts";
import type { WebOptions } from "./options.ts";
import { PLATFORM } from "./places.ts";
import { messageBody } from "./posts/body.ts";
import { createTranscript } from "./posts/transcript.ts";
import { renderArticle } from "./render/article.ts";
import { createApp } from "./server/app.ts";
import { loadAssets } from "./server/assets.ts";
import { isLoopback } from "./server/guard.ts";
import { type Served, serve } from "./server/server.ts";
import { createHub } from "./server/stream.ts";

/** How long a post waits when the history could not take it. */
const RETRY_MS = 10_000;

/** A repeated post finds the one that is there by its key, so there is nothing to look for. */
const known: Pick<Platform, "name" | "sameFor" | "find"> = {
  name: PLATFORM,
  sameFor: Number.POSITIVE_INFINITY,
  find: async () => ({ kind: "absent" }),
};

/**
 * The local page: a chat of its own, with one channel for everybody and a direct conversation for each.
 * `url` is where it is served, and is empty before `start` and after `stop`.
 * Throws when it would be reachable from other machines without a password.
 */
export function createWeb(options: WebOptions): Platform & { readonly url: string } {
  if (!isLoopback(options.host) && options.password === undefined) {
    throw new Error(
      `HOST=${options.host} opens the page to other machines, and there is no password. Set WEB_PASSWORD, or use HOST=127.0.0.1.`,
    );
  }
  const assets = loadAssets();
  const look = { tutor: options.tutor, avatar: assets.path("moon.svg") };
  const fault = (error: unknown) => options.fault(error, options.newId().slice(-8));
  const { history, newId, now } = options;
  const hub = createHub({ render: (entry) => renderArticle(entry, look), now, fault });
  const transcript = createTranscript({ history, newId, now, publish: hub.publish });
  /** Kept apart from the history: whatever fails here is told as an outcome, never thrown. */
  const settled = async (attempt: () => Promise<Delivered>): Promise<Delivered> => {
    try {
      return await attempt();
    } catch (error) {
      fault(error);
      return { kind: "wait", until: now() + RETRY_MS };
    }
  };
  let served: Served | undefined;
  return {
    ...known,
    get url() {
      return served?.url ?? "";
    },
    start: async (handle: Handle) => {
      const run = randomBytes(16).toString("hex");
      // On a page without a password everybody sits at this machine, and is its host.
      const rights = { mayManage: options.password === undefined };
      const app = createApp({ options, handle, transcript, hub, assets, look, rights, run });
      served = await serve((request) => app.fetch(request), options);
    },
    deliver: (message) => settled(() => post(transcript, message)),
    edit: (target: MessageRef, message: Message) =>
      settled(async () => {
        const entry = await transcript.change(target.id, messageBody(message));
        if (!entry) return { kind: "refused", why: "the message is gone", scope: "post" };
        return { kind: "sent", ref: { platform: PLATFORM, channel: entry.channel, id: entry.id } };
      }),
    health: () => (served ? { ok: true } : { ok: false, why: "The page is not being served." }),
    stop: async () => {
      const stopping = served;
      served = undefined;
      hub.close();
      await stopping?.stop();
    },
  };
}

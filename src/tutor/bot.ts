import type { Outgoing } from "../chat/answer.ts";
import type { Event } from "../chat/event.ts";
import type { Delivered, Handle } from "../chat/platform.ts";
import type { Context } from "../core/context.ts";
import type { Compose } from "../core/post.ts";
import { page, refuse } from "../core/reply.ts";
import { NotSaved } from "../core/store.ts";
import { words } from "../core/words.ts";
import { type Boards, boardPosted, boards } from "../drill/board/ticking.ts";
import { command } from "./command.ts";
import { compose } from "./compose.ts";
import { home } from "./home.ts";
import { press, submit } from "./press.ts";
import { arrive, depart } from "./welcome.ts";

export type Bot = {
  readonly handle: Handle;
  readonly compose: Compose;
  /** What boards that move by themselves say now. */
  readonly boards: () => Promise<Boards>;
  /** What became of a post that `handle` returned, by its key; see ticking.ts. */
  readonly boardPosted: (key: string, delivered: Delivered) => Promise<readonly Outgoing[] | undefined>;
};

/**
 * The tutor: an event or a due post in, what to say out. It routes and never sends. Whatever fails in an event becomes a
 * sentence and a log line; `compose` rejects, and whoever delivers tries again.
 */
export function createBot(context: Context): Bot {
  return {
    compose: (post) => compose(context, post),
    boards: () => boards(context),
    boardPosted: (key, delivered) => boardPosted(context, key, delivered),
    handle: async (event) => {
      try {
        return await route(context, event);
      } catch (error) {
        const reference = context.newId().slice(-8);
        context.fault(error, reference);
        return refuse(error instanceof NotSaved ? words.notSaved : words.fault(reference));
      }
    },
  };
}

async function route(context: Context, event: Event): Promise<readonly Outgoing[]> {
  switch (event.kind) {
    case "command":
      return command(context, event);
    case "press":
      return press(context, event);
    case "submit":
      return submit(context, event);
    case "opened":
      return page(event.in, await home(context, event));
    case "joined":
      return arrive(context, event);
    case "removed":
      return depart(context, event);
    default:
      return event satisfies never;
  }
}

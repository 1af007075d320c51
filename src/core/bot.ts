import { type Action, decodeAction } from "../chat/action.ts";
import type { Event } from "../chat/event.ts";
import type { Message } from "../chat/message.ts";
import type { Outgoing } from "../chat/outgoing.ts";
import { shorten } from "../chat/plain.ts";
import type { Handle } from "../chat/platform.ts";
import { answerAsk } from "./answer.ts";
import { compose } from "./compose.ts";
import type { Context } from "./context.ts";
import { help } from "./help.ts";
import { home } from "./home.ts";
import { learn, readAgain } from "./lesson.ts";
import type { Compose } from "./post.ts";
import { onPrivacy, privacy } from "./privacy.ts";
import { progress } from "./progress.ts";
import { quiz, retry } from "./quiz.ts";
import { page, refuse, toMe, update } from "./reply.ts";
import { showPage } from "./sitting.ts";
import { NotSaved } from "./store.ts";
import { arrive, depart } from "./welcome.ts";
import { isWho } from "./who.ts";
import { words } from "./words.ts";

type Command = Extract<Event, { kind: "command" }>;
type Press = Extract<Event, { kind: "press" }>;
type Submit = Extract<Event, { kind: "submit" }>;

/**
 * The tutor: an event or a due post in, what to say out. It routes and never sends. Whatever fails in an event becomes a
 * sentence and a log line; `compose` rejects, and whoever delivers tries again.
 */
export function createBot(context: Context): { readonly handle: Handle; readonly compose: Compose } {
  return {
    compose: (post) => compose(context, post),
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
      return page(event.in, await home(context, event.by));
    case "joined":
      return arrive(context, event);
    case "removed":
      return depart(context, event);
    default:
      return event satisfies never;
  }
}

async function command(context: Context, event: Command): Promise<readonly Outgoing[]> {
  switch (event.name) {
    case "learn":
      return page(event.in, await learn(context, event, event.options.chapter));
    case "quiz":
      return page(event.in, await quiz(context, event));
    case "progress":
      return page(event.in, await progress(context, event.by));
    case "help":
      return page(event.in, help(context, event.by));
    case "privacy":
      return privacy(context, event.by, event.options.do);
    default:
      return toMe(help(context, event.by, shorten(event.name, 60)));
  }
}

async function press(context: Context, event: Press): Promise<readonly Outgoing[]> {
  const action = decodeAction(event.action);
  if (!action) return refuse(words.gone);
  switch (action.kind) {
    case "turn":
    case "retry":
      return onSitting(context, event, action);
    case "answer":
    case "unsure":
    case "pick":
    case "submit":
    case "write":
    case "reasons":
      return answerAsk(context, event, action);
    case "begin":
      return shown(await readAgain(context, event, action.chapter, event.on.id));
    case "open": {
      const [chapter, ...others] = action.chapter === undefined ? event.values : [action.chapter];
      if (chapter === undefined || others.length > 0) return refuse(words.gone);
      return update(await learn(context, event, chapter, event.on.id));
    }
    case "run":
      return command(context, { kind: "command", name: action.command, options: {}, by: event.by, in: event.in });
    case "export":
    case "forget":
    case "erase":
    case "keep":
      return onPrivacy(context, event, action);
    default:
      return action satisfies never;
  }
}

async function submit(context: Context, event: Submit): Promise<readonly Outgoing[]> {
  const action = decodeAction(event.form);
  return action?.kind === "write" ? answerAsk(context, event, action) : refuse(words.gone);
}

const shown = (message: Message | undefined): readonly Outgoing[] => (message ? update(message) : refuse(words.gone));

async function onSitting(
  context: Context,
  event: Press,
  action: Extract<Action, { readonly sitting: string }>,
): Promise<readonly Outgoing[]> {
  const sitting = await context.store.findSitting(action.sitting);
  if (!sitting) return refuse(words.gone);
  if (!isWho(sitting.owner, event.by)) return refuse(words.notYours);
  if (action.kind === "retry") return shown(await retry(context, event, sitting));
  return update(await showPage(context, sitting, action.to, event.on.id));
}

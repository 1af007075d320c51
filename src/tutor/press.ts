import { type Action, decodeAction } from "../chat/action.ts";
import type { Outgoing } from "../chat/answer.ts";
import type { Event } from "../chat/event.ts";
import type { Message } from "../chat/message.ts";
import type { Context } from "../core/context.ts";
import { refuse, update } from "../core/reply.ts";
import { isWho } from "../core/who.ts";
import { words } from "../core/words.ts";
import { onDrill } from "../drill/route.ts";
import { manage, moreSchedules, planned } from "../planning/manage.ts";
import { onReminder } from "../reminders/press.ts";
import { remindAt } from "../reminders/reminder.ts";
import { joinOrLeave } from "../standings/leaderboard.ts";
import { answerAsk } from "../study/answer.ts";
import { learn, readAgain } from "../study/lesson.ts";
import { answerAlone } from "../study/place-question/answer.ts";
import { retry } from "../study/quiz.ts";
import { showPage } from "../study/session.ts";
import { command } from "./command.ts";
import { onPrivacy } from "./privacy.ts";
import { whyThis } from "./why.ts";

type Press = Extract<Event, { kind: "press" }>;
type Submit = Extract<Event, { kind: "submit" }>;

/** A button or a menu: what it stands for is decoded, and looked up by whoever it belongs to. */
export async function press(context: Context, event: Press): Promise<readonly Outgoing[]> {
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
    case "sure":
      return answerAsk(context, event, action);
    case "pose":
      return answerAlone(context, event, action.question);
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
    case "act":
    case "show":
    case "bite":
    case "replay":
    case "agree":
      return onDrill(context, event, action);
    default:
      return pressByClock(context, event, action);
  }
}

type ByClock = Extract<
  Action,
  | { readonly schedule: string }
  | { readonly period: string }
  | { kind: "why" | "manage" | "schedules" | "plan" | "remind" }
>;

/** A press on something that came by itself, or that makes it come. */
async function pressByClock(context: Context, event: Press, action: ByClock): Promise<readonly Outgoing[]> {
  switch (action.kind) {
    case "why":
      return whyThis(context, event);
    case "review":
    case "snooze":
    case "stop":
    case "rest":
    case "stay":
      return onReminder(context, event, action);
    case "manage":
      return manage(context, event, action.verb);
    case "schedules":
      return moreSchedules(context, event, action.from);
    case "join":
    case "leave":
      return joinOrLeave(context, event, action.kind === "join", action.period);
    case "plan":
    case "remind":
      return refuse(words.gone);
    default:
      return action satisfies never;
  }
}

/** A form handed in. */
export async function submit(context: Context, event: Submit): Promise<readonly Outgoing[]> {
  const action = decodeAction(event.form);
  switch (action?.kind) {
    case "write":
      return answerAsk(context, event, action);
    case "plan":
      return planned(context, event, action.of);
    case "remind":
      return remindAt(context, event, event.fields);
    default:
      return refuse(words.gone);
  }
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

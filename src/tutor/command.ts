import type { Outgoing } from "../chat/answer.ts";
import type { Event } from "../chat/event.ts";
import { shorten } from "../chat/plain.ts";
import type { Context } from "../core/context.ts";
import { page, toMe } from "../core/reply.ts";
import { whoIs } from "../core/who.ts";
import { drill } from "../drill/route.ts";
import { schedule } from "../planning/manage.ts";
import { restNotice } from "../reminders/press.ts";
import { remind } from "../reminders/reminder.ts";
import { leaderboard } from "../standings/leaderboard.ts";
import { learn } from "../study/lesson.ts";
import { progress } from "../study/progress.ts";
import { quiz } from "../study/quiz.ts";
import { help } from "./help.ts";
import { privacy } from "./privacy.ts";
import { when, why } from "./why.ts";

type Command = Extract<Event, { kind: "command" }>;

/** What was asked for, and once what has come to rest meanwhile. */
export async function command(context: Context, event: Command): Promise<readonly Outgoing[]> {
  const { by } = event;
  // Nearly nobody has a reminder that rests, so that is asked first.
  const mayRest = by.everywhere === true || (await context.store.reminderRests(whoIs(by)));
  const notice = mayRest ? await restNotice(context, by) : [];
  return [...(await run(context, event)), ...notice];
}

async function run(context: Context, event: Command): Promise<readonly Outgoing[]> {
  const [first = "", second = ""] = event.name.split(" ");
  switch (first) {
    case "learn":
      return page(event.in, await learn(context, event, event.options.chapter));
    case "quiz":
      return page(event.in, await quiz(context, event));
    case "progress":
      return page(event.in, await progress(context, event));
    case "schedule":
      return schedule(context, event, second);
    case "remind":
      return remind(context, event, second);
    case "leaderboard":
      return leaderboard(context, event, second);
    case "why":
      return toMe(await why(context, event));
    case "when":
      return toMe(await when(context, event));
    case "drill":
      return drill(context, event, second);
    case "help":
      return page(event.in, help(context, event.by));
    case "privacy":
      return privacy(context, event.by, event.options.do);
    default:
      return toMe(help(context, event.by, shorten(event.name, 60)));
  }
}

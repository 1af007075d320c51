import { button } from "../chat/action.ts";
import type { Outgoing } from "../chat/answer.ts";
import type { Event } from "../chat/event.ts";
import { type Block, heading, type Inlines, type Message, note, paragraph, plain } from "../chat/message.ts";
import { shorten } from "../chat/plain.ts";
import type { Context } from "../core/context.ts";
import { periodsOf } from "../core/period.ts";
import { refuse, toMe, update } from "../core/reply.ts";
import { whoIs } from "../core/who.ts";
import type { Standing } from "./standing.ts";
import { standingWords } from "./words.ts";

type Act = Extract<Event, { kind: "command" | "press" }>;
type Period = "week" | "month";

/** Names shown at most, and characters of one. */
const MOST = 10;
const NAME = 40;

/** `leaderboard week|month`: right answers of this channel, by those who joined. */
export async function leaderboard(context: Context, event: Act, verb: string): Promise<readonly Outgoing[]> {
  if (event.in.kind === "direct") return refuse(standingWords.notHere);
  return toMe(await board(context, event, verb === "month" ? "month" : "week"));
}

/** Joins under the name one has now, or leaves; either way for every channel, and by oneself only. */
export async function joinOrLeave(
  context: Context,
  event: Extract<Event, { kind: "press" }>,
  joins: boolean,
  period: Period,
): Promise<readonly Outgoing[]> {
  if (event.in.kind === "direct") return refuse(standingWords.notHere);
  const who = whoIs(event.by);
  const at = context.clock.now().epochMilliseconds;
  if (joins) {
    const learner = await context.store.meetLearner(who, context.newId(), at);
    await context.store.joinLeaderboard(learner.id, shorten(event.by.name, NAME), at);
  } else {
    const learner = await context.store.findLearner(who);
    if (learner) await context.store.leaveLeaderboard(learner.id);
  }
  return update(await board(context, event, period));
}

async function board(context: Context, event: Act, period: Period): Promise<Message> {
  const [week, month] = periodsOf(context.clock.now());
  const of = period === "week" ? week : month;
  const learner = await context.store.findLearner(whoIs(event.by));
  const joined = learner !== undefined && (await context.store.isOnLeaderboard(learner.id));
  const standings = await context.store.standings(event.in, of, MOST);
  const own = learner && (await context.store.rankOf(event.in, of, learner.id));
  const other = period === "week" ? "month" : "week";
  return {
    blocks: [
      heading(standingWords.titles[period]),
      ...rows(standings),
      ...(own
        ? [paragraph(joined ? standingWords.rank(own.above + 1, own.points) : standingWords.points(own.points))]
        : []),
      note(standingWords.rule),
    ],
    buttons: [
      [
        joined
          ? button(standingWords.leave, { kind: "leave", period })
          : button(standingWords.join, { kind: "join", period }, "primary"),
        button(standingWords.show[other], { kind: "run", command: `leaderboard ${other}` }),
      ],
    ],
  };
}

function rows(standings: readonly Standing[]): readonly Block[] {
  if (standings.length === 0) return [paragraph(standingWords.none)];
  const items = standings.map(({ name, points }): Inlines => {
    const rank = standings.findIndex((one) => one.points === points) + 1;
    return plain(standingWords.row(rank, name === "" ? standingWords.nameless : name, points));
  });
  return items.map((item) => paragraph(item));
}

import type { Outgoing } from "../chat/answer.ts";
import type { Event, Person, Place, Recipient } from "../chat/event.ts";
import { type Block, heading, type Inlines, type Message, note, paragraph, plain } from "../chat/message.ts";
import type { Arrival } from "../core/arrival.ts";
import type { Context } from "../core/context.ts";
import { daysInWords, moment } from "../core/local-time.ts";
import { refuse, toMe } from "../core/reply.ts";
import type { Schedule } from "../core/schedule.ts";
import { type Reason, reasonOfDrill } from "../drill/reasons.ts";
import { firings, schedulesHere } from "../planning/list.ts";
import { scheduleWords } from "../planning/words.ts";
import { remindersOf } from "../reminders/reminder.ts";

type Asking = { readonly by: Person; readonly in: Place };

/** Messages explained by the command, and firings told. */
const LATELY = 5;
const COMING = 5;

/** "Why this?" under a message that came by itself: the rule, when it was planned and sent, and how to stop it. */
export async function whyThis(
  context: Context,
  event: Extract<Event, { kind: "press" }>,
): Promise<readonly Outgoing[]> {
  const arrival = await context.store.arrivalOf(event.on);
  const reason = arrival && (await reasonOf(context, arrival));
  if (!arrival || !reason) return refuse(scheduleWords.whyGone);
  const { rule, zone, stop } = reason;
  const times: Inlines = [
    ...plain(scheduleWords.whyPlanned),
    moment(arrival.due, zone, "full"),
    ...plain(`, ${scheduleWords.whySent}`),
    moment(arrival.sentAt, zone, "full"),
  ];
  return toMe({ blocks: [heading(scheduleWords.whyTitle), paragraph(rule), paragraph(times), note(stop)] });
}

/** The rule that sent a message: its schedule's, or that of the drill which brought it along. */
async function reasonOf(context: Context, arrival: Arrival): Promise<Reason | undefined> {
  const schedule = arrival.schedule === undefined ? undefined : await context.store.findSchedule(arrival.schedule);
  if (!schedule) return reasonOfDrill(context, arrival);
  const stop = schedule.learner === undefined ? scheduleWords.whyStopManager : scheduleWords.whyStopMine;
  return { rule: ruleInWords(schedule), zone: schedule.zone, stop };
}

const ruleInWords = ({ kind, time, days, zone }: Schedule): string =>
  scheduleWords.whyRule(scheduleWords.kinds[kind], time, daysInWords(days), zone);

/** `why`: what came by itself lately, to this place and to oneself. */
export async function why(context: Context, { by, in: place }: Asking): Promise<Message> {
  const mine: Recipient = { kind: "person", platform: by.platform, tenant: by.tenant, person: by.id };
  const others = (await remindersOf(context, by)).map(({ to }) => to).filter(({ tenant }) => tenant !== by.tenant);
  const found = await Promise.all([place, mine, ...others].map((to) => context.store.arrivalsTo(to, LATELY)));
  const latest = found
    .flat()
    .toSorted((one, other) => other.sentAt - one.sentAt)
    .slice(0, LATELY);
  if (latest.length === 0) return { blocks: [paragraph(scheduleWords.whyNone)] };
  const told = await Promise.all(latest.map((arrival) => arrivalBlock(context, arrival)));
  return {
    blocks: [
      heading(scheduleWords.whyLately),
      ...told,
      note(scheduleWords.whyStopManager),
      note(scheduleWords.whyStopMine),
    ],
  };
}

async function arrivalBlock(context: Context, arrival: Arrival): Promise<Block> {
  const { rule, zone } = (await reasonOf(context, arrival)) ?? { rule: scheduleWords.whyGone, zone: "UTC" };
  const said = typeof rule === "string" ? plain(rule) : rule;
  return paragraph([moment(arrival.sentAt, zone, "full"), ...plain(": "), ...said]);
}

/** `when`: the next firings that concern a person, here and to themselves. */
export async function when(context: Context, { by, in: place }: Asking): Promise<Message> {
  const at = context.clock.now().epochMilliseconds;
  const here = await schedulesHere(context, place);
  const mine = await remindersOf(context, by);
  const nights = (await context.store.openDrills(place)).filter(({ begunAt }) => begunAt > at);
  const planned = [...here, ...mine].flatMap((schedule) =>
    firings(schedule, COMING).map(({ due }) => ({ kind: schedule.kind, zone: schedule.zone, due })),
  );
  // A night that was planned by hand has no schedule.
  const next = [
    ...planned,
    ...nights.map(({ begunAt, zone = "UTC" }) => ({ kind: "drill" as const, zone, due: begunAt })),
  ]
    .toSorted((one, other) => one.due - other.due)
    .slice(0, COMING);
  if (next.length === 0) return { blocks: [paragraph(scheduleWords.whenNone)] };
  const items = next.map(({ kind, zone, due }): Inlines => {
    return [moment(due, zone, "full"), ...plain(`: ${scheduleWords.kinds[kind]}`)];
  });
  return { blocks: [heading(scheduleWords.whenTitle), { kind: "list", ordered: false, items }] };
}

import type { Outgoing } from "../../chat/answer.ts";
import type { Event } from "../../chat/event.ts";
import { type Inlines, paragraph, plain } from "../../chat/message.ts";
import type { Context } from "../../core/context.ts";
import { localDate, moment, readDate, readZone } from "../../core/local-time.ts";
import { refuse, toMe } from "../../core/reply.ts";
import type { Slot } from "../../core/schedule.ts";
import { say } from "../../core/words.ts";
import { timeWords } from "../../core/words-time.ts";
import { MOST_NIGHTS } from "../../fleet/lot.ts";
import { nightOf } from "../../fleet/night.ts";
import { nextSlot, slotOn } from "../../planning/recurrence.ts";
import { practice } from "../board/message.ts";
import { playWords } from "../board/words.ts";
import { contract, isAgreed } from "../contract.ts";
import { nightOfPlace, recordOf } from "./choice.ts";

type Asking = Pick<Extract<Event, { kind: "command" | "press" }>, "by" | "in">;
type Given = Readonly<Record<string, string>>;

/** When a night watch begins, in the place's own time. */
const TIME = "02:00";
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
/** Milliseconds for which a night that is planned by hand may still be told of (night-post.ts). */
const PATIENCE = 20 * 3_600_000;

/** `drill tonight`: a night watch at the next 02:00 here, or at that of a date, whatever the coin says. */
export async function planTonight(
  context: Context,
  { by, in: place }: Asking,
  given: Given,
): Promise<readonly Outgoing[]> {
  if (place.kind === "direct") return refuse(playWords.channelsOnly);
  if (!by.mayManage) return refuse(playWords.managers);
  if (!(await isAgreed(context, place)))
    return toMe(contract(by, Object.keys(given).length === 0 ? "tonight" : "again"));
  const named = given.night === undefined ? undefined : nightOf(Number(given.night));
  if (given.night !== undefined && !named) return refuse(playWords.noNight(given.night.slice(0, 40)));
  const written = given.zone || (await context.store.placeZone(place)) || by.zone;
  if (!written) return refuse(playWords.noZone);
  const zone = readZone(written);
  if (zone === undefined) return refuse(timeWords.noZone(written.slice(0, 40)));
  const now = context.clock.now().epochMilliseconds;
  const slot = slotFor(zone, given.date ?? "", now);
  if (!slot) return refuse(playWords.noDate((given.date ?? "").slice(0, 40)));
  await context.store.savePlaceZone(place, zone, context.newId());
  const watches = await context.store.watchesOf(place);
  if (watches.some(({ begunAt }) => begunAt === slot.due)) return refuse(playWords.tonightKnown);
  if (watches.length >= MOST_NIGHTS) return refuse(playWords.enough);
  const id = context.newId();
  const to = { ...place, kind: "channel" } as const;
  const post = {
    key: `drill-night:${id}`,
    kind: "drill",
    due: slot.due,
    leaveBy: slot.due + PATIENCE,
    edits: undefined,
  };
  // The post first: without it nothing comes, and without the other it is made when the post is due.
  await context.store.addPost({ ...post, id, to, detail: { zone, date: slot.date } });
  const record = await context.store.beginDrill(
    recordOf(context, { id, place: to, zone, slot }, named?.number ?? (await nightOfPlace(context, place))),
  );
  const said: Inlines = [
    ...plain(playWords.tonight),
    moment(record.begunAt, zone, "full"),
    ...plain(playWords.tonightAfter),
    ...say("/drill-stop."),
  ];
  return toMe(practice(record.night, [paragraph(said)]));
}

/** The next 02:00 of a zone, or that of a date to come; undefined when there is none. */
function slotFor(zone: string, written: string, now: number): Slot | undefined {
  const local = { time: TIME, days: EVERY_DAY, zone };
  if (written.trim() === "") return nextSlot(local, now);
  const date = readDate(written);
  const slot = date && slotOn(local, date.toString());
  const isFar = date && Temporal.PlainDate.compare(date, localDate(now, zone).add({ years: 1 })) > 0;
  return slot && slot.due > now && !isFar ? slot : undefined;
}

import type { Event, Place } from "../../chat/event.ts";
import type { Message } from "../../chat/message.ts";
import { paragraph } from "../../chat/message.ts";
import type { Context } from "../../core/context.ts";
import type { Composed, DuePost, FollowUp } from "../../core/post.ts";
import { whoIs } from "../../core/who.ts";
import type { Check } from "../../course/model.ts";
import { type Report, reportOf } from "../../fleet/report.ts";
import { byNightsClock } from "../../fleet/waking.ts";
import { checksOf } from "../../study/pages.ts";
import { playWords } from "../board/words.ts";
import { isAskedSoon, keptCheck } from "../check.ts";
import { hasEnded } from "../history.ts";
import { byDay, dayAfter } from "../night/choice.ts";
import { hourBy } from "../night/local-minute.ts";
import { endedAt } from "../night/post.ts";
import { offers, readingOf } from "../offer.ts";
import { type Played, playedOf, runAt } from "../playing.ts";
import type { DrillRecord } from "../store.ts";
import { clockStory } from "./clock-story.ts";
import { type Beside, reportMessage } from "./message.ts";
import { costsPage, numbersPage, timelinePage } from "./pages.ts";

/** Nights without any reaction, after which the watch rests. */
const IGNORED = 2;

const nothing = (why: string): Composed => ({ kind: "nothing", why, follow: [] });

/** `drill-report`: what became of a drill, once, when it has ended at the second that its post was planned for. */
export async function composeReport(context: Context, { detail, id }: DuePost): Promise<Composed> {
  const record = await context.store.findDrill(String(detail.drill));
  if (!record) return nothing("drill gone");
  const played = await endedAt(context, record, Number(detail.at));
  if (!played) return nothing("goes on");
  const ended = (await context.store.findDrill(record.id)) ?? record;
  const rests = await restsNow(context, ended);
  // One's own conversation is nobody's class: nothing is asked there unasked.
  const own = ended.place.kind === "direct" ? undefined : await keptCheck(context, ended);
  return {
    kind: "say",
    message: reportOn(context, { ...played, record: ended }, { rests, asks: own !== undefined, came: true }),
    follow: await following(context, ended, id, own),
  };
}

/** The report of a drill that has ended; what is yet to come of it is told by the one that comes by itself. */
function reportOn(context: Context, played: Played, told: Omit<Beside, "story" | "reading">): Message {
  const { record } = played;
  const beside = { ...told, story: clockStory(record), reading: readingOf(context.course()) };
  return reportMessage(record, reportFor(played), beside);
}

const nothingToCome = { rests: false, asks: false, came: false };

/** All that is counted: people who were up in a night go by their own clocks, and by day by the night's. */
function reportFor(played: Played): Report {
  const { record, drill, log } = played;
  const run = runAt(played, record.begunAt + record.lasts * 1000);
  return reportOf(drill, run, record.mode === "watch" ? hourBy(log) : byNightsClock);
}

/** After two nights in a row without any reaction the watch rests, and the report that says so is the only one that does. */
async function restsNow(context: Context, record: DrillRecord): Promise<boolean> {
  if (record.schedule === undefined) return false;
  const lately = (await context.store.watchesOf(record.place)).filter(hasEnded).slice(0, IGNORED);
  if (lately[0]?.id !== record.id || lately.length < IGNORED || lately.some(({ presses }) => presses > 0)) return false;
  const schedule = await context.store.findSchedule(record.schedule);
  if (!schedule) return false;
  // Composed once more after a fall, it rests already because of this.
  if (schedule.paused) return schedule.paused.why === "ignored";
  const resting = { ...schedule, paused: { why: "ignored", until: undefined }, next: undefined } as const;
  return context.store.changeSchedule(resting, schedule, "ignored", context.clock.now().epochMilliseconds);
}

/** The end on the board of a night, and what is asked about it later: by day, and one question a day. */
async function following(
  context: Context,
  record: DrillRecord,
  post: string,
  own: Check | undefined,
): Promise<readonly FollowUp[]> {
  const at = context.clock.now().epochMilliseconds;
  const { id, place } = record;
  const board: FollowUp = { key: `${id}:board:end`, kind: "drill-board", due: at, detail: { drill: id }, edits: id };
  const end = record.mode === "watch" ? [board] : [];
  if (place.kind === "direct") return end;
  const zone = (await context.store.placeZone(place)) ?? record.zone ?? "UTC";
  const question = (key: string, when: ReturnType<typeof byDay>, detail: FollowUp["detail"]): FollowUp => {
    return { key: `${post}:${key}`, kind: "quiz", detail, edits: undefined, ...when };
  };
  const chapter = await unasked(context, place, at);
  const first = byDay(zone, at);
  // Where a question of the day comes soon, that is the one about the night; elsewhere it comes by itself.
  const byItself = own && !(await isAskedSoon(context, record));
  return [
    ...end,
    ...(chapter ? [question("check", first, { check: chapter.key, drill: id })] : []),
    ...(byItself
      ? [
          question("own-check", dayAfter(zone, chapter ? first.due : at), {
            check: own.key,
            version: own.version,
            drill: id,
          }),
        ]
      : []),
  ];
}

/** The knowledge check of a chapter that offers a drill, when the place was not asked it yet. */
async function unasked(context: Context, place: Place, at: number): Promise<Check | undefined> {
  const { asked } = await context.store.studyOf(place, at, 0);
  const [check] = offers(context.course())
    .flatMap(({ chapter }) => checksOf(chapter))
    .filter(({ kind }) => kind === "choice");
  return check && !asked.some((one) => one.check === check.key) ? check : undefined;
}

type Asking = Pick<Extract<Event, { kind: "command" | "press" }>, "by" | "in">;

/** `drill report`: the newest drill here that came to its end. */
export async function report(context: Context, { in: place }: Asking): Promise<Message> {
  const newest = await context.store.newestEnded(place);
  if (!newest) return { blocks: [paragraph(playWords.noReport)], silent: true };
  return reportOn(context, await playedOf(context, newest), nothingToCome);
}

/** A page behind a report, for the one who asked. */
export async function reportPage(
  context: Context,
  { by }: Asking,
  record: DrillRecord,
  page: "report" | "costs" | "numbers" | "timeline",
): Promise<Message> {
  if (!hasEnded(record)) return { blocks: [paragraph(playWords.noReport)], silent: true };
  const loaded = await playedOf(context, record);
  const played = { ...loaded, run: runAt(loaded, record.begunAt + record.lasts * 1000) };
  switch (page) {
    case "report":
      return reportOn(context, loaded, nothingToCome);
    case "costs":
      return costsPage(played, reportFor(loaded), (await context.store.findLearner(whoIs(by)))?.id);
    case "numbers":
      return numbersPage(played);
    case "timeline":
      return timelinePage(played, reportFor(loaded));
    default:
      return page satisfies never;
  }
}

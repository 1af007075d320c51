import { note, paragraph, plain } from "../chat/message.ts";
import type { Context } from "../core/context.ts";
import { localDate, startOf } from "../core/local-time.ts";
import type { Check } from "../course/model.ts";
import { type Gap, gapOf } from "../fleet/question.ts";
import { nextSlot } from "../planning/recurrence.ts";
import type { PlaceKey } from "../standings/standing.ts";
import { playedOf, runAt } from "./playing.ts";
import { gapWords, reportWords } from "./report/words.ts";
import type { DrillRecord } from "./store.ts";

/** Tomorrow's question out of tonight's log. */

const PREFIX = "drill/";

/** There is one wording of each: it follows from the log, which no longer grows. */
const VERSION = "1";

/** Milliseconds for which a night is fresh enough to be asked about. */
const FRESH = 3 * 24 * 3_600_000;

/** Whether a check was made from a drill: it is asked once, and does not come back as what a course teaches does. */
export const isOfDrill = (check: string): boolean => check.startsWith(PREFIX);

/** The check about a night's gap. */
function checkOf({ id }: Pick<DrillRecord, "id">, gap: Gap): Check {
  const { question, choices } = gapWords(gap);
  return {
    id,
    key: `${PREFIX}${id}`,
    version: VERSION,
    question: [note(reportWords.questionTitle), paragraph(question)],
    kind: "choice",
    many: false,
    fixed: false,
    choices: choices.map(({ text, right, reason }) => ({ text: plain(text), right, reason: plain(reason) })),
  };
}

/** The check of a drill, with its wording kept, so that it can be graded whatever this program says later. */
export async function keptCheck(context: Context, record: DrillRecord): Promise<Check | undefined> {
  if (!record.ended) return undefined;
  const played = await playedOf(context, record);
  const gap = gapOf(played.drill, runAt(played, record.ended.at));
  const check = gap && checkOf(record, gap);
  if (check) await context.store.saveVersions([check]);
  return check;
}

/** The check that a place should be asked about its newest drill: the day after it, once. */
export async function checkForToday(context: Context, place: PlaceKey): Promise<Check | undefined> {
  const at = context.clock.now().epochMilliseconds;
  const zone = (await context.store.placeZone(place)) ?? "UTC";
  const newest = await context.store.newestEnded(place);
  const ended = newest?.ended?.at;
  if (!newest || ended === undefined || at - ended > FRESH) return undefined;
  if (localDate(ended, zone).equals(localDate(at, zone))) return undefined;
  const { asked } = await context.store.studyOf(place, at, ended);
  if (asked.some(({ check }) => check === `${PREFIX}${newest.id}`)) return undefined;
  return keptCheck(context, newest);
}

/** Whether a question of the day comes to a drill's place while the drill is fresh enough to be what it asks about. */
export async function isAskedSoon(context: Context, { place, ended }: DrillRecord): Promise<boolean> {
  const at = ended?.at ?? context.clock.now().epochMilliseconds;
  const zone = (await context.store.placeZone(place)) ?? "UTC";
  const tomorrow = startOf(localDate(at, zone).add({ days: 1 }), zone);
  const schedules = await context.store.schedulesOf({ to: place });
  const quizzes = schedules.filter(({ kind, paused }) => kind === "quiz" && paused === undefined);
  return quizzes.some((quiz) => (nextSlot(quiz, tomorrow - 1)?.due ?? Number.POSITIVE_INFINITY) <= at + FRESH);
}

import { limits } from "../../chat/limits.ts";
import { type Block, heading, type Message, paragraph, plain, strong } from "../../chat/message.ts";
import { fitting } from "../../core/reply.ts";
import { handsOf } from "../../fleet/measure.ts";
import type { Report } from "../../fleet/report.ts";
import { byNightsClock, wakingHours } from "../../fleet/waking.ts";
import { practice } from "../board/message.ts";
import { hourBy } from "../night/local-minute.ts";
import { morningWords } from "../night/words.ts";
import type { Played } from "../playing.ts";
import { costLines, parameterLines, pictureAlt, reportWords } from "./words.ts";
import { timelineMarkdown } from "./words-timeline.ts";

/** The pages behind a report, each for the one who asked. */

/** What it cost, failure by failure; what hands did; who was up, by the hour and without names; and one's own row. */
export function costsPage({ record, run, log }: Played, report: Report, learner: string | undefined): Message {
  const lines = costLines(report.channel);
  const hours = wakingHours(run, record.mode === "watch" ? hourBy(log) : byNightsClock);
  const mine = new Set(log.filter((press) => learner !== undefined && press.learner === learner).map(({ seq }) => seq));
  const own = handsOf(run.judged.filter(({ press }) => mine.has(press.seq)));
  const rest: readonly Block[] = [
    paragraph(
      report.channel.hands.actions === 0 ? morningWords.nobodyPressed : morningWords.hands(report.channel.hands),
    ),
    paragraph(hours.length === 0 ? morningWords.nobodyUp : morningWords.wokenByHour(record.mode === "live", hours)),
    ...(mine.size === 0 ? [] : [paragraph([strong(morningWords.yours), ...plain(morningWords.hands(own))])]),
  ];
  const say = (shown: number, ...more: readonly Block[]): Message => {
    const left = lines.length - shown;
    const items = [...lines.slice(0, shown), ...(left > 0 ? [morningWords.more(left)] : [])].map(plain);
    const list: Block = { kind: "list", ordered: false, items };
    return practice(record.night, [heading(morningWords.costsTitle), list, ...rest, ...more]);
  };
  const inWords = paragraph(pictureAlt(report, limits.alt));
  const shorter = [lines.length, 12, 8, 4].map((shown) => say(Math.min(shown, lines.length)));
  return fitting(say(lines.length, inWords), ...shorter);
}

/** Failure rates, human delays and the manager's timings: all that made the numbers. */
export const numbersPage = ({ record }: Pick<Played, "record">): Message =>
  practice(record.night, [
    heading(reportWords.parametersTitle),
    { kind: "list", ordered: false, items: parameterLines.map(plain) },
  ]);

/** The blameless timeline as a file. */
export const timelinePage = ({ record }: Pick<Played, "record">, report: Report): Message =>
  practice(record.night, [
    paragraph(morningWords.fileText),
    {
      kind: "file",
      name: morningWords.fileName(record.night),
      mediaType: "text/markdown",
      content: timelineMarkdown(record.night, report.timeline),
    },
  ]);

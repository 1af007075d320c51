import { button } from "../../chat/action.ts";
import { limits } from "../../chat/limits.ts";
import { type Block, type Button, heading, type Message, note, paragraph, plain, strong } from "../../chat/message.ts";
import { fitting, whyButton } from "../../core/reply.ts";
import { policies } from "../../fleet/policies.ts";
import type { Report } from "../../fleet/report.ts";
import { practice } from "../board/message.ts";
import { debrief, morningWords, summary, whyManager } from "../night/words.ts";
import type { DrillRecord } from "../store.ts";
import { drillWords } from "../words.ts";
import { pictureOf } from "./picture.ts";
import { comparedRow, reportWords, turnLines } from "./words.ts";

/** Characters of one line about the manager's turn: of many acts the first are told. */
const LINE = 160;

/** What is said beside the numbers. */
export type Beside = {
  /** What the clocks did that night. */
  readonly story: string | undefined;
  /** The night watch rests from now on. */
  readonly rests: boolean;
  /** It came by itself, and can be asked why. */
  readonly came: boolean;
  /** A question is made from it. */
  readonly asks: boolean;
  /** Where the course says why. */
  readonly reading: readonly Button[];
};

/** The report of a drill, as everybody sees it. */
export function reportMessage(record: DrillRecord, report: Report, beside: Beside): Message {
  const byDay = record.mode === "live";
  const say = (...blocks: readonly Block[]): Message => practice(record.night, blocks, rowsOf(record, beside));
  const head: readonly Block[] = [
    heading(morningWords.title[record.mode]),
    paragraph(summary(report.channel, report.compared.manager, byDay)),
    ...(beside.story === undefined ? [] : [note(beside.story)]),
    ...(beside.rests ? [note(drillWords.paused)] : []),
  ];
  const table = [tableOf(report), ...(byDay ? [note(morningWords.asIfAtNight)] : [])];
  const picture = (alt: number): Block => pictureOf(report, alt);
  const turn = turnBlocks(report);
  const why = paragraph(whyManager(report.drill.night));
  const question: Block = { kind: "quote", text: plain(debrief(report)) };
  const tomorrow = beside.asks ? [note(morningWords.tomorrow)] : [];
  // The pages behind it say the picture in words as well, so its words give way first.
  return fitting(
    say(...head, ...table, picture(limits.alt), ...turn, why, question, ...tomorrow),
    say(...head, ...table, picture(300), ...turn, why, question, ...tomorrow),
    say(...head, ...table, picture(160), ...turn, why, question, ...tomorrow),
    say(...head, ...table, picture(160), ...turn, why, question),
    say(...head, ...table, picture(160), why, question),
    say(...head, ...table, picture(160), question),
  );
}

function tableOf({ channel, compared }: Report): Block {
  const rows = [comparedRow("channel", channel), ...policies.map((policy) => comparedRow(policy, compared[policy]))];
  return { kind: "table", header: reportWords.comparedHead.map(plain), rows: rows.map((row) => row.map(plain)) };
}

function turnBlocks({ firstTurn }: Report): readonly Block[] {
  if (!firstTurn) return [];
  const items = turnLines(firstTurn, LINE).map(plain);
  return [paragraph([strong(reportWords.turnTitle(firstTurn))]), { kind: "list", ordered: false, items }];
}

function rowsOf({ id: drill }: DrillRecord, { came, reading }: Beside): readonly (readonly Button[])[] {
  return [
    [
      button(reportWords.replayButton, { kind: "replay", drill }, "primary"),
      button(morningWords.costsButton, { kind: "show", drill, page: "costs" }),
      button(morningWords.numbersButton, { kind: "show", drill, page: "numbers" }),
    ],
    [
      button(reportWords.timelineButton, { kind: "show", drill, page: "timeline" }),
      ...reading,
      ...(came ? [whyButton] : []),
    ],
  ];
}

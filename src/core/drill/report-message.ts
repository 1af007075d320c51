import { button } from "../../chat/action.ts";
import { type Block, type Button, heading, type Message, note, paragraph, plain, strong } from "../../chat/message.ts";
import { fitting } from "../reply.ts";
import type { DrillRecord } from "./facts.ts";
import { practice } from "./message.ts";
import { pictureOf } from "./picture.ts";
import { policies } from "./policies.ts";
import type { Report } from "./report.ts";
import { drillWords } from "./words.ts";
import { morningWords, summary } from "./words-morning.ts";
import { comparedRow, debrief, reportWords, turnLines } from "./words-report.ts";

/** Characters of one line about the manager's turn: of many acts the first are told. */
const LINE = 160;

/** What is said beside the numbers. */
export type Beside = {
  /** What the clocks did that night. */
  readonly story: string | undefined;
  /** The night watch rests from now on. */
  readonly rests: boolean;
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
    paragraph(summary(report.channel, byDay)),
    ...(beside.story === undefined ? [] : [note(beside.story)]),
    ...(beside.rests ? [note(drillWords.paused)] : []),
  ];
  const table = tableOf(report);
  const picture = pictureOf(report);
  const turn = turnBlocks(report);
  const question: Block = { kind: "quote", text: plain(debrief(report)) };
  const tomorrow = beside.asks ? [note(morningWords.tomorrow)] : [];
  return fitting(
    say(...head, table, picture, ...turn, question, ...tomorrow),
    say(...head, table, picture, ...turn, question),
    say(...head, table, picture, question),
    say(...head, table, question),
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

function rowsOf({ id: drill }: DrillRecord, { reading }: Beside): readonly (readonly Button[])[] {
  return [
    [
      button(reportWords.replayButton, { kind: "replay", drill }, "primary"),
      button(morningWords.costsButton, { kind: "show", drill, page: "costs" }),
      button(morningWords.numbersButton, { kind: "show", drill, page: "numbers" }),
    ],
    [button(reportWords.timelineButton, { kind: "show", drill, page: "timeline" }), ...reading],
  ];
}

import type { SpanLook, Timeline } from "../../chat/chart.ts";
import type { Block } from "../../chat/message.ts";
import type { Phase } from "../../fleet/fleet.ts";
import type { Report } from "../../fleet/report.ts";
import type { Span } from "../../fleet/spans.ts";
import { clock } from "../words.ts";
import { pictureAlt, reportWords } from "./words.ts";

const looks: Readonly<Record<Phase, SpanLook>> = {
  running: "up",
  starting: "starting",
  backoff: "starting",
  hung: "hung",
  exited: "down",
  lost: "down",
};

const legend: readonly SpanLook[] = ["up", "starting", "hung", "down"];

/** The night as a picture: a row for each copy, time to the right, by hand above the manager; in words of `alt` characters at most. */
export function pictureOf(report: Report, alt: number): Block {
  const { picture, drill } = report;
  const chart: Timeline = {
    kind: "timeline",
    title: reportWords.pictureTitle,
    from: 0,
    to: drill.lasts,
    ticks: ticksOf(drill.lasts),
    groups: [
      { title: reportWords.byHand, rows: rowsOf(picture.byHand) },
      { title: reportWords.withManager, rows: rowsOf(picture.manager) },
    ],
    legend: legend.map((look) => ({ look, ...reportWords.looks[look] })),
  };
  return { kind: "chart", chart, alt: pictureAlt(report, alt) };
}

const rowsOf = (spans: readonly Span[]): Timeline["groups"][number]["rows"] =>
  [...Map.groupBy(spans, ({ copy }) => copy)].map(([copy, lives]) => ({
    label: reportWords.copy(copy),
    spans: lives.map(({ from, to, phase }) => ({ from, to, look: looks[phase] })),
  }));

/** A mark for every full hour, or for every ten minutes of an hour. */
function ticksOf(lasts: number): Timeline["ticks"] {
  const every = lasts > 2 * 3600 ? 3600 : 600;
  const marks = Array.from({ length: Math.floor(lasts / every) + 1 }, (_, index) => index * every);
  return marks.map((at) => ({ at, label: clock(at) }));
}

import fc from "fast-check";
import type { Bars, SpanLook, Timeline } from "../../src/chat/chart.ts";

export const bars: Bars = {
  kind: "bars",
  title: "What does a manager do?",
  bars: [
    { label: "A. It watches and restarts", value: 7, text: "7 of 12", mark: "✓ right" },
    { label: "B. It makes copies faster", value: 3, text: "3 of 12" },
    { label: "C. I don't know", value: 0, text: "0 of 12" },
  ],
};

const legend: Timeline["legend"] = [
  { look: "up", label: "serving" },
  { look: "starting", label: "starting", letter: "…" },
  { look: "hung", label: "hung" },
  { look: "down", label: "down" },
];

/** A night of seven hours in minutes, with so many copies in each of two groups. */
export const night = (copies: number): Timeline => ({
  kind: "timeline",
  title: "Tuesday night",
  from: 0,
  to: 420,
  ticks: [2, 4, 6, 8].map((hour) => ({ at: (hour - 2) * 60, label: `0${hour}:00` })),
  legend,
  groups: ["By hand", "With the manager"].map((title, group) => ({
    title,
    rows: Array.from({ length: copies }, (_, copy) => ({
      label: `copy ${copy + 1}`,
      spans: [
        { from: 0, to: 100, look: "up" },
        { from: 100, to: group === 0 ? 300 : 101, look: "down" },
        { from: group === 0 ? 300 : 101, to: 420, look: "up" },
      ],
    })),
  })),
});

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 120 }),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.constantFrom('</text><script>alert("1")</script>', "]]>", "&amp;&#0;", "\u202e\u0000\ud800", "x".repeat(400), ""),
);
const number = fc.oneof(fc.double(), fc.integer({ min: -10, max: 500 }));

/** Bars with whatever text and numbers. */
export const anyBars: fc.Arbitrary<Bars> = fc.record({
  kind: fc.constant("bars"),
  title: text,
  bars: fc.array(
    fc.record({ label: text, value: number, text, mark: text }, { requiredKeys: ["label", "value", "text"] }),
    {
      maxLength: 8,
    },
  ),
});

const look = fc.constantFrom<SpanLook>("up", "starting", "hung", "down");
const span = fc.record({ from: number, to: number, look });

/** Timelines with whatever text, times and order. */
export const anyTimeline: fc.Arbitrary<Timeline> = fc.record({
  kind: fc.constant("timeline"),
  title: text,
  from: number,
  to: number,
  ticks: fc.array(fc.record({ at: number, label: text }), { maxLength: 12 }),
  legend: fc.array(fc.record({ look, label: text, letter: text }, { requiredKeys: ["look", "label"] }), {
    maxLength: 6,
  }),
  groups: fc.array(
    fc.record({
      title: text,
      rows: fc.array(fc.record({ label: text, spans: fc.array(span, { maxLength: 8 }) }), { maxLength: 12 }),
    }),
    { maxLength: 3 },
  ),
});

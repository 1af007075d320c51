/** One measured number, and the limit that it has to keep. */
export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The same work done in the way it is compared with, in the same unit. */
  readonly baseline: number | null;
  /** Value to baseline. */
  readonly ratio: number | null;
  /** Most that the ratio may be, or the value where there is no baseline; null: told, not judged. */
  readonly limit: number | null;
  readonly ok: boolean;
};

/** Measures one group of figures. */
export type Group = () => Promise<readonly Figure[]>;

type Measured = Pick<Figure, "name" | "value" | "unit"> & { readonly baseline?: number; readonly limit?: number };

export function figure({ name, value, unit, baseline, limit }: Measured): Figure {
  const ratio = baseline === undefined ? null : value / baseline;
  const ok = limit === undefined || (ratio ?? value) <= limit;
  return { name, value, unit, baseline: baseline ?? null, ratio, limit: limit ?? null, ok };
}

/** Figures as a table of plain text. */
export function tableOf(figures: readonly Figure[]): string {
  const head = ["figure", "value", "unit", "baseline", "ratio", "limit", ""];
  const rows = figures.map((one) => [
    one.name,
    short(one.value),
    one.unit,
    short(one.baseline),
    short(one.ratio),
    one.limit === null ? "" : `${one.baseline === null ? "" : "ratio "}≤ ${one.limit}`,
    one.ok ? "ok" : "MISSED",
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ");
  return [head, widths.map((width) => "-".repeat(width)), ...rows].map((row) => line(row).trimEnd()).join("\n");
}

const short = (value: number | null): string => (value === null ? "" : String(Number(value.toPrecision(3))));

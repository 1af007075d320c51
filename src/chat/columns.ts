const segmenter = new Intl.Segmenter();

/** Rows of cells as lines in the type of a typewriter: columns of even width, and a rule under the first row. */
export function columnLines(rows: readonly (readonly string[])[]): readonly string[] {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, at) => Math.max(...rows.map((row) => width(row[at] ?? ""))));
  const line = (row: readonly string[]): string =>
    widths
      .map((most, at) => `${row[at] ?? ""}${" ".repeat(most - width(row[at] ?? ""))}`)
      .join("  ")
      .trimEnd();
  const [header = [], ...body] = rows;
  return [line(header), widths.map((most) => "-".repeat(most)).join("  "), ...body.map(line)];
}

const width = (text: string): number => [...segmenter.segment(text)].length;

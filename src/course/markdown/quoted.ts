const SHOWN = 60;

/** What an author wrote, in quotation marks, on one line and cut to what a report bears. */
export function quoted(text: string): string {
  const line = text.replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, " ");
  return `"${line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line}"`;
}

/** The ISO week ("2026-W48") and the month ("2026-11") of an instant in UTC: the periods that totals are kept for. */
export function periodsOf(instant: Temporal.Instant): readonly [week: string, month: string] {
  const date = instant.toZonedDateTimeISO("UTC").toPlainDate();
  const week = String(date.weekOfYear).padStart(2, "0");
  return [`${date.yearOfWeek}-W${week}`, date.toPlainYearMonth().toString()];
}

/** Names of days and months, and what is said of times. */
export const timeWords = {
  weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
  months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
  daily: "every day",
  weekdaySpan: "Mon–Fri",
  noTime: (text: string): string => `I could not read "${text}" as a time. Write it like 09:00 or 17:30.`,
  noDays: (text: string): string =>
    `I could not read "${text}" as days. Write daily, weekdays, or days like mon, wed, fri.`,
  noZone: (text: string): string =>
    `I don't know a time zone "${text}". Write it like Europe/Berlin or America/New_York.`,
  noDate: (text: string): string => `I could not read "${text}" as a date. Write it like 2026-12-24.`,
};

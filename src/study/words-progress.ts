import { count } from "../core/words.ts";

/** What `progress` says of memory. */
export const progressWords = {
  remembered: (percent: number): string => `${strength(percent)}: you would get about ${percent} % of it right today.`,
  tomorrow: (n: number): string =>
    n === 0 ? "Nothing comes back by tomorrow." : `${count(n, "question comes", "questions come")} back by tomorrow.`,
  streak: (days: number): string => `Days of learning in a row: ${days}. Two days off in a week do not break it.`,
};

function strength(percent: number): string {
  if (percent >= 90) return "It sits firmly";
  if (percent >= 75) return "Most of it has stayed";
  if (percent >= 50) return "Some of it is fading";
  return "Much of it has faded, and comes back fast";
}

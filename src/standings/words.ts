import { count } from "../core/words.ts";

/** What is said around the leaderboard. */
export const standingWords = {
  titles: { week: "This week here", month: "This month here" },
  show: { week: "This week", month: "This month" },
  notHere: "A leaderboard belongs to a channel. Type this where you learn together.",
  none: "Nobody who joined has points yet.",
  nameless: "somebody",
  row: (rank: number, name: string, points: number): string => `${rank}. ${name}: ${count(points, "point")}`,
  rank: (rank: number, points: number): string => `You are at place ${rank}, with ${count(points, "point")}.`,
  points: (points: number): string => `You have ${count(points, "point")}. Nobody sees that unless you join.`,
  rule: "A point for each right answer to a question that is new to you or has come back. Neither speed nor the hour counts, and equal points share a place.",
  join: "Join, with my name",
  leave: "Leave",
};

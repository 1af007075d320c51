import type { Place } from "../chat/event.ts";

/** Who has how many points where: the values of the leaderboard, and the facts about it that the store keeps. */

export type PlaceKey = Pick<Place, "platform" | "tenant" | "channel">;

/** `name` is what the learner was called on joining: hostile text, shown as text only. */
export type Standing = { readonly learner: string; readonly points: number; readonly name: string };

/** The facts about standings: part of the store. Nobody is told of anybody who did not join the leaderboards. */
export type StandingFacts = {
  /** Of those who joined, the first `limit` of a place in a period ("2026-W48", "2026-11"), most points first; equals by who came first. */
  standings(place: PlaceKey, period: string, limit: number): Promise<readonly Standing[]>;
  /** Points of one learner, and the number of those who joined and have more; undefined when the learner has none. */
  rankOf(
    place: PlaceKey,
    period: string,
    learner: string,
  ): Promise<{ readonly points: number; readonly above: number } | undefined>;
  /** Joins, or takes another name. */
  joinLeaderboard(learner: string, name: string, at: number): Promise<void>;
  /** False when the learner had not joined. */
  leaveLeaderboard(learner: string): Promise<boolean>;
  /** Whether a learner has joined. */
  isOnLeaderboard(learner: string): Promise<boolean>;
};

import type { ArrivalFacts } from "../../core/arrival.ts";
import type { OutageFacts } from "../../core/outage.ts";
import type { StandingFacts } from "../../standings/standing.ts";
import type { MemoryFacts } from "../../study/memory/memory.ts";
import type { QuestionFacts } from "../../study/place-question/question.ts";
import { arrivalOf, arrivalsTo } from "../clock/arrivals.ts";
import type { Engine } from "../engine/engine.ts";
import { keepUp, outagesSince } from "../people/outages.ts";
import { placeZone, savePlaceZone } from "../people/places.ts";
import { isOnLeaderboard, joinLeaderboard, leaveLeaderboard } from "./leaderboard.ts";
import { closeQuestion, findQuestion, saveQuestion } from "./questions.ts";
import { answeredSince, dueReviews, moveReviews, reviewsOf, saveConfidence, tally } from "./reviews.ts";
import { studyOf, weekOf } from "./studies.ts";
import { rankOf, standings } from "./totals.ts";

/** What people and places know, and how they stand: part of the port, on an engine. */
export const studyFacts = (
  engine: Engine,
): MemoryFacts & QuestionFacts & StandingFacts & OutageFacts & ArrivalFacts => ({
  reviewsOf: (learner) => engine.read(() => reviewsOf(learner)),
  dueReviews: (learner, at, limit) => engine.read(() => dueReviews(learner, at, limit)),
  saveConfidence: (learner, review, said) => engine.write(() => saveConfidence(learner, review, said)),
  answeredSince: (learner, since) => engine.read(() => answeredSince(learner, since)),
  saveQuestion: (question) => engine.write(() => saveQuestion(question)),
  findQuestion: (id) => engine.read(() => findQuestion(id)),
  closeQuestion: (id, at) => engine.write(() => closeQuestion(id, at)),
  studyOf: (place, since, askedSince) => engine.read(() => studyOf(place, since, askedSince)),
  weekOf: (place, since, until) => engine.read(() => weekOf(place, since, until)),
  placeZone: (place) => engine.read(() => placeZone(place)),
  savePlaceZone: (place, zone, newPlace) => engine.write(() => savePlaceZone(place, zone, newPlace)),
  joinLeaderboard: (learner, name, at) => engine.write(() => joinLeaderboard(learner, name, at)),
  leaveLeaderboard: (learner) => engine.write(() => leaveLeaderboard(learner)),
  isOnLeaderboard: (learner) => engine.read(() => isOnLeaderboard(learner)),
  keepUp: (at, gap) => engine.write(() => keepUp(at, gap)),
  outagesSince: (since) => engine.read(() => outagesSince(since)),
  tally: (learner) => engine.read(() => tally(learner)),
  standings: (place, period, limit) => engine.read(() => standings(place, period, limit)),
  rankOf: (place, period, learner) => engine.read(() => rankOf(place, period, learner)),
  arrivalOf: (ref) => engine.read(() => arrivalOf(ref)),
  arrivalsTo: (to, limit) => engine.read(() => arrivalsTo(to, limit)),
  moveReviews: (move) => engine.write(() => moveReviews(move)),
});

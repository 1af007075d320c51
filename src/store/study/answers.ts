import type { Answer, AnswerGiven, Saved } from "../../core/store.ts";
import { type Fact, run, statement, type Value } from "../engine/statement.ts";
import { answerFrom, ascending, bindMessage, holdPicks } from "./asks.ts";
import { countAnswer } from "./questions.ts";
import { saveReview } from "./reviews.ts";
import { beginSitting, holdSitting, touchSitting } from "./sessions.ts";
import { addPoints, countResponse } from "./totals.ts";

/** Where an answer belongs, as the ask says, whatever the caller holds. */
const findTarget = statement((queries, value: Value<{ ask: string }>) =>
  queries
    .selectFrom("asks")
    .innerJoin("sittings", "sittings.id", "asks.sitting_id")
    .select(["asks.learner_id", "asks.sitting_id", "asks.check_key", "asks.version", "asks.message"])
    .select(["sittings.place_id", "sittings.question_id"])
    .where("asks.id", "=", value("ask")),
);

type Given = {
  ask: string;
  learner: string;
  check: string;
  version: string;
  response: string;
  right: number;
  tags: string;
  at: number;
};

const insert = statement((queries, value: Value<Given>) =>
  queries
    .insertInto("answers")
    .values({
      ask_id: value("ask"),
      learner_id: value("learner"),
      check_key: value("check"),
      version: value("version"),
      response: value("response"),
      is_right: value("right"),
      tags: value("tags"),
      answered_at: value("at"),
    })
    .onConflict((conflict) => conflict.columns(["ask_id", "learner_id"]).doNothing())
    .returning("ask_id"),
);

const find = statement((queries, value: Value<{ ask: string; learner: string }>) =>
  queries
    .selectFrom("answers")
    .select(["response", "is_right", "answered_at"])
    .where("ask_id", "=", value("ask"))
    .where("learner_id", "=", value("learner")),
);

/** What many learners share comes last, so that on PostgreSQL it is held for the shortest time. */
export function* saveAnswer(given: AnswerGiven): Fact<Saved> {
  const { answer } = given;
  const ask = given.ask.id;
  if (given.begin) yield* beginSitting(given.begin);
  const [target] = yield* run(findTarget, { ask });
  if (!target) return gone;
  const stale = given.picks && (yield* stalePicks(ask, target, given.picks));
  if (stale) return stale;
  const { learner_id: learner, check_key: check, version } = target;
  yield* touchSitting(target.sitting_id, ask, answer.at);
  const [first] = yield* run(insert, { ask, learner, check, version, ...row(given) });
  if (!first) return { first: false, answer: yield* firstAnswer(ask, learner) };
  if (given.message !== undefined && target.message === null) yield* bindMessage(ask, given.message);
  yield* saveReview(learner, given.review);
  if (given.points > 0) yield* addPoints(target.place_id, learner, given);
  yield* countResponse(check, version, answer.response);
  const question = target.question_id;
  return { first: true, answers: question === null ? undefined : yield* countAnswer(question, answer) };
}

/**
 * What a hand-in of other picks than the stored ones is told; undefined when they are the same. Holds the sitting and then
 * the ask, in the order in which the turn of a page takes them, so that the two wait for one another and never cross.
 */
function* stalePicks(
  ask: string,
  target: { readonly sitting_id: string; readonly learner_id: string },
  graded: readonly number[],
): Fact<Saved | undefined> {
  yield* holdSitting(target.sitting_id);
  const picks = yield* holdPicks(ask);
  if (!picks) return gone;
  if (sameNumbers(picks, graded)) return undefined;
  const answer = yield* firstAnswer(ask, target.learner_id);
  return answer ? { first: false, answer } : { ...gone, picks };
}

const gone = { first: false, answer: undefined } as const;

const sameNumbers = (one: readonly number[], other: readonly number[]): boolean =>
  one.toSorted(ascending).join() === other.toSorted(ascending).join();

const row = ({ answer, tags }: AnswerGiven) => ({
  response: JSON.stringify(answer.response),
  right: answer.right ? 1 : 0,
  tags: JSON.stringify(tags),
  at: answer.at,
});

function* firstAnswer(ask: string, learner: string): Fact<Answer | undefined> {
  const [found] = yield* run(find, { ask, learner });
  return found && answerFrom(found);
}

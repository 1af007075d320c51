import type { Answer } from "../../core/store.ts";
import type { ChoiceCount, Question, QuestionPosed } from "../../study/place-question/question.ts";
import { type Fact, run, statement, type Value } from "../engine/statement.ts";
import { ensurePlace } from "../people/places.ts";
import { numbers } from "./asks.ts";
import { positions } from "./totals.ts";

type Posed = {
  id: string;
  place: string;
  check: string;
  version: string;
  order: string;
  at: number;
  closesAt: number;
};

const insert = statement((queries, value: Value<Posed>) =>
  queries
    .insertInto("questions")
    .values({
      id: value("id"),
      place_id: value("place"),
      check_key: value("check"),
      version: value("version"),
      choice_order: value("order"),
      posed_at: value("at"),
      closes_at: value("closesAt"),
      answers: 0,
    })
    .onConflict((conflict) => conflict.column("id").doNothing()),
);

const find = statement((queries, value: Value<{ id: string }>) =>
  queries
    .selectFrom("questions")
    .innerJoin("places", "places.id", "questions.place_id")
    .leftJoin("posts", "posts.id", "questions.id")
    .selectAll("questions")
    .select(["places.platform", "places.tenant", "places.channel", "places.kind", "sent_channel", "sent_id"])
    .where("questions.id", "=", value("id")),
);

const countOne = statement((queries, value: Value<{ id: string }>) =>
  queries
    .updateTable("questions")
    .set((column) => ({ answers: column("answers", "+", 1) }))
    .where("id", "=", value("id"))
    .returning("answers"),
);

const countChoice = statement((queries, value: Value<{ question: string; choice: number }>) =>
  queries
    .insertInto("question_totals")
    .values({ question_id: value("question"), choice: value("choice"), answers: 1 })
    .onConflict((conflict) =>
      conflict.columns(["question_id", "choice"]).doUpdateSet((column) => ({
        answers: column("question_totals.answers", "+", column.ref("excluded.answers")),
      })),
    ),
);

const close = statement((queries, value: Value<{ id: string; at: number }>) =>
  queries
    .updateTable("questions")
    .set((column) => ({ closed_at: column.fn.coalesce("closed_at", value("at")) }))
    .where("id", "=", value("id"))
    .returning("id"),
);

const totals = statement((queries, value: Value<{ question: string }>) =>
  queries
    .selectFrom("question_totals")
    .select(["choice", "answers"])
    .where("question_id", "=", value("question"))
    .orderBy("choice"),
);

type Tenant = { readonly platform: string; readonly tenant: string };

const ofTenant = statement((queries, value: Value<Tenant>) =>
  queries
    .selectFrom("questions")
    .innerJoin("places", "places.id", "questions.place_id")
    .select("questions.id")
    .where("platform", "=", value("platform"))
    .where("tenant", "=", value("tenant")),
);

const removeTotals = statement((queries, value: Value<{ question: string }>) =>
  queries.deleteFrom("question_totals").where("question_id", "=", value("question")),
);

const remove = statement((queries, value: Value<{ question: string }>) =>
  queries.deleteFrom("questions").where("id", "=", value("question")),
);

export function* saveQuestion(posed: QuestionPosed): Fact<Question> {
  const { id, check, version, at, closesAt } = posed;
  const place = yield* ensurePlace(posed.place, posed.newPlace);
  yield* run(insert, { id, place, check, version, order: JSON.stringify(posed.order), at, closesAt });
  const question = yield* findQuestion(id);
  if (!question) throw new Error(`Question ${id} is not there after it was written.`);
  return question;
}

export function* findQuestion(id: string): Fact<Question | undefined> {
  const [row] = yield* run(find, { id });
  if (!row) return undefined;
  const { platform, sent_channel: sentIn, sent_id: sent } = row;
  return {
    id,
    place: { platform: row.platform, tenant: row.tenant, channel: row.channel, kind: row.kind },
    check: row.check_key,
    version: row.version,
    order: numbers(row.choice_order),
    closesAt: row.closes_at,
    closedAt: row.closed_at ?? undefined,
    answers: row.answers,
    message: sent === null || sentIn === null ? undefined : { platform, channel: sentIn, id: sent },
  };
}

/** One more person answered; returns how many have by now. The question itself comes last: everybody shares it. */
export function* countAnswer(question: string, { response, right }: Answer): Fact<number | undefined> {
  const there = yield* run(find, { id: question });
  if (there.length === 0) return undefined;
  const choices = response.kind === "written" && right ? [-3] : positions(response);
  for (const choice of choices) yield* run(countChoice, { question, choice });
  const [counted] = yield* run(countOne, { id: question });
  return counted?.answers;
}

export function* closeQuestion(id: string, at: number): Fact<readonly ChoiceCount[] | undefined> {
  const closed = yield* run(close, { id, at });
  return closed.length === 0 ? undefined : yield* run(totals, { question: id });
}

/** Removes every question that a tenant's places were asked. */
export function* removeQuestions({ platform, tenant }: Tenant): Fact<void> {
  for (const { id: question } of yield* run(ofTenant, { platform, tenant })) {
    yield* run(removeTotals, { question });
    yield* run(remove, { question });
  }
}

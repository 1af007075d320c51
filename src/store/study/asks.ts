import type { Answer, Ask, AskPosed, PickMade, Response, SittingFrame } from "../../core/store.ts";
import { type Fact, run, statement, type Value } from "../engine/statement.ts";
import { type Nullable, reviewFrom } from "./reviews.ts";

/** What an ask is made of, where a query joins it with its answer and with the learner's review of its check. */
export const askColumns = [
  ...(["asks.id as ask", "asks.page as ask_page", "asks.check_key", "asks.version", "asks.choice_order"] as const),
  ...(["asks.picks", "asks.message", "answers.response", "answers.is_right", "answers.answered_at"] as const),
  ...(["reviews.due", "reviews.stability", "reviews.difficulty", "reviews.scheduled_days", "reviews.reps"] as const),
  ...(["reviews.lapses", "reviews.state", "reviews.last_review", "reviews.last_right", "reviews.before"] as const),
  "reviews.confidence",
] as const;

/** What names a sitting and whose it is, where a query joins it with its learner. */
export const frameColumns = [
  ...(["sittings.id as sitting", "sittings.learner_id", "sittings.kind", "sittings.chapter"] as const),
  ...(["sittings.checks", "sittings.question_id", "learners.platform", "learners.tenant", "learners.person"] as const),
] as const;

const find = statement((queries, value: Value<{ id: string }>) =>
  queries
    .selectFrom("asks")
    .innerJoin("sittings", "sittings.id", "asks.sitting_id")
    .innerJoin("learners", "learners.id", "asks.learner_id")
    .leftJoin("answers", (join) =>
      join.onRef("answers.ask_id", "=", "asks.id").onRef("answers.learner_id", "=", "asks.learner_id"),
    )
    .leftJoin("reviews", (join) =>
      join.onRef("reviews.learner_id", "=", "asks.learner_id").onRef("reviews.check_key", "=", "asks.check_key"),
    )
    .select(askColumns)
    .select(frameColumns)
    .where("asks.id", "=", value("id")),
);

const removeOpen = statement((queries, value: Value<{ sitting: string; check: string }>) =>
  queries
    .deleteFrom("asks")
    .where("sitting_id", "=", value("sitting"))
    .where("check_key", "=", value("check"))
    .where((where) =>
      where.not(where.exists(where.selectFrom("answers").select("ask_id").whereRef("answers.ask_id", "=", "asks.id"))),
    ),
);

type Posed = {
  id: string;
  sitting: string;
  learner: string;
  page: number;
  check: string;
  version: string;
  order: string;
  message: string | null;
  at: number;
};

const insert = statement((queries, value: Value<Posed>) =>
  queries
    .insertInto("asks")
    .values({
      id: value("id"),
      sitting_id: value("sitting"),
      learner_id: value("learner"),
      page: value("page"),
      check_key: value("check"),
      version: value("version"),
      choice_order: value("order"),
      picks: "[]",
      message: value("message"),
      posed_at: value("at"),
    })
    .onConflict((conflict) => conflict.doNothing()),
);

/** Binds before it reads, so that on PostgreSQL the row is held and two picks at once are taken one after the other. */
const bindIfNone = statement((queries, value: Value<{ ask: string; message: string | null }>) =>
  queries
    .updateTable("asks")
    .set((column) => ({ message: column.fn.coalesce("message", value("message")) }))
    .where("id", "=", value("ask"))
    .returning("picks"),
);

const answered = statement((queries, value: Value<{ ask: string }>) =>
  queries.selectFrom("answers").select("ask_id").where("ask_id", "=", value("ask")),
);

const setPicks = statement((queries, value: Value<{ ask: string; picks: string }>) =>
  queries
    .updateTable("asks")
    .set({ picks: value("picks") })
    .where("id", "=", value("ask")),
);

export function* findAsk(id: string): Fact<Ask | undefined> {
  const [row] = yield* run(find, { id });
  return row && askFrom(row, frameFrom(row));
}

/** Poses an ask in the place of an open one of the same check in its sitting; one that is answered stands. */
export function* poseAsk(ask: AskPosed, sitting: string, learner: string, at: number): Fact<void> {
  const { id, page, check, version, message } = ask;
  yield* run(removeOpen, { sitting, check });
  const order = JSON.stringify(ask.order);
  yield* run(insert, { id, sitting, learner, page, check, version, order, message: message ?? null, at });
}

export function* savePick({ ask, choice, on, message }: PickMade): Fact<readonly number[] | undefined> {
  const [open] = yield* run(bindIfNone, { ask, message: message ?? null });
  if (!open) return undefined;
  const before = numbers(open.picks);
  const [closed] = yield* run(answered, { ask });
  if (closed) return undefined;
  const others = before.filter((pick) => pick !== choice);
  const picks = on ? [...others, choice].toSorted(ascending) : others;
  yield* run(setPicks, { ask, picks: JSON.stringify(picks) });
  return picks;
}

/** What is picked in an ask, ascending, which is held on PostgreSQL: no pick comes after it. Undefined when it is gone. */
export function* holdPicks(ask: string): Fact<readonly number[] | undefined> {
  const [open] = yield* run(bindIfNone, { ask, message: null });
  return open && numbers(open.picks);
}

/** Binds a message to an ask that has none. */
export function* bindMessage(ask: string, message: string): Fact<void> {
  yield* run(bindIfNone, { ask, message });
}

export const ascending = (one: number, other: number): number => one - other;

export const numbers = (text: string): readonly number[] => JSON.parse(text);

const texts = (text: string): readonly string[] => JSON.parse(text);

/** An answer as it lies in its row; undefined when a join found none. */
export function answerFrom(row: {
  readonly response: string | null;
  readonly is_right: number | null;
  readonly answered_at: number | null;
}): Answer | undefined {
  if (row.response === null || row.is_right === null || row.answered_at === null) return undefined;
  const response: Response = JSON.parse(row.response);
  return { response, right: row.is_right === 1, at: row.answered_at };
}

export const frameFrom = (row: {
  readonly sitting: string;
  readonly learner_id: string;
  readonly kind: SittingFrame["kind"];
  readonly chapter: string | null;
  readonly checks: string;
  readonly question_id: string | null;
  readonly platform: string;
  readonly tenant: string;
  readonly person: string;
}): SittingFrame => ({
  id: row.sitting,
  learner: row.learner_id,
  owner: { platform: row.platform, tenant: row.tenant, person: row.person },
  kind: row.kind,
  chapter: row.chapter ?? undefined,
  checks: texts(row.checks),
  question: row.question_id ?? undefined,
});

type AskRow = Parameters<typeof answerFrom>[0] &
  Nullable<Parameters<typeof reviewFrom>[0]> &
  Nullable<{
    readonly ask: string;
    readonly ask_page: number;
    readonly version: string;
    readonly choice_order: string;
    readonly picks: string;
    readonly message: string;
  }>;

/** An ask as it lies in its row; undefined when a join found none. */
export function askFrom(row: AskRow, sitting: SittingFrame): Ask | undefined {
  const { ask: id, ask_page: page, check_key: check, version, choice_order: order, picks } = row;
  if (id === null || page === null || check === null || version === null || order === null || picks === null)
    return undefined;
  return {
    id,
    page,
    check,
    version,
    order: numbers(order),
    message: row.message ?? undefined,
    sitting,
    picks: numbers(picks),
    answer: answerFrom(row),
    review: reviewFrom({ ...row, check_key: check }),
  };
}

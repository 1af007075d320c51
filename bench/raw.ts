import Database from "better-sqlite3";
import type { AnswerGiven } from "../src/core/store.ts";

/** The statements of `saveAnswer` written by hand on bare better-sqlite3: what the store is compared with. */
export type Raw = { readonly record: (given: AnswerGiven) => void; readonly close: () => void };

const texts = {
  target: `select asks.learner_id, asks.sitting_id, asks.check_key, asks.version, asks.message, sittings.place_id
             from asks join sittings on sittings.id = asks.sitting_id where asks.id = ?`,
  touch: `update sittings set touched_at = ? where id = ?
             and not exists (select ask_id from answers where ask_id = ?)`,
  answer: `insert into answers (ask_id, learner_id, check_key, version, response, is_right, tags, answered_at)
             values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (ask_id, learner_id) do nothing returning ask_id`,
  review: `insert into reviews (learner_id, check_key, due, stability, difficulty, scheduled_days, reps, lapses, state,
             last_review, last_right) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
             on conflict (learner_id, check_key) do update set due = excluded.due, stability = excluded.stability,
             difficulty = excluded.difficulty, scheduled_days = excluded.scheduled_days, reps = excluded.reps,
             lapses = excluded.lapses, state = excluded.state, last_review = excluded.last_review,
             last_right = excluded.last_right`,
  total: `insert into totals (place_id, period, learner_id, points, reached_at, joined)
             values (?, ?, ?, ?, ?, (select count(*) from leaderboard where learner_id = ?))
             on conflict (place_id, period, learner_id)
             do update set points = totals.points + excluded.points, reached_at = excluded.reached_at`,
  count: `insert into check_totals (check_key, version, choice, answers) values (?, ?, ?, 1)
             on conflict (check_key, version, choice) do update set answers = check_totals.answers + excluded.answers`,
} as const;

type Target = {
  readonly learner_id: string;
  readonly sitting_id: string;
  readonly check_key: string;
  readonly version: string;
  readonly place_id: string;
};

/** Opens a database that the store has made, with the store's own durability. */
export function openRaw(file: string): Raw {
  const database = new Database(file);
  for (const pragma of ["synchronous = full", "foreign_keys = on", "secure_delete = on", "wal_autocheckpoint = 4000"])
    database.pragma(pragma);
  const begin = database.prepare("begin immediate");
  const commit = database.prepare("commit");
  const target = database.prepare<[string], Target>(texts.target);
  const touch = database.prepare(texts.touch);
  const first = database.prepare(texts.answer);
  const review = database.prepare(texts.review);
  const total = database.prepare(texts.total);
  const count = database.prepare(texts.count);
  const record = ({ ask, answer, tags, review: next, points, periods }: AnswerGiven) => {
    begin.run();
    const found = target.get(ask.id);
    if (!found) throw new Error(`There is no ask ${ask.id}.`);
    const { learner_id: learner, check_key: check, version } = found;
    const { at, response } = answer;
    const right = answer.right ? 1 : 0;
    touch.run(at, found.sitting_id, ask.id);
    first.get(ask.id, learner, check, version, JSON.stringify(response), right, JSON.stringify(tags), at);
    const memory = [next.due, next.stability, next.difficulty, next.scheduledDays, next.reps, next.lapses, next.state];
    review.run(learner, next.check, ...memory, next.lastReview, right);
    for (const period of periods) total.run(found.place_id, period, learner, points, at, learner);
    if (response.kind === "choices") for (const choice of response.choices) count.run(check, version, choice);
    commit.run();
  };
  return { record, close: () => database.close() };
}

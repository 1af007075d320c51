import { randomUUIDv7 } from "node:crypto";
import type { Place } from "../../src/chat/event.ts";
import type { Answer, AnswerGiven, Ask, AskPosed, Sitting, SittingStart, Store } from "../../src/core/store.ts";
import type { Who } from "../../src/core/who.ts";
import type { Review } from "../../src/study/memory/memory.ts";

/** 2026-11-23, a Monday, 09:00 UTC. */
export const monday = Date.UTC(2026, 10, 23, 9);

export const newId = randomUUIDv7;

export const person = (name: string, tenant = "guild-1"): Who => ({ platform: "discord", tenant, person: name });

export const hall = (tenant = "guild-1", channel = "study-hall"): Place => ({
  platform: "discord",
  tenant,
  channel,
  kind: "channel",
});

export const posed = (changed: Partial<AskPosed> = {}): AskPosed => ({
  id: newId(),
  page: 0,
  check: "containers/why-many-copies",
  version: "v1",
  order: [2, 0, 1],
  message: undefined,
  ...changed,
});

export const start = (who: Who, changed: Partial<SittingStart> = {}): SittingStart => ({
  id: newId(),
  who,
  place: hall(who.tenant),
  kind: "chapter",
  chapter: "containers/orchestration",
  checks: [],
  at: monday,
  ask: undefined,
  newLearner: newId(),
  newPlace: newId(),
  ...changed,
});

export const review = (changed: Partial<Review> = {}): Review => ({
  check: "containers/why-many-copies",
  due: monday + 86_400_000,
  stability: 2.3065,
  difficulty: 2.118_103_97,
  scheduledDays: 1,
  reps: 1,
  lapses: 0,
  state: 2,
  lastReview: monday,
  lastRight: true,
  ...changed,
});

export const chose = (choices: readonly number[], right = true, at = monday): Answer => ({
  response: { kind: "choices", choices },
  right,
  at,
});

/** An answer to an ask; right answers count a point in the week and the month. */
export const given = (ask: Ask, answer: Answer, changed: Partial<AnswerGiven> = {}): AnswerGiven => ({
  ask,
  message: undefined,
  answer,
  picks: undefined,
  tags: answer.right ? [] : ["one-big-server"],
  review: review({ check: ask.check, lastRight: answer.right }),
  points: answer.right ? 1 : 0,
  periods: ["2026-W48", "2026-11"],
  ...changed,
});

/** Begins a sitting whose first page poses a check. */
export async function ask(store: Store, who: Who, changed: Partial<SittingStart> = {}): Promise<[Sitting, Ask]> {
  const sitting = await store.beginSitting(start(who, { ask: posed(), ...changed }));
  const [first] = sitting.asks;
  if (!first) throw new Error("nothing was posed");
  return [sitting, first];
}

/** Poses checks one after another and answers each. */
export async function answerChecks(
  store: Store,
  who: Who,
  checks: readonly string[],
  changed: Partial<AnswerGiven> & { readonly place?: Place } = {},
): Promise<Sitting> {
  const { place, ...rest } = changed;
  const sitting = await store.beginSitting(start(who, place ? { place } : {}));
  for (const [page, check] of checks.entries()) {
    const next = posed({ page, check });
    await store.turnPage({ sitting: sitting.id, page, at: monday, finished: false, ask: next });
    const found = await store.findAsk(next.id);
    if (!found) throw new Error("nothing was posed");
    await store.saveAnswer(given(found, chose([1]), rest));
  }
  return sitting;
}

import { button } from "../chat/action.ts";
import type { Outgoing } from "../chat/answer.ts";
import { type Block, type Button, note } from "../chat/message.ts";
import type { Context } from "../core/context.ts";
import { refuse } from "../core/reply.ts";
import type { Answer, Ask } from "../core/store.ts";
import { words } from "../core/words.ts";
import type { Confidence } from "./memory/memory.ts";
import { regraded } from "./memory/review.ts";

const DAY = 86_400_000;

const levels: readonly Confidence[] = ["guess", "fair", "sure"];

/** Under a right answer: how sure one was, for as long as nothing was said and no later answer came. */
export function sureButtons(ask: Ask, answer: Answer): readonly Button[] {
  if (!mayStillSay(ask, answer)) return [];
  return levels.map((confidence) => button(words.sure[confidence], { kind: "sure", ask: ask.id, confidence }));
}

export function sureBlocks(ask: Ask, answer: Answer): readonly Block[] {
  if (mayStillSay(ask, answer)) return [note(words.sureAsk)];
  const { review } = ask;
  if (review?.lastReview !== answer.at || review.confidence === undefined) return [];
  const days = Math.max(1, Math.round((review.due - answer.at) / DAY));
  return [note(words.sureSaid(words.sure[review.confidence], days))];
}

/** `ask.review` is what the answer met, or what it made: both may be at hand. */
function mayStillSay({ review }: Ask, answer: Answer): boolean {
  if (!answer.right) return false;
  if (review === undefined || review.lastReview < answer.at) return true;
  return review.lastReview === answer.at && review.confidence === undefined;
}

/** What was said, once: the ask with its new review, or what to say instead. */
export async function saySure(
  context: Context,
  ask: Ask,
  confidence: Confidence,
): Promise<{ readonly ask: Ask } | { readonly refusal: readonly Outgoing[] }> {
  const { answer, review } = ask;
  if (!answer?.right || !review) return { refusal: refuse(words.gone) };
  if (review.lastReview !== answer.at) return { refusal: refuse(words.sureLate) };
  const after = regraded(review, confidence);
  const saved = await context.store.saveConfidence(ask.sitting.learner, after, confidence);
  return saved ? { ask: { ...ask, review: after } } : { refusal: refuse(words.sureAlready) };
}

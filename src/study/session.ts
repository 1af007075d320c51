import { button } from "../chat/action.ts";
import { type Block, type Button, type Message, note, paragraph } from "../chat/message.ts";
import type { Context } from "../core/context.ts";
import type { Answer, Ask, AskPosed, Sitting, SittingFrame } from "../core/store.ts";
import { words } from "../core/words.ts";
import type { Check } from "../course/model.ts";
import { offerRow } from "../drill/offer.ts";
import { poseAsk, questionBlocks, questionButtons } from "./ask.ts";
import { closingMessage } from "./closing.ts";
import { sureBlocks, sureButtons } from "./confidence.ts";
import { feedbackBlocks, feedbackTone, hasOtherReasons } from "./feedback.ts";
import { chapterByKey, checkAsShown, type Page, pagesOf, placeOf } from "./pages.ts";
import { questionWords } from "./place-question/words.ts";

/** What is posed on a page that is about to be shown: a new ask, or the one that stands there already. */
type Posed = { readonly ask: Ask | undefined; readonly fresh: AskPosed | undefined };

/**
 * Shows a page of a sitting and moves the bookmark there: the bookmark is the page shown last, on whatever message.
 * `message` is the message that will show it, where it is known. A page beyond the end is the closing page.
 */
export async function showPage(context: Context, sitting: Sitting, page: number, message?: string): Promise<Message> {
  const pages = pagesOf(context.course(), sitting);
  if (pages.length === 0) return { blocks: [paragraph(words.chapterGone)] };
  const to = allowedPage(sitting, pages, page);
  const { ask, fresh } = poseFor(context, sitting, pages[to], to, message);
  const at = context.clock.now().epochMilliseconds;
  await context.store.turnPage({ sitting: sitting.id, page: to, at, finished: to === pages.length, ask: fresh });
  if (to === pages.length) return closingMessage(context, sitting, pages.length);
  if (ask?.answer) return answeredPage(context, ask, ask.answer, false);
  return openPage(context, sitting, pages, to, ask);
}

/** Pages open one after the other, and an open question is answered before the next page: a forged id skips nothing. */
function allowedPage(sitting: Sitting, pages: readonly Page[], wanted: number): number {
  const isOpen = ({ check }: Page): boolean =>
    sitting.asks.some((ask) => ask.check === check?.key && ask.answer === undefined);
  const open = pages.slice(0, wanted).findIndex(isOpen);
  return Math.min(wanted, sitting.furthest + 1, pages.length, open === -1 ? wanted : open);
}

/** The first page of a sitting that is about to begin, and what is posed on it. */
export function firstAsk(
  context: Context,
  start: Pick<SittingFrame, "kind" | "chapter" | "checks">,
): AskPosed | undefined {
  const check = pagesOf(context.course(), start)[0]?.check;
  return check && poseAsk(context, check, 0, undefined);
}

/** The page of a sitting that has just begun. */
export function firstPage(context: Context, sitting: Sitting): Message {
  const pages = pagesOf(context.course(), sitting);
  return openPage(context, sitting, pages, 0, sitting.asks[0]);
}

/** An answered ask stands; an open one is posed anew when it moves to another message or its wording has changed. */
function poseFor(
  context: Context,
  sitting: Sitting,
  page: Page | undefined,
  to: number,
  message: string | undefined,
): Posed {
  const check = page?.check;
  if (!check) return { ask: undefined, fresh: undefined };
  const standing = sitting.asks.find((ask) => ask.check === check.key);
  const here = message !== undefined && standing?.message === message && standing.version === check.version;
  if (standing?.answer || here) return { ask: standing, fresh: undefined };
  const fresh = poseAsk(context, check, to, message);
  const ask = { ...fresh, sitting, picks: [], answer: undefined, review: undefined };
  return { ask, fresh };
}

/** An open question again, in the message that shows it. */
export function openAsk(context: Context, ask: Ask): Message {
  const pages = pagesOf(context.course(), ask.sitting);
  return openPage(context, ask.sitting, pages, placeOf(pages, ask), ask);
}

/** A page that is read, or whose question waits for its answer. */
function openPage(
  context: Context,
  sitting: SittingFrame,
  pages: readonly Page[],
  at: number,
  ask: Ask | undefined,
): Message {
  const page = pages[at];
  const check = page?.check;
  const question = check && ask ? questionBlocks(check, ask) : [];
  const back = backButton(sitting.id, at);
  const rows =
    check && ask
      ? [...questionButtons(check, ask), ...(back.length === 0 ? [] : [back])]
      : [[...back, button(words.next, { kind: "turn", sitting: sitting.id, to: at + 1 }, "primary")]];
  return {
    blocks: [...above(context, sitting), ...(page?.blocks ?? []), ...question, progressOf(at, pages.length)],
    buttons: [...rows, ...offerRow(page)],
  };
}

/** A question's page after the answer; all reasons when `all`. */
export async function answeredPage(context: Context, ask: Ask, answer: Answer, all: boolean): Promise<Message> {
  const { sitting } = ask;
  const pages = pagesOf(context.course(), sitting);
  const at = placeOf(pages, ask);
  const check = await checkAsShown(context, ask);
  const headings = pages[at]?.blocks.filter((block) => block.kind === "heading") ?? [];
  return {
    blocks: [
      ...above(context, sitting),
      ...headings,
      ...(check ? feedbackBlocks(check, ask, answer, all) : [note(words.checkGone)]),
      ...sureBlocks(ask, answer),
      ...(sitting.kind === "question" ? [] : [progressOf(at, pages.length)]),
    ],
    buttons: [
      [...backButton(sitting.id, at), ...continueButtons(check, ask, answer, { at, all })],
      sureButtons(ask, answer),
    ].filter((row) => row.length > 0),
    tone: feedbackTone(answer),
  };
}

function continueButtons(
  check: Check | undefined,
  ask: Ask,
  answer: Answer,
  { at, all }: { readonly at: number; readonly all: boolean },
): readonly Button[] {
  const on = button(words.continue, { kind: "turn", sitting: ask.sitting.id, to: at + 1 }, "primary");
  const more = check && !all && hasOtherReasons(check, answer);
  return [
    ...(ask.sitting.kind === "question" ? [] : [on]),
    ...(more ? [button(words.otherReasons, { kind: "reasons", ask: ask.id })] : []),
  ];
}

function above(context: Context, sitting: SittingFrame): readonly Block[] {
  if (sitting.kind === "quiz") return [note(words.quizTitle)];
  if (sitting.kind === "question") return [note(questionWords.title)];
  const title = chapterByKey(context.course(), sitting.chapter)?.title;
  if (sitting.kind === "retry") return [note(words.retryTitle)];
  return title === undefined ? [] : [note(title)];
}

const progressOf = (at: number, total: number): Block => ({
  kind: "progress",
  done: Math.min(at + 1, total),
  total,
  text: words.progress(Math.min(at + 1, total), total),
});

function backButton(sitting: string, at: number): readonly Button[] {
  return at > 0 ? [button(words.back, { kind: "turn", sitting, to: at - 1 })] : [];
}

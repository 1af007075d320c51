import type { Context } from "../core/context.ts";
import { markLate } from "../core/late-note.ts";
import type { Composed, DuePost } from "../core/post.ts";
import { composeLate, composeNight, composeNightEdit } from "../drill/night/post.ts";
import { composeReport } from "../drill/report/post.ts";
import { composeRests } from "../planning/rests-post.ts";
import { composeReview } from "../reminders/post.ts";
import { composeClose } from "../study/place-question/close.ts";
import { composeQuestion } from "../study/place-question/post.ts";
import { composeLesson } from "../study/posts/lesson.ts";
import { composeSummary } from "../study/posts/summary.ts";

/** What to say in a post that is due. Rejects only when the store does; then the post waits for another try. */
export async function compose(context: Context, post: DuePost): Promise<Composed> {
  return markLate(context, post, await composeKind(context, post));
}

async function composeKind(context: Context, post: DuePost): Promise<Composed> {
  switch (post.kind) {
    case "quiz":
      return composeQuestion(context, post);
    case "quiz-close":
      return composeClose(context, post);
    case "lesson":
      return composeLesson(context, post);
    case "summary":
      return composeSummary(context, post);
    case "review":
      return composeReview(context, post);
    case "rests":
      return composeRests(context, post);
    case "drill":
      return composeNight(context, post);
    case "drill-board":
      return composeNightEdit(context, post);
    case "drill-late":
      return composeLate(context, post);
    case "drill-report":
      return composeReport(context, post);
    default:
      // Of a newer version of this program, or of one whose feature is gone: skipped, and the slot says so.
      return { kind: "nothing", why: `unknown kind ${post.kind}`, follow: [] };
  }
}

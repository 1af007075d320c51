import type { Context } from "./context.ts";
import type { Composed, DuePost } from "./post.ts";
import { composeClose } from "./question-close.ts";
import { composeQuestion } from "./question-post.ts";

/** What to say in a post that is due, by its kind. Rejects only when the store does; then the post waits for another try. */
export async function compose(context: Context, post: DuePost): Promise<Composed> {
  switch (post.kind) {
    case "quiz":
      return composeQuestion(context, post);
    case "quiz-close":
      return composeClose(context, post);
    default:
      // Of a newer version of this program, or of one whose feature is gone: skipped, and the slot says so.
      return { kind: "nothing", why: `unknown kind ${post.kind}`, follow: [] };
  }
}

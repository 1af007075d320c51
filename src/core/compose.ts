import type { Context } from "./context.ts";
import type { Composed, DuePost } from "./post.ts";

/** What to say in a post that is due, by its kind. Rejects only when the store does; then the post waits for another try. */
export async function compose(_context: Context, post: DuePost): Promise<Composed> {
  // A post of a newer version of this program, or of one whose feature is gone: skipped, and the slot says so.
  return { kind: "nothing", why: `unknown kind ${post.kind}`, follow: [] };
}

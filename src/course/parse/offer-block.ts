import type { RootContent } from "mdast";
import type { ContainerDirective } from "mdast-util-directive";
import type { Reading } from "../markdown/fault.ts";
import type { Bite } from "../model.ts";

export const isOffer = (node: RootContent): node is ContainerDirective =>
  node.type === "containerDirective" && node.name === "offer";

const REMEDY = "Write :::offer{drill} on a line of its own, and ::: on the next.";

/** What `:::offer{drill}` offers to try after a bite; undefined after a fault. */
export function offerOf(node: ContainerDirective, reading: Reading): Bite["offer"] {
  const lines = reading
    .source(node)
    .trimEnd()
    .split(/[\r\n]+/);
  const names = Object.entries(node.attributes ?? {});
  const [[name, value] = [], ...more] = names;
  if (!/^\s*:{3,}$/.test(lines.at(-1) ?? "") || lines.length < 2) {
    reading.error(node, ":::offer is never closed.", REMEDY);
  } else if (node.children.length > 0) {
    reading.error(node, ":::offer has text in it, and nothing would show that.", REMEDY);
  } else if (name !== "drill" || value || more.length > 0) {
    reading.error(node, ":::offer does not say what it offers, and a drill is all that can be offered.", REMEDY);
  } else return "drill";
  return undefined;
}

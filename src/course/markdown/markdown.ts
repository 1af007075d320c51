import type { Root } from "mdast";
import remarkDirective from "remark-directive";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { type Processor, unified } from "unified";

const COLON = 58;

/** A chapter's Markdown as a tree with positions. The text must be within budget (budget.ts). */
export const parseMarkdown = (text: string): Root => markdown.parse(text);

const markdown = unified()
  .use(remarkParse)
  // One tilde is often "about": ~5 servers.
  .use(remarkGfm, { singleTilde: false })
  .use(remarkFrontmatter, ["yaml"])
  .use(remarkDirective)
  .use(onlyContainerDirectives)
  .freeze();

/**
 * Leaves of the directive syntax only `:::name` blocks. Its two other forms would take colons out of ordinary prose:
 * in `pull image:latest`, `:latest` would be a directive and vanish from the text.
 */
function onlyContainerDirectives(this: Processor): undefined {
  for (const extension of this.data().micromarkExtensions ?? []) {
    const constructs = extension.flow?.[COLON];
    if (!Array.isArray(constructs)) continue;
    const [container] = constructs;
    if (extension.text) delete extension.text[COLON];
    if (extension.flow && container) extension.flow[COLON] = [container];
  }
}

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

type Asset = { readonly path: string; readonly type: string; readonly body: string };

/** The files that the page is made of. Their paths carry a hash of their content, so that browsers may keep them. */
export type Assets = {
  /** Where a file is served, by its own name. */
  path(name: AssetName): string;
  /** The file served at a path; undefined for any path but those few. */
  find(path: string): Response | undefined;
};

const SCRIPT = "text/javascript; charset=utf-8";
const require = createRequire(import.meta.url);
const own = (name: string): URL => new URL(`../assets/${name}`, import.meta.url);

/** In the order in which they apply; the last one fits the page to small screens. */
const STYLES = ["theme", "side", "clock", "room", "message", "options", "controls", "composer", "dialog", "fit"];

const FILES = {
  "page.css": { files: STYLES.map((name) => own(`${name}.css`)), type: "text/css; charset=utf-8" },
  "page.js": { files: [own("page.js")], type: SCRIPT },
  "completion.js": { files: [own("completion.js")], type: SCRIPT },
  "times.js": { files: [own("times.js")], type: SCRIPT },
  "unread.js": { files: [own("unread.js")], type: SCRIPT },
  "moon.svg": { files: [own("moon.svg")], type: "image/svg+xml" },
  "htmx.js": { files: [require.resolve("htmx.org/dist/htmx.min.js")], type: SCRIPT },
  "hx-sse.js": { files: [require.resolve("htmx.org/dist/ext/hx-sse.min.js")], type: SCRIPT },
} as const;

export type AssetName = keyof typeof FILES;

/** htmx first; the others build on it. */
export const SCRIPTS = [
  "htmx.js",
  "hx-sse.js",
  "page.js",
  "completion.js",
  "times.js",
  "unread.js",
] as const satisfies readonly AssetName[];

export function loadAssets(): Assets {
  const assets = new Map(Object.entries(FILES).map(([name, { files, type }]) => [name, assetOf(name, files, type)]));
  const byPath = new Map([...assets.values()].map((asset) => [asset.path, asset]));
  return {
    path: (name) => assets.get(name)?.path ?? "",
    find: (path) => {
      const asset = byPath.get(path);
      const headers = { "content-type": asset?.type ?? "", "cache-control": "public, max-age=31536000, immutable" };
      return asset && new Response(asset.body, { headers });
    },
  };
}

function assetOf(name: string, files: readonly (URL | string)[], type: string): Asset {
  // Source maps are not served: a browser's tools would only ask in vain.
  const body = files
    .map((file) => readFileSync(file, "utf8").replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n"))
    .join("\n");
  const hash = createHash("sha256").update(body).digest("hex").slice(0, 12);
  return { path: `/assets/${hash}/${name}`, type, body };
}

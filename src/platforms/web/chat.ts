import type { Handle } from "../../chat/platform.ts";
import type { WebOptions } from "./options.ts";
import type { Transcript } from "./posts/transcript.ts";
import type { Look } from "./render/article.ts";
import type { Assets } from "./server/assets.ts";
import type { Hub } from "./server/stream.ts";
import type { Rights } from "./server/visitor.ts";

/** What all requests of one run share. */
export type Chat = {
  readonly options: WebOptions;
  readonly handle: Handle;
  readonly transcript: Transcript;
  readonly hub: Hub;
  readonly assets: Assets;
  readonly look: Look;
  readonly rights: Rights;
  /** The token of this run. */
  readonly run: string;
};

/** `visitor` is the id of the person whose cookie came with the request. */
export type Env = { readonly Variables: { visitor: string } };

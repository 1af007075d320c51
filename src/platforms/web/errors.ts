import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { MOST_NAME } from "./names.ts";

/** Why a request is not followed: the status and the sentence that its sender reads. */
export type Refusal = { readonly status: ContentfulStatusCode; readonly sentence: string; readonly reload?: true };

/** Most characters of one message typed by a person. */
export const MOST_TEXT = 2000;
/** Most bytes of one request. */
export const MOST_BYTES = 64 * 1024;

export const refusals = {
  host: {
    status: 403,
    sentence: "This address is not served here. Open the page as http://localhost, or add the name to WEB_HOSTS.",
  },
  socket: { status: 403, sentence: "Web sockets are not spoken here." },
  origin: { status: 403, sentence: "This came from another page, so it was not followed." },
  /** The page stems from an earlier run of the program: it reloads itself. */
  stale: { status: 403, sentence: "This page is from before a restart. Reload it, then try again.", reload: true },
  cookie: { status: 403, sentence: "This page knows you by a cookie, and there was none. Allow it, then reload." },
  missing: { status: 404, sentence: "There is nothing here, or it is not yours to see." },
  malformed: { status: 400, sentence: "That could not be understood. Reload the page, then try again." },
  tooBig: { status: 413, sentence: "That is too much for one message. Nothing was sent: please shorten it." },
  tooMany: { status: 429, sentence: "That was a lot in a short time. Wait a minute, then go on." },
  empty: { status: 422, sentence: "There is nothing to send yet. Type a message first." },
  name: { status: 422, sentence: `A name has 1 to ${MOST_NAME} characters. Please choose another.` },
  nameTaken: { status: 422, sentence: "That is the tutor's own name. Please choose another." },
} as const satisfies Readonly<Record<string, Refusal>>;

export const tooLong = (length: number): Refusal => ({
  status: 422,
  sentence: `A message holds ${MOST_TEXT} characters, and this one has ${length}. Nothing was sent: please shorten it.`,
});

export const faulty = (reference: string): Refusal => ({
  status: 500,
  sentence: `Something went wrong here, and this page may not show what happened. Reload it and try again. If it stays, tell whoever runs this: ${reference}.`,
});

/** Ends a request with a refusal; app.ts turns it into the response. */
export class Refused extends HTTPException {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.status, { message: refusal.sentence });
    this.refusal = refusal;
  }
}

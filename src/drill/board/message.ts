import { type Block, type Button, type Message, note } from "../../chat/message.ts";
import type { DrillRecord } from "../store.ts";
import { drillWords } from "../words.ts";

/**
 * Every message of a drill: its first line says that it is practice, and it never rings, by day or by night. No drill speaks
 * in any other way.
 */
export const practice = (
  night: Pick<DrillRecord, "night">["night"],
  blocks: readonly Block[],
  buttons: readonly (readonly Button[])[] = [],
): Message => ({
  blocks: [note(drillWords.practice(drillWords.title(night))), ...blocks],
  ...(buttons.length === 0 ? {} : { buttons }),
  silent: true,
});

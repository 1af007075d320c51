import { button } from "../chat/action.ts";
import type { Outgoing } from "../chat/answer.ts";
import type { Place } from "../chat/event.ts";
import { faultsOf } from "../chat/limits.ts";
import { type Inlines, type Message, paragraph } from "../chat/message.ts";
import { words } from "./words.ts";

/** To the person who acted, and to nobody else. */
export const toMe = (message: Message): readonly Outgoing[] => [{ kind: "reply", message, to: "me" }];

/** A page of the tutor: private in a channel, an ordinary message in a direct conversation. */
export const page = (place: Place, message: Message): readonly Outgoing[] => [
  { kind: "reply", message, to: place.kind === "direct" ? "all" : "me" },
];

export const update = (message: Message): readonly Outgoing[] => [{ kind: "update", message }];

/** A kind no: one sentence, to the person who acted. */
export const refuse = (text: string | Inlines): readonly Outgoing[] => toMe({ blocks: [paragraph(text)] });

/** Under everything that came by itself: why it did. */
export const whyButton = button(words.why, { kind: "why" });

/** The first of several ways to say something that every platform has room for; the last, when none fits. */
export function fitting(first: Message, ...shorter: readonly Message[]): Message {
  const ways = [first, ...shorter];
  return ways.find((message) => faultsOf(message).length === 0) ?? ways.at(-1) ?? first;
}

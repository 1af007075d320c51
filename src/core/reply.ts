import type { Place } from "../chat/event.ts";
import { type Inlines, type Message, paragraph } from "../chat/message.ts";
import type { Outgoing } from "../chat/outgoing.ts";

/** To the person who acted, and to nobody else. */
export const toMe = (message: Message): readonly Outgoing[] => [{ kind: "reply", message, to: "me" }];

/** A page of the tutor: private in a channel, an ordinary message in a direct conversation. */
export const page = (place: Place, message: Message): readonly Outgoing[] => [
  { kind: "reply", message, to: place.kind === "direct" ? "all" : "me" },
];

export const update = (message: Message): readonly Outgoing[] => [{ kind: "update", message }];

/** A kind no: one sentence, to the person who acted. */
export const refuse = (text: string | Inlines): readonly Outgoing[] => toMe({ blocks: [paragraph(text)] });

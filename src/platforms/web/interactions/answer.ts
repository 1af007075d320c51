import type { Outgoing, Post } from "../../../chat/answer.ts";
import type { Place } from "../../../chat/event.ts";
import type { Form } from "../../../chat/form.ts";
import type { Message } from "../../../chat/message.ts";
import type { Delivered } from "../../../chat/platform.ts";
import { channelOf, isChannel, PLATFORM, personOfDirect } from "../places.ts";
import { messageBody } from "../posts/body.ts";
import type { Entry } from "../posts/history.ts";
import type { Transcript } from "../posts/transcript.ts";

/** Who acted, where, and on which message. */
export type Occasion = { readonly person: string; readonly place: Place; readonly on: Entry | undefined };

/** Does what the tutor answered, in its order; returns the form that the person is to be shown, if there is one. */
export async function perform(
  transcript: Transcript,
  outgoings: readonly Outgoing[],
  occasion: Occasion,
): Promise<Form | undefined> {
  let form: Form | undefined;
  for (const outgoing of outgoings) {
    switch (outgoing.kind) {
      case "reply":
        await reply(transcript, outgoing.message, outgoing.to, occasion);
        break;
      case "update":
        await update(transcript, outgoing.message, occasion);
        break;
      case "edit":
        await transcript.change(outgoing.target.id, messageBody(outgoing.message));
        break;
      case "post":
        await post(transcript, outgoing);
        break;
      case "form":
        form = outgoing.form;
        break;
      default:
        outgoing satisfies never;
    }
  }
  return form;
}

async function reply(transcript: Transcript, message: Message, to: "me" | "all", at: Occasion): Promise<void> {
  const alone = to === "me" || at.place.kind === "direct";
  const draft = { channel: at.place.channel, audience: alone ? at.person : undefined, body: messageBody(message) };
  // A file is for the reader to keep. Kept here too, a copy of everything would be a part of the next copy.
  if (alone && message.blocks.some((block) => block.kind === "file")) transcript.lend(draft);
  else await transcript.add(draft);
}

/** The pressed message turns into this one; when it is gone meanwhile, its presser sees what it would have said. */
async function update(transcript: Transcript, message: Message, at: Occasion): Promise<void> {
  if (at.on === undefined) return reply(transcript, message, "me", at);
  const body = messageBody(message);
  const changed = await transcript.change(at.on.id, body);
  if (!changed) transcript.show({ ...at.on, audience: at.person, body });
}

/** Posts once for a key. A message for somebody unknown here is refused, for that place alone. */
export async function post(transcript: Transcript, { to, key, message }: Post): Promise<Delivered> {
  const channel = to.kind === "person" ? channelOf("direct", to.person) : to.channel;
  if (to.platform !== PLATFORM || !isChannel(channel)) {
    return { kind: "refused", why: `there is no channel ${channel} on the local page`, scope: "place" };
  }
  const entry = await transcript.addOnce(
    { channel, audience: personOfDirect(channel), body: messageBody(message) },
    key,
  );
  if (!entry) return { kind: "refused", why: "nobody is there any more", scope: "place" };
  return { kind: "sent", ref: { platform: PLATFORM, channel, id: entry.id } };
}

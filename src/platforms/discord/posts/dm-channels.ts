import { Routes } from "discord.js";
import type { After } from "../../../chat/after.ts";
import type { Delivered } from "../../../chat/platform.ts";
import { PLATFORM } from "../interactions/parse.ts";
import { createBounded } from "./bounded.ts";
import { idOf, type Mail, settle } from "./post.ts";

/** Direct conversations that the bot begins, one at a time: bots that opened some dozens at once were shut out as spam. */
export type People = {
  /** The conversation with somebody, opened when it is not known; opening it again gives the same one. */
  channelOf(person: string): Promise<Conversation>;
  /** Runs `send` with the conversation when its turn comes, or asks to wait when the row is long. */
  inTurn(person: string, send: (channel: string) => Promise<Delivered>): Promise<Delivered>;
};

type Conversation =
  | { readonly kind: "channel"; readonly id: string }
  | Extract<Delivered, { kind: "wait" | "refused" }>;

/** Milliseconds between two messages to people, and after one that opens a conversation. */
const SPACING = 1000;
const OPENING = 5000;
/** Longest wait for a turn that is held here, and not given back to whoever asked. */
const HELD = 20_000;
/** Conversations remembered. */
const REMEMBERED = 10_000;
/** After an opening whose fate is not known. Nothing was said in it, so opening it again is harmless. */
const AGAIN = 30_000;

type Wants = Pick<Mail, "rest" | "now" | "unauthorized"> & { readonly after: After };

export function createPeople(mail: Wants): People {
  const { now, after } = mail;
  const known = createBounded<string, string>(REMEMBERED);
  /** When the next turn is free, and when the last of those who were sent away is to come back. */
  let free = 0;
  let promised = 0;
  /** Until when Discord wants no further conversation opened. */
  let shut = 0;
  let line: Promise<unknown> = Promise.resolve();

  const channelOf: People["channelOf"] = async (person) => {
    const id = known.get(person);
    if (id !== undefined) return { kind: "channel", id };
    if (shut > now()) return { kind: "wait", until: shut };
    const opened = await open(mail, person);
    if (opened.kind === "channel") known.set(person, opened.id);
    // Discord asks to open fewer (40003), or cannot be asked: nobody else is tried before then.
    if (opened.kind === "wait") shut = opened.until;
    return opened;
  };
  const pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => (milliseconds > 0 ? void after(milliseconds, resolve) : resolve()));
  return {
    channelOf,
    inTurn: async (person, send) => {
      const cost = known.get(person) === undefined ? OPENING : SPACING;
      const at = Math.max(now(), free);
      if (at - now() > HELD) {
        promised = Math.max(promised, at) + cost;
        return { kind: "wait", until: promised };
      }
      free = at + cost;
      const turn = line.then(async () => {
        await pause(at - now());
        const conversation = await channelOf(person);
        return conversation.kind === "channel" ? send(conversation.id) : conversation;
      });
      line = turn.catch(() => undefined);
      return turn;
    },
  };
}

async function open(mail: Wants, person: string): Promise<Conversation> {
  try {
    const id = idOf(await mail.rest.post(Routes.userChannels(), { body: { recipient_id: person } }));
    return id === undefined ? { kind: "wait", until: mail.now() + AGAIN } : { kind: "channel", id };
  } catch (error) {
    const ended = settle(mail, error, { platform: PLATFORM, channel: "", id: "" });
    return ended.kind === "wait" || ended.kind === "refused" ? ended : { kind: "wait", until: mail.now() + AGAIN };
  }
}

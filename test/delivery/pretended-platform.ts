import type { Post } from "../../src/chat/answer.ts";
import type { Message } from "../../src/chat/message.ts";
import { plainText } from "../../src/chat/plain.ts";
import type { Delivered, Found, Platform } from "../../src/chat/platform.ts";

/** A message as it stands on the pretended platform. */
export type Standing = {
  readonly id: string;
  readonly key: string;
  readonly channel: string;
  text: string;
  at: number;
};

/** What becomes of a request: as usual; taken, and the reply hangs; taken or not, without a reply; or an outcome that is told. */
export type Turn = "usual" | "taken, no reply" | "lost, no reply" | "hang" | Delivered;

export type PretendedPlatform = Platform & {
  /** Every message there, also a second one of the same post. */
  readonly messages: Standing[];
  /** Every request: the keys of posts, and the ids of messages to edit. */
  readonly requests: { readonly what: "deliver" | "edit" | "find"; readonly of: string; readonly at: number }[];
  /** What becomes of the next requests; "usual" when there are no more. */
  readonly turns: Turn[];
  /** What becomes of requests for a channel or person, as long as it stands here. */
  readonly refusing: Map<string, Delivered>;
  /** Lets the requests that hang go on. */
  release(): void;
  sight: "sees" | "blind" | "busy" | "broken";
};

/** A platform in memory. `sameFor` as in the port: for so long it makes one message of the same post. */
export function createPretendedPlatform(
  now: () => number,
  options: Partial<Pick<Platform, "name" | "pace" | "sameFor">> = {},
): PretendedPlatform {
  const { name = "discord", sameFor = 0 } = options;
  const held: (() => void)[] = [];
  const post = ({ key, to, message }: Post): Delivered => {
    const channel = to.kind === "person" ? to.person : to.channel;
    const known = platform.messages.find((one) => one.key === key && now() - one.at < sameFor);
    const id = known?.id ?? `m${platform.messages.length + 1}`;
    if (!known) platform.messages.push({ id, key, channel, text: plainText(message.blocks), at: now() });
    return { kind: "sent", ref: { platform: name, channel, id } };
  };
  const perform = async (target: string, work: () => Delivered): Promise<Delivered> => {
    const turn = platform.turns.shift() ?? "usual";
    if (typeof turn === "object") return turn;
    const refused = platform.refusing.get(target);
    if (refused) return refused;
    if (turn === "lost, no reply") return { kind: "unknown" };
    const delivered = work();
    if (turn === "hang") await new Promise<void>((resolve) => held.push(resolve));
    return turn === "taken, no reply" ? { kind: "unknown" } : delivered;
  };
  const find = async ({ key }: Post): Promise<Found> => {
    platform.requests.push({ what: "find", of: key, at: now() });
    if (platform.sight === "blind") return { kind: "blind", why: "its history may not be read" };
    if (platform.sight === "broken") throw new Error("looking failed");
    if (platform.sight === "busy") return { kind: "wait", until: now() + 60_000 };
    const there = platform.messages.find((one) => one.key === key);
    return there
      ? { kind: "found", ref: { platform: name, channel: there.channel, id: there.id } }
      : { kind: "absent" };
  };
  const platform: PretendedPlatform = {
    ...options,
    name,
    messages: [],
    requests: [],
    turns: [],
    refusing: new Map(),
    sight: "sees",
    release: () => held.splice(0).forEach((go) => void go()),
    start: async () => undefined,
    health: () => ({ ok: true }),
    stop: async () => undefined,
    find,
    deliver: (one) => {
      platform.requests.push({ what: "deliver", of: one.key, at: now() });
      return perform(one.to.kind === "person" ? one.to.person : one.to.channel, () => post(one));
    },
    edit: (target, message: Message) => {
      platform.requests.push({ what: "edit", of: target.id, at: now() });
      return perform(target.channel, () => {
        const there = platform.messages.find(({ id }) => id === target.id);
        if (there) there.text = plainText(message.blocks);
        return { kind: "sent", ref: target };
      });
    },
  };
  return platform;
}

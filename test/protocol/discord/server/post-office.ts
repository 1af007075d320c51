import type { Post } from "../../../../src/chat/answer.ts";
import { type Message, paragraph } from "../../../../src/chat/message.ts";
import type { DiscordOptions } from "../../../../src/platforms/discord/options.ts";
import { createHandClock, type HandClock } from "../../../hand-clock.ts";
import { type Connected, connect } from "../class-room.ts";
import type { DiscordServer } from "./discord-server.ts";
import type { Posted } from "./world.ts";

/** An adapter from which posts leave, with a clock moved by hand. */
export type PostOffice = Connected & { readonly clock: HandClock };

export const saying = (text: string): Message => ({ blocks: [paragraph(text)] });

/** A message that takes three of Discord's. */
export const long: Message = {
  blocks: ["one", "two", "three"].map((word) => paragraph(`${word} ${"and so on ".repeat(350)}`)),
};

export async function postOffice(
  options: Partial<DiscordOptions> = {},
  server?: DiscordServer,
  clock: HandClock = createHandClock(),
): Promise<PostOffice> {
  const wants = { now: clock.now, after: clock.after, patience: { post: 400 }, ...options };
  return { ...(await connect(async () => [], wants, server)), clock };
}

export const postTo = (
  { guild, channel }: Connected,
  key: string,
  message: Message = saying("the question"),
): Post => ({
  kind: "post",
  to: { platform: "discord", tenant: guild.id, channel, kind: "channel" },
  key,
  message,
});

export const postToPerson = (
  { guild }: Connected,
  person: string,
  key: string,
  message = saying("a reminder"),
): Post => ({
  kind: "post",
  to: { kind: "person", platform: "discord", tenant: guild.id, person },
  key,
  message,
});

/** All that stands in channels, oldest first. */
export const posted = ({ server }: Connected): readonly Posted[] => [...server.world.messages.values()];

/** What was asked of the API by method and path. */
export const asked = ({ server }: Connected, match: RegExp) =>
  server.requests.filter(({ method, path }) => match.test(`${method} ${path}`));

export const create = /^POST \/channels\/\d+\/messages$/;
export const look = /^GET \/channels\/\d+\/messages$/;
export const opening = /^POST \/users\/@me\/channels$/;

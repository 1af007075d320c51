import type { APIInteraction, Guild } from "discord.js";
import type { Outgoing } from "../../chat/outgoing.ts";
import { createPace } from "../../chat/pace.ts";
import type { Handle } from "../../chat/platform.ts";
import { createSeen } from "../../chat/seen.ts";
import { answer, type Desk } from "./answer.ts";
import { placeToGreet } from "./arrival.ts";
import type { DiscordOptions } from "./options.ts";
import { isOurs, PLATFORM, parseInteraction } from "./parse.ts";
import { createRollCall, type ShardOf } from "./roll-call.ts";
import type { Sender } from "./sender.ts";

type Tutor = {
  readonly options: DiscordOptions;
  readonly desk: Desk;
  readonly sender: Sender;
  /** The tutor while it takes new work. */
  readonly handle: () => Handle | undefined;
  /** Called after each command: the table may have changed. */
  readonly commanded: () => Promise<void>;
};

/** Takes an interaction to the tutor and its answer back; one that came before, or too fast, goes nowhere. */
export function hearInteractions({
  options,
  desk,
  handle,
  commanded,
}: Tutor): (heard: APIInteraction) => Promise<void> {
  const isNew = createSeen();
  const bearable = createPace(options.now, options.mostInAMinute);
  return async (interaction) => {
    const tutor = handle();
    if (!tutor || !isOurs(interaction) || !isNew(interaction.id)) return;
    const act = parseInteraction(interaction);
    // Unanswered, Discord itself says that it failed; an answer to each press of a flood would only feed it.
    if (!bearable(`${act.by.tenant}:${act.by.id}`)) return;
    await answer(desk, interaction, tutor(act));
    if (act.kind === "command") await commanded();
  };
}

/** Tells the tutor where it came to and from where it was sent away, and posts what it says to that. */
export function hearGuilds({ options, sender, handle }: Pick<Tutor, "options" | "sender" | "handle">) {
  const rollCall = createRollCall(options.known);
  const send = async (said: Promise<readonly Outgoing[]> | undefined): Promise<void> => {
    for (const one of (await said) ?? []) if (one.kind === "post" || one.kind === "edit") await sender.send(one);
  };
  const joined = async (guild: Guild): Promise<void> => {
    sender.back(guild.id);
    const place = placeToGreet(guild);
    await send(handle()?.({ kind: "joined", platform: PLATFORM, tenant: guild.id, ...(place ? { in: place } : {}) }));
  };
  const removed = async (guild: string): Promise<void> => {
    sender.gone(guild);
    await send(handle()?.({ kind: "removed", platform: PLATFORM, tenant: guild }));
  };
  let greeting = Promise.resolve();
  return {
    joined,
    removed,
    listed: async (guilds: readonly string[], shard: ShardOf): Promise<void> => {
      for (const gone of await rollCall.listed(guilds, shard)) await removed(gone);
    },
    available: async (guild: Guild): Promise<void> => {
      if (!(await rollCall.isNew(guild.id))) return;
      // One after the other: many may have come, and Discord takes only so many first messages at once.
      const greet = async (): Promise<void> => {
        // It may have sent the tutor away again while it waited for its turn.
        if (guild.client.guilds.cache.has(guild.id)) await joined(guild);
      };
      greeting = greeting.then(greet, greet);
      await greeting;
    },
  };
}

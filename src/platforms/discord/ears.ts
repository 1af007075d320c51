import type { APIInteraction, Guild } from "discord.js";
import type { Outgoing } from "../../chat/outgoing.ts";
import type { Handle } from "../../chat/platform.ts";
import { answer, type Desk } from "./answer.ts";
import { placeToGreet } from "./arrival.ts";
import type { DiscordOptions } from "./options.ts";
import { createPace } from "./pace.ts";
import { isOurs, PLATFORM, parseInteraction } from "./parse.ts";
import { createSeen } from "./seen.ts";
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
export function hearGuilds({ sender, handle }: Pick<Tutor, "sender" | "handle">) {
  const send = async (said: Promise<readonly Outgoing[]> | undefined): Promise<void> => {
    for (const one of (await said) ?? []) if (one.kind === "post" || one.kind === "edit") await sender.send(one);
  };
  return {
    joined: async (guild: Guild): Promise<void> => {
      sender.back(guild.id);
      const place = placeToGreet(guild);
      await send(handle()?.({ kind: "joined", platform: PLATFORM, tenant: guild.id, ...(place ? { in: place } : {}) }));
    },
    removed: async (guild: Guild): Promise<void> => {
      sender.gone(guild.id);
      await send(handle()?.({ kind: "removed", platform: PLATFORM, tenant: guild.id }));
    },
  };
}

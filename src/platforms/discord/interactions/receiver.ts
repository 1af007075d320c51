import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIInteraction,
  type Guild,
  InteractionType,
} from "discord.js";
import { decodeAction } from "../../../chat/action.ts";
import type { Outgoing } from "../../../chat/answer.ts";
import type { Act } from "../../../chat/event.ts";
import type { Handle } from "../../../chat/platform.ts";
import { createSeen } from "../../kit/dedupe.ts";
import { createPace } from "../../kit/rate-limit.ts";
import type { Gate } from "../api/rate-guard.ts";
import type { Sender } from "../api/sender.ts";
import type { Admission } from "../connection/admission.ts";
import { placeToGreet } from "../connection/greeting.ts";
import { createRollCall, type ServerList } from "../connection/guild-sync.ts";
import type { DiscordOptions } from "../options.ts";
import { answer, type Desk } from "./answer.ts";
import { complete, tellChoices } from "./completion.ts";
import { isOurs, PLATFORM, parseInteraction } from "./parse.ts";

type Tutor = {
  readonly options: DiscordOptions;
  readonly desk: Desk;
  readonly sender: Sender;
  readonly gate: Gate;
  readonly admission: Admission;
  /** The tutor while it takes new work. */
  readonly handle: () => Handle | undefined;
  /** Called after each command: the table may have changed. */
  readonly commanded: () => Promise<void>;
};

/** Takes an interaction to the tutor and its answer back; one that came before, or too fast, goes nowhere. */
export function hearInteractions(tutor: Tutor): (heard: APIInteraction) => Promise<void> {
  const { options, desk, admission, handle, commanded } = tutor;
  const isNew = createSeen();
  const bearable = createPace(options.now, options.mostInAMinute);
  const typed = async (interaction: APIApplicationCommandAutocompleteInteraction): Promise<void> => {
    const typist = (interaction.member?.user ?? interaction.user)?.id ?? "";
    if (!bearable(`typing:${typist}`, interaction.guild_id)) return;
    await tellChoices(desk, interaction, complete(options.commands(), interaction));
  };
  return async (interaction) => {
    if (!isNew(interaction.id) || !(admission.known() ?? (await admission.check()))) return;
    const taught = handle();
    if (!taught) return;
    if (interaction.type === InteractionType.ApplicationCommandAutocomplete) return typed(interaction);
    if (!isOurs(interaction)) return;
    const act = parseInteraction(interaction);
    // Unanswered, Discord itself says that it failed; an answer to each press of a flood would only feed it.
    if (!bearable(`${act.by.tenant}:${act.by.id}`, interaction.guild_id)) return;
    await answer(desk, interaction, taught(act), !mayOpenForm(act, options.commands));
    if (act.kind === "command") await commanded();
  };
}

/** A form can only be the first answer: what may open one is never put off. */
function mayOpenForm(act: Act, commands: DiscordOptions["commands"]): boolean {
  if (act.kind === "press") return decodeAction(act.action)?.kind === "write";
  return act.kind === "command" && commands().some(({ name, form }) => name === act.name && form === true);
}

/** Tells the tutor where it came to and from where it was sent away, and posts what it says to that. */
export function hearGuilds({ options, sender, gate, admission, handle }: Tutor) {
  const rollCall = createRollCall(options.known);
  const send = async (said: Promise<readonly Outgoing[]> | undefined): Promise<void> => {
    for (const one of (await said) ?? []) if (one.kind === "post") await sender.send(one);
  };
  const joined = async (guild: Guild): Promise<void> => {
    if (!(admission.known() ?? (await admission.check()))) return;
    gate.back(guild.id);
    const place = placeToGreet(guild);
    await send(handle()?.({ kind: "joined", platform: PLATFORM, tenant: guild.id, ...(place ? { in: place } : {}) }));
  };
  const removed = async (guild: string): Promise<void> => {
    if (!(admission.known() ?? (await admission.check()))) return;
    gate.gone(guild);
    await send(handle()?.({ kind: "removed", platform: PLATFORM, tenant: guild }));
  };
  let greeting = Promise.resolve();
  return {
    joined,
    removed,
    /** The first to be heard of a connection, and the first to ask whose data this is. */
    listed: async (list: ServerList): Promise<void> => {
      const gone = admission.check(list.application).then((ours) => (ours ? rollCall.listed(list) : []));
      rollCall.expect(gone);
      for (const server of await gone) await removed(server);
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

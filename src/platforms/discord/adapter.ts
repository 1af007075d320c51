import type { Handle, Platform } from "../../chat/platform.ts";
import { createWork } from "../../chat/work.ts";
import type { Desk } from "./answer.ts";
import { tokenRefused } from "./closed.ts";
import { hearGuilds, hearInteractions } from "./ears.ts";
import { createGateway } from "./gateway.ts";
import { openLines } from "./lines.ts";
import { type DiscordOptions, patienceOf } from "./options.ts";
import { PLATFORM } from "./parse.ts";
import { createRegistration } from "./registration.ts";
import { createSender } from "./sender.ts";

/** Milliseconds that what is under way may take when the adapter stops. */
const LEAVE = 8000;

/** The tutor on Discord, over discord.js. `start` connects in the background; `health` says how that goes. */
export function createDiscord(options: DiscordOptions): Platform {
  const { now, after, fault, guild, commands } = options;
  const lines = openLines(options);
  const work = createWork(after, fault);
  let handle: Handle | undefined;

  const registration = createRegistration({ rest: lines.mail, guild, commands, after, fault });
  const { ids } = registration;
  const refused = (): void => gateway.fail(tokenRefused);
  const sender = createSender({ rest: lines.mail, now, after, commands: ids, refused, fault });
  const patience = patienceOf(options).defer;
  const desk: Desk = { rest: lines.open, now, after, fault, commands: ids, patience, elsewhere: sender.send };
  const tutor = { options, desk, sender, handle: () => handle, commanded: registration.follow };
  const heard = hearInteractions(tutor);
  const guilds = hearGuilds(tutor);
  const gateway = createGateway(options, {
    interaction: (interaction) => work.watch(heard(interaction)),
    joined: (guild) => work.watch(guilds.joined(guild)),
    removed: (guild) => work.watch(guilds.removed(guild.id)),
    listed: (ids, shard) => work.watch(guilds.listed(ids, shard)),
    available: (guild) => work.watch(guilds.available(guild)),
    ready: (application) => work.watch(registration.register(application)),
  });
  const stop = async (): Promise<void> => {
    handle = undefined;
    await work.ended(LEAVE);
    registration.stop();
    await gateway.close();
    lines.close();
  };
  const start = async (taught: Handle): Promise<void> => {
    handle = taught;
    gateway.open();
  };
  const { deliver, edit } = sender;
  const find: Platform["find"] = async () => ({ kind: "blind", why: "Discord's history is not read yet" });
  return { name: PLATFORM, start, deliver, edit, find, health: gateway.health, stop };
}

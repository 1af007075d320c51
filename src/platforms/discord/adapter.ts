import type { Handle, Platform } from "../../chat/platform.ts";
import { createWork } from "../../chat/work.ts";
import { hearGuilds, hearInteractions } from "./ears.ts";
import { createGateway } from "./gateway.ts";
import { createMouth } from "./mouth.ts";
import type { DiscordOptions } from "./options.ts";
import { PLATFORM } from "./parse.ts";

/** Milliseconds that what is under way may take when the adapter stops. */
const LEAVE = 8000;

/** The tutor on Discord, over discord.js. `start` connects in the background; `health` says how that goes. */
export function createDiscord(options: DiscordOptions): Platform {
  const work = createWork(options.after, options.fault);
  let handle: Handle | undefined;

  const mouth = createMouth(options, (why) => gateway.fail(why));
  const { admission, registration, sender } = mouth;
  const tutor = { options, ...mouth, handle: () => handle, commanded: registration.follow };
  const heard = hearInteractions(tutor);
  const guilds = hearGuilds(tutor);
  const ready = async (application: string): Promise<void> => {
    if (await admission.check(application)) await registration.register(application);
  };
  const gateway = createGateway(options, {
    interaction: (interaction) => work.watch(heard(interaction)),
    joined: (guild) => work.watch(guilds.joined(guild)),
    removed: (guild) => work.watch(guilds.removed(guild.id)),
    listed: (list) => work.watch(guilds.listed(list)),
    available: (guild) => work.watch(guilds.available(guild)),
    ready: (application) => work.watch(ready(application)),
  });
  const stop = async (): Promise<void> => {
    handle = undefined;
    await work.ended(LEAVE);
    await gateway.close();
    mouth.close();
  };
  const start = async (taught: Handle): Promise<void> => {
    handle = taught;
    gateway.open();
  };
  const { deliver, edit, find } = sender;
  return { name: PLATFORM, start, deliver, edit, find, health: gateway.health, stop };
}

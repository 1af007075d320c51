import type { Gauge, Handle, Pace, Platform } from "../../chat/platform.ts";
import { createWork } from "../kit/tasks.ts";
import { createMouth } from "./api/api.ts";
import { createGateway } from "./connection/gateway.ts";
import { PLATFORM } from "./interactions/parse.ts";
import { hearGuilds, hearInteractions } from "./interactions/receiver.ts";
import type { DiscordOptions } from "./options.ts";
import { SAME_FOR } from "./posts/find.ts";

/** Milliseconds that what is under way may take when the adapter stops. */
const LEAVE = 5000;

/**
 * Discord takes 50 requests a second from a bot, and 5 messages in 5 s in a channel ("Rate limits"); three a second are
 * left for what is not posted by the clock.
 */
const pace: Pace = { perSecond: 47, apart: 1100 };

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
    listed: (list) => work.insist(() => guilds.listed(list)),
    available: (guild) => work.watch(guilds.available(guild)),
    ready: (application) => work.insist(() => ready(application)),
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
  const { health } = gateway;
  const gauges = () => gaugesOf(gateway.silence(), mouth.invalidRequests());
  return { name: PLATFORM, pace, sameFor: SAME_FOR, start, deliver, edit, find, health, gauges, stop };
}

const gaugesOf = (silence: number | undefined, invalid: number): readonly Gauge[] => [
  ...(silence === undefined ? [] : [{ ...heartbeat, value: silence / 1000 }]),
  { ...invalidRequests, value: invalid },
];

const heartbeat = {
  name: "gateway_heartbeat_age_seconds",
  help: "Seconds since the last heartbeat that Discord answered, of the shard that waits longest.",
};

const invalidRequests = {
  name: "invalid_requests_10m",
  help: "Requests that Discord counted as invalid in its current ten minutes; at 10000 it shuts the address out.",
};

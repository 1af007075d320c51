import { ComponentType, InteractionType } from "discord.js";
import type { DiscordServer } from "../../test/protocol/discord/server/discord-server.ts";
import { type Actor, interactionOf, messageOf } from "../../test/protocol/discord/server/payloads.ts";
import type { Posted, World } from "../../test/protocol/discord/server/world.ts";

/** Somebody with a page in front of them. */
export type Pupil = { readonly actor: Actor; readonly page: Posted };

/** People of one server who press buttons as fast as they are told to. */
export type Crowd = {
  readonly pupils: readonly Pupil[];
  /** Presses and resolves with the milliseconds until the answer arrived. */
  press(pupil: Pupil, action: string): Promise<number>;
};

/** The id of a guild that belongs to a shard. */
function guildOn(world: World, shard: number, shards: number): string {
  for (;;) {
    // The shard is taken from the part of an id that counts milliseconds.
    const id = String(BigInt(world.nextId()) + (BigInt(shard) << 22n));
    if (Number((BigInt(id) >> 22n) % BigInt(shards)) === shard) return id;
  }
}

/** `count` people in a guild that belongs to `shard` of `shards`. */
export function createCrowd(server: DiscordServer, count: number, shard: number, shards: number): Crowd {
  const { world, gateway } = server;
  const guild = guildOn(world, shard, shards);
  const channel = world.nextId();
  const pupils = Array.from({ length: count }, (_, index): Pupil => {
    const actor = { id: world.nextId(), name: `Pupil ${index}`, manages: false, locale: "en-GB", guild, channel };
    const page = { id: world.nextId(), channel, only: actor.id, components: [], flags: 0, files: new Map(), edits: 0 };
    return { actor, page };
  });
  return {
    pupils,
    press: async ({ actor, page }, action) => {
      const id = world.nextId();
      const arrived = Promise.withResolvers<void>();
      const token = `aW50ZXJhY3Rpb246${id}`;
      world.interactions.set(id, {
        id,
        token,
        person: actor.id,
        channel,
        on: page,
        answers: [],
        answered: arrived.resolve,
      });
      const data = { component_type: ComponentType.Button, custom_id: action };
      const payload = { ...interactionOf(world, actor, id, token), type: InteractionType.MessageComponent, data };
      const begun = performance.now();
      gateway.dispatch("INTERACTION_CREATE", { ...payload, message: messageOf(world, page) }, guild);
      await arrived.promise;
      const taken = performance.now() - begun;
      world.interactions.delete(id);
      return taken;
    },
  };
}

/** The ids of the buttons on a page, in their order. */
export const actionsOn = ({ page }: Pupil): readonly string[] =>
  [...JSON.stringify(page.components).matchAll(/"custom_id":"([^"]+)"/g)].flatMap(([, id]) => id ?? []);

/** The id of the first button that begins so. */
export function actionOn(pupil: Pupil, start: string): string {
  const found = actionsOn(pupil).find((id) => id.startsWith(start));
  if (found === undefined) throw new Error(`There is no button "${start}…" among ${actionsOn(pupil).join(", ")}.`);
  return found;
}

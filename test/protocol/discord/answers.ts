import { InteractionResponseType, MessageFlags } from "discord.js";
import { type Answered, json, none, type Received, refuse } from "./server/http.ts";
import { at, choiceFaults, messageFaults, modalFaults } from "./server/limits.ts";
import type { Pending, Posted, World } from "./server/world.ts";

/** The first answer to an interaction: POST /interactions/:id/:token/callback. */
export function takeCallback(world: World, [, id = "", token = ""]: readonly string[], got: Received): Answered {
  const pending = world.interactions.get(id);
  if (!pending || pending.token !== token || pending.expired) return refuse(404, 10062, "Unknown interaction");
  if (pending.answers.length > 0) return refuse(400, 40060, "Interaction has already been acknowledged");
  const type = Number(at(got.body, "type"));
  const data = at(got.body, "data");
  const faults = world.strict ? faultsOf(type, data) : [];
  if (faults.length > 0) return invalid(world, faults);
  pending.answers.push(type);
  switch (type) {
    case InteractionResponseType.ChannelMessageWithSource:
      pending.original = addMessage(world, pending, data, got);
      break;
    case InteractionResponseType.UpdateMessage:
      if (pending.on) change(pending.on, data, got);
      break;
    case InteractionResponseType.Modal:
      // Checked above: what has no breach is a modal.
      pending.modal = data as NonNullable<Pending["modal"]>;
      break;
    case InteractionResponseType.DeferredChannelMessageWithSource:
      pending.deferred = Number(at(data, "flags") ?? 0);
      break;
    case InteractionResponseType.ApplicationCommandAutocompleteResult:
      // Checked above: what has no breach holds choices.
      pending.choices = (data as { choices: NonNullable<Pending["choices"]> }).choices;
      break;
    default:
      break;
  }
  pending.answered?.();
  world.happened();
  return none();
}

function faultsOf(type: number, data: unknown): readonly string[] {
  switch (type) {
    case InteractionResponseType.Modal:
      return modalFaults(data);
    case InteractionResponseType.ChannelMessageWithSource:
    case InteractionResponseType.UpdateMessage:
      return messageFaults(data);
    case InteractionResponseType.ApplicationCommandAutocompleteResult:
      return choiceFaults(data);
    case InteractionResponseType.DeferredChannelMessageWithSource:
    case InteractionResponseType.DeferredMessageUpdate:
      return [];
    default:
      return [`answer of type ${type}`];
  }
}

/** A further message: POST /webhooks/:application/:token. */
export function takeFollowUp(world: World, [, , token = ""]: readonly string[], got: Received): Answered {
  const pending = byToken(world, token);
  if (!pending) return refuse(404, 10015, "Unknown Webhook");
  const faults = messageFaults(got.body);
  if (faults.length > 0) return invalid(world, faults);
  const posted = addMessage(world, pending, got.body, got);
  world.happened();
  return json({ id: posted.id });
}

/** What stands for a deferred answer: PATCH /webhooks/:application/:token/messages/@original. */
export function editOriginal(world: World, [, , token = ""]: readonly string[], got: Received): Answered {
  const pending = byToken(world, token);
  if (!pending) return refuse(404, 10015, "Unknown Webhook");
  const faults = messageFaults(got.body);
  if (faults.length > 0) return invalid(world, faults);
  const target = pending.original ?? pending.on;
  if (target) change(target, got.body, got);
  else pending.original = addMessage(world, pending, got.body, got);
  world.happened();
  return json({ id: pending.original?.id ?? target?.id });
}

/** Takes back what stands for a deferred answer: DELETE /webhooks/:application/:token/messages/@original. */
export function removeOriginal(world: World, [, , token = ""]: readonly string[]): Answered {
  const pending = byToken(world, token);
  if (!pending) return refuse(404, 10015, "Unknown Webhook");
  if (pending.original) world.messages.delete(pending.original.id);
  delete pending.deferred;
  world.happened();
  return none();
}

export function invalid(world: World, faults: readonly string[]): Answered {
  world.refusals.push(...faults);
  return refuse(400, 50035, `Invalid Form Body: ${faults.join("; ")}`);
}

const byToken = (world: World, token: string): Pending | undefined =>
  [...world.interactions.values()].findLast((pending) => pending.token === token && !pending.expired);

function addMessage(world: World, pending: Pending, data: unknown, got: Received): Posted {
  const alone = (Number(at(data, "flags")) & MessageFlags.Ephemeral) !== 0;
  return post(world, { channel: pending.channel, ...(alone ? { only: pending.person } : {}) }, data, got);
}

export function post(
  world: World,
  where: Pick<Posted, "channel" | "only" | "nonce">,
  data: unknown,
  got: Received,
): Posted {
  const posted: Posted = { id: world.nextId(), ...where, components: [], flags: 0, files: new Map(), edits: -1 };
  change(posted, data, got);
  world.messages.set(posted.id, posted);
  if (where.nonce !== undefined) world.nonces.set(`${where.channel} ${where.nonce}`, posted);
  return posted;
}

export function change(posted: Posted, data: unknown, { files }: Received): void {
  const { components, flags } = data as { components: Posted["components"]; flags: number };
  posted.components = components;
  posted.flags = flags;
  posted.files = files;
  posted.edits += 1;
}

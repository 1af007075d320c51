import { ComponentType, InteractionResponseType, InteractionType } from "discord.js";
import type { DiscordServer } from "./server/discord-server.ts";
import { at, listAt } from "./server/limits.ts";
import { type Actor, interactionOf, messageOf } from "./server/payloads.ts";
import type { Pending, Posted } from "./server/world.ts";

/** Somebody at Discord, who types commands, presses buttons and reads what comes. */
export type Member = {
  readonly actor: Actor;
  /** All that this person can see in the channel now, oldest first. */
  seen(): readonly Posted[];
  newest(): Posted;
  /** Types a slash command, waits for the answer, and returns the newest message then. */
  type(name: string, options?: Readonly<Record<string, string>>): Promise<Posted>;
  /** Types a slash command that is answered with a form, which `handIn` fills. */
  open(name: string, options?: Readonly<Record<string, string>>): Promise<void>;
  /** Types into an option of a slash command, and returns the labels of what is offered. */
  complete(name: string, option: string, typed: string): Promise<readonly string[]>;
  /** Presses the button with this label on a message, by default the newest, and waits for the answer. */
  press(label: string, on?: Posted): Promise<Posted>;
  pick(value: string, on?: Posted): Promise<Posted>;
  /** Fills the form that the last press or command opened, on the message whose button it was. */
  handIn(fields: Readonly<Record<string, string>>, on?: Posted): Promise<Posted>;
  /** Sends an interaction and waits for nothing. */
  send(data: Sending, on?: Posted): Pending;
  /** Delivers an interaction once more, as a connection that flaps may. */
  again(pending: Pending): void;
};

export type Sending = { readonly type: number; readonly data: Readonly<Record<string, unknown>> };

export function createMember(server: DiscordServer, given: Partial<Actor> & Pick<Actor, "name" | "channel">): Member {
  const { world, gateway } = server;
  const actor: Actor = { id: world.nextId(), manages: false, locale: "en-GB", ...given };
  const sent = new Map<Pending, object>();
  let modal: Pending["modal"];

  const seen = (): readonly Posted[] =>
    [...world.messages.values()].filter(
      (one) => one.channel === actor.channel && (one.only === undefined || one.only === actor.id),
    );
  const newest = (): Posted => {
    const last = seen().at(-1);
    if (!last) throw new Error(`${actor.name} sees nothing`);
    return last;
  };
  const send: Member["send"] = ({ type, data }, on) => {
    const id = world.nextId();
    const token = `aW50ZXJhY3Rpb246${id}`;
    const pending: Pending = {
      id,
      token,
      person: actor.id,
      channel: actor.channel,
      answers: [],
      ...(on ? { on } : {}),
    };
    world.interactions.set(id, pending);
    const message = on ? { message: messageOf(world, on) } : {};
    const payload = { ...interactionOf(world, actor, id, token), type, data, ...message };
    sent.set(pending, payload);
    gateway.dispatch("INTERACTION_CREATE", payload, actor.guild);
    return pending;
  };
  const answered = async (pending: Pending, on?: Posted): Promise<Posted> => {
    const type = await world.until(() => pending.answers[0]);
    if (pending.modal) modal = pending.modal;
    return (
      (type === InteractionResponseType.UpdateMessage || type === InteractionResponseType.Modal ? on : undefined) ??
      newest()
    );
  };
  const component = (data: Sending["data"], on: Posted): Promise<Posted> =>
    answered(send({ type: InteractionType.MessageComponent, data }, on), on);
  return {
    actor,
    seen,
    newest,
    send,
    again: (pending) => gateway.dispatch("INTERACTION_CREATE", sent.get(pending), actor.guild),
    type: async (name, options = {}) => {
      const given = Object.entries(options).map(([key, value]) => ({ name: key, type: 3, value }));
      return answered(send({ type: InteractionType.ApplicationCommand, data: commandData(name, given) }));
    },
    open: async (name, options = {}) => {
      const given = Object.entries(options).map(([key, value]) => ({ name: key, type: 3, value }));
      const pending = send({ type: InteractionType.ApplicationCommand, data: commandData(name, given) });
      modal = await world.until(() => pending.modal);
    },
    complete: async (name, option, typed) => {
      const data = commandData(name, [{ name: option, type: 3, value: typed, focused: true }]);
      const pending = send({ type: InteractionType.ApplicationCommandAutocomplete, data });
      const choices = await world.until(() => pending.choices);
      return choices.map((choice) => choice.name);
    },
    press: (label, on = newest()) => {
      const data = { component_type: ComponentType.Button, custom_id: idOf(on, label) };
      return component(data, on);
    },
    pick: (value, on = newest()) => {
      const menu = controlsOf(on).find((one) => at(one, "type") === ComponentType.StringSelect);
      return component(
        { component_type: ComponentType.StringSelect, custom_id: at(menu, "custom_id"), values: [value] },
        on,
      );
    },
    handIn: (fields, on) => {
      if (!modal) throw new Error(`${actor.name} has no form open`);
      const inputs = modal.components.map((row) => at(row, "component"));
      const components = Object.entries(fields).map(([custom_id, value]) => {
        const menu = inputs.some((input) => at(input, "custom_id") === custom_id && at(input, "type") === MENU);
        const picked = menu
          ? { type: MENU, values: value === "" ? [] : [value] }
          : { type: ComponentType.TextInput, value };
        return { type: ComponentType.Label, id: 1, component: { id: 2, custom_id, ...picked } };
      });
      const data = { custom_id: modal.custom_id, components };
      return answered(send({ type: InteractionType.ModalSubmit, data }, on), on);
    },
  };
}

const MENU = ComponentType.StringSelect;

/** A command of two words is a subcommand, and its options stand below it. */
function commandData(name: string, options: readonly object[]) {
  const [word, below] = name.split(" ");
  const given = below === undefined ? options : [{ type: 1, name: below, options }];
  return { id: "1", name: word, type: 1, options: given };
}

/** All text of a message, as Markdown. */
export const textOf = (posted: Posted): string =>
  posted.components
    .flatMap((container) => listAt(container, "components"))
    .filter((part) => at(part, "type") === ComponentType.TextDisplay)
    .map((part) => String(at(part, "content")))
    .join("\n");

export const labelsOf = (posted: Posted): readonly string[] =>
  controlsOf(posted).map((one) => String(at(one, "label") ?? at(one, "placeholder")));

export const accentOf = (posted: Posted): unknown => at(posted.components[0], "accent_color");

const controlsOf = (posted: Posted): readonly unknown[] =>
  posted.components
    .flatMap((container) => listAt(container, "components"))
    .filter((part) => at(part, "type") === ComponentType.ActionRow)
    .flatMap((row) => listAt(row, "components"));

/** The id behind a label. */
function idOf(posted: Posted, label: string): string {
  const found = controlsOf(posted).find((one) => at(one, "label") === label);
  if (!found) throw new Error(`no button "${label}" among ${labelsOf(posted).join(", ")} under: ${textOf(posted)}`);
  return String(at(found, "custom_id"));
}

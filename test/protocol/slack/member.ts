import { at, listAt } from "./server/limits.ts";
import type { SlackServer } from "./server/slack-server.ts";
import type { Wire } from "./server/wire.ts";
import { directOf, type Posted, type Profile, type View } from "./server/world.ts";

/** Somebody at Slack, who types commands, presses buttons and reads what comes. */
export type Member = {
  readonly person: Profile;
  readonly channel: string;
  /** All that this person can see in the channel now, oldest first. */
  seen(channel?: string): readonly Posted[];
  newest(): Posted;
  /** Types a command behind /nightshift, waits for something new to see, and returns it. */
  type(text: string): Promise<Posted>;
  /** Presses the button with this label on a message, by default the newest, and waits until something is seen of it. */
  press(label: string, on?: Posted): Promise<Posted>;
  pick(value: string, on?: Posted): Promise<Posted>;
  /** Presses a button that opens a form. */
  openForm(label: string, on?: Posted): Promise<View>;
  handIn(view: View, fields: Readonly<Record<string, string>>): Promise<Posted>;
  /** Opens the own page of the app, and returns it when it is there. */
  openHome(): Promise<object>;
  /** What Slack sends for a command, a press or a form. */
  commandPayload(text: string): object;
  pressPayload(label: string, on?: Posted): object;
  submitPayload(view: View, fields: Readonly<Record<string, string>>): object;
  homePress(label: string): object;
  shortcut(): object;
  send: Wire;
};

type Given = { readonly name: string; readonly channel: string } & Partial<Profile>;

export function createMember({ world, root }: SlackServer, send: Wire, { channel, ...given }: Given): Member {
  const person: Profile = {
    id: world.nextId("U"),
    team: world.team,
    zone: "Europe/Berlin",
    locale: "en-GB",
    admin: false,
    guest: false,
    ...given,
  };
  world.people.set(person.id, person);
  const team = { id: world.team, domain: "harbour" };
  const user = {
    id: person.id,
    username: person.name.toLowerCase(),
    name: person.name.toLowerCase(),
    team_id: person.team,
  };
  const base = { team, user, api_app_id: world.app, token: "old", is_enterprise_install: false, enterprise: null };
  const trigger = (): string => `${person.id}.${world.nextId("t")}.${"a".repeat(16)}`;
  const responseUrl = (on?: Posted): string => {
    const name = world.nextId("R");
    world.answers.set(name, { person: person.id, channel: on?.channel ?? channel, left: 5, ...(on ? { on } : {}) });
    return `${root}/respond/${name}`;
  };
  const seen = (where = channel): readonly Posted[] =>
    [...world.messages.values()].filter(
      (one) => one.channel === where && (one.only === undefined || one.only === person.id),
    );
  const newest = (): Posted => {
    const last = seen().at(-1);
    if (!last) throw new Error(`${person.name} sees nothing`);
    return last;
  };
  const direct = directOf(person.id);
  /** Waits for a change in what this person sees, anywhere. */
  const watching = (on?: Posted) => {
    const count = (): number => seen().length + (channel === direct ? 0 : seen(direct).length);
    const [before, edits] = [count(), on?.edits];
    return async (): Promise<Posted> => {
      await world.until(() => count() > before || (on !== undefined && on.edits !== edits));
      return on !== undefined && on.edits !== edits ? on : (seen().at(-1) ?? newest());
    };
  };
  const action = (control: object, extra: object = {}) => ({
    ...control,
    action_ts: world.nextTs(),
    ...extra,
  });
  const actionsPayload = (act: object, on: Posted) => ({
    ...base,
    type: "block_actions",
    trigger_id: trigger(),
    response_url: responseUrl(on),
    channel: { id: on.channel, name: "study-hall" },
    container: {
      type: "message",
      message_ts: on.ts,
      channel_id: on.channel,
      is_ephemeral: on.only !== undefined,
    },
    ...(on.only === undefined ? { message: { type: "message", ts: on.ts, blocks: on.blocks, text: on.text } } : {}),
    actions: [act],
  });
  const member: Member = {
    person,
    channel,
    seen,
    newest,
    send,
    commandPayload: (text) => ({
      token: "old",
      team_id: world.team,
      team_domain: "harbour",
      channel_id: channel,
      channel_name: channel === direct ? "directmessage" : "study-hall",
      user_id: person.id,
      user_name: person.name.toLowerCase(),
      command: "/nightshift",
      text,
      api_app_id: world.app,
      is_enterprise_install: "false",
      response_url: responseUrl(),
      trigger_id: trigger(),
    }),
    pressPayload: (label, on = newest()) => actionsPayload(action(controlOf(on.blocks, label)), on),
    submitPayload: (view, fields) => ({
      ...base,
      type: "view_submission",
      trigger_id: trigger(),
      response_urls: [],
      view: {
        ...view.view,
        id: view.id,
        team_id: world.team,
        state: {
          values: Object.fromEntries(
            Object.entries(fields).map(([name, value]) => [name, { [name]: { type: "plain_text_input", value } }]),
          ),
        },
      },
    }),
    homePress: (label) => {
      const view = world.homes.get(person.id) ?? {};
      return {
        ...base,
        type: "block_actions",
        trigger_id: trigger(),
        container: { type: "view", view_id: "VHOME" },
        view: { id: "VHOME", ...view },
        actions: [action(controlOf(listAt(view, "blocks"), label))],
      };
    },
    shortcut: () => ({
      ...base,
      type: "shortcut",
      callback_id: "continue-learning",
      trigger_id: trigger(),
      action_ts: world.nextTs(),
    }),
    type: async (text) => {
      const seeing = watching();
      const payload = member.commandPayload(text);
      const answer = await send("slash_commands", payload);
      takeAck(answer);
      return seeing();
    },
    press: async (label, on = newest()) => {
      const seeing = watching(on);
      await send("interactive", member.pressPayload(label, on));
      return seeing();
    },
    pick: async (value, on = newest()) => {
      const menu = controlsIn(on.blocks).find((one) => at(one, "type") === "static_select");
      const option = listAt(menu, "options").find((one) => at(one, "value") === value);
      const seeing = watching(on);
      await send("interactive", actionsPayload(action(Object(menu), { selected_option: option }), on));
      return seeing();
    },
    openForm: async (label, on = newest()) => {
      const before = world.views.size;
      await send("interactive", member.pressPayload(label, on));
      return world.until(() => (world.views.size > before ? [...world.views.values()].at(-1) : undefined));
    },
    handIn: async (view, fields) => {
      const seeing = watching(seen().at(-1));
      await send("interactive", member.submitPayload(view, fields));
      return seeing();
    },
    openHome: async () => {
      world.homes.delete(person.id);
      await send(
        "events_api",
        eventPayload(world, { type: "app_home_opened", tab: "home", user: person.id, channel: direct }),
      );
      return world.until(() => world.homes.get(person.id));
    },
  };
  /** A slash command's answer in its acknowledgement becomes a message. */
  const takeAck = (answer: unknown): void => {
    if (at(answer, "blocks") === undefined) return;
    const ts = world.nextTs();
    const alone = at(answer, "response_type") === "in_channel" ? {} : { only: person.id };
    const blocks = listAt(answer, "blocks").map((block) => Object(block));
    world.messages.set(`${channel} ${ts}`, {
      channel,
      ts,
      ...alone,
      text: String(at(answer, "text")),
      blocks,
      edits: 0,
    });
    world.happened();
  };
  return member;
}

/** An event as Slack wraps it. */
export const eventPayload = (
  world: SlackServer["world"],
  event: Readonly<Record<string, unknown>>,
  id: string = world.nextId("Ev"),
) => ({
  token: "old",
  team_id: world.team,
  api_app_id: world.app,
  type: "event_callback",
  event_id: id,
  event_time: 1_800_000_000,
  event: { event_ts: world.nextTs(), ...event },
  authorizations: [
    { enterprise_id: null, team_id: world.team, user_id: world.bot.user, is_bot: true, is_enterprise_install: false },
  ],
});

const controlsIn = (blocks: readonly unknown[]): readonly unknown[] =>
  blocks
    .filter((block) => at(block, "type") === "actions")
    .flatMap((row) => listAt(row, "elements").map((one) => ({ ...Object(one), block_id: at(row, "block_id") })));

export const labelsOf = ({ blocks }: Pick<Posted, "blocks">): readonly string[] =>
  controlsIn(blocks).map((one) => String(at(at(one, "text") ?? at(one, "placeholder"), "text")));

/** The button behind a label. */
function controlOf(blocks: readonly unknown[], label: string): object {
  const found = controlsIn(blocks).find((one) => at(at(one, "text"), "text") === label);
  if (!found) throw new Error(`no button "${label}" among ${labelsOf({ blocks: [...blocks].map(Object) }).join(", ")}`);
  return Object(found);
}

/** All words of a message's blocks, a line for each part. */
export const textOf = ({ blocks }: Pick<Posted, "blocks">): string =>
  blocks
    .filter((block) => at(block, "type") !== "actions")
    .map(wordsIn)
    .join("\n");

function wordsIn(part: unknown): string {
  const text = at(part, "text") ?? at(part, "alt_text");
  if (typeof text === "string") return text;
  if (text !== undefined) return wordsIn(text);
  if (at(part, "type") === "link") return String(at(part, "url"));
  if (at(part, "type") === "date") return String(at(part, "fallback"));
  const apart = at(part, "type") === "rich_text" || at(part, "type") === "rich_text_list";
  return listAt(part, "elements")
    .map(wordsIn)
    .join(apart ? "\n" : "");
}

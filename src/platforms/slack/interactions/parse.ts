import type { BlockAction, GlobalShortcut, SlashCommand, ViewSubmitAction } from "@slack/bolt";
import type { Place } from "../../../chat/event.ts";
import type { Somebody } from "../posts/people.ts";
import { idInRow, isLink } from "../render/controls.ts";
import { PLATFORM, type Shown, type Stage } from "./reply-target.ts";

/**
 * What was heard, in our words and without the person's rights, which have to be looked up. Slack signs who, where and on
 * what; texts, values and ids of buttons come from the client and are only passed on.
 */
export type Heard = {
  readonly who: Somebody;
  readonly stage: Stage;
  /** The same for the same act, however often it is delivered. */
  readonly once: string;
};

/** Ids of conversations with the tutor alone begin with D. */
const placeOf = (tenant: string, channel: string): Place => ({
  platform: PLATFORM,
  tenant,
  channel,
  kind: channel.startsWith("D") ? "direct" : "channel",
});

export function heardCommand(body: SlashCommand): Heard {
  const { team_id: tenant, user_id: id, user_name: name, channel_id: channel } = body;
  return {
    who: { tenant, id, name },
    stage: { in: placeOf(tenant, channel), person: id, responseUrl: body.response_url, trigger: body.trigger_id },
    once: `command ${body.trigger_id}`,
  };
}

export type Pressed = Heard & { readonly action: string; readonly values: readonly string[] };

/** A press on a button or a choice from a menu; undefined for a link, which needs no answer. */
export function heardPress(body: BlockAction): Pressed | undefined {
  const [action] = body.actions;
  if (!action || isLink(action.action_id)) return undefined;
  const tenant = body.team?.id ?? body.user.team_id ?? "";
  const { id } = body.user;
  const on = shownIn(body, action.block_id);
  const channel = body.channel?.id ?? textAt(body.container, "channel_id");
  // On their own page of the app a person is as alone with the tutor as in the direct conversation: their id names it.
  const where: Place = on?.kind === "home" ? personPlace(tenant, id) : placeOf(tenant, channel);
  return {
    who: { tenant, id, name: body.user.name ?? body.user.username },
    stage: { in: where, person: id, on, responseUrl: body.response_url, trigger: body.trigger_id },
    once: `press ${channel} ${textAt(body.container, "message_ts")} ${id} ${action.action_ts} ${action.action_id}`,
    action: action.action_id,
    values: action.type === "static_select" ? [action.selected_option.value] : [],
  };
}

/** The direct conversation with a person, by the person's id: Slack takes it for the channel's. */
export const personPlace = (tenant: string, person: string): Place => ({
  platform: PLATFORM,
  tenant,
  channel: person,
  kind: "direct",
});

function shownIn({ container, view }: BlockAction, row: string): Shown | undefined {
  if (view?.type === "home") return { kind: "home" };
  const ts = textAt(container, "message_ts");
  if (ts === "") return undefined;
  if (Reflect.get(container, "is_ephemeral") === true) return { kind: "private", id: idInRow(row) ?? ts };
  return { kind: "message", ts };
}

export type Submitted = Heard & {
  readonly form: string;
  readonly pointer: string;
  readonly fields: Readonly<Record<string, string>>;
};

/** A form that was handed in. Slack does not tell where it was opened: that is remembered (forms.ts). */
export function heardSubmit({ team, user, view }: ViewSubmitAction): Submitted {
  // In a shared channel it is the workspace that has the app, whoever hands in.
  const tenant = view.app_installed_team_id ?? team?.id ?? user.team_id ?? "";
  const inputs = Object.values(view.state.values).flatMap((block) => Object.entries(block));
  const fields = inputs.flatMap(([name, input]) => {
    const value = input.type === "static_select" ? input.selected_option?.value : input.value;
    return typeof value === "string" ? [[name, value]] : [];
  });
  return {
    who: { tenant, id: user.id, name: user.name },
    stage: { in: personPlace(tenant, user.id), person: user.id },
    once: `submit ${view.id} ${user.id}`,
    form: view.callback_id,
    pointer: view.private_metadata,
    fields: Object.fromEntries(fields),
  };
}

/** A shortcut from anywhere: it is answered in the direct conversation. */
export function heardShortcut({ team, user, trigger_id: trigger, action_ts: at }: GlobalShortcut): Heard {
  const tenant = team?.id ?? user.team_id;
  return {
    who: { tenant, id: user.id, name: user.username },
    stage: { in: personPlace(tenant, user.id), person: user.id, trigger },
    once: `shortcut ${user.id} ${at}`,
  };
}

function textAt(value: unknown, key: string): string {
  const found: unknown = typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
  return typeof found === "string" ? found : "";
}

import { button } from "../chat/action.ts";
import type { Outgoing } from "../chat/answer.ts";
import type { Event } from "../chat/event.ts";
import { type Button, heading, type Message, note, paragraph } from "../chat/message.ts";
import type { Context } from "../core/context.ts";
import { words } from "../core/words.ts";

type Joined = Extract<Event, { kind: "joined" }>;
type Removed = Extract<Event, { kind: "removed" }>;

const startButtons = (start: string, more: string): readonly (readonly Button[])[] => [
  [button(start, { kind: "run", command: "learn" }, "primary"), button(more, { kind: "run", command: "help" })],
];

/** To a person who opens the tutor's own page for the first time. */
export function welcome(): Message {
  const { heading: title, text, hint, start, help: more } = words.welcome;
  return { blocks: [heading(title), paragraph(text), paragraph(hint)], buttons: startButtons(start, more) };
}

/** One message when the tutor comes somewhere for the first time, where it may speak; coming back needs none. */
export async function arrive(context: Context, { platform, tenant, in: to }: Joined): Promise<readonly Outgoing[]> {
  const at = context.clock.now().epochMilliseconds;
  const { first } = await context.store.joinTenant({ platform, tenant, at });
  if (!first || !to) return [];
  const { heading: title, text, steps, more } = words.arrived;
  const blocks: Message["blocks"] = [
    heading(title),
    paragraph(text),
    { kind: "list", ordered: true, items: steps },
    note(more),
  ];
  const message = { blocks, buttons: startButtons(words.welcome.start, words.welcome.help) };
  return [{ kind: "post", to, key: `arrived:${platform}:${tenant}`, message }];
}

/** Sent away: nothing is said, and what is kept waits for its purge, or for an invitation back. */
export async function depart(context: Context, { platform, tenant }: Removed): Promise<readonly Outgoing[]> {
  await context.store.leaveTenant({ platform, tenant, at: context.clock.now().epochMilliseconds });
  return [];
}

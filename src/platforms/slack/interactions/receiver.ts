import type { Outgoing } from "../../../chat/answer.ts";
import type { Act, Place } from "../../../chat/event.ts";
import type { Handle } from "../../../chat/platform.ts";
import { createSeen } from "../../kit/dedupe.ts";
import { createPace } from "../../kit/rate-limit.ts";
import type { SlackOptions } from "../options.ts";
import type { Directs } from "../posts/dm-channels.ts";
import type { People, Somebody } from "../posts/people.ts";
import { answer, type Desk, publish } from "./answer.ts";
import type { Home } from "./home.ts";
import type { Heard, Pressed, Submitted } from "./parse.ts";
import { nameOf, type Stage } from "./reply-target.ts";
import { readTyped } from "./typed.ts";

type Tutor = {
  readonly options: SlackOptions;
  readonly desk: Desk;
  readonly people: People;
  readonly directs: Directs;
  readonly home: Home;
  /** The tutor while it takes new work. */
  readonly handle: () => Handle | undefined;
};

/** What is heard of people. Each resolves when it is answered. */
export type Ears = {
  command(heard: Heard, text: string): Promise<void>;
  press(pressed: Pressed): Promise<void>;
  submit(submitted: Submitted): Promise<void>;
  shortcut(heard: Heard): Promise<void>;
  /** Somebody opened their own page of the app. */
  opened(who: Somebody, place: Place, once: string): Promise<void>;
};

/** What a person does, without who and where. */
type Deed =
  | Omit<Extract<Act, { kind: "command" }>, "by" | "in">
  | Omit<Extract<Act, { kind: "press" }>, "by" | "in">
  | Omit<Extract<Act, { kind: "submit" }>, "by" | "in">;

/** Takes what people do to the tutor and its answers back; what came before, or too fast, goes nowhere. */
export function createEars(tutor: Tutor): Ears {
  const { options, desk, home } = tutor;
  const isNew = createSeen();
  const bearable = createPace(options.now, options.mostInAMinute);
  const takes = ({ once, who }: Pick<Heard, "once" | "who">): Handle | undefined =>
    isNew(once) && bearable(`${who.tenant} ${who.id}`, who.tenant) ? tutor.handle() : undefined;

  const hear = async (heard: Heard, deed: (stage: Stage) => Deed): Promise<void> => {
    const handle = takes(heard);
    // A slash command is told that it arrived all the same, or Slack shows that it failed.
    await (handle ? take(tutor, handle, heard, deed) : heard.stage.ack?.());
  };
  return {
    command: (heard, text) => hear(heard, () => ({ kind: "command", ...readTyped(text, options.commands()) })),
    shortcut: (heard) => hear(heard, () => ({ kind: "command", name: "learn", options: {} })),
    press: (pressed) =>
      hear(pressed, (stage) => ({
        kind: "press",
        action: pressed.action,
        values: pressed.values,
        on: nameOf(stage),
      })),
    submit: (submitted) => {
      const { form, fields, pointer, who, once } = submitted;
      const stage = desk.forms.take(pointer, who.tenant, who.id) ?? submitted.stage;
      return hear({ who, once, stage }, (at) => ({
        kind: "submit",
        form,
        fields,
        ...(at.on ? { on: nameOf(at) } : {}),
      }));
    },
    opened: async (who, place, once) => {
      const handle = takes({ who, once });
      if (!handle) return;
      const { at } = await settled(tutor, { who, stage: { in: place, person: who.id } });
      home.opened(who);
      await show(desk, at.in, who.id, handle({ kind: "opened", ...at }));
    },
  };
}

/** Takes one deed to the tutor, and its answer back. */
async function take(tutor: Tutor, handle: Handle, heard: Heard, deed: (stage: Stage) => Deed): Promise<void> {
  const { desk, home } = tutor;
  const { who, stage: given } = heard;
  const onHome = given.on?.kind === "home";
  // Whoever presses on their own page has it before them.
  if (onHome) home.opened(who);
  const going = settled(tutor, heard);
  // A slash command's answer is waited for on the way to it; all else has been acknowledged.
  const stage = given.ack ? given : (await going).stage;
  const said = going.then(({ stage: place, at }) => handle({ ...deed(place), ...at }));
  await answer(desk, stage, said);
  // What the tutor puts in the place of the page must not be taken away again.
  const stays = onHome && (await said).some(({ kind }) => kind === "update");
  if (!stays) home.changed(who, (await going).stage.in);
}

/** Who acts, with what Slack knows of them, and where, by the conversation's own id. */
async function settled({ directs, people }: Tutor, { who, stage }: Pick<Heard, "who" | "stage">) {
  const place = await directs.settle(stage.in, who.id);
  return { stage: { ...stage, in: place }, at: { by: await people.person(who, place), in: place } };
}

/** Shows what the tutor says to somebody who opens their own page. */
export async function show(
  desk: Desk,
  place: Place,
  person: string,
  said: Promise<readonly Outgoing[]>,
): Promise<void> {
  for (const one of await said) {
    if (one.kind === "reply" || one.kind === "update") await publish(desk, { in: place, person }, one.message);
    else if (one.kind !== "form") await desk.elsewhere(one);
  }
}

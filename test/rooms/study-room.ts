import { randomUUIDv7 } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import type { Outgoing } from "../../src/chat/answer.ts";
import type { Event, MessageRef, Person, Place } from "../../src/chat/event.ts";
import type { Form } from "../../src/chat/form.ts";
import { faultsOf } from "../../src/chat/limits.ts";
import type { Button, Message } from "../../src/chat/message.ts";
import { plainText } from "../../src/chat/plain.ts";
import type { Handle } from "../../src/chat/platform.ts";
import type { Context } from "../../src/core/context.ts";
import type { Course } from "../../src/course/model.ts";
import { type OpenOptions, openStore, type Where } from "../../src/store/open.ts";
import { createBot } from "../../src/tutor/bot.ts";
import { seeded } from "../seeded.ts";

/**
 * A chat without a platform: real core, real SQLite, a clock moved by hand. People type and press; what they see is kept
 * as a platform would keep it, and every message is held against the limits of all platforms.
 */
export type StudyRoom = {
  readonly context: Context;
  /** Its data, for a look past the store. */
  readonly where: Where;
  readonly faults: readonly string[];
  /** What was given to quote with each fault. */
  readonly references: readonly string[];
  /** Moves the clock. */
  later(duration: Temporal.DurationLike): void;
  /** Replaces the course, as an author's edit would; the new wording is kept before anybody is asked. */
  teach(course: Course): Promise<void>;
  /** Another program on the same data: as after a restart, perhaps on a disk with no room for more than so many pages. */
  restart(options?: OpenOptions): Promise<void>;
  /** The database goes away under the program. */
  pullThePlug(): Promise<void>;
  person(name: string, options?: Partial<Person & { readonly channel: string; readonly direct: boolean }>): Visitor;
  send(event: Event): Promise<readonly Outgoing[]>;
  /** Hears everything that the tutor says from now on. */
  listen(hear: (outgoing: Outgoing) => void): void;
  /** Puts something between people and the tutor, as main does. */
  through(wrap: (handle: Handle) => Handle): void;
};

/** A message as its reader sees it now. */
export type Shown = { readonly ref: MessageRef; message: Message; readonly to: "me" | "all" };

export type Visitor = {
  readonly by: Person;
  readonly in: Place;
  /** Everything shown to this person, oldest first; updates change messages in place. */
  readonly seen: readonly Shown[];
  readonly form: Form | undefined;
  type(command: string, options?: Readonly<Record<string, string>>): Promise<Shown>;
  /** Presses a button by its label on a message (by default the newest); returns the message that changed or came. */
  press(label: string, on?: Shown, values?: readonly string[]): Promise<Shown>;
  pressId(action: string, on: MessageRef, values?: readonly string[]): Promise<readonly Outgoing[]>;
  handIn(fields: Readonly<Record<string, string>>, on?: Shown): Promise<Shown>;
};

export const textOf = (shown: Shown): string => plainText(shown.message.blocks);

export const labelsOf = (shown: Shown): readonly string[] =>
  (shown.message.buttons ?? []).flat().map((one) => one.label);

/** `skipped` is told why slots of the clock were skipped. */
export async function studyRoom(
  course: Course,
  seed = 1,
  skipped: (reason: string) => void = () => undefined,
): Promise<StudyRoom> {
  const dataDir = await mkdtemp(join(tmpdir(), "nightshift-room-"));
  let opened = await openStore({ dataDir }, { skipped });
  let taught = course;
  let now = Temporal.Instant.from("2026-11-23T09:00:00Z");
  const faults: string[] = [];
  const references: string[] = [];
  const context: Context = {
    get store() {
      return opened.store;
    },
    clock: { now: () => now },
    course: () => taught,
    newId: randomUUIDv7,
    random: seeded(seed),
    fault: (error, reference) => {
      faults.push(String(error));
      references.push(reference);
    },
  };
  await opened.store.saveVersions(checksIn(course));
  onTestFinished(async () => {
    await opened.close();
    await rm(dataDir, { recursive: true });
  });
  let { handle } = createBot(context);
  let hear: (outgoing: Outgoing) => void = () => undefined;
  const send = async (event: Event) => {
    const outgoing = await handle(event);
    for (const one of outgoing) if ("message" in one) expect(faultsOf(one.message)).toEqual([]);
    outgoing.forEach(hear);
    return outgoing;
  };
  return {
    context,
    where: { dataDir },
    faults,
    references,
    later: (duration) => {
      now = now.add(duration);
    },
    teach: async (next) => {
      await opened.store.saveVersions(checksIn(next));
      taught = next;
    },
    restart: async (options) => {
      await opened.close();
      opened = await openStore({ dataDir }, { ...options, skipped });
    },
    pullThePlug: () => opened.close(),
    person: (name, options) => visitor(send, name, options ?? {}),
    send,
    listen: (ear) => {
      hear = ear;
    },
    through: (wrap) => {
      handle = wrap(handle);
    },
  };
}

const checksIn = (course: Course) =>
  course.chapters.flatMap((chapter) => chapter.bites.flatMap((bite) => (bite.check ? [bite.check] : [])));

function visitor(
  send: StudyRoom["send"],
  name: string,
  options: Partial<Person & { channel: string; direct: boolean }>,
): Visitor {
  const { channel = "study-hall", direct = false, ...rest } = options;
  const by: Person = { platform: "test", tenant: "t1", id: name.toLowerCase(), name, mayManage: false, ...rest };
  const place: Place = { platform: by.platform, tenant: by.tenant, channel, kind: direct ? "direct" : "channel" };
  const seen: Shown[] = [];
  let form: Form | undefined;
  const show = (outgoing: readonly Outgoing[], on: Shown | undefined): Shown => {
    for (const one of outgoing) {
      if (one.kind === "update" && on) on.message = one.message;
      if (one.kind === "form") form = one.form;
      if (one.kind === "reply") {
        const ref = { platform: by.platform, channel, id: `${name}-${seen.length}` };
        seen.push({ ref, message: one.message, to: one.to });
      }
    }
    const changed = outgoing.some((one) => one.kind === "reply") ? seen.at(-1) : (on ?? seen.at(-1));
    if (!changed) throw new Error(`${name} sees nothing`);
    return changed;
  };
  const pressId: Visitor["pressId"] = (action, on, values = []) =>
    send({ kind: "press", action, values, on, by, in: place });
  return {
    by,
    in: place,
    seen,
    get form() {
      return form;
    },
    pressId,
    type: async (command, chosen = {}) =>
      show(await send({ kind: "command", name: command, options: chosen, by, in: place }), undefined),
    press: async (label, on = seen.at(-1), values = []) => {
      if (!on) throw new Error(`${name} sees no message`);
      return show(await pressId(actionOf(on, label), on.ref, values), on);
    },
    handIn: async (fields, on = seen.at(-1)) => {
      if (!form) throw new Error(`${name} has no form open`);
      const where = on ? { on: on.ref } : {};
      return show(await send({ kind: "submit", form: form.id, fields, ...where, by, in: place }), on);
    },
  };
}

/** The id behind a label. */
export function actionOf(shown: Shown, label: string): string {
  const found = (shown.message.buttons ?? []).flat().find((one: Button) => one.label === label);
  if (!found || found.kind === "link") throw new Error(`no button "${label}" under: ${textOf(shown)}`);
  return found.action;
}

import { randomUUIDv7 } from "node:crypto";
import type { Event } from "../src/chat/event.ts";
import type { Handle } from "../src/chat/platform.ts";
import type { AnswerGiven, Store } from "../src/core/store.ts";
import { openStore } from "../src/store/open.ts";
import { createBot } from "../src/tutor/bot.ts";
import { benchCourse } from "./course.ts";
import { type Figure, figure } from "./figure.ts";
import { pose } from "./lesson.ts";
import { openRaw } from "./raw.ts";
import { inTurns } from "./rounds.ts";
import { foundSchool, now, placeOf, type School } from "./school.ts";

const operations = 64;

type Presses = readonly (() => Promise<unknown>)[];

/** A press through the whole tutor without a platform, against nothing but the statements that an answer needs. */
export async function pressing(): Promise<readonly Figure[]> {
  const [ours, theirs] = [await foundSchool(10_000), await foundSchool(10_000)];
  const [opened, posing] = [await openStore(ours), await openStore(theirs)];
  const raw = openRaw(theirs.file);
  const { handle } = tutorOver(opened.store);
  let given: readonly AnswerGiven[] = [];
  let presses: Presses = [];
  const waits = new Map<string, number[]>();
  const ready = (label: string) => async () => {
    presses = await learnersReady(handle, ours, label);
  };
  const oneByOne = (name: string) => async () => {
    for (const press of presses) {
      const begun = performance.now();
      await press();
      waits.set(name, [...(waits.get(name) ?? []), performance.now() - begun]);
    }
  };
  const contenders = {
    raw: {
      prepare: async () => {
        given = await pose(posing, theirs, operations);
      },
      run: () => given.forEach(raw.record),
    },
    page: { prepare: ready("Next"), run: oneByOne("page") },
    answer: { prepare: ready("A"), run: oneByOne("answer") },
    crowd: { prepare: ready("A"), run: async () => void (await Promise.all(presses.map((press) => press()))) },
  };
  const median = await inTurns(contenders, { rounds: 20, operations });
  raw.close();
  for (const one of [opened, posing]) await one.close();
  for (const school of [ours, theirs]) await school.remove();
  const baseline = median("raw");
  return [
    figure({ name: "a press that answers, through the tutor", value: median("answer"), unit: "µs", baseline }),
    figure({ name: "a press that answers, 64 at once", value: median("crowd"), unit: "µs", baseline }),
    figure({ name: "a press that turns a page", value: median("page"), unit: "µs", baseline }),
    figure({ name: "presses that answer, 64 at once", value: 1e6 / median("crowd"), unit: "a second" }),
    figure({ name: "a press that answers, p99", value: p99(waits.get("answer")), unit: "ms" }),
    figure({ name: "a press that turns a page, p99", value: p99(waits.get("page")), unit: "ms" }),
  ];
}

const tutorOver = (store: Store) =>
  createBot({
    store,
    clock: { now: () => Temporal.Instant.fromEpochMilliseconds(now) },
    course: () => benchCourse,
    newId: randomUUIDv7,
    random: Math.random,
    fault: (error) => {
      throw error;
    },
  });

/** Newcomers who have each just been shown a first page; what is given back presses the labelled button of each. */
async function learnersReady(handle: Handle, school: School, label: string): Promise<Presses> {
  const chapter = label === "A" ? "ask" : "read";
  return Promise.all(
    Array.from({ length: operations }, async (_, index) => {
      const place = placeOf((index * 7907) % school.learners);
      const id = randomUUIDv7();
      const by = { platform: place.platform, tenant: place.tenant, id, name: id, mayManage: false };
      const on = { platform: place.platform, channel: place.channel, id: randomUUIDv7() };
      const at = { by, in: place };
      const [first] = await handle({ kind: "command", name: "learn", options: { chapter }, ...at });
      const buttons = first && "message" in first ? (first.message.buttons ?? []).flat() : [];
      const found = buttons.find((one) => one.label === label);
      if (!found || found.kind === "link") throw new Error(`There is no button "${label}".`);
      const event: Event = { kind: "press", action: found.action, values: [], on, ...at };
      return () => handle(event);
    }),
  );
}

function p99(waits: readonly number[] = []): number {
  return waits.toSorted((one, other) => one - other)[Math.floor(waits.length * 0.99)] ?? Number.NaN;
}

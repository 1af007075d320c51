import { describe, expect, test } from "vitest";
import { encodeAction } from "../../../src/chat/action.ts";
import type { Command } from "../../../src/chat/command.ts";
import type { Event } from "../../../src/chat/event.ts";
import type { Form } from "../../../src/chat/form.ts";
import { paragraph } from "../../../src/chat/message.ts";
import type { Handle } from "../../../src/chat/platform.ts";
import { type Connected, connect } from "./class-room.ts";
import { createMember, type Member, textOf } from "./member.ts";
import { refuse } from "./server/http.ts";
import { at, listAt } from "./server/limits.ts";

const zones = ["Europe/Berlin", "Europe/Bern", "America/New_York"];

const table: readonly Command[] = [
  { name: "learn", summary: "Go on", options: [], who: "anyone" },
  {
    name: "schedule add",
    summary: "Plan something",
    summaries: { de: "Etwas planen" },
    who: "managers",
    options: [
      {
        name: "zone",
        summary: "Where",
        required: false,
        complete: (typed) => zones.filter((zone) => zone.includes(typed)).map((zone) => ({ value: zone, label: zone })),
      },
      { name: "at", summary: "When", required: true },
    ],
  },
  { name: "schedule list", summary: "See what is planned", options: [], who: "managers" },
  {
    name: "open",
    summary: "Open one of many",
    who: "anyone",
    options: [
      {
        name: "chapter",
        summary: "Which",
        required: false,
        choices: Array.from({ length: 60 }, (_, at) => ({
          value: `c${at}`,
          label: `Chapter ${at} ${"long ".repeat(30)}`,
        })),
      },
    ],
  },
];

/** A tutor that keeps what it hears and names the commands it has. */
const listening = (): { handle: Handle; heard: Event[] } => {
  const heard: Event[] = [];
  const text = ["learn", "schedule add", "schedule"].map((name) => ({ kind: "command" as const, name }));
  const handle: Handle = async (event) => {
    heard.push(event);
    return "by" in event ? [{ kind: "reply", message: { blocks: [paragraph(text)] }, to: "me" }] : [];
  };
  return { handle, heard };
};

const memberOf = ({ server, guild, channel }: Connected): Member =>
  createMember(server, { name: "Ada", guild: guild.id, channel });

describe("commands of two words", () => {
  test("are one command with others below it, hidden when all of them are for managers", async () => {
    const { server } = await connect(listening().handle, { commands: () => table });
    const listed = server.world.commands.get("global") ?? [];
    expect(listed.map(({ name }) => name)).toEqual(["learn", "schedule", "open"]);
    expect(listed[1]).toMatchObject({
      description: "add, list",
      default_member_permissions: "32",
      options: [
        { type: 1, name: "add", description: "Plan something", description_localizations: { de: "Etwas planen" } },
        { type: 1, name: "list" },
      ],
    });
  });

  test("offer what is required first, as Discord asks", async () => {
    const { server } = await connect(listening().handle, { commands: () => table });
    const [add] = listAt(server.world.commands.get("global")?.[1], "options");
    expect(listAt(add, "options").map((option) => [at(option, "name"), at(option, "autocomplete")])).toEqual([
      ["at", undefined],
      ["zone", true],
    ]);
  });

  test("are heard by both words, with their options", async () => {
    const { handle, heard } = listening();
    const room = await connect(handle, { commands: () => table });
    await memberOf(room).type("schedule add", { at: "09:00" });
    expect(heard[0]).toMatchObject({ kind: "command", name: "schedule add", options: { at: "09:00" } });
  });

  test("can be clicked in a text; the word above them alone cannot", async () => {
    const room = await connect(listening().handle, { commands: () => table });
    const id = (name: string) => room.server.world.commands.get("global")?.find((one) => one.name === name)?.id;
    const said = textOf(await memberOf(room).type("learn"));
    expect(said).toBe(`</learn:${id("learn")}></schedule add:${id("schedule")}>\`/schedule\``);
  });

  test("beside a command of the first word alone are told to the log, for Discord takes one or the other", async () => {
    let now = table;
    const room = await connect(listening().handle, { commands: () => now });
    now = [...table, { name: "schedule", summary: "Plan", options: [], who: "managers" }];
    await memberOf(room).type("learn");
    await room.server.world.until(() => room.faults.length > 0);
    expect(String(room.faults[0])).toContain('"schedule" is a command and has others below it');
  });

  test("are not written again when nothing changed, and are when a word of one did", async () => {
    const first = await connect(listening().handle, { commands: () => table });
    await first.discord.stop();
    await connect(listening().handle, { commands: () => table }, first.server);
    expect(first.server.world.commandWrites).toBe(1);
    const changed = table.map((one) => (one.name === "schedule list" ? { ...one, summary: "See all" } : one));
    await connect(listening().handle, { commands: () => changed }, first.server);
    await first.server.world.until(() => first.server.world.commandWrites === 2);
  });
});

test("many people who find a new table at once have it written once", async () => {
  let now = table;
  const room = await connect(listening().handle, { commands: () => now });
  now = table.slice(0, 2);
  const people = Array.from({ length: 10 }, () => memberOf(room));
  await Promise.all(people.map((one) => one.type("learn")));
  await room.server.world.until(() => room.server.world.commands.get("global")?.length === 2);
  await memberOf(room).type("learn");
  expect(room.server.world.commandWrites).toBe(2);
  expect(room.faults).toEqual([]);
});

describe("an option that somebody types into", () => {
  test("offers what the table completes, below a command of two words too", async () => {
    const room = await connect(listening().handle, { commands: () => table });
    expect(await memberOf(room).complete("schedule add", "zone", "Europe/")).toEqual(["Europe/Berlin", "Europe/Bern"]);
  });

  test("with more fixed values than Discord lists completes them, at most 25 at a time, in whole letters", async () => {
    const room = await connect(listening().handle, { commands: () => table });
    const ada = memberOf(room);
    const all = await ada.complete("open", "chapter", "");
    expect(all).toHaveLength(25);
    expect(all[0]).toMatch(/^Chapter 0 .*…$/);
    expect(await ada.complete("open", "chapter", " CHAPTER 59")).toHaveLength(1);
  });

  test.each([
    ["schedule add", "nothing"],
    ["__proto__", "constructor"],
    ["learn", "zone"],
  ])("that the table does not know (/%s %s) offers nothing", async (name, option) => {
    const room = await connect(listening().handle, { commands: () => table });
    expect(await memberOf(room).complete(name, option, "x")).toEqual([]);
    expect(room.faults).toEqual([]);
  });

  test("is no event for the tutor, and coming too late is no fault", async () => {
    const { handle, heard } = listening();
    const room = await connect(handle, { commands: () => table });
    const ada = memberOf(room);
    room.server.fail(/callback$/, { reply: refuse(404, 10062, "Unknown interaction") });
    const data = { id: "1", name: "open", type: 1, options: [{ type: 3, name: "chapter", value: "", focused: true }] };
    ada.send({ type: 4, data });
    await room.server.world.until(() => room.server.requests.at(-1)?.status === 404);
    await ada.type("learn");
    expect(heard.map(({ kind }) => kind)).toEqual(["command"]);
    expect(room.faults).toEqual([]);
  });
});

describe("a form", () => {
  const form: Form = {
    id: encodeAction({ kind: "write", ask: "018f0000-0000-7000-8000-000000000002" }),
    title: "When shall it come?",
    submit: "Save",
    fields: [
      { name: "time", label: "Time", maxLength: 5, initial: "09:00" },
      { name: "note", label: "Note", maxLength: 100, optional: true, multiline: true },
      {
        name: "days",
        label: "Days",
        maxLength: 20,
        initial: "work",
        choices: [
          { value: "all", label: "Every day" },
          { value: "work", label: "Monday to Friday" },
        ],
      },
      { name: "zone", label: "Zone", maxLength: 20, optional: true, choices: [{ value: "UTC", label: "UTC" }] },
    ],
  };

  test("shows what stands in its fields, menus for fixed values, and what may be left empty", async () => {
    const heard: Event[] = [];
    const room = await connect(async (event) => {
      heard.push(event);
      if (event.kind === "press") return [{ kind: "form", form }];
      const button = { kind: "button" as const, label: "Plan", action: form.id, style: "plain" as const };
      return [{ kind: "reply", message: { blocks: [paragraph("Hello.")], buttons: [[button]] }, to: "me" }];
    });
    const ada = memberOf(room);
    const page = await ada.type("learn");
    await ada.press("Plan", page);
    const [modal] = [...room.server.world.interactions.values()].flatMap((one) => one.modal ?? []);
    expect(modal?.components.map((row) => at(row, "component"))).toMatchObject([
      { type: 4, value: "09:00", required: true, style: 1 },
      { type: 4, required: false, style: 2 },
      { type: 3, required: true, options: [{ default: false }, { label: "Monday to Friday", default: true }] },
      { type: 3, required: false, min_values: 0 },
    ]);
    await ada.handIn({ time: "10:00", note: "", days: "all", zone: "" }, page);
    expect(heard.at(-1)).toMatchObject({
      kind: "submit",
      form: form.id,
      fields: { time: "10:00", note: "", days: "all", zone: "" },
    });
  });
});

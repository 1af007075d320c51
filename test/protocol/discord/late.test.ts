import { describe, expect, test } from "vitest";
import { encodeAction } from "../../../src/chat/action.ts";
import type { Outgoing } from "../../../src/chat/answer.ts";
import type { Command } from "../../../src/chat/command.ts";
import { type Message, paragraph } from "../../../src/chat/message.ts";
import type { Handle } from "../../../src/chat/platform.ts";
import { createHandClock } from "../../hand-clock.ts";
import { type Connected, connect } from "./class-room.ts";
import { createMember, type Member, textOf } from "./member.ts";
import { type Answered, refuse } from "./server/http.ts";

const ASK = "018f0000-0000-7000-8000-000000000002";
const more = { kind: "button" as const, label: "More", action: "more", style: "plain" as const };
const saying = (text: string, ...labels: readonly string[]): Message => ({
  blocks: [paragraph(text)],
  ...(labels.length > 0 ? { buttons: [[more]] } : {}),
});

const member = ({ server, guild, channel }: Connected): Member =>
  createMember(server, { name: "Ada", guild: guild.id, channel });

describe("a tutor that takes its time", () => {
  /** A tutor that answers when told to. */
  const slow = (outgoings: readonly Outgoing[]) => {
    const gate = Promise.withResolvers<void>();
    const handle: Handle = async (event) => {
      if (event.kind === "press" || (event.kind === "command" && event.name === "slow")) await gate.promise;
      return event.kind === "command" && event.name === "learn"
        ? [{ kind: "reply", message: saying("begin", "More"), to: "me" }]
        : outgoings;
    };
    return { handle, open: gate.resolve };
  };
  const command = (name: string) => ({ type: 2, data: { id: "1", name, type: 1, options: [] } });

  test("lets a press be put off after 1.5 s and not before, and the answer then turns the page", async () => {
    const clock = createHandClock();
    const { handle, open } = slow([{ kind: "update", message: saying("at last", "More") }]);
    const room = await connect(handle, { after: clock.after, now: clock.now });
    const ada = member(room);
    const shown = await ada.type("learn");
    const pending = ada.send({ type: 3, data: { component_type: 2, custom_id: "more" } }, shown);
    await clock.armed(1500);
    clock.advance(1499);
    expect(pending.answers).toEqual([]);
    clock.advance(1);
    await room.server.world.until(() => pending.answers.length > 0);
    expect(pending.answers).toEqual([6]);
    open();
    await room.server.world.until(() => textOf(shown) === "at last");
    expect(ada.seen()).toEqual([shown]);
    expect(room.faults).toEqual([]);
  });

  test("lets a command be put off in private, and the answer takes the note's place", async () => {
    const clock = createHandClock();
    const { handle, open } = slow([{ kind: "reply", message: saying("at last"), to: "me" }]);
    const room = await connect(handle, { after: clock.after, now: clock.now });
    const ada = member(room);
    const pending = ada.send(command("slow"));
    await clock.armed(1500);
    clock.advance(1500);
    await room.server.world.until(() => pending.answers.length > 0);
    open();
    await room.server.world.until(() => pending.original);
    expect([pending.answers, pending.deferred]).toEqual([[5], 64]);
    expect(pending.original && textOf(pending.original)).toBe("at last");
    expect(room.faults).toEqual([]);
  });

  test("is not put off when the press may open a form: a form must be the first answer", async () => {
    const clock = createHandClock();
    const form = { id: encodeAction({ kind: "write", ask: ASK }), title: "Your answer", submit: "Hand in" };
    const fields = [{ name: "answer", label: "Answer", maxLength: 100 }];
    const { handle, open } = slow([{ kind: "form", form: { ...form, fields } }]);
    const room = await connect(handle, { after: clock.after, now: clock.now });
    const ada = member(room);
    const shown = await ada.type("learn");
    const waiting = clock.waiting;
    const pending = ada.send({ type: 3, data: { component_type: 2, custom_id: form.id } }, shown);
    clock.advance(2000);
    open();
    await room.server.world.until(() => pending.modal);
    expect(pending.answers).toEqual([9]);
    expect(clock.waiting).toBe(waiting);
  });

  test("is not put off when the command may open a form", async () => {
    const clock = createHandClock();
    const fields = [{ name: "time", label: "Time", maxLength: 5 }];
    const { handle, open } = slow([{ kind: "form", form: { id: "plan", title: "Plan", submit: "Save", fields } }]);
    const planning: Command = { name: "slow", summary: "Plan", options: [], who: "anyone", form: true };
    const room = await connect(handle, { after: clock.after, now: clock.now, commands: () => [planning] });
    const waiting = clock.waiting;
    const pending = member(room).send(command("slow"));
    clock.advance(2000);
    open();
    await room.server.world.until(() => pending.modal);
    expect(pending.answers).toEqual([9]);
    expect(clock.waiting).toBe(waiting);
  });

  /** A room in which a press or a command was put off, and will be answered so when the gate opens. */
  async function putOff(outgoings: readonly Outgoing[], what: "press" | "command") {
    const clock = createHandClock();
    const { handle, open } = slow(outgoings);
    const room = await connect(handle, { after: clock.after, now: clock.now });
    const ada = member(room);
    const page = what === "press" ? await ada.type("learn") : undefined;
    const press = { type: 3, data: { component_type: 2, custom_id: "more" } };
    const pending = page ? ada.send(press, page) : ada.send(command("slow"));
    await clock.armed(1500);
    clock.advance(1500);
    await room.server.world.until(() => pending.answers.length > 0);
    return { room, ada, pending, open };
  }
  const webhooks = ({ server }: Connected) =>
    server.requests.filter(({ path }) => path.startsWith("/webhooks/")).map(({ method }) => method);

  test("takes the private note back when the answer is for all, who then see it", async () => {
    const { room, ada, open } = await putOff([{ kind: "reply", message: saying("for all"), to: "all" }], "command");
    open();
    await room.server.world.until(() => ada.seen().length > 0);
    expect(ada.seen().map((one) => [textOf(one), one.only])).toEqual([["for all", undefined]]);
    expect(webhooks(room)).toEqual(["DELETE", "POST"]);
    expect(room.faults).toEqual([]);
  });

  test("takes the note back when nothing is said, and when a form comes too late, of which the log hears", async () => {
    const form = { id: encodeAction({ kind: "write", ask: ASK }), title: "Answer", submit: "Hand in" };
    const late: Outgoing = { kind: "form", form: { ...form, fields: [{ name: "a", label: "A", maxLength: 9 }] } };
    for (const [outgoings, faults] of [[[], 0] as const, [[late], 1] as const]) {
      const { room, pending, open } = await putOff(outgoings, "command");
      expect(pending.deferred).toBe(64);
      open();
      await room.server.world.until(() => pending.deferred === undefined);
      expect(webhooks(room)).toEqual(["DELETE"]);
      expect(room.faults).toHaveLength(faults);
    }
  });

  test("shows the answer below when the message that it was to turn was deleted (F14)", async () => {
    const { room, ada, open } = await putOff([{ kind: "update", message: saying("at last") }], "press");
    room.server.fail(/^PATCH \/webhooks/, { reply: refuse(404, 10008, "Unknown Message") });
    open();
    await room.server.world.until(() => ada.seen().length === 2);
    expect(ada.seen().map(textOf)).toEqual(["begin", "at last"]);
    expect(room.faults).toEqual([]);
  });

  test.each<[string, Answered]>([
    ["is not known any more", refuse(404, 10015, "Unknown Webhook")],
    ["is not valid any more", refuse(401, 50027, "Invalid Webhook Token")],
  ])(
    "is silent after more than fifteen minutes, when its interaction %s: one request, one log line (S14)",
    async (_what, reply) => {
      const said: readonly Outgoing[] = [
        { kind: "update", message: saying("too late") },
        { kind: "reply", message: saying("much too late"), to: "me" },
      ];
      const { room, ada, open } = await putOff(said, "press");
      room.server.fail(/\/webhooks\//, { reply }, 10);
      open();
      await room.server.world.until(() => room.faults.length === 2);
      expect(webhooks(room)).toEqual(["PATCH", "POST"]);
      expect(ada.seen().map(textOf)).toEqual(["begin"]);
      expect(room.discord.health()).toEqual({ ok: true });
      expect(textOf(await ada.press("More", ada.seen()[0]))).toBe("too late");
    },
  );

  test("edits what stands for its answer once more when the connection breaks", async () => {
    const { room, pending, open } = await putOff([{ kind: "reply", message: saying("at last"), to: "me" }], "command");
    room.server.fail(/^PATCH \/webhooks/, { reply: "reset" });
    open();
    const original = await room.server.world.until(() => pending.original);
    expect(textOf(original)).toBe("at last");
    expect(room.faults).toEqual([]);
  });
});

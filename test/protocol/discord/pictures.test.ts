import { describe, expect, test } from "vitest";
import type { Chart } from "../../../src/chat/chart.ts";
import { type Message, paragraph } from "../../../src/chat/message.ts";
import { connect } from "./class-room.ts";
import { createMember, textOf } from "./member.ts";
import { posted, postOffice, postTo, saying } from "./server/post-office.ts";
import type { Posted } from "./server/world.ts";

const chart: Chart = { kind: "bars", title: "Answers", bars: [{ label: "A", value: 7, text: "7 of 12" }] };
const shown: Message = { blocks: [paragraph("How it went:"), { kind: "chart", chart, alt: "A: 7 of 12 (right)" }] };

/** Writes what it was given to draw. */
const draw = async (wanted: Chart): Promise<Uint8Array> => Buffer.from(`png of ${wanted.title}`);
const broken = async (): Promise<Uint8Array> => {
  throw new Error("no font");
};

const fileIn = (message: Posted | undefined) => [...(message?.files ?? [])];
const galleryIn = (message: Posted | undefined): string => JSON.stringify(message?.components);

describe("a chart", () => {
  test("comes as a picture with its words for those who cannot see it", async () => {
    const at = await postOffice({ draw });
    expect(await at.discord.deliver(postTo(at, "k", shown))).toMatchObject({ kind: "sent" });
    const [message] = posted(at);
    expect(fileIn(message)).toEqual([["picture-1.png", "png of Answers"]]);
    expect(galleryIn(message)).toContain('"description":"A: 7 of 12 (right)"');
    expect(message && textOf(message)).toBe("How it went:");
  });

  test("that cannot be drawn is told in words, and the log says why", async () => {
    const at = await postOffice({ draw: broken });
    expect(await at.discord.deliver(postTo(at, "k", shown))).toMatchObject({ kind: "sent" });
    const [message] = posted(at);
    expect(fileIn(message)).toEqual([]);
    expect(message && textOf(message)).toBe("How it went:\n\nA: 7 of 12 (right)");
    expect(at.faults).toMatchObject([{ cause: { message: "no font" } }]);
  });

  test("comes and goes with edits of its message", async () => {
    const at = await postOffice({ draw });
    const sent = await at.discord.deliver(postTo(at, "k"));
    if (sent.kind !== "sent") throw new Error("not sent");
    expect(await at.discord.edit(sent.ref, shown)).toMatchObject({ kind: "sent" });
    expect(fileIn(posted(at)[0])).toEqual([["picture-1.png", "png of Answers"]]);
    expect(await at.discord.edit(sent.ref, saying("over"))).toMatchObject({ kind: "sent" });
    expect(at.server.requests.at(-1)?.body).toMatchObject({ attachments: [] });
  });

  test("stands in the answer to a command and to a press", async () => {
    const button = { kind: "button" as const, label: "Again", action: "again", style: "plain" as const };
    const message = { ...shown, buttons: [[button]] };
    const at = await connect(
      async (event) => [event.kind === "press" ? { kind: "update", message } : { kind: "reply", message, to: "me" }],
      { draw },
    );
    const ada = createMember(at.server, { name: "Ada", guild: at.guild.id, channel: at.channel });
    const page = await ada.type("learn");
    expect(fileIn(page)).toEqual([["picture-1.png", "png of Answers"]]);
    await ada.press("Again", page);
    expect([page.edits, fileIn(page).length]).toEqual([1, 1]);
  });
});

test("a picture of the course whose file is gone is told in words, in a post and in an answer", async () => {
  const message: Message = { blocks: [{ kind: "picture", file: "/nowhere/cat.png", alt: "A cat on a container" }] };
  const at = await connect(async () => [{ kind: "reply", message, to: "me" }]);
  expect(await at.discord.deliver(postTo(at, "k", message))).toMatchObject({ kind: "sent" });
  const ada = createMember(at.server, { name: "Ada", guild: at.guild.id, channel: at.channel });
  expect(textOf(await ada.type("learn"))).toBe("A cat on a container");
  expect(posted(at).map(textOf)).toEqual(["A cat on a container", "A cat on a container"]);
  expect(at.faults).toHaveLength(2);
});

import { describe, expect, test } from "vitest";
import { bite, chapter, choiceCheck, course, textCheck } from "../../rooms/courses.ts";
import { classRoom, ways } from "./class-room.ts";
import { createMember, labelsOf, textOf } from "./member.ts";
import { answer, readOn, shippedCourse } from "./reader.ts";
import { directOf } from "./server/world.ts";

const shipped = await shippedCourse();

describe.each(ways)("over $kind", (way) => {
  const opened = () => classRoom(shipped, { way });

  test("a learner reads the whole chapter by slash command and buttons, sees the score, and retries the one missed", async () => {
    const { server, wire, channel, faults } = await opened();
    const ada = createMember(server, wire, { name: "Ada", channel });
    const page = await ada.type("learn");
    expect(page.only).toBe(ada.person.id);
    await readOn(ada, page, shipped, { wrong: [2] });
    expect(textOf(page)).toContain("You got 2 of 3 correct");
    expect(ada.seen()).toEqual([page]);
    await ada.press("Retry the one you missed", page);
    expect(labelsOf(page)).toEqual(["A", "B", "C", "D", "I don't know"]);
    const missed = shipped.chapters[0]?.bites.flatMap((one) => (one.check?.kind === "choice" ? [one.check] : []))[1];
    if (missed) await answer(ada, page, missed, true);
    expect(textOf(page)).toContain("✓ Right.");
    await ada.press("Continue", page);
    expect(textOf(page)).toContain("You got 1 of 1 correct");
    expect(faults).toEqual([]);
  });

  test("two learners in one channel go through it beside each other, each seeing only their own", async () => {
    const { server, wire, channel } = await opened();
    const ada = createMember(server, wire, { name: "Ada", channel });
    const bea = createMember(server, wire, { name: "Bea", channel });
    const [first, second] = [await ada.type("learn"), await bea.type("learn")];
    await Promise.all([readOn(ada, first, shipped), readOn(bea, second, shipped, { wrong: [1, 2, 3] })]);
    expect(textOf(first)).toContain("You got 3 of 3 correct");
    expect(textOf(second)).toContain("You got 0 of 3 correct");
    expect([ada.seen(), bea.seen()]).toEqual([[first], [second]]);
  });

  test("a button from before a restart goes on where the learner was", async () => {
    const room = await opened();
    const before = createMember(room.server, room.wire, { name: "Ada", channel: room.channel });
    const page = await before.type("learn");
    await readOn(before, page, shipped, { to: 2 });
    const { wire } = await room.restart();
    const ada = createMember(room.server, wire, { ...before.person, channel: room.channel });
    await readOn(ada, page, shipped, { from: 2 });
    expect(textOf(page)).toContain("You got 3 of 3 correct");
  });

  test("in a direct conversation the page is an ordinary message that turns by chat.update", async () => {
    const { server, wire } = await opened();
    const bea = createMember(server, wire, { name: "Bea", channel: "C0" });
    const ada = createMember(server, wire, { ...bea.person, channel: directOf(bea.person.id) });
    const page = await ada.type("learn");
    expect(page.only).toBeUndefined();
    const before = server.requests.length;
    await readOn(ada, page, shipped, { to: 2 });
    const asked = server.requests.slice(before).map(({ path }) => path);
    expect(asked.filter((path) => path !== "/api/chat.update")).toEqual([]);
    expect(ada.seen()).toEqual([page]);
  });

  test("a written answer goes through a form", async () => {
    const written = course(chapter("word", [bite("Who conducts?", textCheck("conductor"))]));
    const { server, wire, channel } = await classRoom(written, { way });
    const ada = createMember(server, wire, { name: "Ada", channel });
    const page = await ada.type("learn");
    const form = await ada.openForm("Write your answer", page);
    await ada.handIn(form, { answer: " Orchestrator " });
    expect(textOf(page)).toContain("You wrote: Orchestrator");
    expect(textOf(page)).toContain("✓ Right.");
  });
});

test("every page turned in a channel is one request, to the address that came with the press", async () => {
  const { server, wire, channel } = await classRoom(shipped);
  const ada = createMember(server, wire, { name: "Ada", channel });
  const page = await ada.type("learn");
  const before = server.requests.length;
  await readOn(ada, page, shipped, { to: 3 });
  const asked = server.requests.slice(before);
  expect(asked.every(({ path, status }) => path.startsWith("/respond/") && status === 200)).toBe(true);
  expect(asked).toHaveLength(page.edits);
});

test("a choose-all question shows in words what is picked", async () => {
  const many = course(chapter("all", [bite("Which?", choiceCheck("many", { right: [0, 2], fixed: true }))]));
  const { server, wire, channel } = await classRoom(many);
  const ada = createMember(server, wire, { name: "Ada", channel });
  const page = await ada.type("learn");
  await ada.press("A", page);
  await ada.press("✓ A", page);
  await ada.press("A", page);
  await ada.press("C", page);
  expect(labelsOf(page)).toEqual(["✓ A", "B", "✓ C", "D", "Hand in", "I don't know"]);
  expect(textOf(page)).toContain("☑ A. choice 0");
  await ada.press("Hand in", page);
  expect(textOf(page)).toContain("✓ Right.");
});

test("somebody else's button answers kindly, in private, and changes nothing (S04)", async () => {
  const { server, wire, channel } = await classRoom(shipped);
  const ada = createMember(server, wire, { name: "Ada", channel });
  const bea = createMember(server, wire, { name: "Bea", channel });
  const page = await ada.type("learn");
  const before = textOf(page);
  await bea.send("interactive", bea.pressPayload("Next", page));
  const told = await server.world.until(() => bea.seen().at(-1));
  expect(textOf(told)).toContain("That one belongs to somebody else.");
  expect(told.only).toBe(bea.person.id);
  expect(textOf(page)).toBe(before);
});

test("a copy of what is kept comes as a file in the direct conversation, and the answer leads to it", async () => {
  const { server, wire, channel } = await classRoom(shipped);
  const ada = createMember(server, wire, { name: "Ada", channel });
  await ada.type("learn");
  const copy = await ada.type("privacy export");
  expect(copy.only).toBe(ada.person.id);
  const [file] = server.world.files.values();
  expect(file).toMatchObject({ name: "nightshift-export.json", channel: directOf(ada.person.id) });
  expect(JSON.parse(file?.content ?? "").learners).toMatchObject([
    { person: ada.person.id, tenant: server.world.team },
  ]);
  expect(JSON.stringify(copy.blocks)).toContain(`https://harbour.example/files/${file?.id}`);
});

test("where the workspace takes no files, the copy stands in messages, whole", async () => {
  const { server, wire, channel } = await classRoom(shipped);
  server.world.scopes.delete("files:write");
  const ada = createMember(server, wire, { name: "Ada", channel });
  const page = await ada.type("learn");
  await readOn(ada, page, shipped);
  await ada.type("privacy export");
  const shown = (): string =>
    ada
      .seen()
      .filter((one) => one !== page)
      .map(textOf)
      .join("\n");
  const whole = await server.world.until(() => {
    const json = shown().slice(shown().indexOf("{"));
    return json.trimEnd().endsWith("]\n}") ? json : undefined;
  });
  expect(JSON.parse(whole)).toMatchObject({ learners: [{ person: ada.person.id }] });
});

test("commands in a text are written as they are typed here", async () => {
  const { server, wire, channel } = await classRoom(shipped);
  const ada = createMember(server, wire, { name: "Ada", channel });
  const help = await ada.type("");
  expect(textOf(help)).toContain("/nightshift quiz");
  expect(help.text).toContain("/nightshift quiz");
  expect(textOf(await ada.type("frobnicate <!channel>"))).toContain('I don\'t know "frobnicate".');
});

test("the shortcut goes on in the direct conversation, from wherever it was taken", async () => {
  const { server, wire, channel } = await classRoom(shipped);
  const ada = createMember(server, wire, { name: "Ada", channel });
  await ada.send("interactive", ada.shortcut());
  const direct = directOf(ada.person.id);
  const page = await server.world.until(() => ada.seen(direct)[0]);
  expect(textOf(page)).toContain("1 of ");
  await ada.press("Next", page);
  expect(textOf(page)).toContain("2 of ");
});

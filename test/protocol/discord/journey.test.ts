import { expect, test } from "vitest";
import { bite, chapter, choiceCheck, course, textCheck } from "../../rooms/courses.ts";
import { classRoom } from "./class-room.ts";
import { accentOf, createMember, labelsOf, textOf } from "./member.ts";
import { answer, readOn, shippedCourse } from "./reader.ts";

const shipped = await shippedCourse();

test("a learner reads the whole chapter by slash command and buttons, sees the score, and retries the one missed", async () => {
  const { server, guild, channel, faults } = await classRoom(shipped);
  const ada = createMember(server, { name: "Ada", guild: guild.id, channel });
  const page = await ada.type("learn");
  expect(page.only).toBe(ada.actor.id);
  await readOn(ada, page, shipped, { wrong: [2] });
  expect(textOf(page)).toContain("You got 2 of 3 correct");
  expect(ada.seen()).toEqual([page]);
  await ada.press("Retry the one you missed", page);
  expect(labelsOf(page)).toEqual(["A", "B", "C", "D", "I don't know"]);
  const missed = shipped.chapters[0]?.bites.flatMap((one) => (one.check?.kind === "choice" ? [one.check] : []))[1];
  if (missed) await answer(ada, page, missed, true);
  expect(accentOf(page)).toBe(0x2e9e5b);
  expect(textOf(page)).toContain("✓ Right.");
  await ada.press("Continue", page);
  expect(textOf(page)).toContain("You got 1 of 1 correct");
  expect(faults).toEqual([]);
});

test("every answer to a press is one request, without the bot's token and without a deferral", async () => {
  const { server, guild, channel } = await classRoom(shipped);
  const ada = createMember(server, { name: "Ada", guild: guild.id, channel });
  const page = await ada.type("learn");
  const before = server.requests.length;
  await readOn(ada, page, shipped, { to: 3 });
  const asked = server.requests.slice(before);
  expect(asked.every(({ path, status }) => path.endsWith("/callback") && status === 204)).toBe(true);
  const answers = [...server.world.interactions.values()].map((one) => one.answers);
  expect(answers.flat().toSorted()).toEqual([4, ...asked.map(() => 7)]);
  expect(asked).toHaveLength(answers.length - 1);
});

test("two learners in one channel go through it beside each other, each seeing only their own", async () => {
  const { server, guild, channel } = await classRoom(shipped);
  const ada = createMember(server, { name: "Ada", guild: guild.id, channel });
  const bea = createMember(server, { name: "Bea", guild: guild.id, channel });
  const [first, second] = [await ada.type("learn"), await bea.type("learn")];
  await Promise.all([readOn(ada, first, shipped), readOn(bea, second, shipped, { wrong: [1, 2, 3] })]);
  expect(textOf(first)).toContain("You got 3 of 3 correct");
  expect(textOf(second)).toContain("You got 0 of 3 correct");
  expect([ada.seen(), bea.seen()]).toEqual([[first], [second]]);
});

test("a button from before a restart goes on where the learner was", async () => {
  const room = await classRoom(shipped);
  const ada = createMember(room.server, { name: "Ada", guild: room.guild.id, channel: room.channel });
  const page = await ada.type("learn");
  await readOn(ada, page, shipped, { to: 2 });
  await room.restart();
  await readOn(ada, page, shipped, { from: 2 });
  expect(textOf(page)).toContain("You got 3 of 3 correct");
});

test("a copy of what is kept comes as a private attachment", async () => {
  const { server, guild, channel } = await classRoom(shipped);
  const ada = createMember(server, { name: "Ada", guild: guild.id, channel });
  await ada.type("learn");
  const copy = await ada.type("privacy", { do: "export" });
  expect(copy.only).toBe(ada.actor.id);
  expect([...copy.files.keys()]).toEqual(["nightshift-export.json"]);
  const kept = JSON.parse(copy.files.get("nightshift-export.json") ?? "");
  expect(kept.learners).toMatchObject([{ person: ada.actor.id, tenant: guild.id }]);
});

test("a written answer goes through a form", async () => {
  const written = course(chapter("word", [bite("Who conducts?", textCheck("conductor"))]));
  const { server, guild, channel } = await classRoom(written);
  const ada = createMember(server, { name: "Ada", guild: guild.id, channel });
  const page = await ada.type("learn");
  await ada.press("Write your answer", page);
  await ada.handIn({ answer: " Orchestrator " }, page);
  expect(textOf(page)).toContain("You wrote: Orchestrator");
  expect(textOf(page)).toContain("✓ Right.");
});

test("a choose-all question shows in words what is picked", async () => {
  const many = course(chapter("all", [bite("Which?", choiceCheck("many", { right: [0, 2], fixed: true }))]));
  const { server, guild, channel } = await classRoom(many);
  const ada = createMember(server, { name: "Ada", guild: guild.id, channel });
  const page = await ada.type("learn");
  await ada.press("A", page);
  await ada.press("C", page);
  expect(labelsOf(page)).toEqual(["A, picked", "B", "C, picked", "D", "Hand in", "I don't know"]);
  expect(textOf(page)).toContain("☑ **A.** choice 0");
  await ada.press("Hand in", page);
  expect(textOf(page)).toContain("✓ Right.");
});

test("in a direct conversation the page is an ordinary message, and the bookmark is the person's own", async () => {
  const { server, guild, channel } = await classRoom(shipped);
  const ada = createMember(server, { name: "Ada", channel: server.world.nextId() });
  const page = await ada.type("learn");
  expect(page.only).toBeUndefined();
  await ada.press("Next", page);
  const inGuild = createMember(server, { ...ada.actor, guild: guild.id, channel });
  expect(textOf(await inGuild.type("learn"))).toContain("1 of ");
  expect(textOf(await ada.type("learn"))).toContain("2 of ");
});

test("somebody else's button answers kindly, in private, and changes nothing", async () => {
  const { server, guild, channel } = await classRoom(shipped);
  const ada = createMember(server, { name: "Ada", guild: guild.id, channel });
  const bea = createMember(server, { name: "Bea", guild: guild.id, channel });
  const page = await ada.type("learn");
  const before = textOf(page);
  await bea.press("Next", page);
  expect(textOf(bea.newest())).toContain("That one belongs to somebody else.");
  expect(bea.newest().only).toBe(bea.actor.id);
  expect(textOf(page)).toBe(before);
});

test("commands in a text can be clicked, by the ids that Discord gave them", async () => {
  const { server, guild, channel } = await classRoom(shipped);
  const ada = createMember(server, { name: "Ada", guild: guild.id, channel });
  const id = server.world.commands.get("global")?.find(({ name }) => name === "quiz")?.id;
  expect(textOf(await ada.type("help"))).toContain(`</quiz:${id}>`);
});

test("a manager plans a daily post by a form; somebody without rights is refused, whoever let the command be seen (S33)", async () => {
  const { server, guild, channel, context, faults } = await classRoom(shipped);
  const grace = createMember(server, { name: "Grace", guild: guild.id, channel, manages: true });
  const here = { platform: "discord", tenant: guild.id, channel, kind: "channel" as const };
  const page = await createMember(server, { name: "Ada", guild: guild.id, channel }).type("schedule add", {
    kind: "quiz",
  });
  expect(page.only).toBeDefined();
  expect(await context.store.schedulesOf({ to: here })).toEqual([]);
  expect(await grace.complete("schedule add", "zone", "berl")).toEqual(["Europe/Berlin"]);
  await grace.open("schedule add", { kind: "quiz" });
  const told = await grace.handIn({ kind: "quiz", time: "09:00", days: "weekdays", zone: "Europe/Berlin" });
  expect(told.only).toBe(grace.actor.id);
  expect(await context.store.schedulesOf({ to: here })).toMatchObject([
    { kind: "quiz", time: "09:00", days: [1, 2, 3, 4, 5], zone: "Europe/Berlin" },
  ]);
  expect(faults).toEqual([]);
});

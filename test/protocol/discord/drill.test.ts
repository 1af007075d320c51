import { expect, test } from "vitest";
import { playWords } from "../../../src/drill/board/words.ts";
import { morningWords } from "../../../src/drill/night/words.ts";
import { policyNames, reportWords } from "../../../src/drill/report/words.ts";
import { drillWords } from "../../../src/drill/words.ts";
import { draw } from "../../../src/pictures/draw.ts";
import { commandsOf } from "../../../src/tutor/commands.ts";
import { crashedOn, handWound } from "../hand-wound.ts";
import { connect, halls } from "./class-room.ts";
import { createMember, labelsOf, textOf } from "./member.ts";
import { shippedCourse } from "./reader.ts";
import { startDiscord } from "./server/discord-server.ts";
import { limited } from "./server/http.ts";
import { at, listAt } from "./server/limits.ts";
import { asked, create } from "./server/post-office.ts";
import type { Posted } from "./server/world.ts";

const shipped = await shippedCourse();

/** Message flag of Discord: nobody's device makes a sound. */
const SUPPRESS_NOTIFICATIONS = 1 << 12;

/** A server on a Monday, 10:00 in Berlin, in which nobody has played yet; Grace may manage it. */
async function practiceGround() {
  const house = await handWound(shipped, "2030-01-07T09:00:00Z");
  const server = await startDiscord();
  const { id: tenant } = server.addGuild(halls(server));
  await house.context.store.joinTenant({ platform: "discord", tenant, at: 0 });
  const { now, after } = house.clock;
  const room = await connect(house.handle, { commands: () => commandsOf(shipped), draw, now, after }, server);
  house.connect(room.discord);
  const { guild, channel } = room;
  const member = (name: string, manages = false) => createMember(server, { name, guild: guild.id, channel, manages });
  const open = (): readonly Posted[] => [...server.world.messages.values()].filter(({ only }) => only === undefined);
  return {
    ...room,
    house,
    member,
    grace: member("Grace", true),
    ada: member("Ada"),
    bea: member("Bea"),
    /** What everybody sees, oldest first. */
    open,
    /** Of every message that was posted, whether it came without a sound: an edit says nothing of that. */
    silences: (): readonly boolean[] =>
      asked(room, create).map(({ body }) => (Number(at(body, "flags")) & SUPPRESS_NOTIFICATIONS) !== 0),
    newestOpen: (): Posted => {
      const newest = open().at(-1);
      if (!newest) throw new Error("nothing stands in the channel");
      return newest;
    },
  };
}

/** A drill under way, of the second night unless said otherwise, and the copy that has crashed. */
async function playing(night = "2") {
  const ground = await practiceGround();
  const { house, grace, newestOpen } = ground;
  const contract = await grace.type("drill start", { night });
  await grace.press(drillWords.accept, contract);
  await grace.type("drill start", { night });
  const board = newestOpen();
  // The first thing breaks ten seconds in.
  await house.seconds(12);
  return { ...ground, contract, board, crashed: crashedOn(textOf(board)) };
}

/** The alternative texts of a message's pictures. */
const altsOf = ({ components }: Posted): readonly string[] =>
  components
    .flatMap((container) => listAt(container, "components"))
    .flatMap((part) => listAt(part, "items").map((item) => String(at(item, "description"))));

/** The one picture of a report: its name, and that it is a PNG. */
const pictureOf = ({ files }: Posted) => [...files].map(([name, content]) => [name, content.slice(1, 4)]);

test("a manager reads the contract and begins a drill; the board stands in the channel, and makes no sound", async () => {
  const { grace, contract, board, open, silences } = await playing();
  expect(contract.only).toBe(grace.actor.id);
  expect(textOf(contract)).toContain("Turned on.");
  expect(open()).toEqual([board]);
  expect(silences()).toEqual([true]);
  expect(textOf(board)).toContain(drillWords.practice(drillWords.title(2)));
  expect(textOf(board)).toContain("X crashed");
  expect(labelsOf(board)).toContain("Restart copy 5");
  expect(labelsOf(board).slice(-3)).toEqual([playWords.openConsole, drillWords.what, drillWords.stop]);
});

test("two people press on one board, each gets an answer of their own, and thirty presses are two edits", async () => {
  const { house, member, ada, bea, board, crashed } = await playing();
  const [first, second] = [
    await ada.press(`Restart copy ${crashed}`, board),
    await bea.press("Look at server 1", board),
  ];
  expect(textOf(first)).toContain(`Restarting copy ${crashed}, until 02:0`);
  expect(textOf(second)).toContain("Looking at server 1, until 02:0");
  expect([first.only, second.only]).toEqual([ada.actor.id, bea.actor.id]);
  expect([ada.seen(), bea.seen()]).toEqual([
    [board, first],
    [board, second],
  ]);
  await house.seconds(2);
  expect(textOf(board)).toContain(`${crashed}S`);
  const before = board.edits;
  const crowd = Array.from({ length: 30 }, (_, index) => member(`P${index}`));
  const answers = await Promise.all(crowd.map((one) => one.press("Restart copy 1", board)));
  expect(answers.map(({ only }) => only)).toEqual(crowd.map(({ actor }) => actor.id));
  expect(answers.filter((one) => textOf(one).includes("Restarting copy 1"))).toHaveLength(1);
  await house.seconds(2);
  expect(board.edits - before).toBeLessThanOrEqual(2);
  expect(textOf(board)).toContain("1S");
});

test("a drill ends by itself, and its report comes with a picture, its pages, its timeline as a file, and a replay", async () => {
  const { house, ada, bea, board, crashed, newestOpen, open, silences, faults } = await playing();
  await ada.press(`Restart copy ${crashed}`, board);
  await house.seconds(150, 10);
  await bea.press(drillWords.handOver, board);
  await house.seconds(150, 10);
  expect(textOf(board)).toContain(playWords.reportFollows);
  expect(labelsOf(board)).toEqual([]);
  await house.beat();
  const report = newestOpen();
  expect(textOf(report)).toContain(morningWords.title.live);
  for (const way of Object.values(policyNames)) expect(textOf(report)).toContain(way);
  expect(silences()).toEqual([true, true]);
  expect(pictureOf(report)).toEqual([["picture-1.png", "PNG"]]);
  expect(altsOf(report)).toEqual([expect.stringContaining("By hand: ")]);
  const costs = await ada.press(morningWords.costsButton, report);
  expect(costs.only).toBe(ada.actor.id);
  expect(textOf(costs)).toContain(morningWords.yours.trim());
  expect(textOf(await bea.press(morningWords.numbersButton, report))).toContain("Kubernetes");
  const timeline = await bea.press(reportWords.timelineButton, report);
  expect(timeline.only).toBe(bea.actor.id);
  expect([...timeline.files.keys()]).toEqual([morningWords.fileName(2)]);
  const file = timeline.files.get(morningWords.fileName(2)) ?? "";
  expect(file).toContain(`Somebody restarted copy ${crashed}.`);
  expect(file).not.toMatch(/ada|bea/i);
  expect(textOf(await bea.press(morningWords.readButton, report)).length).toBeGreaterThan(100);
  await bea.press(reportWords.replayButton, report);
  const replay = newestOpen();
  expect(open()).toEqual([board, report, replay]);
  expect(textOf(replay)).toContain(playWords.replayIntro);
  await house.seconds(62, 10);
  expect(textOf(replay)).not.toContain(playWords.replayIntro);
  expect(labelsOf(replay)).toEqual([drillWords.what]);
  expect(faults).toEqual([]);
});

test("a copy whose server is gone is placed in two steps: which one, and where to", async () => {
  const { house, ada, board, crashed } = await playing("3");
  const asked = await ada.press(playWords.place(Number(crashed)), board);
  expect(asked.only).toBe(ada.actor.id);
  expect(textOf(asked)).toContain(playWords.placeWhere(Number(crashed)));
  const [first = ""] = labelsOf(asked);
  expect(await ada.press(first, asked)).toBe(asked);
  expect(textOf(asked)).toMatch(new RegExp(`Placing copy ${crashed} on server \\d, until`));
  await house.seconds(18);
  expect(textOf(board)).toContain(`${crashed}R`);
});

test("a hundred copies are looked after from menus on a console of one's own, and every message fits", async () => {
  const { house, ada, board, newestOpen, faults } = await playing("5");
  expect(labelsOf(board)).toEqual([playWords.openConsole, drillWords.what, drillWords.stop]);
  const console = await ada.press(playWords.openConsole, board);
  expect(console.only).toBe(ada.actor.id);
  expect(labelsOf(console)).toContain(playWords.menus.look);
  expect(await ada.pick("7", console)).toBe(console);
  expect(textOf(console)).toContain("Looking at server 7, until");
  await house.seconds(300, 10);
  await house.beat();
  const report = newestOpen();
  expect(textOf(report)).toContain(morningWords.title.live);
  expect(pictureOf(report)).toEqual([["picture-1.png", "PNG"]]);
  for (const page of [morningWords.costsButton, morningWords.numbersButton, reportWords.timelineButton])
    expect((await ada.press(page, report)).only).toBe(ada.actor.id);
  expect(faults).toEqual([]);
});

test("a board whose last edit is put off by Discord says in the end that the drill is over (F04)", async () => {
  const { house, server, board } = await playing();
  await house.seconds(286, 13);
  expect(textOf(board)).not.toContain(playWords.reportFollows);
  server.fail(/^PATCH /, { reply: limited(5) });
  await house.seconds(2);
  expect(textOf(board)).not.toContain(playWords.reportFollows);
  await house.seconds(6);
  expect(textOf(board)).toContain(playWords.reportFollows);
});

test("anyone stops a drill at once: the board says so, nothing can be pressed, and no report comes", async () => {
  const { house, ada, bea, board, open } = await playing();
  const told = await ada.press(drillWords.stop, board);
  expect(told.only).toBe(ada.actor.id);
  await house.seconds(2);
  expect(textOf(board)).toContain(drillWords.stopped);
  expect(labelsOf(board)).toEqual([]);
  await house.minutes(20);
  expect(open()).toEqual([board]);
  expect(textOf(await bea.type("drill stop"))).toContain(playWords.nothingRuns);
});

test("a night: planned once the contract is accepted, silent at 02:00, one edited message, and a report in the morning", async () => {
  const { house, grace, ada, bea, open, newestOpen, silences, faults } = await practiceGround();
  const wish = { zone: "Europe/Berlin", night: "2" };
  expect(textOf(await grace.type("drill tonight", wish))).toContain(drillWords.contract[1]);
  await grace.press(drillWords.accept);
  const planned = await grace.type("drill tonight", wish);
  expect(planned.only).toBe(grace.actor.id);
  expect(textOf(planned)).toContain(playWords.tonight.trim());
  await house.minutes(16 * 60 - 10);
  expect(open()).toEqual([]);
  await house.minutes(10);
  const night = newestOpen();
  expect(silences()).toEqual([true]);
  expect(textOf(night)).toContain(playWords.happened(0));
  expect(labelsOf(night)).toEqual([drillWords.see, drillWords.what, drillWords.stop]);
  await house.minutes(23, 1);
  const console = await ada.press(drillWords.see, night);
  expect(console.only).toBe(ada.actor.id);
  expect(textOf(console)).toContain(drillWords.seen);
  const crashed = crashedOn(textOf(console));
  expect(await ada.press(`Restart copy ${crashed}`, console)).toBe(console);
  expect(textOf(console)).toContain(`Restarting copy ${crashed}, until 02:2`);
  await ada.press(drillWords.bed, console);
  const before = night.edits;
  await house.minutes(7, 1);
  expect(textOf(night)).toContain(playWords.someoneSaw(1));
  expect(night.edits).toBe(before + 1);
  // Seven hours after 02:00 it is morning: until then there is this one message.
  await house.minutes(6 * 60 + 20);
  expect(open()).toEqual([night]);
  await house.minutes(10);
  const [, report] = open();
  if (!report) throw new Error("no report came");
  expect(textOf(report)).toContain(morningWords.title.watch);
  expect(textOf(report)).toContain("23 min. ");
  expect(silences()).toEqual([true, true]);
  expect(pictureOf(report)).toEqual([["picture-1.png", "PNG"]]);
  expect(altsOf(report)).toEqual([expect.stringContaining("By hand: ")]);
  // A channel gets one post at a time: the end of the night's message, and a question, leave with the next beats.
  await house.minutes(2, 1);
  expect(textOf(night)).toContain(drillWords.morning);
  expect(textOf(await bea.press(morningWords.costsButton, report))).not.toContain(morningWords.yours.trim());
  await bea.press(reportWords.replayButton, report);
  expect(textOf(newestOpen())).toContain(playWords.replayIntro);
  expect(faults).toEqual([]);
});

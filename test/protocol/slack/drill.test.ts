import { describe, expect, test } from "vitest";
import { playWords } from "../../../src/drill/board/words.ts";
import { morningWords } from "../../../src/drill/night/words.ts";
import { policyNames, reportWords } from "../../../src/drill/report/words.ts";
import { drillWords } from "../../../src/drill/words.ts";
import { draw } from "../../../src/pictures/draw.ts";
import { commandsOf } from "../../../src/tutor/commands.ts";
import { crashedOn, handWound } from "../hand-wound.ts";
import { connect, ways } from "./class-room.ts";
import { createMember, labelsOf, type Member, textOf } from "./member.ts";
import { shippedCourse } from "./reader.ts";
import { at } from "./server/limits.ts";
import { directOf, type Posted } from "./server/world.ts";

const shipped = await shippedCourse();

/** A workspace on a Monday, 10:00 in Berlin, in which nobody has played yet; Grace may manage it. */
async function practiceGround(way = ways[0]) {
  const house = await handWound(shipped, "2030-01-07T09:00:00Z");
  const room = await connect(house.handle, { commands: () => commandsOf(shipped), draw, ...(way ? { way } : {}) });
  house.connect(room.slack);
  const { server, wire, channel } = room;
  const member = (name: string, admin = false) => createMember(server, wire, { name, channel, admin });
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
    newestOpen: (): Posted => {
      const newest = open().at(-1);
      if (!newest) throw new Error("nothing stands in the channel");
      return newest;
    },
    /** Presses on what everybody sees, and returns what is told to the one who pressed: the board may change first. */
    told: async (who: Member, label: string, on: Posted): Promise<Posted> => {
      const own = () => who.seen().filter(({ only }) => only !== undefined);
      const before = own().length;
      await who.send("interactive", who.pressPayload(label, on));
      return server.world.until(() => own()[before]);
    },
  };
}

/** A drill under way, of the second night unless said otherwise, and the copy that has crashed. */
async function playing(way = ways[0], night = 2) {
  const ground = await practiceGround(way);
  const { house, grace, newestOpen } = ground;
  const contract = await grace.type(`drill start ${night}`);
  await grace.press(drillWords.accept, contract);
  await grace.type(`drill start ${night}`);
  const board = newestOpen();
  // The first thing breaks ten seconds in.
  await house.seconds(12);
  return { ...ground, contract, board, crashed: crashedOn(textOf(board)) };
}

type Files = Awaited<ReturnType<typeof practiceGround>>["server"]["world"]["files"];

/** The pictures in a message, each a PNG, with its text for those who cannot see it. */
const picturesIn = ({ blocks }: Posted, files: Files) =>
  blocks
    .filter((block) => at(block, "type") === "image")
    .map((block) => {
      const file = files.get(String(at(at(block, "slack_file"), "id")));
      return { alt: at(block, "alt_text"), isPng: file?.content.slice(1, 4) === "PNG" };
    });

const drawn = [{ alt: expect.stringContaining("By hand: "), isPng: true }];

describe.each(ways)("over $kind", (way) => {
  test("a manager begins a drill, two people press on its board, and each gets an answer of their own", async () => {
    const { house, told, grace, ada, bea, contract, board, crashed, open } = await playing(way);
    expect(contract.only).toBe(grace.person.id);
    expect(open()).toEqual([board]);
    expect(textOf(board)).toContain(drillWords.practice(drillWords.title(2)));
    expect(textOf(board)).toContain("X crashed");
    expect(labelsOf(board).slice(-3)).toEqual([playWords.openConsole, drillWords.what, drillWords.stop]);
    const [first, second] = [
      await told(ada, `Restart copy ${crashed}`, board),
      await told(bea, "Look at server 1", board),
    ];
    expect(textOf(first)).toContain(`Restarting copy ${crashed}, until 02:0`);
    expect(textOf(second)).toContain("Looking at server 1, until 02:0");
    expect([first.only, second.only]).toEqual([ada.person.id, bea.person.id]);
    await house.seconds(2);
    expect(textOf(board)).toContain(`${crashed}S`);
    await told(bea, drillWords.stop, board);
    await house.seconds(2);
    expect(textOf(board)).toContain(drillWords.stopped);
    expect(labelsOf(board)).toEqual([]);
    await house.minutes(20);
    expect(open()).toEqual([board]);
    expect(textOf(await ada.type("drill stop"))).toContain(playWords.nothingRuns);
  });
});

test("thirty people who press at once are answered one by one, and make two edits of the board", async () => {
  const { house, member, told, board } = await playing();
  const before = board.edits;
  const crowd = Array.from({ length: 30 }, (_, index) => member(`P${index}`));
  const answers = await Promise.all(crowd.map((one) => told(one, "Restart copy 1", board)));
  expect(answers.map(({ only }) => only)).toEqual(crowd.map(({ person }) => person.id));
  expect(answers.filter((one) => textOf(one).includes("Restarting copy 1"))).toHaveLength(1);
  await house.seconds(2);
  expect(board.edits - before).toBeLessThanOrEqual(2);
  expect(textOf(board)).toContain("1S");
});

test("a drill ends by itself, and its report comes with a picture, its pages, its timeline as a file, and a replay", async () => {
  const { server, house, told, ada, bea, board, crashed, newestOpen, open, faults } = await playing();
  const { files } = server.world;
  await told(ada, `Restart copy ${crashed}`, board);
  await house.seconds(150, 10);
  await told(bea, drillWords.handOver, board);
  await house.seconds(150, 10);
  expect(textOf(board)).toContain(playWords.reportFollows);
  expect(labelsOf(board)).toEqual([]);
  await house.beat();
  // A question of the chapter comes behind it.
  const [, report, question] = open();
  if (!report || !question) throw new Error("no report came, or nothing behind it");
  expect(textOf(report)).toContain(morningWords.title.live);
  for (const way of Object.values(policyNames)) expect(textOf(report)).toContain(way);
  expect(picturesIn(report, files)).toEqual(drawn);
  const costs = await told(ada, morningWords.costsButton, report);
  expect(costs.only).toBe(ada.person.id);
  expect(textOf(costs)).toContain(morningWords.yours.trim());
  expect(textOf(await told(bea, morningWords.numbersButton, report))).toContain("Kubernetes");
  const timeline = await told(bea, reportWords.timelineButton, report);
  expect(timeline.only).toBe(bea.person.id);
  const file = [...files.values()].find(({ name }) => name === morningWords.fileName(2));
  // A file of Slack is seen by everybody where it lies: this one lies where only its reader is.
  expect(file?.channel).toBe(directOf(bea.person.id));
  expect(JSON.stringify(timeline.blocks)).toContain(`/files/${file?.id}`);
  expect(file?.content).toContain(`Somebody restarted copy ${crashed}.`);
  expect(file?.content).not.toMatch(/ada|bea/i);
  expect(textOf(await told(bea, morningWords.readButton, report)).length).toBeGreaterThan(100);
  await told(bea, reportWords.replayButton, report);
  const replay = newestOpen();
  expect(open()).toEqual([board, report, question, replay]);
  expect(textOf(replay)).toContain(playWords.replayIntro);
  await house.seconds(62, 10);
  expect(textOf(replay)).not.toContain(playWords.replayIntro);
  expect(labelsOf(replay)).toEqual([drillWords.what]);
  expect(faults).toEqual([]);
});

test("a copy whose server is gone is placed in two steps: which one, and where to", async () => {
  const { house, told, ada, board, crashed } = await playing(ways[0], 3);
  const asked = await told(ada, playWords.place(Number(crashed)), board);
  expect(textOf(asked)).toContain(playWords.placeWhere(Number(crashed)));
  const [first = ""] = labelsOf(asked);
  expect(await ada.press(first, asked)).toBe(asked);
  expect(textOf(asked)).toMatch(new RegExp(`Placing copy ${crashed} on server \\d, until`));
  await house.seconds(18);
  expect(textOf(board)).toContain(`${crashed}R`);
});

test("a hundred copies are looked after from menus on a console of one's own, and every message fits", async () => {
  const { server, house, told, ada, board, open, faults } = await playing(ways[0], 5);
  expect(labelsOf(board)).toEqual([playWords.openConsole, drillWords.what, drillWords.stop]);
  const console = await told(ada, playWords.openConsole, board);
  expect(labelsOf(console)).toContain(playWords.menus.look);
  expect(await ada.pick("7", console)).toBe(console);
  expect(textOf(console)).toContain("Looking at server 7, until");
  await house.seconds(300, 10);
  await house.beat();
  const report = open()[1];
  if (!report) throw new Error("no report came");
  expect(textOf(report)).toContain(morningWords.title.live);
  expect(picturesIn(report, server.world.files)).toEqual(drawn);
  for (const page of [morningWords.costsButton, morningWords.numbersButton, reportWords.timelineButton])
    expect((await told(ada, page, report)).only).toBe(ada.person.id);
  expect(faults).toEqual([]);
});

test("a night: planned once the contract is accepted, without a mention at 02:00, one edited message, and a report in the morning", async () => {
  const { server, house, told, grace, ada, bea, open, newestOpen, faults } = await practiceGround();
  const contract = await grace.type("drill tonight");
  expect(textOf(contract)).toContain(drillWords.contract[1]);
  // The zone is the manager's own, as Slack tells it.
  const planned = await told(grace, drillWords.accept, contract);
  expect(textOf(planned)).toContain(playWords.tonight.trim());
  expect(textOf(planned)).toContain("Europe/Berlin");
  await house.minutes(16 * 60 - 10);
  expect(open()).toEqual([]);
  await house.minutes(10);
  const night = newestOpen();
  expect(textOf(night)).toContain(playWords.happened(0));
  expect(labelsOf(night)).toEqual([drillWords.see, drillWords.what, drillWords.stop]);
  await house.minutes(23, 1);
  const console = await told(ada, drillWords.see, night);
  expect(console.only).toBe(ada.person.id);
  expect(textOf(console)).toContain(drillWords.seen);
  const crashed = crashedOn(textOf(console));
  expect(await ada.press(`Restart copy ${crashed}`, console)).toBe(console);
  expect(textOf(console)).toContain(`Restarting copy ${crashed}, until 02:2`);
  const before = night.edits;
  await house.minutes(7, 1);
  // The only copy is well again, and the first night holds nothing more.
  expect(textOf(night)).toContain(drillWords.recovered(24 * 60));
  expect(night.edits).toBe(before + 1);
  expect(open()).toHaveLength(2);
  const report = newestOpen();
  expect(textOf(report)).toContain(morningWords.title.watch);
  expect(textOf(report)).toContain("23 min. ");
  expect(picturesIn(report, server.world.files)).toEqual(drawn);
  expect(textOf(await told(bea, morningWords.costsButton, report))).not.toContain(morningWords.yours.trim());
  // What rings waits for the morning: a question of the chapter, and no second report.
  await house.minutes(6 * 60 + 29);
  expect(open()).toHaveLength(2);
  await house.minutes(10);
  expect(open()).toHaveLength(3);
  expect(textOf(newestOpen())).not.toContain(morningWords.title.watch);
  for (const { path, body } of server.requests) {
    if (path === "/api/chat.postMessage") expect(decodeURIComponent(body)).not.toMatch(/link_names|<!(?!date)|<[@#]/);
  }
  expect(faults).toEqual([]);
});

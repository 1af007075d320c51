import { expect, test } from "vitest";
import { encodeAction } from "../../src/chat/action.ts";
import { drillRoom } from "../rooms/drill-room.ts";
import { labelsOf, textOf } from "../rooms/study-room.ts";

const manager = { mayManage: true };

/** A room in which practice is turned on, with a drill of the second night under way. */
async function playing(night = "2", seed = 1) {
  const room = await drillRoom(seed);
  const boss = room.person("Boss", manager);
  await boss.type("drill start", { night });
  await boss.press("Turn it on here");
  if (night !== "1") {
    await boss.type("drill stop");
    await boss.type("drill start", { night });
  }
  return { room, boss, ada: room.person("Ada"), grace: room.person("Grace") };
}

test("whoever may not manage a channel is told whom to ask, and nothing begins", async () => {
  const room = await drillRoom();
  const shown = await room.person("Ada").type("drill start");
  expect(textOf(shown)).toContain("Somebody who manages this channel can do that");
  expect(labelsOf(shown)).toEqual([]);
  expect(room.posts).toEqual([]);
});

test("a manager reads the contract and turns practice on; then anyone begins, and the board is in the channel", async () => {
  const room = await drillRoom();
  const boss = room.person("Boss", manager);
  const contract = await boss.type("drill start");
  for (const promise of [
    "Silent",
    "one message",
    "Nobody is asked to wake up",
    "No names and no points",
    "stop",
    "five nights",
  ])
    expect(textOf(contract)).toContain(promise);
  const begun = await boss.press("Turn it on here");
  expect(textOf(begun)).toContain("Practice: Night 1");
  expect(room.posts).toHaveLength(1);
  expect(textOf(room.board()).split("\n")[0]).toBe('Practice: Night 1, "One copy". Nothing real is broken.');
  expect(textOf(await room.person("Ada").type("drill start"))).toContain("A drill runs here already");
  expect(room.posts).toHaveLength(1);
});

test("a manager who would rather not turns nothing on", async () => {
  const room = await drillRoom();
  const boss = room.person("Boss", manager);
  await boss.type("drill start");
  expect(textOf(await boss.press("No, thanks"))).toContain("Nothing is turned on");
  expect(textOf(await boss.type("drill start"))).toContain("read this before you turn it on");
  expect(room.posts).toEqual([]);
});

test("in a direct conversation nobody has to agree first", async () => {
  const room = await drillRoom();
  const ada = room.person("Ada", { channel: "dm-ada", direct: true });
  expect(textOf(await ada.type("drill start"))).toContain("The drill has begun");
  expect(room.posts).toHaveLength(1);
  await room.seconds(310);
  await room.passes({ seconds: 10 }, { seconds: 10 });
  expect(room.posts.map(({ ref }) => ref.channel)).toEqual(["dm-ada", "dm-ada"]);
  expect(textOf(room.post(-1))).toContain("How it went");
  await room.passes({ hours: 30 });
  expect(room.posts).toHaveLength(2);
});

test("a whole live drill: what breaks is seen, brought back, handed over, and told of afterwards", async () => {
  const { room, ada, grace } = await playing();
  const board = room.board();
  expect(labelsOf(board)).toEqual([
    "Look at server 1",
    "Look at server 2",
    "Look at server 3",
    "Restart copy 1",
    "Restart copy 2",
    "Restart copy 3",
    "Restart copy 4",
    "Restart copy 5",
    "My console",
    "What is this?",
    "Stop drill",
  ]);
  // The first thing breaks two minutes of night in, which is ten seconds.
  await room.seconds(12);
  const crashed = /▼(\d)X/.exec(textOf(board))?.[1];
  expect(crashed).toBeDefined();
  expect(textOf(board)).toContain("X crashed");
  const answer = await ada.press(`Restart copy ${crashed}`, board);
  expect(answer.to).toBe("me");
  expect(textOf(answer)).toContain(`Restarting copy ${crashed}, until 02:0`);
  // What was just begun is said once.
  expect(textOf(answer)).not.toContain("You are restarting");
  await room.seconds(2);
  expect(textOf(board)).toContain(`▲${crashed}S`);
  expect(textOf(await grace.press(`Restart copy ${crashed}`, board))).toContain("stopped and starts once more");
  const busy = textOf(await grace.press("Look at server 1", board));
  expect(busy).toContain("Hands do one thing at a time");
  expect(busy).toContain(`You are restarting copy ${crashed} until`);
  // From half time on a manager can take over.
  expect(labelsOf(board)).not.toContain("Hand over to the manager");
  await room.seconds(150);
  expect(textOf(board)).toContain("Half time.");
  expect(textOf(await ada.press("Hand over to the manager", board))).toContain("The manager is in charge now");
  await room.seconds(2);
  expect(textOf(board)).toContain("The manager is in charge now");
  expect(labelsOf(board)).toEqual(["What is this?", "Stop drill"]);
  await room.seconds(150);
  expect(textOf(board)).toContain("The report follows.");
  expect(labelsOf(board)).toEqual([]);
  expect((await room.drill()).ended?.why).toMatch(/recovered|morning/);
  // The report leaves with the next beat of the clock.
  await room.passes({ seconds: 10 }, { seconds: 10 });
  const report = room.post(-2).ref === board.ref ? room.post(-1) : room.post(-2);
  expect(textOf(report)).toContain("How it went");
  for (const row of ["Your night", "Nobody", "A person with an alarm", "A restart rule on each server", "A manager"])
    expect(textOf(report)).toContain(row);
  expect(labelsOf(report)).toEqual([
    "Replay with a manager",
    "What happened in detail",
    "The numbers behind it",
    "Give me the timeline",
    "Read why",
    "Why this?",
  ]);
  expect(report.message.silent).toBe(true);
  expect(room.faults).toEqual([]);
});

test("the report leads to its details, its numbers, its timeline and the bite that says why, each for one person only", async () => {
  const { room, ada, grace } = await playing();
  await room.seconds(12);
  const crashed = /▼(\d)X/.exec(textOf(room.board()))?.[1] ?? "";
  await ada.press(`Restart copy ${crashed}`, room.board());
  await room.seconds(300);
  await room.passes({ seconds: 10 }, { seconds: 10 });
  const report = await grace.type("drill report");
  expect(report.to).toBe("me");
  const costs = await grace.press("What happened in detail", report);
  expect(textOf(costs)).toContain("1 thing done by hand.");
  expect(textOf(costs)).not.toContain("Your own part");
  expect(textOf(await ada.press("What happened in detail", report))).toContain(
    "Your own part, for your eyes only: 1 thing done by hand.",
  );
  expect(textOf(await grace.press("The numbers behind it", report))).toContain(
    "as Kubernetes does when nobody sets anything",
  );
  const file = (await grace.press("Give me the timeline", report)).message.blocks.find(
    (block) => block.kind === "file",
  );
  expect(file).toMatchObject({ name: "practice-night-2-timeline.md", mediaType: "text/markdown" });
  expect(file?.content).toContain(`Somebody restarted copy ${crashed}.`);
  expect(file?.content).not.toMatch(/ada|grace/i);
  expect(textOf(await grace.press("Read why", report))).toContain("It is too much for a person.");
});

test("a replay shows the same failures under the manager within a minute, and nothing of it can be pressed but Stop", async () => {
  const { room, ada } = await playing();
  await room.seconds(320);
  const first = await room.drill();
  expect(textOf(await ada.type("drill replay"))).toContain("The replay has begun");
  const again = await room.drill();
  expect(again).toMatchObject({ replays: first.id, seed: first.seed, night: first.night });
  const board = room.board();
  expect(labelsOf(board)).toEqual(["What is this?", "Stop drill"]);
  expect(textOf(await ada.press("What is this?", board))).toContain("Nothing is to be pressed");
  expect(await room.act(ada, "restart", "1")).toContain("no longer active");
  await room.seconds(30);
  expect(textOf(board)).toMatch(/02:(2|3)\d/);
  await room.seconds(32);
  expect((await room.drill()).ended).toBeDefined();
  await room.passes({ seconds: 10 }, { seconds: 10 });
  const reports = room.posts.filter(({ message }) => textOf({ message } as never).includes("How it went"));
  expect(reports).toHaveLength(1);
});

test("anyone stops a drill at once: there is no report, and a press after the end changes nothing and says so", async () => {
  const { room, ada, grace } = await playing();
  await room.seconds(12);
  await ada.press("Stop drill", room.board());
  const board = room.board();
  await room.seconds(2);
  expect(textOf(board)).toContain("The drill was stopped.");
  const before = await room.drill();
  expect(await room.act(grace, "restart", "1")).toContain("This drill is over, so nothing was changed.");
  expect(await room.drill()).toEqual(before);
  await room.passes({ minutes: 10 }, { minutes: 1 });
  expect(room.board()).toBe(board);
  expect(textOf(await ada.type("drill report"))).toContain("No drill has come to its end here yet");
  expect(textOf(await ada.type("drill stop"))).toContain("nothing to stop");
});

test("a restart in the middle goes on where it was: the board moves, and the log is whole (S60)", async () => {
  const { room, ada } = await playing();
  await room.seconds(12);
  const crashed = /▼(\d)X/.exec(textOf(room.board()))?.[1] ?? "";
  await ada.press(`Restart copy ${crashed}`, room.board());
  await room.seconds(2);
  const board = room.board();
  await room.again();
  // The one that was before may still be at it: its lease runs out first.
  await room.seconds(12);
  expect(textOf(board)).toContain(`●${crashed}R`);
  expect((await room.drill()).presses).toBe(1);
  await room.again();
  await room.seconds(300);
  expect((await room.drill()).ended).toBeDefined();
  expect(room.faults).toEqual([]);
});

test("a drill that ended while the tutor was away ends when it is back", async () => {
  const { room } = await playing();
  room.later({ hours: 3 });
  await room.again();
  await room.seconds(2);
  expect((await room.drill()).ended).toMatchObject({ why: "morning" });
  expect(textOf(room.board())).toContain("The report follows.");
});

test("the last word on a board is kept until the platform takes it (F04)", async () => {
  const { room } = await playing();
  room.later({ hours: 3 });
  room.answers.push({ kind: "wait", until: room.context.clock.now().epochMilliseconds + 30_000 }, { kind: "unknown" });
  await room.again();
  await room.seconds(60);
  expect(room.answers).toEqual([]);
  expect(textOf(room.board())).toContain("The report follows.");
});

test("where the tutor may not post, whoever wanted a drill is told, and the place is free for the next", async () => {
  const room = await drillRoom();
  const boss = room.person("Boss", manager);
  await boss.type("drill start");
  room.refuse("study-hall", "missing permission");
  expect(textOf(await boss.press("Turn it on here"))).toContain("I may not post in this channel");
  expect((await room.drill()).ended).toMatchObject({ why: "stopped" });
  room.allow("study-hall");
  await boss.type("drill start");
  expect(room.posts).toHaveLength(1);
});

test("presses with ids of another channel, another server, or nobody's change nothing (S33, S37, S39)", async () => {
  const { room, ada } = await playing();
  const { id } = await room.drill();
  const press = (drill: string, verb: "restart" | "stop") =>
    encodeAction({ kind: "act", drill, from: "board", verb, ...(verb === "restart" ? { argument: "1" } : {}) });
  const elsewhere = room.person("Ada", { channel: "other" });
  const foreign = room.person("Ada", { tenant: "t2" });
  for (const who of [elsewhere, foreign]) {
    const said = await who.pressId(press(id, "stop"), room.board().ref);
    expect(said).toMatchObject([{ kind: "reply", to: "me" }]);
    for (const page of ["console", "report", "costs", "timeline"] as const) {
      const shown = await who.pressId(encodeAction({ kind: "show", drill: id, page }), room.board().ref);
      expect(JSON.stringify(shown)).not.toContain("Practice");
    }
    expect(
      JSON.stringify(await who.pressId(encodeAction({ kind: "replay", drill: id }), room.board().ref)),
    ).not.toContain("post");
  }
  await ada.pressId(press("01a206bb-1d28-7848-9168-9f1c35ac56ce", "restart"), room.board().ref);
  for (const argument of ["99", "1>2"]) await room.act(ada, "restart", argument);
  for (const bad of ["act:x", `${press(id, "restart")}:1`, `act:${id}:board:dance:1`]) {
    const said = await ada.pressId(bad, room.board().ref);
    expect(said).toMatchObject([{ kind: "reply", to: "me" }]);
  }
  const drill = await room.drill();
  expect(drill.ended).toBeUndefined();
  expect(drill.presses).toBeLessThanOrEqual(1);
  expect(await room.context.store.findLearner({ platform: "test", tenant: "t2", person: "ada" })).toBeUndefined();
});

test("a choice out of a menu that was never offered does nothing", async () => {
  const { room, ada } = await playing("5");
  const { id } = await room.drill();
  const menu = encodeAction({ kind: "act", drill: id, from: "own", verb: "look" });
  for (const values of [["1", "2"], ["0"], ["1>2"], ["stop"], [""], ["999"]])
    await ada.pressId(menu, room.board().ref, values);
  expect((await room.drill()).presses).toBeLessThanOrEqual(1);
});

test("a hundred copies are looked after from a console of one's own, and every message fits", async () => {
  const { room, ada } = await playing("5");
  await room.seconds(20);
  const board = room.board();
  expect(textOf(board)).toContain("with the buttons of your own console");
  expect(labelsOf(board)).toEqual(["My console", "What is this?", "Stop drill"]);
  const own = await ada.press("My console", board);
  expect(own.to).toBe("me");
  expect(labelsOf(own)).toContain("Look at a server");
  const looked = await ada.press("Look at a server", own, ["7"]);
  expect(textOf(looked)).toContain("Looking at server 7, until");
  expect(looked).toBe(own);
  await room.seconds(280);
  expect(room.faults).toEqual([]);
});

test("a hundred people who press at once: one accepted action, an answer to each, and one edit in two seconds", async () => {
  const { room } = await playing();
  await room.seconds(12);
  const board = room.board();
  const crashed = /▼(\d)X/.exec(textOf(board))?.[1] ?? "";
  const edited = room.edits.get(board.ref.id) ?? 0;
  const people = Array.from({ length: 100 }, (_, index) => room.person(`P${index}`));
  const answers = await Promise.all(people.map((one) => one.press(`Restart copy ${crashed}`, board)));
  const accepted = answers.filter((one) => textOf(one).includes("Restarting copy"));
  expect(accepted).toHaveLength(1);
  expect(answers.filter((one) => textOf(one).includes("a moment quicker"))).toHaveLength(99);
  await room.seconds(2);
  expect((room.edits.get(board.ref.id) ?? 0) - edited).toBeLessThanOrEqual(2);
  expect(await room.drill()).toMatchObject({ presses: 100 });
});

test("the lesson offers the drill after the bite that says it is too much for a person", async () => {
  const { ada } = await playing();
  await ada.type("drill stop");
  await ada.type("learn");
  const offered = await ada.press("Next");
  expect(labelsOf(offered)).toContain("Try it: be the manager");
  expect(textOf(await ada.press("Try it: be the manager", offered))).toContain("The drill has begun");
});

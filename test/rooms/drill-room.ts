import { type DrillVerb, encodeAction } from "../../src/chat/action.ts";
import type { Message } from "../../src/chat/message.ts";
import { plainText } from "../../src/chat/plain.ts";
import type { Delivered } from "../../src/chat/platform.ts";
import { createEdits } from "../../src/delivery/edits.ts";
import { createLiveBoards } from "../../src/delivery/live-boards.ts";
import type { DrillRecord } from "../../src/drill/store.ts";
import { createBot } from "../../src/tutor/bot.ts";
import { look, text } from "../store/schema.ts";
import { bite, chapter, choiceCheck, course } from "./courses.ts";
import type { Shown, Visitor } from "./study-room.ts";
import { type TimedRoom, timedRoom } from "./timed-room.ts";

/** A timed room in which drills are played: boards move by themselves, as main makes them move. */
export type DrillRoom = TimedRoom & {
  /** Seconds go by, two at a time, and boards move. */
  seconds(count: number): Promise<void>;
  /** The tutor begins anew on the same data, and looks for what runs. */
  again(): Promise<void>;
  /** The newest drill of the channel. */
  drill(): Promise<DrillRecord>;
  /** The board as everybody sees it: the newest message of the channel. */
  board(): Shown;
  /** How often each message was edited. */
  readonly edits: ReadonlyMap<string, number>;
  /** What becomes of the next edits; as usual when there are no more. */
  readonly answers: Delivered[];
  /** Presses by what a button stands for, and returns what the presser is told. */
  act(who: Visitor, verb: DrillVerb, argument?: string): Promise<string>;
};

const practiceCourse = course(
  chapter("night", [
    bite("Poor Sam."),
    { ...bite("It is too much for a person."), offer: "drill" },
    bite("Why?", choiceCheck("why", { right: [1] })),
  ]),
);

export async function drillRoom(seed = 1): Promise<DrillRoom> {
  const room = await timedRoom(practiceCourse, seed);
  const { context, platform } = room;
  const now = () => context.clock.now().epochMilliseconds;
  const waiting = new Set<{ readonly due: number; readonly run: () => void }>();
  const edits = new Map<string, number>();
  const answers: Delivered[] = [];
  const counted = {
    ...platform,
    edit: async (target: Parameters<typeof platform.edit>[0], message: Message) => {
      edits.set(target.id, (edits.get(target.id) ?? 0) + 1);
      return answers.shift() ?? platform.edit(target, message);
    },
  };
  const after = (milliseconds: number, run: () => void) => {
    const timer = { due: now() + milliseconds, run };
    waiting.add(timer);
    return () => void waiting.delete(timer);
  };
  const fault = (error: unknown) => context.fault(error, "boards");
  const editor = createEdits({ platforms: [counted], now, after, fault });
  let looks = 0;
  const build = () => {
    const bot = createBot(context);
    const boards = async () => {
      looks += 1;
      return bot.boards().finally(() => {
        looks -= 1;
      });
    };
    return createLiveBoards({ bot: { ...bot, boards }, platforms: [counted], edits: editor, after, fault });
  };
  let boards = build();
  // The room itself hears no edits any more: they go by way of the editor.
  room.listen(() => undefined);
  room.through((handle) => (event) => boards.through(editor.through(handle))(event));
  /** Every look at the boards has ended, and the edits that it wished for are made: those take no time here. */
  const settled = async () => {
    const turn = () => new Promise((resolve) => setImmediate(resolve));
    do await turn();
    while (looks > 0);
    for (let turns = 0; turns < 5; turns += 1) await turn();
  };
  const drill = async () => {
    const [row] = await look(
      room.where,
      `select drills.id as id from drills join places on places.id = place_id
        where channel = 'study-hall' order by begun_at desc limit 1`,
    );
    const newest = row && (await context.store.findDrill(text(row, "id")));
    if (!newest) throw new Error("no drill was ever begun");
    return newest;
  };
  const board = () => room.post(-1);
  return {
    ...room,
    edits,
    answers,
    drill,
    board,
    seconds: async (count) => {
      await settled();
      for (let left = count; left > 0; left -= 2) {
        room.later({ seconds: Math.min(2, left) });
        for (const timer of [...waiting]) if (timer.due <= now() && waiting.delete(timer)) timer.run();
        await settled();
      }
    },
    again: async () => {
      await boards.stop();
      await room.restart();
      boards = build();
      boards.wake();
      await settled();
    },
    act: async (who, verb, argument) => {
      const { id } = await drill();
      const action = {
        kind: "act",
        drill: id,
        from: "board",
        verb,
        ...(argument === undefined ? {} : { argument }),
      } as const;
      const said = await who.pressId(encodeAction(action), board().ref);
      return said.flatMap((one) => (one.kind === "reply" ? [plainText(one.message.blocks)] : [])).join("\n");
    },
  };
}

/** A channel of Berlin in which practice is turned on and a night is planned by hand; `before` counts what came until then. */
export async function plannedNight() {
  const room = await drillRoom();
  const boss = room.person("Boss", { mayManage: true, zone: "Europe/Berlin" });
  await boss.type("drill start");
  await boss.press("Turn it on here");
  await boss.type("drill stop");
  await boss.type("drill tonight");
  return { room, boss, before: room.posts.length };
}

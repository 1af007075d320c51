import type { After } from "../chat/after.ts";
import type { Outgoing, Post } from "../chat/answer.ts";
import type { Handle, Platform } from "../chat/platform.ts";
import { isBoard } from "../drill/board/ticking.ts";
import type { Bot } from "../tutor/bot.ts";
import type { Edits } from "./edits.ts";

/** Milliseconds between two looks at the boards that run: as often as a message may be edited. */
const TICK = 2000;

/** Boards that move by themselves while a drill runs. */
export type LiveBoards = {
  /** The tutor, with the posts of boards taken out of what it says and delivered from here: where they stand is told back. */
  through(handle: Handle): Handle;
  /** Looks whether something runs: with every beat, for another process may have begun it, or have fallen. */
  wake(): void;
  /** Looks no more, and resolves when the look under way has ended. */
  stop(): Promise<void>;
};

type Wants = {
  readonly bot: Pick<Bot, "boards" | "boardPosted">;
  readonly platforms: readonly Pick<Platform, "name" | "deliver">[];
  readonly edits: Pick<Edits, "insist">;
  readonly after: After;
  readonly fault: (error: unknown) => void;
};

export function createLiveBoards(wants: Wants): LiveBoards {
  const { bot, platforms, after, fault } = wants;
  const state = { ticking: false, stopped: false, callOff: (): void => undefined };
  let look: Promise<void> = Promise.resolve();

  const tick = async (): Promise<void> => {
    // A look that failed says nothing about whether a drill runs: the next one will.
    const running = await showAll(wants).catch((error: unknown) => {
      fault(error);
      return true;
    });
    state.ticking = running && !state.stopped;
    if (state.ticking) state.callOff = after(TICK, run);
  };
  const run = (): void => {
    look = tick();
  };
  const wake = (): void => {
    if (state.ticking || state.stopped) return;
    state.ticking = true;
    run();
  };
  const put = async (post: Post): Promise<readonly Outgoing[] | undefined> => {
    const platform = platforms.find(({ name }) => name === post.to.platform);
    const gone = {
      kind: "refused",
      scope: "platform",
      why: `there is no platform "${post.to.platform}" here`,
    } as const;
    const told = await bot.boardPosted(post.key, platform ? await platform.deliver(post) : gone);
    if (!told) wake();
    return told;
  };
  return {
    through: (handle) => async (event) => {
      const said = await handle(event);
      for (const one of said) {
        const instead = one.kind === "post" && isBoard(one.key) ? await put(one) : undefined;
        if (instead) return instead;
      }
      return said.filter((one) => one.kind !== "post" || !isBoard(one.key));
    },
    wake,
    stop: async () => {
      state.stopped = true;
      state.callOff();
      await look;
    },
  };
}

/** Shows what the boards say now, each in its own time; whether any of them still runs. */
async function showAll({ bot, edits }: Wants): Promise<boolean> {
  const { edits: wishes, running } = await bot.boards();
  for (const { target, message } of wishes) edits.insist(target, message);
  return running;
}

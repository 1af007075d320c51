import type { After } from "../chat/after.ts";
import type { MessageRef } from "../chat/event.ts";
import type { Message } from "../chat/message.ts";
import type { Handle, Platform } from "../chat/platform.ts";
import { createEditor, type Edited } from "./editor.ts";

/** All edits of the house, whoever wishes them: each goes to its platform by way of one editor. */
export type Edits = {
  /** One attempt, for whoever keeps what is to be said. */
  edit(target: MessageRef, message: Message): Promise<Edited>;
  /** Keeps what is to be said until it stands or something newer does; an edit that fails goes to the log. */
  insist(target: MessageRef, message: Message): void;
  /** The tutor, with the edits taken out of what it says and insisted on. */
  through(handle: Handle): Handle;
  /** Sends what still waits, at once. */
  stop(): Promise<void>;
};

type Wants = {
  readonly platforms: readonly Pick<Platform, "name" | "edit">[];
  readonly now: () => number;
  readonly after: After;
  readonly fault: (error: unknown) => void;
};

export function createEdits({ platforms, now, after, fault }: Wants): Edits {
  const editor = createEditor({ now, after, fault });
  const by = async (way: "edit" | "insist", target: MessageRef, message: Message): Promise<Edited> => {
    const platform = platforms.find(({ name }) => name === target.platform);
    if (platform) return editor[way](platform, target, message);
    return { kind: "refused", scope: "platform", why: `there is no platform "${target.platform}" here` };
  };
  const keep = async (target: MessageRef, message: Message): Promise<void> => {
    const edited = await by("insist", target, message);
    if (edited.kind === "sent" || edited.kind === "replaced") return;
    fault(new Error(`Message ${target.id} on ${target.platform} was not edited: ${JSON.stringify(edited)}`));
  };
  const insist = (target: MessageRef, message: Message): void => void keep(target, message);
  return {
    edit: (target, message) => by("edit", target, message),
    insist,
    through: (handle) => async (event) => {
      const said = await handle(event);
      for (const one of said) if (one.kind === "edit") insist(one.target, one.message);
      return said.filter(({ kind }) => kind !== "edit");
    },
    stop: () => editor.stop(),
  };
}

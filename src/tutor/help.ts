import type { Person } from "../chat/event.ts";
import { heading, type Message, paragraph, plain } from "../chat/message.ts";
import type { Context } from "../core/context.ts";
import { words } from "../core/words.ts";
import { commandsOf } from "./commands.ts";

/** `help`: the commands that this person may use here. `unknown` is a word that was typed and is no command. */
export function help(context: Context, by: Person, unknown?: string): Message {
  const mine = commandsOf(context.course()).filter((command) => command.who === "anyone" || by.mayManage);
  const items = mine.map((command) => [
    { kind: "command", name: command.name } as const,
    ...plain(`: ${command.summary}`),
  ]);
  return {
    blocks: [
      ...(unknown === undefined ? [] : [paragraph(words.unknownCommand(unknown))]),
      heading(words.helpTitle),
      { kind: "list", ordered: false, items },
      paragraph(words.helpText),
    ],
  };
}

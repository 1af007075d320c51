/** What a press asks for, once its text has been read. */
export type Command =
  /** "I see it": somebody knows, and nothing is done yet. */
  | { readonly verb: "see" }
  /** Back to bed. */
  | { readonly verb: "bed" }
  | { readonly verb: "look"; readonly server: number }
  | { readonly verb: "restart"; readonly copy: number }
  | { readonly verb: "place"; readonly copy: number; readonly server: number }
  /** To the version that is wished. */
  | { readonly verb: "update"; readonly copy: number }
  /** To the last version that ran everywhere; the new one is no longer wished. */
  | { readonly verb: "roll-back"; readonly copy: number }
  | { readonly verb: "hand-over" }
  | { readonly verb: "stop" };

const NUMBER = /^[1-9][0-9]{0,2}$/;
const MOVE = /^([1-9][0-9]{0,2})>([1-9][0-9]{0,2})$/;

/** Reads a verb and its argument as they are kept ("restart" "3", "place" "3>2"); undefined for anything else. */
export function readCommand(verb: string, argument: string): Command | undefined {
  switch (verb) {
    case "see":
    case "bed":
    case "hand-over":
    case "stop":
      return argument === "" ? { verb } : undefined;
    case "look":
      return NUMBER.test(argument) ? { verb, server: Number(argument) } : undefined;
    case "restart":
    case "update":
    case "roll-back":
      return NUMBER.test(argument) ? { verb, copy: Number(argument) } : undefined;
    case "place": {
      const [, copy, server] = MOVE.exec(argument) ?? [];
      return copy && server ? { verb, copy: Number(copy), server: Number(server) } : undefined;
    }
    default:
      return undefined;
  }
}

/** The argument of a command as it is kept. */
export function argumentOf(command: Command): string {
  switch (command.verb) {
    case "see":
    case "bed":
    case "hand-over":
    case "stop":
      return "";
    case "look":
      return String(command.server);
    case "restart":
    case "update":
    case "roll-back":
      return String(command.copy);
    case "place":
      return `${command.copy}>${command.server}`;
    default:
      return command satisfies never;
  }
}

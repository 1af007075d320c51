import { ApplicationCommandOptionType, type REST, Routes } from "discord.js";
import type { After } from "../../../chat/after.ts";
import type { Command } from "../../../chat/command.ts";
import { isUnauthorized } from "../errors.ts";
import type { CommandIds } from "../render/text.ts";
import { type CommandBody, commandBodies } from "./command-body.ts";
import { fingerprint, type Listed } from "./fingerprint.ts";

type Registered = Listed & { readonly id: string };

export type Registration = {
  /** Ids of the registered commands, by name; empty before they are registered. */
  ids(): CommandIds;
  /** Brings Discord's list to the table; a failure goes to the log and is mended a minute later. */
  register(application: string): Promise<void>;
  /** The same, once more, when the table has changed since. */
  follow(): Promise<void>;
  stop(): void;
};

type Wants = {
  readonly rest: REST;
  readonly guild: string | undefined;
  readonly commands: () => readonly Command[];
  readonly after: After;
  /** Called when Discord no longer takes the token. */
  readonly refused: () => void;
  readonly fault: (error: unknown) => void;
};

const AGAIN = 60_000;

/**
 * Keeps Discord's list of slash commands equal to the table. Discord allows 200 new commands a day, so its list is read
 * and compared by hash first. With `guild` the commands are that server's alone, and global ones are taken back, or each
 * would be offered there twice.
 */
export function createRegistration({ rest, guild, commands, after, refused, fault }: Wants): Registration {
  let ids: CommandIds = new Map();
  let application: string | undefined;
  let last = "";
  let running: Promise<void> | undefined;
  let callOff = (): void => undefined;
  let stopped = false;
  const printOf = (listed: readonly Listed[]): string => fingerprint(listed, guild === undefined);

  const sync = async (owner: string): Promise<void> => {
    const bodies = commandBodies(commands());
    if (guild !== undefined) await write(rest, Routes.applicationCommands(owner), [], printOf);
    const listed = await write(rest, routeOf(owner, guild), bodies, printOf);
    ids = new Map(listed.flatMap(idsOf));
    last = printOf(bodies);
  };
  /** Whether Discord has the list, or will never take it from this token. */
  const settled = async (owner: string): Promise<boolean> => {
    try {
      await sync(owner);
    } catch (error) {
      if (isUnauthorized(error)) refused();
      else fault(error);
      return isUnauthorized(error);
    }
    return true;
  };
  /** Whoever wants it while it is under way shares it: many people may be first to see a table that changed. */
  const register: Registration["register"] = (owner) => {
    application = owner;
    callOff();
    running ??= settled(owner).then((done) => {
      running = undefined;
      if (!done && !stopped) callOff = after(AGAIN, () => void register(owner));
    });
    return running;
  };
  return {
    ids: () => ids,
    register,
    follow: async () => {
      if (last === "" || application === undefined) return;
      if (last !== printOf(commandBodies(commands()))) await register(application);
    },
    stop: () => {
      stopped = true;
      callOff();
    },
  };
}

const routeOf = (owner: string, guild: string | undefined) =>
  guild === undefined ? Routes.applicationCommands(owner) : Routes.applicationGuildCommands(owner, guild);

/** Subcommands are clicked by both words and the id of the command above them. */
function idsOf({ name, id, options = [] }: Registered): readonly (readonly [string, string])[] {
  const below = options.filter(({ type }) => type === ApplicationCommandOptionType.Subcommand);
  return below.length === 0 ? [[name, id]] : below.map((one) => [`${name} ${one.name}`, id]);
}

async function write(
  rest: REST,
  route: `/${string}`,
  bodies: readonly CommandBody[],
  printOf: (listed: readonly Listed[]) => string,
): Promise<readonly Registered[]> {
  const listed = listOf(await rest.get(route, { query: new URLSearchParams({ with_localizations: "true" }) }));
  if (printOf(listed) === printOf(bodies)) return listed;
  return listOf(await rest.put(route, { body: bodies }));
}

function listOf(answer: unknown): readonly Registered[] {
  if (!Array.isArray(answer)) throw new Error("Discord's list of commands is no list.");
  return answer;
}

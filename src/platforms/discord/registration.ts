import { type REST, Routes } from "discord.js";
import type { After } from "../../chat/after.ts";
import type { Command } from "../../chat/command.ts";
import { type CommandBody, commandBodies } from "./command-body.ts";
import { fingerprint, type Listed } from "./fingerprint.ts";
import type { CommandIds } from "./text.ts";

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
  readonly fault: (error: unknown) => void;
};

const AGAIN = 60_000;

/**
 * Keeps Discord's list of slash commands equal to the table. Discord allows 200 new commands a day, so its list is read
 * and compared by hash first. With `guild` the commands are that server's alone, and global ones are taken back, or each
 * would be offered there twice.
 */
export function createRegistration({ rest, guild, commands, after, fault }: Wants): Registration {
  let ids: CommandIds = new Map();
  let application: string | undefined;
  let last = "";
  let callOff = (): void => undefined;

  const sync = async (owner: string): Promise<void> => {
    const bodies = commandBodies(commands());
    const everywhere = Routes.applicationCommands(owner);
    if (guild !== undefined) await write(rest, everywhere, []);
    const route = guild === undefined ? everywhere : Routes.applicationGuildCommands(owner, guild);
    const listed = await write(rest, route, bodies);
    ids = new Map(listed.map(({ name, id }) => [name, id]));
    last = fingerprint(bodies);
  };
  const register: Registration["register"] = async (owner) => {
    application = owner;
    callOff();
    try {
      await sync(owner);
    } catch (error) {
      fault(error);
      callOff = after(AGAIN, () => void register(owner));
    }
  };
  return {
    ids: () => ids,
    register,
    follow: async () => {
      const changed = last !== "" && last !== fingerprint(commandBodies(commands()));
      if (changed && application !== undefined) await register(application);
    },
    stop: () => callOff(),
  };
}

async function write(rest: REST, route: `/${string}`, bodies: readonly CommandBody[]): Promise<readonly Registered[]> {
  const listed = listOf(await rest.get(route, { query: new URLSearchParams({ with_localizations: "true" }) }));
  if (fingerprint(listed) === fingerprint(bodies)) return listed;
  return listOf(await rest.put(route, { body: bodies }));
}

function listOf(answer: unknown): readonly Registered[] {
  if (!Array.isArray(answer)) throw new Error("Discord's list of commands is no list.");
  return answer;
}

import { type REST, Routes } from "discord.js";
import { isUnauthorized } from "../errors.ts";
import { idOf } from "../posts/post.ts";
import { belongsTo, tokenRefused } from "./closed.ts";

/**
 * Whether what is remembered belongs to this bot: all servers of another one would count as left, and their data would
 * be deleted.
 */
export type Admission = {
  /** Undefined while nobody knows. */
  known(): boolean | undefined;
  /** Finds out, once; `application` is this bot's where it is known. Rejects when Discord or the memory cannot be asked. */
  check(application?: string): Promise<boolean>;
};

type Wants = {
  readonly rest: REST;
  /** The application to which what is remembered belongs: the first that ever asked. */
  readonly owner: (application: string) => Promise<string>;
  /** Called with a sentence for the operator when it is another one's, or Discord does not take the token. */
  readonly refused: (why: string) => void;
};

export function createAdmission({ rest, owner, refused }: Wants): Admission {
  let known: boolean | undefined;
  let asking: Promise<boolean> | undefined;
  const ask = async (given: string | undefined): Promise<boolean> => {
    const application = given ?? (await applicationOf(rest, refused));
    if (application === undefined) throw new Error("Discord did not say which application the token belongs to.");
    const first = await owner(application);
    known = first === application;
    if (!known) refused(belongsTo(first, application));
    return known;
  };
  return {
    known: () => known,
    check: (application) => {
      if (known !== undefined) return Promise.resolve(known);
      asking ??= ask(application).finally(() => {
        asking = undefined;
      });
      return asking;
    },
  };
}

async function applicationOf(rest: REST, refused: (why: string) => void): Promise<string | undefined> {
  try {
    return idOf(await rest.get(Routes.currentApplication()));
  } catch (error) {
    if (isUnauthorized(error)) refused(tokenRefused);
    throw error;
  }
}

import { type RawFile, type REST, Routes } from "discord.js";
import { isFinal } from "../errors.ts";
import type { Body } from "../render/render.ts";
import { isGone, type Told } from "./callback.ts";
import type { Interaction } from "./parse.ts";

/** The line for what follows an answer: an interaction carries a token of its own, which lives for 15 minutes. */
export type Hook = { readonly rest: REST; readonly fault: (error: unknown) => void };

/** A further message in answer to an interaction. Not repeated when it fails: Discord would show it twice. */
export const followUp = (
  hook: Hook,
  { application_id: application, token }: Interaction,
  body: Body,
  files: readonly RawFile[],
): Promise<Told> =>
  settled(hook, () => hook.rest.post(Routes.webhook(application, token), { auth: false, body, files: [...files] }));

/** Edits what an answer was put off with. Harmless to repeat, so it is tried twice unless Discord itself said no. */
export const replaceOriginal = (
  hook: Hook,
  { application_id: application, token }: Interaction,
  body: Body,
  files: readonly RawFile[],
): Promise<Told> =>
  settled(hook, () =>
    twice(() =>
      hook.rest.patch(Routes.webhookMessage(application, token, "@original"), { auth: false, body, files: [...files] }),
    ),
  );

/** Takes the note back that stands for an answer which came otherwise, or not at all. */
export const removeOriginal = (hook: Hook, { application_id: application, token }: Interaction): Promise<Told> =>
  settled(hook, () =>
    twice(() => hook.rest.delete(Routes.webhookMessage(application, token, "@original"), { auth: false })),
  );

const twice = (attempt: () => Promise<unknown>): Promise<unknown> =>
  attempt().catch((error: unknown) => (isFinal(error) ? Promise.reject(error) : attempt()));

async function settled(hook: Hook, work: () => Promise<unknown>): Promise<Told> {
  try {
    await work();
    return "given";
  } catch (error) {
    if (isGone(error)) return "gone";
    hook.fault(error);
    return "lost";
  }
}

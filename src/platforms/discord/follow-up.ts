import { type REST, Routes } from "discord.js";
import { filesOf } from "./files.ts";
import type { Interaction } from "./parse.ts";
import type { Rendered, Upload } from "./render.ts";

/** The line for answers to interactions: they carry a token of their own and never the bot's. */
export type Hook = {
  readonly rest: REST;
  readonly now: () => number;
  readonly fault: (error: unknown) => void;
};

/** A further message in answer to an interaction. Not repeated when it fails: Discord would show it twice. */
export async function followUp(
  hook: Hook,
  { application_id: application, token }: Interaction,
  body: object,
  uploads: readonly Upload[],
): Promise<void> {
  await settled(hook, async () =>
    hook.rest.post(Routes.webhook(application, token), { auth: false, body, files: await filesOf(uploads) }),
  );
}

/** Edits what an answer was put off with. Harmless to repeat, so it is tried twice. */
export async function replaceOriginal(
  hook: Hook,
  { application_id: application, token }: Interaction,
  { body, uploads }: Rendered,
): Promise<void> {
  const attempt = async () =>
    hook.rest.patch(Routes.webhookMessage(application, token, "@original"), {
      auth: false,
      body,
      files: await filesOf(uploads),
    });
  await settled(hook, () => attempt().catch(attempt));
}

async function settled(hook: Hook, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    hook.fault(error);
  }
}

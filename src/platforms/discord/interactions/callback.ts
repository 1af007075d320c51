import { type APIInteractionResponse, type RawFile, type REST, Routes, SnowflakeUtil } from "discord.js";
import { codeOf, isFinal } from "../errors.ts";
import type { Interaction } from "./parse.ts";

type Line = { readonly rest: REST; readonly now: () => number; readonly fault: (error: unknown) => void };

/** How an answer ended; `gone`: the message that it was to turn was deleted, and the interaction still waits. */
export type Told = "given" | "gone" | "lost";

/**
 * The first answer to an interaction, in one request without the bot's token. When the connection broke, Discord stumbled
 * or was silent, it is tried once more: Discord itself says whether it has the answer, still takes it, or no longer waits.
 * What went wrong goes to `fault`, and the button that was pressed stays usable.
 */
export async function callBack(
  line: Line,
  interaction: Interaction,
  body: APIInteractionResponse,
  files: readonly RawFile[] = [],
): Promise<Told> {
  const attempt = () =>
    line.rest.post(Routes.interactionCallback(interaction.id, interaction.token), {
      auth: false,
      body,
      ...(files.length > 0 ? { files: [...files] } : {}),
    });
  try {
    await attempt();
    return "given";
  } catch (error) {
    if (isGone(error)) return "gone";
    if (isFinal(error)) return lost(line, interaction, error);
  }
  try {
    await attempt();
    return "given";
  } catch (error) {
    if (isGone(error)) return "gone";
    // The first attempt did arrive: only its reply was lost.
    return codeOf(error) === 40060 ? "given" : lost(line, interaction, error);
  }
}

/** Whether the message that was to turn is not there any more. */
export const isGone = (error: unknown): boolean => codeOf(error) === 10008;

function lost(line: Line, interaction: Interaction, error: unknown): "lost" {
  line.fault(
    new Error(`The answer to interaction ${interaction.id} was lost: ${reason(line, interaction, error)}`, {
      cause: error,
    }),
  );
  return "lost";
}

function reason(line: Line, interaction: Interaction, error: unknown): string {
  const age = line.now() - SnowflakeUtil.timestampFrom(interaction.id);
  switch (codeOf(error)) {
    case 10062:
      return `Discord no longer waits for it, ${age} ms after the press.`;
    case 40060:
      return "somebody else answered it. Is the bot running twice with the same token?";
    default:
      return String(error);
  }
}

import { type APIInteractionResponse, type RawFile, type REST, Routes, SnowflakeUtil } from "discord.js";
import { codeOf, isFinal } from "./errors.ts";
import type { Interaction } from "./parse.ts";

/** After this long a second attempt would come too late: Discord takes the first answer for 3 s. */
const YOUNG = 1500;

type Line = { readonly rest: REST; readonly now: () => number; readonly fault: (error: unknown) => void };

/** How an answer ended; `gone`: the message that it was to turn was deleted, and the interaction still waits. */
export type Told = "given" | "gone" | "lost";

/**
 * The first answer to an interaction, in one request without the bot's token. When the connection broke or Discord
 * stumbled it is tried once more, if there is time. What went wrong goes to `fault`, and the button that was pressed stays
 * usable.
 */
export async function callBack(
  line: Line,
  interaction: Interaction,
  body: APIInteractionResponse,
  files: readonly RawFile[] = [],
): Promise<Told> {
  const arrived = line.now();
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
    if (isFinal(error) || line.now() - arrived > YOUNG) return lost(line, interaction, error);
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

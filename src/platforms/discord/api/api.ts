import { createRegistration, type Registration } from "../commands/registration.ts";
import { type Admission, createAdmission } from "../connection/admission.ts";
import { tokenRefused } from "../connection/closed.ts";
import type { Desk } from "../interactions/answer.ts";
import type { Pages } from "../interactions/page.ts";
import { type DiscordOptions, patienceOf } from "../options.ts";
import { picturesOf } from "../render/pictures.ts";
import { renderMessage } from "../render/render.ts";
import { watchWall } from "./cloudflare-ban.ts";
import { countInvalid } from "./invalid-requests.ts";
import { createGate, type Gate } from "./rate-guard.ts";
import { openLines } from "./rest.ts";
import { createSender, type Sender } from "./sender.ts";

/** All that speaks to Discord's API. */
export type Mouth = {
  readonly desk: Desk;
  readonly sender: Sender;
  readonly gate: Gate;
  readonly admission: Admission;
  readonly registration: Registration;
  /** Requests that Discord counts as invalid, within its ten minutes. */
  invalidRequests(): number;
  close(): void;
};

/** `failed` is called with a sentence for the operator when nothing can be said any more. */
export function createMouth(options: DiscordOptions, failed: (why: string) => void): Mouth {
  const { now, after, fault, guild, commands, draw, owner } = options;
  const lines = openLines(options);
  const rest = lines.mail;
  const refused = (why: string): void => {
    gate.close(why);
    failed(why);
  };
  const unauthorized = (): void => refused(tokenRefused);
  const admission = createAdmission({ rest, owner, refused });
  const gate = createGate({ now, admission, fault });
  const registration = createRegistration({ rest, guild, commands, after, refused: unauthorized, fault });
  const pages: Pages = async (message) =>
    renderMessage(message, registration.ids(), await picturesOf(message, { draw, fault }));
  const sender = createSender({ rest, now, after, pages, gate, unauthorized, fault });
  const patience = patienceOf(options).defer;
  watchWall(rest, now, (until) => {
    gate.hold(until);
    fault(
      new Error(`Discord: a wall before its API turns this machine away: nothing is sent for ${until - now()} ms.`),
    );
  });
  return {
    desk: { rest: lines.open, later: lines.later, now, after, fault, patience, pages, post: sender.send },
    sender,
    gate,
    admission,
    registration,
    invalidRequests: countInvalid([lines.mail, lines.open, lines.later], now),
    close: () => {
      registration.stop();
      lines.close();
    },
  };
}

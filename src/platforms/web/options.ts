import type { IncomingMessage, ServerResponse } from "node:http";
import type { Command } from "../../chat/command.ts";
import type { History } from "./posts/history.ts";
import type { Draw } from "./render/pictures.ts";

/** A path of its own beside the chat, such as /healthz: answered without a cookie and without the password. */
export type Route = (request: Request) => Response | Promise<Response>;

/** A path that another platform answers by itself: nothing of the page stands before it, neither password nor name. */
export type Door = (request: IncomingMessage, response: ServerResponse) => void;
/** To the next 02:00, or to the next 09:00, of a zone (IANA name). Resolves when all that was due on the way has come. */
export type MovableClock = { move(to: "night" | "morning", zone: string): Promise<void> };

export type WebOptions = {
  /** Address to listen on; beyond this machine only together with a password. */
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly password: string | undefined;
  /** Names besides localhost under which browsers may call the page, without a port. */
  readonly hosts: readonly string[];
  /** The name the tutor goes by. */
  readonly tutor: string;
  /** The command table as it is now; it follows the course. */
  readonly commands: () => readonly Command[];
  readonly history: History;
  readonly newId: () => string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** By exact path, GET only. */
  readonly routes: Readonly<Record<string, Route>>;
  /** By exact path, whatever the method. */
  readonly doors?: Readonly<Record<string, Door>>;
  /** A fault that was caught, with the short id that the person was given to quote. */
  readonly fault: (error: unknown, reference: string) => void;
  /** Names of the platforms that are connected beside the page: every page says that what happens here stays here. */
  readonly beside?: readonly string[] | undefined;
  /** Draws a chart as a PNG; without it, and where it fails, a chart is told in words. */
  readonly draw?: Draw | undefined;
  /** The tutor's clock, where a visitor may move it. */
  readonly clock?: MovableClock | undefined;
};

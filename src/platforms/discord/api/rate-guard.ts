import type { Delivered } from "../../../chat/platform.ts";
import type { Admission } from "../connection/admission.ts";

/** Why something cannot be sent. */
export type Hindrance = Extract<Delivered, { kind: "wait" | "refused" }>;

/** What everything that is sent by the bot passes first. */
export type Gate = {
  /** Why nothing can be sent just now, to this server or at all; undefined when it can. */
  hindrance(tenant?: string): Promise<Hindrance | undefined>;
  /** A server sent the bot away, or invited it back. */
  gone(tenant: string): void;
  back(tenant: string): void;
  /** Lets nothing through until then (epoch milliseconds). */
  hold(until: number): void;
  /** Lets nothing through any more; `why` is a sentence for the operator. */
  close(why: string): void;
};

type Wants = {
  readonly now: () => number;
  readonly admission: Admission;
  readonly fault: (error: unknown) => void;
};

/** Milliseconds after which it is asked again whether this bot may send at all. */
const AGAIN = 5000;

export function createGate({ now, admission, fault }: Wants): Gate {
  const away = new Set<string>();
  let heldUntil = 0;
  let closed: string | undefined;

  const barred = (): Hindrance | undefined => {
    if (closed !== undefined) return { kind: "refused", why: closed, scope: "platform" };
    return heldUntil > now() ? { kind: "wait", until: heldUntil } : undefined;
  };
  return {
    hindrance: async (tenant) => {
      if (!barred() && admission.known() === undefined) await admission.check().catch(fault);
      const bar = barred();
      if (bar) return bar;
      if (admission.known() !== true) return { kind: "wait", until: now() + AGAIN };
      if (tenant === undefined || !away.has(tenant)) return undefined;
      return { kind: "refused", why: "the bot is no longer in this server", scope: "tenant" };
    },
    gone: (tenant) => void away.add(tenant),
    back: (tenant) => void away.delete(tenant),
    hold: (until) => {
      heldUntil = Math.max(heldUntil, until);
    },
    close: (why) => {
      closed ??= why;
    },
  };
}

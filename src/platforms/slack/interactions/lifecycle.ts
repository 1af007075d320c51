import type { Outgoing } from "../../../chat/answer.ts";
import type { Handle } from "../../../chat/platform.ts";
import type { Access, Gone } from "../access/access.ts";
import type { Sender } from "../api/sender.ts";
import { PLATFORM } from "./reply-target.ts";

/** What is heard of workspaces and channels. */
export type News = {
  /** The tutor is in a workspace. */
  here(tenant: string): Promise<void>;
  /** A workspace or an organisation sent it away, or took its tokens back. */
  gone(gone: Gone): Promise<void>;
  /** A channel can take nothing any more, or can again. */
  closed(tenant: string, channel: string): void;
  open(tenant: string, channel: string): void;
  /** Somebody came into a channel, the tutor itself perhaps. */
  joined(tenant: string, channel: string, member: string): Promise<void>;
};

type Parts = {
  readonly access: Access;
  readonly sender: Sender;
  readonly known: () => Promise<readonly string[]>;
  readonly handle: () => Handle | undefined;
};

/** Tells the tutor where it came to and from where it was sent away. It greets nobody: a person's own page does that. */
export function createNews({ access, sender, known, handle }: Parts): News {
  const send = async (said: Promise<readonly Outgoing[]> | undefined): Promise<void> => {
    for (const one of (await said) ?? []) if (one.kind === "post" || one.kind === "edit") await sender.send(one);
  };
  return {
    here: async (tenant) => {
      sender.back(tenant);
      if ((await known()).includes(tenant)) return;
      await send(handle()?.({ kind: "joined", platform: PLATFORM, tenant }));
    },
    gone: async (gone) => {
      for (const tenant of await access.forget(gone)) {
        sender.gone(tenant);
        await send(handle()?.({ kind: "removed", platform: PLATFORM, tenant }));
      }
    },
    closed: (tenant, channel) => sender.gone(tenant, channel),
    open: (tenant, channel) => sender.back(tenant, channel),
    joined: async (tenant, channel, member) => {
      if ((await access.bot(tenant))?.user === member) sender.back(tenant, channel);
    },
  };
}

import type { Person } from "../chat/event.ts";

/** A person as the store keys them: the same id in another tenant or on another platform is somebody else. */
export type Who = { readonly platform: string; readonly tenant: string; readonly person: string };

export const whoIs = ({ platform, tenant, id }: Pick<Person, "platform" | "tenant" | "id">): Who => ({
  platform,
  tenant,
  person: id,
});

/** Whether somebody who acts is this learner: in the learner's own tenant, or where their id counts in every tenant. */
export const isWho = (who: Who, by: Person): boolean =>
  who.platform === by.platform && who.person === by.id && (who.tenant === by.tenant || by.everywhere === true);

import type { Person } from "../chat/event.ts";

/** A person as the store keys them: the same id in another tenant or on another platform is somebody else. */
export type Who = { readonly platform: string; readonly tenant: string; readonly person: string };

export const whoIs = ({ platform, tenant, id }: Pick<Person, "platform" | "tenant" | "id">): Who => ({
  platform,
  tenant,
  person: id,
});

export const sameWho = (one: Who, other: Who): boolean =>
  one.platform === other.platform && one.tenant === other.tenant && one.person === other.person;

import type { webApi } from "@slack/bolt";
import type { Person, Place } from "../../../chat/event.ts";
import { PLATFORM } from "../interactions/reply-target.ts";
import { patienceOf, type SlackOptions } from "../options.ts";
import { cleanText } from "../render/escape.ts";
import { createKeeper } from "./cache.ts";

/** Somebody as Slack names them with what they do. */
export type Somebody = { readonly tenant: string; readonly id: string; readonly name: string };

/** What Slack knows of people, kept for a while: names, languages, zones, and what they may do. */
export type People = {
  /** What is not known in time is left out; whoever is not known has no rights. */
  person(who: Somebody, place: Place): Promise<Person>;
};

type Profile = {
  readonly name: string | undefined;
  readonly locale: string | undefined;
  readonly zone: string | undefined;
  readonly manages: boolean;
  /** A guest of the workspace, or somebody of another one who shares a channel. */
  readonly outside: boolean;
};

type Client = (tenant: string) => Promise<webApi.WebClient | undefined>;

export function createPeople(client: Client, options: SlackOptions): People {
  const { now, after, fault, managers } = options;
  const patience = patienceOf(options).person;
  const known = { now, after, fault, patience };
  const profiles = createKeeper<Profile>(known);
  const creators = createKeeper<string>(known);
  const listed = new Set(managers);

  const profileOf = ({ tenant, id }: Somebody): Promise<Profile | undefined> =>
    profiles(`${tenant} ${id}`, async () => {
      const answer = await (await client(tenant))?.users.info({ user: id, include_locale: true });
      return answer?.user && profileIn(answer.user, tenant);
    });
  const creatorOf = ({ tenant, channel, kind }: Place): Promise<string | undefined> =>
    kind === "direct"
      ? Promise.resolve(undefined)
      : creators(`${tenant} ${channel}`, async () => {
          const answer = await (await client(tenant))?.conversations.info({ channel });
          return answer?.channel?.creator ?? "";
        });
  return {
    person: async (who, place) => {
      const [profile, creator] = await Promise.all([profileOf(who), creatorOf(place)]);
      const mayManage =
        listed.has(who.id) || (profile !== undefined && !profile.outside && (profile.manages || creator === who.id));
      return {
        platform: PLATFORM,
        tenant: who.tenant,
        id: who.id,
        name: cleanText(profile?.name ?? who.name),
        ...(profile?.locale === undefined ? {} : { locale: profile.locale }),
        ...(profile?.zone === undefined ? {} : { zone: profile.zone }),
        mayManage,
      };
    },
  };
}

type User = NonNullable<webApi.UsersInfoResponse["user"]>;

function profileIn(user: User, tenant: string): Profile {
  const home = user.team_id === undefined || user.team_id === tenant || user.enterprise_user?.teams?.includes(tenant);
  return {
    name: user.profile?.display_name || user.real_name || user.name,
    locale: user.locale,
    zone: user.tz,
    manages: user.is_admin === true || user.is_owner === true,
    outside: user.is_restricted === true || user.is_ultra_restricted === true || home !== true,
  };
}

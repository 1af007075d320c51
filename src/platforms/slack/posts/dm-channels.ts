import type { webApi } from "@slack/bolt";
import type { Place } from "../../../chat/event.ts";

/** The direct conversations with people, so that one is always the same place. */
export type Directs = {
  /** The place with the conversation's own id where it was named by the person's; unchanged when Slack does not tell. */
  settle(place: Place, person: string): Promise<Place>;
};

const KEPT = 20_000;

export function createDirects(
  client: (tenant: string) => Promise<webApi.WebClient | undefined>,
  fault: (error: unknown) => void,
): Directs {
  const known = new Map<string, string>();
  const note = (key: string, channel: string): void => {
    if (known.size >= KEPT) known.clear();
    known.set(key, channel);
  };
  return {
    settle: async (place, person) => {
      const key = `${place.tenant} ${person}`;
      if (place.kind !== "direct") return place;
      if (place.channel !== person) {
        note(key, place.channel);
        return place;
      }
      const before = known.get(key);
      if (before !== undefined) return { ...place, channel: before };
      try {
        const opened = await (await client(place.tenant))?.conversations.open({ users: person });
        const channel = opened?.channel?.id;
        if (channel === undefined) return place;
        note(key, channel);
        return { ...place, channel };
      } catch (error) {
        fault(error);
        return place;
      }
    },
  };
}

import type { After } from "../../../chat/after.ts";
import type { Place } from "../../../chat/event.ts";
import type { Somebody } from "../posts/people.ts";

/** People's own pages of the app, kept up with what they do elsewhere. */
export type Home = {
  /** Somebody looked at their page: from now on it follows. */
  opened(who: Somebody): void;
  /** Somebody did something that their page may tell of. */
  changed(who: Somebody, place: Place): void;
  stop(): void;
};

/** Milliseconds after which a page follows: all that is done meanwhile is one request. */
const LATER = 5000;
/** People whose pages follow; of more, the earliest see the change when they look again. */
const KEPT = 5000;

export function createHome(after: After, refresh: (who: Somebody, place: Place) => void): Home {
  const lookers = new Set<string>();
  const due = new Map<string, () => void>();
  const keyOf = ({ tenant, id }: Somebody): string => `${tenant} ${id}`;
  return {
    opened: (who) => {
      const [earliest] = lookers;
      if (lookers.size >= KEPT && earliest !== undefined) lookers.delete(earliest);
      lookers.add(keyOf(who));
    },
    changed: (who, place) => {
      const key = keyOf(who);
      if (!lookers.has(key) || due.has(key)) return;
      due.set(
        key,
        after(LATER, () => {
          due.delete(key);
          refresh(who, place);
        }),
      );
    },
    stop: () => {
      for (const callOff of due.values()) callOff();
      due.clear();
    },
  };
}

/** Most things one person may do in one minute: far above any pair of hands, far below what a loop does. */
export const MOST_IN_A_MINUTE = 240;
/** Most things that all people of one server may do in one minute: a lecture hall in a hurry, and not a raid. */
const SERVER = 30_000;

const MINUTE = 60_000;

/**
 * Counts what each person does, and each server, minute by minute; `now` is in epoch milliseconds. Returns whether it is
 * still bearable. What is beyond one person's measure counts for nobody else.
 */
export function createPace(
  now: () => number,
  most = { person: MOST_IN_A_MINUTE, server: SERVER },
): (person: string, server?: string) => boolean {
  let minute = 0;
  let counts = new Map<string, number>();
  const count = (who: string): number => {
    const times = (counts.get(who) ?? 0) + 1;
    counts.set(who, times);
    return times;
  };
  return (person, server) => {
    const current = Math.floor(now() / MINUTE);
    if (current !== minute) {
      minute = current;
      counts = new Map();
    }
    return count(person) <= most.person && (server === undefined || count(server) <= most.server);
  };
}

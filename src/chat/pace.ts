/** Most things one person may do in one minute: far above any pair of hands, far below what a loop does. */
const MOST_IN_A_MINUTE = 240;

const MINUTE = 60_000;

/** Counts what each person does, minute by minute; `now` is in epoch milliseconds. Returns whether it is still bearable. */
export function createPace(now: () => number, most = MOST_IN_A_MINUTE): (person: string) => boolean {
  let minute = 0;
  let counts = new Map<string, number>();
  return (person) => {
    const current = Math.floor(now() / MINUTE);
    if (current !== minute) {
      minute = current;
      counts = new Map();
    }
    const count = (counts.get(person) ?? 0) + 1;
    counts.set(person, count);
    return count <= most;
  };
}

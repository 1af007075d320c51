/** Local time out of UTC by arithmetic: Temporal is asked for a zone's offsets once a year, and not for every date. */

const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** A stretch of time with one offset, in epoch milliseconds and milliseconds east of UTC. */
type Span = { readonly from: number; readonly until: number; readonly offset: number };

/** A zone's spans from `from` to `until`, without holes. */
type Window = { readonly from: number; readonly until: number; readonly spans: readonly Span[] };

/** Milliseconds before and after an instant that a window around it reaches at least: local dates differ by a day and a bit. */
const BEFORE = 4 * DAY;
const AFTER = 30 * DAY;
/** A window reaches so far on, that the next dates find it, too. */
const AHEAD = 400 * DAY;

/** Zones kept at most; there are about 600 names, and more only when somebody varies their capitals. */
const MOST = 1000;

const windows = new Map<string, Window>();

/**
 * The spans of a zone around an instant, at least 4 days back and 30 on; undefined when the zone is not known here. Kept, for
 * the rules do not change while the program runs.
 */
export function spansAround(zone: string, at: number): readonly Span[] | undefined {
  const kept = windows.get(zone);
  if (kept && kept.from <= at - BEFORE && kept.until >= at + AFTER) return kept.spans;
  const spans = readSpans(zone, at - BEFORE - DAY, at + AHEAD);
  if (!spans) return undefined;
  if (windows.size >= MOST) windows.clear();
  windows.set(zone, { from: at - BEFORE - DAY, until: at + AHEAD, spans });
  return spans;
}

function readSpans(zone: string, from: number, until: number): readonly Span[] | undefined {
  const first = zoned(zone, from);
  if (!first) return undefined;
  const spans: Span[] = [];
  let begin = from;
  for (let local: Temporal.ZonedDateTime | null = first; local && begin < until; ) {
    const next: Temporal.ZonedDateTime | null = local.getTimeZoneTransition("next");
    const end = Math.min(next?.epochMilliseconds ?? until, until);
    spans.push({ from: begin, until: end, offset: local.offsetNanoseconds / 1e6 });
    begin = end;
    local = next;
  }
  return spans;
}

function zoned(zone: string, at: number): Temporal.ZonedDateTime | undefined {
  try {
    return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Milliseconds that a zone is east of UTC at an instant; undefined when the zone is not known here. */
export const offsetAt = (zone: string, at: number): number | undefined =>
  spansAround(zone, at)?.find(({ until }) => at < until)?.offset;

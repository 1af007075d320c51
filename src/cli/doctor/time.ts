import type { Clock } from "../../core/clock.ts";
import { type Finding, ill, well } from "./finding.ts";

/** This version was written after it: a clock before it is wrong. */
const written = Temporal.Instant.from("2026-01-01T00:00:00Z");

const readings = 1000;

/** Whether the clock says a time after this version was written, and never runs backwards. */
export function examineClock(clock: Clock): Finding {
  let last = clock.now();
  if (Temporal.Instant.compare(last, written) < 0) {
    return ill(`the clock says ${last}`, "set the clock of this machine, and let NTP keep it");
  }
  for (let reading = 0; reading < readings; reading += 1) {
    const now = clock.now();
    if (Temporal.Instant.compare(now, last) < 0) {
      return ill(`the clock went back from ${last} to ${now}`, "let NTP slew the clock of this machine, not step it");
    }
    last = now;
  }
  return well(`the clock says ${last.round("second")} and runs forward`);
}

/** Fewer are a build of Node without the full zone data. */
const fewest = 300;

/** Whether time zones and their daylight saving are known here. */
export function examineZones(zones: readonly string[], version: string | undefined): Finding {
  const offset = (month: number): number =>
    new Temporal.PlainDate(2026, month, 1).toZonedDateTime("Europe/London").offsetNanoseconds;
  if (zones.length < fewest || offset(1) === offset(7)) {
    return ill(`zone data knows ${zones.length} zones`, "use the Node that npm ci brings, which has all of them");
  }
  return well(`zone data ${version ?? "of this system"} knows ${zones.length} zones`);
}

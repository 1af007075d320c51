import { type Finding, ill, well } from "./finding.ts";

/** Seconds by which this machine's clock may differ: times in messages would be wrong by as much. */
const most = 30;

/** Whether both clocks agree; `date` is a platform's Date header, `now` epoch milliseconds. */
export function driftFinding(platform: string, date: string | null | undefined, now: number): Finding {
  const theirs = Date.parse(date ?? "");
  if (Number.isNaN(theirs)) return well(`${platform}: its clock was not told`);
  const apart = Math.round(Math.abs(theirs - now) / 1000);
  if (apart <= most) return well(`${platform}: both clocks agree within ${most} s`);
  return ill(
    `${platform}: this machine's clock is ${apart} s away from ${platform}'s`,
    "set the clock, or switch NTP on",
  );
}

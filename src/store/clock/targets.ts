import type { Recipient } from "../../chat/event.ts";
import type { TargetRow } from "../tables/clock-tables.ts";

/** A recipient as its columns. */
export function targetOf(to: Recipient): TargetRow {
  const { platform, tenant, kind } = to;
  return { platform, tenant, target: to.kind === "person" ? to.person : to.channel, target_kind: kind };
}

/** A recipient out of its columns. */
export function recipientFrom({ platform, tenant, target, target_kind: kind }: TargetRow): Recipient {
  return kind === "person" ? { kind, platform, tenant, person: target } : { kind, platform, tenant, channel: target };
}

import type { MessageRef, Recipient } from "../../chat/event.ts";
import type { Arrival } from "../../core/arrival.ts";
import { type Fact, type Queries, run, statement, type Value } from "../engine/statement.ts";
import { detailFrom } from "./schedules.ts";
import { targetOf } from "./targets.ts";

/** Messages, and not what edits them. */
const sent = (queries: Queries) =>
  queries
    .selectFrom("posts")
    .select(["id", "kind", "schedule_id", "detail", "due", "settled_at"])
    .where("state", "=", "sent")
    .where("edits", "is", null);

const ofMessage = statement((queries, value: Value<{ platform: string; channel: string; id: string }>) =>
  sent(queries)
    .where("platform", "=", value("platform"))
    .where("sent_id", "=", value("id"))
    .where("sent_channel", "=", value("channel")),
);

const newest = statement((queries, value: Value<{ platform: string; tenant: string; target: string; limit: number }>) =>
  sent(queries)
    .where("platform", "=", value("platform"))
    .where("tenant", "=", value("tenant"))
    .where("target", "=", value("target"))
    .orderBy("settled_at", "desc")
    .limit(value("limit")),
);

type Row = {
  readonly id: string;
  readonly kind: string;
  readonly schedule_id: string | null;
  readonly detail: string;
  readonly due: number;
  readonly settled_at: number | null;
};

/** What a person had put off names its schedule in its detail, and what a drill brought along its drill. */
function arrivalFrom({ id, kind, schedule_id: schedule, detail, due, settled_at: sentAt }: Row): Arrival {
  const named = detailFrom(detail);
  return {
    kind,
    schedule: schedule ?? textOf(named.schedule),
    // A night has the id of its post.
    drill: kind === "drill" ? id : textOf(named.drill),
    due,
    sentAt: sentAt ?? due,
  };
}

const textOf = (value: string | number | undefined): string | undefined =>
  typeof value === "string" ? value : undefined;

export function* arrivalOf({ platform, channel, id }: MessageRef): Fact<Arrival | undefined> {
  const [row] = yield* run(ofMessage, { platform, channel, id });
  return row && arrivalFrom(row);
}

export function* arrivalsTo(to: Recipient, limit: number): Fact<readonly Arrival[]> {
  const { platform, tenant, target } = targetOf(to);
  return (yield* run(newest, { platform, tenant, target, limit })).map(arrivalFrom);
}

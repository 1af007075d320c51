import type { Place } from "../../chat/event.ts";
import type { Context } from "../context.ts";
import type { DrillRecord } from "./facts.ts";

/** A drill by its id, where it takes place: an id from another channel or server is as good as none (S33, S37). */
export async function drillHere(context: Context, here: Place, id: string): Promise<DrillRecord | undefined> {
  const record = await context.store.findDrill(id);
  if (!record) return undefined;
  const { platform, tenant, channel } = record.place;
  return platform === here.platform && tenant === here.tenant && channel === here.channel ? record : undefined;
}

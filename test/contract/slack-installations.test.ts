import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Opened, openStore } from "../../src/store/open.ts";
import { Sealed } from "../../src/store/slack/seal.ts";
import { engines, type Fresh } from "../store/databases.ts";
import { monday } from "../store/learning.ts";
import { look, write } from "../store/schema.ts";

const workspace = (team: string) => ({ kind: "workspace", team }) as const;
const organisation = (enterprise: string) => ({ kind: "organisation", enterprise }) as const;

describe.each(engines)("what is kept of Slack's installations, on $engine", ({ fresh }) => {
  const sealing = randomBytes(32);
  let database: Fresh;
  let opened: Opened;
  beforeAll(async () => {
    database = await fresh();
    opened = await openStore(database.where, { sealing });
  });
  afterAll(async () => {
    await opened.close();
    await database.remove();
  });

  test("is given back as it was, the newest of an installation, and gone when it is removed", async () => {
    await opened.slack.save(workspace("T1"), "one", monday);
    await opened.slack.save(workspace("T1"), "two ü", monday + 1);
    expect(await opened.slack.find(workspace("T1"))).toBe("two ü");
    await opened.slack.remove(workspace("T1"));
    expect(await opened.slack.find(workspace("T1"))).toBeUndefined();
  });

  test("is kept apart for a workspace and for an organisation, even under one id (S50)", async () => {
    await opened.slack.save(workspace("X9"), "a workspace's", monday);
    await opened.slack.save(organisation("X9"), "an organisation's", monday);
    await opened.slack.remove(workspace("X9"));
    expect(await opened.slack.find(organisation("X9"))).toBe("an organisation's");
    expect(await opened.slack.find(workspace("X9"))).toBeUndefined();
  });

  test("does not stand in the database in words, and not twice in the same way", async () => {
    await opened.slack.save(workspace("T2"), "xoxb-a-token", monday);
    const [before] = await look(database.where, "select body from slack_installations where id = 'T2'");
    await opened.slack.save(workspace("T2"), "xoxb-a-token", monday);
    const [after] = await look(database.where, "select body from slack_installations where id = 'T2'");
    expect(JSON.stringify([before, after])).not.toContain("xoxb");
    expect(before).not.toEqual(after);
  });

  test("opens with its key alone, and only where it was put", async () => {
    await opened.slack.save(workspace("T3"), "xoxb-three", monday);
    const other = await openStore(database.where, { sealing: randomBytes(32) });
    await expect(other.slack.find(workspace("T3"))).rejects.toThrow(Sealed);
    await other.close();
    const bare = await openStore(database.where);
    await expect(bare.slack.find(workspace("T3"))).rejects.toThrow("SLACK_STORE_KEY");
    await expect(bare.slack.save(workspace("T3"), "x", monday)).rejects.toThrow("SLACK_STORE_KEY");
    await bare.close();
    await opened.slack.save(workspace("T4"), "xoxb-four", monday);
    await write(
      database.where,
      "update slack_installations set body = (select body from slack_installations where id = 'T3') where id = 'T4'",
    );
    await expect(opened.slack.find(workspace("T4"))).rejects.toThrow(Sealed);
  });

  test("tells by way of which organisation a workspace spoke last", async () => {
    expect(await opened.slack.enterpriseOf("T5")).toBeUndefined();
    await opened.slack.belong("T5", "E1");
    await opened.slack.belong("T6", "E1");
    await opened.slack.belong("T5", "E2");
    expect(await opened.slack.enterpriseOf("T5")).toBe("E2");
    expect(await opened.slack.teamsOf("E1")).toEqual(["T6"]);
  });

  test("is purged with its workspace, and nobody else's is", async () => {
    for (const team of ["T7", "T8"]) await opened.slack.save(workspace(team), team, monday);
    await opened.slack.belong("T7", "E7");
    await opened.store.leaveTenant({ platform: "slack", tenant: "T7", at: monday });
    await opened.store.leaveTenant({ platform: "discord", tenant: "T8", at: monday });
    expect(await opened.store.purgeTenants(monday)).toBe(2);
    expect(await opened.slack.find(workspace("T7"))).toBeUndefined();
    expect(await opened.slack.enterpriseOf("T7")).toBeUndefined();
    expect(await opened.slack.find(workspace("T8"))).toBe("T8");
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Who } from "../../src/core/who.ts";
import { type Opened, openStore } from "../../src/store/open.ts";
import { engines, type Fresh } from "../store/databases.ts";
import { answerChecks, monday } from "../store/learning.ts";

const day = 86_400_000;

describe.each(engines)("a server that the tutor comes to and goes from, on $engine", ({ fresh }) => {
  let database: Fresh;
  let opened: Opened;
  beforeAll(async () => {
    database = await fresh();
    opened = await openStore(database.where);
  });
  afterAll(async () => {
    await opened.close();
    await database.remove();
  });

  const seen = (tenant: string, at: number) => ({ platform: "discord", tenant, at });
  const member = (tenant: string, name: string): Who => ({ platform: "discord", tenant, person: name });
  const learnIn = (tenant: string, name: string) =>
    answerChecks(opened.store, member(tenant, name), ["containers/a"], {
      place: { platform: "discord", tenant, channel: `channel-of-${tenant}`, kind: "channel" },
    });

  test("is new once, however often it is heard of", async () => {
    expect(await opened.store.joinTenant(seen("100", monday))).toEqual({ first: true });
    expect(await opened.store.joinTenant(seen("100", monday + 1))).toEqual({ first: false });
    expect(await opened.store.joinTenant(seen("101", monday))).toEqual({ first: true });
  });

  test("keeps everything of a server that invites the tutor back within the grace", async () => {
    await opened.store.joinTenant(seen("200", monday));
    await learnIn("200", "ada");
    await opened.store.leaveTenant(seen("200", monday + day));
    expect(await opened.store.joinTenant(seen("200", monday + day + 60_000))).toEqual({ first: false });
    expect(await opened.store.purgeTenants(monday + 40 * day)).toBe(0);
    expect(await opened.store.findLearner(member("200", "ada"))).toBeDefined();
  });

  test("is purged after the grace with all its people, and nobody else's people are", async () => {
    await learnIn("300", "ada");
    await learnIn("301", "ada");
    await opened.store.leaveTenant(seen("300", monday));
    await opened.store.leaveTenant(seen("301", monday + 2 * day));
    expect(await opened.store.purgeTenants(monday + day)).toBe(1);
    expect(await opened.store.findLearner(member("300", "ada"))).toBeUndefined();
    expect(await opened.store.findLearner(member("301", "ada"))).toBeDefined();
    expect(await opened.store.purgeTenants(monday + day)).toBe(0);
    expect(await opened.store.joinTenant(seen("300", monday + 3 * day))).toEqual({ first: true });
  });

  test("is known to be where it came to and was not sent away from, on that platform alone", async () => {
    const there = { platform: "elsewhere", at: monday };
    for (const tenant of ["a", "b", "c"]) await opened.store.joinTenant({ ...there, tenant });
    await opened.store.leaveTenant({ ...there, tenant: "b" });
    await opened.store.leaveTenant({ ...there, tenant: "never joined" });
    expect(await opened.store.presentTenants("elsewhere")).toEqual(["a", "c"]);
    await opened.store.joinTenant({ ...there, tenant: "b" });
    expect(await opened.store.presentTenants("elsewhere")).toEqual(["a", "b", "c"]);
    expect(await opened.store.presentTenants("nowhere")).toEqual([]);
  });

  test("belongs to the application that claims its platform first, whoever else asks and however often", async () => {
    const claim = opened.store.claimPlatform;
    expect(await Promise.all([claim("harbour", "1"), claim("harbour", "1")])).toEqual(["1", "1"]);
    expect(await claim("harbour", "2")).toBe("1");
    expect(await claim("lighthouse", "2")).toBe("2");
    expect(await claim("harbour", "1")).toBe("1");
  });
});

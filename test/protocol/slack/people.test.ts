import { describe, expect, test } from "vitest";
import type { Event, Person } from "../../../src/chat/event.ts";
import { paragraph } from "../../../src/chat/message.ts";
import type { SlackOptions } from "../../../src/platforms/slack/options.ts";
import { createHandClock } from "../../hand-clock.ts";
import { connect } from "./class-room.ts";
import { createMember } from "./member.ts";
import { directOf, type Profile } from "./server/world.ts";

/** A tutor that notes who spoke to it. */
async function room(options: Partial<SlackOptions> = {}) {
  const heard: Event[] = [];
  const at = await connect(async (event) => {
    heard.push(event);
    return [{ kind: "reply", message: { blocks: [paragraph("heard")] }, to: "all" }];
  }, options);
  const member = (given: Partial<Profile> & { readonly channel?: string }) =>
    createMember(at.server, at.wire, { name: "Ada", channel: at.channel, ...given });
  const last = (): Person | undefined => {
    const event = heard.at(-1);
    return event && "by" in event ? event.by : undefined;
  };
  return { ...at, heard, member, last };
}

const looks = ({ server }: Awaited<ReturnType<typeof room>>, path = /users\.info/): number =>
  server.requests.filter((request) => path.test(request.path)).length;

describe("what Slack knows of a person", () => {
  test("comes along: name, language and zone, and is asked for once", async () => {
    const at = await room();
    const ada = at.member({ zone: "America/New_York", locale: "de-DE" });
    for (let times = 0; times < 3; times += 1) await ada.type("learn");
    expect(at.last()).toEqual({
      platform: "slack",
      tenant: at.server.world.team,
      id: ada.person.id,
      name: "Ada",
      locale: "de-DE",
      zone: "America/New_York",
      mayManage: false,
    });
    expect(looks(at)).toBe(1);
  });

  test("is kept fresh: a zone that changed is known after a while, and nobody waits for it", async () => {
    const clock = createHandClock();
    const at = await room(clock);
    const ada = at.member({});
    await ada.type("learn");
    ada.person.zone = "Asia/Tokyo";
    clock.advance(11 * 60_000);
    await ada.type("learn");
    expect(at.last()?.zone).toBe("Europe/Berlin");
    await at.server.world.until(
      () => at.server.requests.filter(({ status }) => status === 200).length > 0 && looks(at) === 2,
    );
    await ada.type("learn");
    await ada.type("learn");
    expect(at.last()?.zone).toBe("Asia/Tokyo");
  });

  test("and cannot be asked is left out: the tutor goes on without it, and with no rights", async () => {
    const at = await room();
    at.server.world.scopes.delete("users:read");
    const ada = at.member({ admin: true });
    await ada.type("learn");
    expect(at.last()).toMatchObject({ name: "ada", mayManage: false });
    expect(at.last()?.zone).toBeUndefined();
    await ada.type("learn");
    expect(looks(at)).toBe(1);
    expect(at.faults).toHaveLength(1);
  });

  test("and does not come in time is not waited for", async () => {
    const clock = createHandClock();
    const at = await room({ ...clock, patience: { person: 200_000, ack: 300_000 } });
    at.server.fail(/users\.info/, { reply: "hang" });
    const ada = at.member({});
    const typing = ada.type("learn");
    await clock.armed(200_000);
    // The command's own patience ends with it: its answer stands in the acknowledgement all the same.
    clock.advance(200_000);
    await typing;
    expect(at.last()).toMatchObject({ id: ada.person.id, mayManage: false });
  });
});

describe("who may manage", () => {
  test.each<[string, Partial<Profile>, boolean]>([
    ["an admin of the workspace", { admin: true }, true],
    ["a member", {}, false],
    ["a guest, even one who is an admin somewhere (S35)", { admin: true, guest: true }, false],
    ["somebody of another workspace who shares the channel (S35)", { admin: true, team: "T0OTHER" }, false],
  ])("%s", async (_who, given, may) => {
    const at = await room();
    await at.member(given).type("learn");
    expect(at.last()?.mayManage).toBe(may);
  });

  test("whoever made the channel, in that channel alone", async () => {
    const at = await room();
    const ada = at.member({});
    const { world } = at.server;
    const own = { id: world.nextId("C"), name: "own", creator: ada.person.id, archived: false, joined: true };
    world.channels.set(own.id, own);
    await at.member({ ...ada.person, channel: own.id }).type("learn");
    expect(at.last()?.mayManage).toBe(true);
    await ada.type("learn");
    expect(at.last()?.mayManage).toBe(false);
    await at.member({ ...ada.person, channel: directOf(ada.person.id) }).type("learn");
    expect(at.last()?.mayManage).toBe(false);
  });

  test("whoever is named in the settings, a guest too", async () => {
    const at = await room({ managers: ["U0BEA"] });
    await at.member({ id: "U0BEA", guest: true }).type("learn");
    expect(at.last()?.mayManage).toBe(true);
  });

  test("nobody by saying so: rights come from Slack's own answer", async () => {
    const at = await room();
    const ada = at.member({});
    await ada.send("slash_commands", { ...ada.commandPayload("learn"), is_admin: "true", user_is_admin: true });
    expect(at.last()?.mayManage).toBe(false);
  });
});

import { expect, test } from "vitest";
import { createHandClock } from "../../hand-clock.ts";
import { classRoom } from "./class-room.ts";
import { createMember, eventPayload, labelsOf, textOf } from "./member.ts";
import { readOn, shippedCourse } from "./reader.ts";
import { at, listAt } from "./server/limits.ts";
import { directOf } from "./server/world.ts";

const shipped = await shippedCourse();

const shownOn = (view: object) => ({ blocks: listAt(view, "blocks").map((block) => Object(block)) });

test("somebody's own page welcomes them first, and follows what they do", async () => {
  const clock = createHandClock();
  const room = await classRoom(shipped, { after: clock.after, now: clock.now });
  const { world } = room.server;
  const ada = createMember(room.server, room.wire, { name: "Ada", channel: room.channel });
  expect(textOf(shownOn(await ada.openHome()))).toContain("Hi, I'm Nightshift");
  const page = await ada.type("learn");
  await readOn(ada, page, shipped, { to: 2 });
  world.homes.delete(ada.person.id);
  await clock.armed(1);
  clock.advance(5000);
  const followed = await world.until(() => world.homes.get(ada.person.id));
  expect(textOf(shownOn(followed))).toContain("page 3 of");
  expect(labelsOf(shownOn(followed))).toEqual(["Go on", "Remind me daily", "Give me a copy", "Delete everything"]);
});

test("a button of the own page that goes on opens the page in the direct conversation", async () => {
  const room = await classRoom(shipped);
  const ada = createMember(room.server, room.wire, { name: "Ada", channel: room.channel });
  await ada.openHome();
  await ada.send("interactive", ada.homePress("Start learning"));
  const page = await room.server.world.until(() => ada.seen(directOf(ada.person.id))[0]);
  expect(textOf(page)).toContain("1 of ");
  await ada.press("Next", page);
  expect(textOf(page)).toContain("2 of ");
});

test("whoever deletes everything on their own page is asked there, and nothing is left", async () => {
  const clock = createHandClock();
  const room = await classRoom(shipped, { after: clock.after, now: clock.now });
  const { world } = room.server;
  const ada = createMember(room.server, room.wire, { name: "Ada", channel: room.channel });
  await ada.type("learn");
  await ada.openHome();
  const shows = (text: string) =>
    world.until(() => textOf(shownOn(world.homes.get(ada.person.id) ?? {})).includes(text));
  await ada.send("interactive", ada.homePress("Delete everything"));
  await shows("Shall I delete everything");
  await ada.send("interactive", ada.homePress("Yes, delete it all"));
  await shows("I keep nothing about you any more");
  const who = { platform: "slack", tenant: world.team, person: ada.person.id };
  expect(await room.context.store.findLearner(who)).toBeUndefined();
  expect(textOf(shownOn(await ada.openHome()))).toContain("Hi, I'm Nightshift");
});

test("reminders are switched on from the own page, by a form, and the page follows", async () => {
  const clock = createHandClock();
  const room = await classRoom(shipped, { after: clock.after, now: clock.now });
  const { world } = room.server;
  const ada = createMember(room.server, room.wire, { name: "Ada", channel: room.channel });
  await ada.type("learn");
  await ada.openHome();
  await ada.send("interactive", ada.homePress("Remind me daily"));
  const form = await world.until(() => [...world.views.values()][0]);
  const fields = listAt(form.view, "blocks").map((block) => String(at(block, "block_id")));
  expect(fields).toContain("time");
  world.homes.delete(ada.person.id);
  await ada.handIn(form, {
    ...Object.fromEntries(fields.map((name) => [name, ""])),
    time: "09:00",
    zone: "Europe/Berlin",
  });
  await clock.armed(1);
  clock.advance(5000);
  const followed = await world.until(() => world.homes.get(ada.person.id));
  expect(labelsOf(shownOn(followed))).not.toContain("Remind me daily");
});

test("a copy asked for on the own page comes in the direct conversation", async () => {
  const room = await classRoom(shipped);
  const ada = createMember(room.server, room.wire, { name: "Ada", channel: room.channel });
  await ada.type("learn");
  await ada.openHome();
  await ada.send("interactive", ada.homePress("Give me a copy"));
  const copy = await room.server.world.until(() => ada.seen(directOf(ada.person.id))[0]);
  expect(textOf(copy)).toContain("nightshift-export.json");
});

test("the same opening delivered again shows the page once, and looking at messages shows nothing", async () => {
  const room = await classRoom(shipped);
  const { world } = room.server;
  const ada = createMember(room.server, room.wire, { name: "Ada", channel: room.channel });
  const opened = { type: "app_home_opened", tab: "home", user: ada.person.id, channel: directOf(ada.person.id) };
  for (let times = 0; times < 4; times += 1) await ada.send("events_api", eventPayload(world, opened, "Ev0SAME"));
  await ada.send("events_api", eventPayload(world, { ...opened, tab: "messages" }));
  await world.until(() => world.homes.has(ada.person.id));
  await ada.type("help");
  expect(room.server.requests.filter(({ path }) => path.endsWith("views.publish"))).toHaveLength(1);
});

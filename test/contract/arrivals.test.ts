import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PersonAddress } from "../../src/chat/event.ts";
import { type Opened, openStore } from "../../src/store/open.ts";
import { engines, type Fresh } from "../store/databases.ts";
import { answerChecks, hall, monday, newId, person, review } from "../store/learning.ts";
import { day, deliver, hour, made, planned, sent } from "../store/planning.ts";

describe.each(engines)("what came by itself, on $engine", ({ fresh }) => {
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

  const address = (name: string, tenant: string): PersonAddress => ({ kind: "person", ...person(name, tenant) });

  test("a message knows its schedule, when it was due and when it was sent; an edit of it is no message", async () => {
    const { store } = opened;
    const to = hall("arrived");
    const schedule = await planned(store, { to });
    const post = await deliver(store, to, sent("m-arrived"), monday + 5);
    const ref = { platform: "discord", channel: "study-hall", id: "m-arrived" };
    const arrival = { kind: "quiz", schedule: schedule.id, drill: false, due: monday, sentAt: monday + 5 };
    expect(await store.arrivalOf(ref)).toEqual(arrival);
    const closing = { kind: "quiz-close", due: monday + hour, detail: {}, edits: post.id };
    await store.addPost({ ...closing, id: newId(), key: `${post.id}:close`, to });
    await deliver(store, to, sent("m-arrived"), monday + hour);
    expect(await store.arrivalOf(ref)).toEqual(arrival);
    expect(await store.arrivalsTo(to, 5)).toEqual([arrival]);
    expect(await store.arrivalOf({ ...ref, id: "other" })).toBeUndefined();
    expect(await store.arrivalsTo(hall("elsewhere"), 5)).toEqual([]);
    await store.removeSchedule(schedule.id, monday + hour);
    expect((await store.arrivalOf(ref))?.schedule).toBeUndefined();
  });

  test("a reminder that was put off still knows its schedule, and the newest comes first", async () => {
    const { store } = opened;
    const to = address("ada", "put-off");
    const schedule = await planned(store, { to, by: person("ada", "put-off"), own: true, kind: "review" });
    await deliver(store, to, sent("r1", "dm"), monday);
    const later = { kind: "review", due: monday + hour, detail: { schedule: schedule.id }, edits: undefined };
    await store.addPost({ ...later, id: newId(), key: "snooze", to });
    await deliver(store, to, sent("r2", "dm"), monday + hour);
    const found = await store.arrivalsTo(to, 5);
    expect(found.map(({ sentAt }) => sentAt)).toEqual([monday + hour, monday]);
    expect(found.map((one) => one.schedule)).toEqual([schedule.id, schedule.id]);
    expect(await store.arrivalsTo(to, 1)).toHaveLength(1);
  });

  test("a pause moves what was answered before it, with the schedule, or moves nothing", async () => {
    const { store } = opened;
    const ada = person("ada", "pausing");
    const { learner } = await answerChecks(store, ada, ["containers/a"]);
    const late = { review: review({ check: "containers/b", lastReview: monday + hour }) };
    await answerChecks(store, ada, ["containers/b"], late);
    const was = await store.saveSchedule(made({ to: address("ada", "pausing"), by: ada, own: true, kind: "review" }));
    const paused = { why: "asked" as const, until: monday + 7 * day };
    const schedule = { ...was, paused, next: undefined };
    const move = { learner, schedule, was, by: 7 * day, answeredBefore: monday + 1, at: monday };
    const due = async () => Object.fromEntries((await store.reviewsOf(learner)).map((one) => [one.check, one.due]));
    const before = await due();
    expect(await store.moveReviews(move)).toBe(true);
    const after = await due();
    expect(Object.values(after).toSorted()).toEqual(
      [(before["containers/why-many-copies"] ?? before["containers/a"] ?? 0) + 7 * day, before["containers/b"]]
        .flatMap((one) => one ?? [])
        .toSorted(),
    );
    expect((await store.findSchedule(was.id))?.paused).toEqual(paused);
    expect(await store.moveReviews(move)).toBe(false);
    expect(await due()).toEqual(after);
  });
});

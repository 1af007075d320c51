import { randomUUIDv7 } from "node:crypto";
import { expect, test } from "vitest";
import { poseAsk } from "../../src/study/ask.ts";
import { choiceCheck, course, mythCheck, textCheck } from "../rooms/courses.ts";
import { studyRoom } from "../rooms/study-room.ts";
import { seeded } from "../seeded.ts";

test("over 10,000 askings the right choice stands at each place equally often (S16)", async () => {
  const { context } = await studyRoom(course());
  const random = seeded(42);
  const check = choiceCheck("q", { right: [2] });
  const places = [0, 0, 0, 0];
  for (let round = 0; round < 10_000; round += 1) {
    const place = poseAsk({ ...context, random, newId: () => randomUUIDv7() }, check, 0, undefined).order.indexOf(2);
    places[place] = (places[place] ?? 0) + 1;
  }
  const chiSquare = places.reduce((sum, seen) => sum + (seen - 2500) ** 2 / 2500, 0);
  // Three degrees of freedom: 16.27 is passed by chance once in a thousand; the seed makes the draw the same each time.
  expect(chiSquare).toBeLessThan(16.27);
});

test("an order is kept when the author forbids shuffling, and myths keep True before False", async () => {
  const { context } = await studyRoom(course());
  for (let round = 0; round < 20; round += 1) {
    expect(poseAsk(context, choiceCheck("q", { right: [2], fixed: true }), 0, undefined).order).toEqual([0, 1, 2, 3]);
    expect(poseAsk(context, mythCheck("m"), 0, undefined).order).toEqual([0, 1]);
    expect(poseAsk(context, textCheck("t"), 0, undefined).order).toEqual([]);
  }
});

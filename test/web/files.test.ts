import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { paragraph } from "../../src/chat/message.ts";
import { newGuest } from "./guest.ts";
import { servePage } from "./page-server.ts";

const copy = {
  kind: "file",
  name: "copy.json",
  mediaType: "application/json",
  content: '{"secret":"of Ada"}',
} as const;
const giveCopy = async () =>
  [{ kind: "reply", to: "me", message: { blocks: [paragraph("Here it is."), copy] } }] as const;

test("a private file is for its reader alone, and is not kept: a copy of everything never holds the copy before, and goes with them", async () => {
  const server = await servePage({ handle: giveCopy });
  const [ada, bea] = [await newGuest(server.url), await newGuest(server.url)];
  const stream = await ada.listen();
  await ada.say("/help");
  const shown = await stream.until("copy.json");
  const [, path = ""] = /href="(\/files\/[^"]+)"/.exec(shown) ?? [];
  const file = await ada.get(path);
  expect(file.text).toBe(copy.content);
  expect(file.headers["content-disposition"]).toContain('attachment; filename="copy.json"');
  expect((await bea.get(path)).status).toBe(404);
  expect(await ada.page()).not.toContain("copy.json");
  const learner = await server.store.findLearner({ platform: "web", tenant: "local", person: idOf(ada.cookie) });
  await server.store.eraseLearner(learner?.id ?? "");
  expect((await ada.get(path)).status).toBe(404);
});

/** The id of the person with a cookie: its digest (visitor.ts). */
const idOf = (cookie: string): string =>
  createHash("sha256")
    .update(cookie.split("=")[1] ?? "")
    .digest("hex")
    .slice(0, 32);

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { offersFor, offersOf } from "../../src/platforms/web/interactions/completion.ts";
import { slashCommand } from "../../src/platforms/web/interactions/parse.ts";
import { newGuest } from "./guest.ts";
import { servePage } from "./page-server.ts";
import { scheduling, zones } from "./scheduling.ts";

const textsFor = (line: string): readonly string[] => offersFor(line, scheduling).map(({ text }) => text);

describe("the message box offers", () => {
  test("every command, the first word of those with two, and the values of a first option", () => {
    expect(offersOf(scheduling).map(({ text }) => text)).toEqual([
      ...["/help", "/schedule", "/schedule add", "/schedule add quiz", "/schedule add lesson", "/schedule list"],
    ]);
    expect(offersOf(scheduling)[1]).toEqual({ text: "/schedule", summary: "add, list", goesOn: true, begins: true });
  });

  test.each([
    ["/schedule add ", ["/schedule add quiz", "/schedule add lesson"]],
    ["/schedule add q", ["/schedule add quiz"]],
    ["/Schedule ADD the l", []],
    ["/schedule add quiz ", ["/schedule add quiz 08:30", "/schedule add quiz 09:00"]],
    ["/schedule add quiz 09", ["/schedule add quiz 09:00"]],
    [
      "/schedule add quiz 09:00 ",
      ["/schedule add quiz 09:00 work", ...zones.map((zone) => `/schedule add quiz 09:00 zone:${zone}`)],
    ],
    ["/schedule add quiz 09:00 ber", ["/schedule add quiz 09:00 zone:Europe/Berlin"]],
    ["/schedule add quiz 09:00 zone:tok", ["/schedule add quiz 09:00 zone:Asia/Tokyo"]],
    ["/schedule add quiz 09:00 zone:Asia/Tokyo w", ["/schedule add quiz 09:00 zone:Asia/Tokyo work"]],
    ["/schedule add quiz 09:00 zone:Asia/Tokyo zone:", []],
    ["/schedule add", []],
    ["/schedule", []],
    ["/schedule fly ", []],
    ["hello /schedule add ", []],
    ["", []],
  ])("for %o: %o", (line, texts) => {
    expect(textsFor(line)).toEqual(texts);
  });

  test("a value with a space only where nothing follows it", () => {
    expect(textsFor("/schedule add quiz 09:00 zone:Asia/Tokyo ")).toContain(
      "/schedule add quiz 09:00 zone:Asia/Tokyo every day",
    );
    expect(textsFor("/schedule add quiz 09:00 ev")).toEqual([]);
  });

  test("nothing that would be read as something else, whatever is typed", () => {
    const words = fc.constantFrom("quiz", "09:00", "zone:Asia/Tokyo", "work", "days:", "kind:lesson", "x", "");
    fc.assert(
      fc.property(fc.array(words, { maxLength: 5 }), (typed) => {
        const line = `/schedule add ${typed.join(" ")}`;
        for (const { text } of offersFor(line, scheduling)) {
          const before = slashCommand(line.slice(0, line.lastIndexOf(" ")), scheduling)?.options ?? {};
          const { name, options = {} } = slashCommand(text, scheduling) ?? {};
          expect(name).toBe("schedule add");
          expect(options).toMatchObject(before);
          expect(Object.keys(options)).toHaveLength(Object.keys(before).length + 1);
        }
      }),
    );
  });

  test("nothing of what only managers may do to somebody who is none", async () => {
    const login = { authorization: `Basic ${btoa("anybody:correct horse")}` };
    const server = await servePage({ commands: () => scheduling, password: "correct horse" });
    const ada = await newGuest(server.url, login);
    expect(await ada.page()).not.toContain("/schedule");
    expect((await ada.get("/offers?line=%2Fschedule%20add%20")).text).toBe("");
    const host = await newGuest((await servePage({ commands: () => scheduling })).url);
    expect((await host.get("/offers?line=%2Fschedule%20add%20")).text).toContain('data-text="/schedule add quiz"');
  });
});

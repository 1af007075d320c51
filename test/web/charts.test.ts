import { describe, expect, test } from "vitest";
import type { Chart } from "../../src/chat/chart.ts";
import { type Message, paragraph } from "../../src/chat/message.ts";
import { draw } from "../../src/pictures/draw.ts";
import { bars, night } from "../pictures/charts.ts";
import { newGuest } from "./guest.ts";
import { servePage } from "./page-server.ts";

const told = (chart: Chart, alt: string): Message => ({
  blocks: [paragraph("So you answered:"), { kind: "chart", chart, alt }],
});

/** A page on which the tutor answers every command with a chart, to one person alone. */
async function withChart(drawer?: (chart: Chart) => Promise<Uint8Array>) {
  const message = told(bars, "Seven of twelve said that it watches.");
  const server = await servePage({
    handle: async () => [{ kind: "reply", to: "me", message }],
    ...(drawer ? { draw: drawer } : {}),
  });
  const ada = await newGuest(server.url);
  await ada.say("/help");
  const [path = ""] = /\/charts\/[^"]+/.exec(await ada.page()) ?? [];
  return { server, ada, path };
}

describe("a chart in a message", () => {
  test("is a picture with its text for who cannot see it", async () => {
    const { ada, path } = await withChart(draw);
    expect(await ada.page()).toContain(`src="${path}" alt="Seven of twelve said that it watches."`);
    const reply = await ada.get(path);
    expect([reply.status, reply.headers["content-type"]]).toEqual([200, "image/png"]);
    expect(reply.headers["cache-control"]).toContain("private");
    expect(reply.text).toContain("PNG");
  });

  test("is its reader's alone, as the message is", async () => {
    const { server, path } = await withChart(draw);
    const bea = await newGuest(server.url);
    expect((await bea.get(path)).status).toBe(404);
  });

  test("is drawn once, however many look at it at a time", async () => {
    let times = 0;
    const { ada, path } = await withChart(async (chart) => {
      times += 1;
      return draw(chart);
    });
    await Promise.all([ada.get(path), ada.get(path), ada.get(path)]);
    await ada.get(path);
    expect(times).toBe(1);
  });

  test("that cannot be drawn costs nothing but the picture; the fault is told, and the next one may have more luck", async () => {
    let broken = true;
    const { server, ada, path } = await withChart(async (chart) => {
      if (broken) throw new Error("no font");
      return draw(chart);
    });
    expect(await ada.page()).toContain("So you answered:");
    expect((await ada.get(path)).status).toBe(500);
    expect(server.faults).toEqual([new Error("no font")]);
    broken = false;
    expect((await ada.get(path)).status).toBe(200);
  });

  test("is not there without somebody who draws, at no other place, and nowhere in a text", async () => {
    const { ada, path } = await withChart();
    expect((await ada.get(path)).status).toBe(404);
    const drawn = await withChart(draw);
    expect((await drawn.ada.get(drawn.path.replace("/1?", "/0?"))).status).toBe(404);
    expect((await drawn.ada.get(drawn.path.replace("/1?", "/99?"))).status).toBe(404);
  });

  test("has another address as soon as it shows something else, so that no browser shows the old one", async () => {
    const server = await servePage({ draw });
    const ada = await newGuest(server.url);
    const to = { platform: "web", tenant: "local", channel: "study-hall", kind: "channel" } as const;
    const sent = await server.web.deliver({ kind: "post", to, key: "night", message: told(night(1), "one copy") });
    if (sent.kind !== "sent") throw new Error("the post was not sent");
    const before = /\/charts\/[^"]+/.exec(await ada.page())?.[0];
    await server.web.edit(sent.ref, told(night(2), "two copies"));
    const after = /\/charts\/[^"]+/.exec(await ada.page())?.[0];
    expect(before).not.toBe(after);
    expect(before?.split("?")[0]).toBe(after?.split("?")[0]);
  });
});

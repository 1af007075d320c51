import { describe, expect, test } from "vitest";
import { everything } from "./every-block.ts";
import { buttonNamed, newGuest } from "./guest.ts";
import { servePage } from "./page-server.ts";

describe("several people", () => {
  test("see each other's public messages at once, under the names they chose", async () => {
    const server = await servePage();
    const [ada, bea] = [await newGuest(server.url), await newGuest(server.url)];
    await ada.post("/name", { name: "Ada" });
    const stream = await bea.listen();
    await ada.say("good evening");
    expect(await stream.until("good evening")).toContain("<bdi>Ada</bdi>");
    expect(await bea.page()).toContain("good evening");
    stream.close();
  });

  test("never see each other's private messages, on the page or in the stream", async () => {
    const server = await servePage();
    const [ada, bea] = [await newGuest(server.url), await newGuest(server.url)];
    const [hers, other] = [await ada.listen(), await bea.listen()];
    await ada.say("/learn");
    await hers.until("Page 1");
    await ada.press("Next");
    await hers.until("Page 2");
    await ada.say("that was it");
    const seen = await other.until("that was it");
    expect(seen).not.toContain("Page 1");
    expect(seen).not.toContain("Page 2");
    expect(await bea.page()).not.toContain("Page 2");
    expect(await ada.page()).toContain("Only you can see this");
    hers.close();
    other.close();
  });

  test("have a direct conversation each, which nobody else reads", async () => {
    const server = await servePage();
    const [ada, bea] = [await newGuest(server.url), await newGuest(server.url)];
    const hall = await bea.listen();
    const direct = await bea.listen("direct");
    await ada.say("my secret", "direct");
    await ada.say("done");
    await hall.until("done");
    await bea.say("mine", "direct");
    expect(await direct.until("mine")).not.toContain("my secret");
    expect(await bea.page("direct")).not.toContain("my secret");
    expect(await ada.page("direct")).toContain("my secret");
    expect(await ada.page()).not.toContain("my secret");
    hall.close();
    direct.close();
  });

  test("may press what everybody sees, and keep the answer, also when they never said a word", async () => {
    const server = await servePage();
    const [ada, bea] = [await newGuest(server.url), await newGuest(server.url)];
    await ada.say("/shout");
    expect((await bea.press("Me too")).status).toBe(204);
    expect(await bea.page()).toContain("no longer active");
    expect(await ada.page()).not.toContain("no longer active");
  });

  test("cannot press a button of somebody else's private message, whatever they guess", async () => {
    const server = await servePage();
    const [ada, bea] = [await newGuest(server.url), await newGuest(server.url)];
    await ada.say("/learn");
    const [on = "", action = ""] = buttonNamed(await ada.page(), "Next");
    const before = server.tutor.heard.length;
    expect((await bea.post("/press", { on, action })).status).toBe(404);
    expect((await bea.post("/submit", { on, "form-id": action, room: "study-hall" })).status).toBe(404);
    expect(server.tutor.heard).toHaveLength(before);
  });

  test("cannot fetch a file or a picture of somebody else's", async () => {
    const handle = async () => [{ kind: "reply", to: "me", message: everything("/nowhere.png") } as const];
    const server = await servePage({ handle });
    const [ada, bea] = [await newGuest(server.url), await newGuest(server.url)];
    const stream = await ada.listen();
    await ada.say("/help");
    const [file = ""] = /\/files\/[^"]+/.exec(await stream.until("/files/")) ?? [];
    const own = await ada.get(file);
    expect(own.text).toBe('{"all":"of it"}');
    expect(own.headers["content-disposition"]).toBe(
      "attachment; filename=\"export _.json\"; filename*=UTF-8''export%20%C3%BC.json",
    );
    expect((await bea.get(file)).status).toBe(404);
    expect((await bea.get(file.replace("files", "pictures"))).status).toBe(404);
  });
});

import { describe, expect, test } from "vitest";
import { createWeb } from "../../src/platforms/web/adapter.ts";
import { newGuest, send } from "./guest.ts";
import { type PageServer, servePage } from "./page-server.ts";
import { commands } from "./scripted-tutor.ts";

const portOf = ({ url }: PageServer): string => new URL(url).port;

describe("which names the page answers to (S61)", () => {
  test.each(["evil.example", "127.0.0.1.nip.io", "localhost.evil.example", "user@localhost", "localhost.", "10.0.0.1"])(
    "a page elsewhere that points its name %s here is refused",
    async (name) => {
      const server = await servePage();
      const reply = await send(`${server.url}/study-hall`, { headers: { host: `${name}:${portOf(server)}` } });
      expect(reply.status).toBeGreaterThanOrEqual(400);
      expect(reply.status).toBeLessThan(500);
      expect(reply.text).not.toContain("study-hall");
      expect(reply.headers["set-cookie"]).toBeUndefined();
    },
  );

  test.each(["localhost", "127.0.0.1", "[::1]", "LOCALHOST"])(
    "a browser on this machine may call it %s",
    async (name) => {
      const server = await servePage();
      const reply = await send(`${server.url}/study-hall`, { headers: { host: `${name}:${portOf(server)}` } });
      expect(reply.status).toBe(200);
    },
  );

  test("a name that the operator configured is answered", async () => {
    const server = await servePage({ hosts: ["study.example"] });
    const reply = await send(`${server.url}/study-hall`, { headers: { host: "study.example" } });
    expect(reply.status).toBe(200);
  });
});

describe("who may change something (S62)", () => {
  test.each([
    ["from another site's form", { origin: "https://evil.example" }],
    ["from a sandboxed frame", { origin: "null" }],
    ["from another port of this machine", { origin: "http://127.0.0.1:1" }],
    ["that the browser marks as cross-site", { "sec-fetch-site": "cross-site" }],
    ["that the browser marks as same-site only", { "sec-fetch-site": "same-site" }],
  ])("a request %s is refused, token and cookie or not", async (_from, headers) => {
    const server = await servePage();
    const ada = await newGuest(server.url);
    const reply = await ada.post("/say", { text: "hello", room: "study-hall" }, headers);
    expect(reply.status).toBe(403);
    expect(await ada.page()).not.toContain("hello");
  });

  test("a request without any origin is refused", async () => {
    const server = await servePage();
    const ada = await newGuest(server.url);
    const headers = { cookie: ada.cookie, "x-nightshift-run": ada.run, "content-type": "text/plain" };
    const reply = await send(`${server.url}/say`, { method: "POST", headers, body: "text=hello&room=study-hall" });
    expect(reply.status).toBe(403);
  });

  test.each(["", "0".repeat(32)])(
    "a request with the token %o is refused, and its page told to reload",
    async (run) => {
      const server = await servePage();
      const ada = await newGuest(server.url);
      const reply = await ada.post("/say", { text: "hello", room: "study-hall" }, { "x-nightshift-run": run });
      expect(reply.status).toBe(403);
      expect(reply.headers["hx-refresh"]).toBe("true");
    },
  );

  test("a browser without the page's cookie is told why nothing happens", async () => {
    const server = await servePage();
    const ada = await newGuest(server.url);
    const reply = await ada.post("/say", { text: "hello", room: "study-hall" }, { cookie: "" });
    expect(reply.status).toBe(403);
    expect(reply.text).toContain("cookie");
  });

  test("a web socket from anywhere is refused (S63)", async () => {
    const server = await servePage();
    const headers = {
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
      "sec-websocket-version": "13",
      origin: "https://evil.example",
    };
    expect((await send(`${server.url}/events`, { headers })).status).toBe(403);
  });
});

describe("what a browser is told (S65, S66)", () => {
  test("scripts, styles and frames come from the page itself and nowhere else", async () => {
    const server = await servePage();
    const { headers } = await send(`${server.url}/study-hall`);
    const policy = String(headers["content-security-policy"]).split("; ");
    expect(policy).toEqual(
      expect.arrayContaining(["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'"]),
    );
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["cache-control"]).toBe("no-store");
  });

  test("the cookie cannot be read by scripts, nor sent from another site", async () => {
    const server = await servePage();
    const cookie = String((await send(`${server.url}/study-hall`)).headers["set-cookie"]);
    expect(cookie).toMatch(/^nightshift=[0-9a-f]{32};/);
    expect(cookie).toContain("HttpOnly");
    expect(cookie).toContain("SameSite=Strict");
  });

  test("a link on another site leads somebody known to their own page, not to a new identity", async () => {
    const server = await servePage();
    const reply = await send(`${server.url}/study-hall`, { headers: { "sec-fetch-site": "cross-site" } });
    expect(reply.headers["set-cookie"]).toBeUndefined();
    expect(reply.text).toContain('http-equiv="refresh"');
  });

  test.each([
    "/static/..%2f..%2f.env",
    "/assets/../../../package.json",
    "/assets/%2e%2e/page.ts",
    "/.git/config",
    "/assets/page.js.map",
    "/.env",
  ])("the path %s leads nowhere", async (path) => {
    const server = await servePage();
    expect((await send(server.url + path)).status).toBe(404);
  });

  test("the page's own files may be kept for ever, and name no source map", async () => {
    const server = await servePage();
    const page = await send(`${server.url}/study-hall`);
    const paths = [...page.text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? "");
    expect(new Set(paths).size).toBe(8);
    for (const path of paths) {
      const asset = await send(server.url + path);
      expect(asset.status).toBe(200);
      expect(asset.headers["cache-control"]).toContain("immutable");
      expect(asset.text).not.toContain("sourceMappingURL");
    }
  });
});

describe("where the page is served (S64)", () => {
  const options = (server: PageServer, more: { readonly host?: string; readonly port?: number }) => ({
    ...{ host: "127.0.0.1", port: 0, password: undefined, hosts: [], tutor: "Nightshift", commands: () => commands },
    ...{ history: server.history, newId: () => "", now: () => 0, routes: {}, fault: () => undefined },
    ...more,
  });

  test.each(["0.0.0.0", "::", "192.168.1.5", "study.example"])(
    "an address for others, %s, needs a password",
    async (host) => {
      const server = await servePage();
      expect(() => createWeb(options(server, { host }))).toThrow(/WEB_PASSWORD/);
      expect(() => createWeb({ ...options(server, { host }), password: "correct horse" })).not.toThrow();
    },
  );

  test("a port in use is named, with what to do", async () => {
    const server = await servePage();
    const port = Number(portOf(server));
    const web = createWeb(options(server, { port }));
    await expect(web.start(server.tutor.handle)).rejects.toThrow(new RegExp(`Port ${port} .* in use.*PORT=`));
    expect(web.health().ok).toBe(false);
  });

  test("with a password nobody gets in without it, and nobody manages the place", async () => {
    const ready = { "/healthz": () => Response.json({ ok: true }) };
    const server = await servePage({ password: "correct horse", routes: ready });
    for (const path of ["/study-hall", "/events", "/files/a/0", "/"]) {
      expect((await send(server.url + path)).status).toBe(401);
    }
    const login = (password: string) => ({ authorization: `Basic ${btoa(`anybody:${password}`)}` });
    expect((await send(`${server.url}/study-hall`, { headers: login("correct hors") })).status).toBe(401);
    const ada = await newGuest(server.url, login("correct horse"));
    expect((await ada.say("/help")).status).toBe(204);
    expect(server.tutor.heard).toMatchObject([{ kind: "command", by: { mayManage: false } }]);
    expect((await send(`${server.url}/healthz`)).status).toBe(200);
  });

  test("on this machine alone everybody is the host", async () => {
    const server = await servePage();
    await (await newGuest(server.url)).say("/help");
    expect(server.tutor.heard).toMatchObject([{ kind: "command", by: { mayManage: true } }]);
  });
});

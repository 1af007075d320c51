import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { connect, createServer, type Server } from "node:net";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { freshFolder, startTutor, type Tutor } from "./tutor.ts";

const launcher = join(import.meta.dirname, "../../src/cli/nightshift.js");

const ready = /Nightshift is ready: (http:\/\/127\.0\.0\.1:\d+) {2}\(data in [^)]+, Ctrl\+C stops it\)/;

/** A tutor that is ready, and its address; it is stopped when the test is over. */
async function readyTutor(
  environment: Readonly<Record<string, string>> = {},
  cwd?: string,
): Promise<{ tutor: Tutor; url: string }> {
  const tutor = startTutor({ DATA_DIR: join(freshFolder(), "data"), ...environment }, cwd);
  onTestFinished(async () => {
    tutor.signal("SIGKILL");
    await tutor.ended;
  });
  return { tutor, url: await tutor.says(ready) };
}

describe("an operator who starts the tutor", () => {
  test("reads one line with the address, finds the page there, and a folder that nobody else can open", async () => {
    const dataDir = join(freshFolder(), "deep", "data");
    const { tutor, url } = await readyTutor({ DATA_DIR: dataDir });
    expect(tutor.printed()).toBe(`Nightshift is ready: ${url}  (data in ${dataDir}/, Ctrl+C stops it)\n`);
    const page = await fetch(url);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("Nightshift");
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  });

  test("finds it healthy and ready, told without names (S52)", async () => {
    const { url } = await readyTutor();
    const healthy = await fetch(`${url}/healthz`);
    expect([healthy.status, await healthy.json()]).toEqual([200, { ok: true }]);
    const answer = await fetch(`${url}/readyz`);
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { ok: true, store: true, outbox: true, platforms: { web: true } },
    ]);
  });

  test("has settings read from .env in the working folder, and those of the environment before them", async () => {
    const cwd = freshFolder();
    writeFileSync(join(cwd, ".env"), "PORT=none\nDATA_DIR=here\nWEB_PASWORD=x\n");
    const { tutor } = await readyTutor({ PORT: "0", DATA_DIR: "there" }, cwd);
    expect(tutor.logged()).toContain("Did you mean WEB_PASSWORD?");
    expect(tutor.printed()).toContain("(data in there/, Ctrl+C stops it)");
    expect(statSync(join(cwd, "there", "nightshift.db")).mode & 0o777).toBe(0o600);
  });

  test.each(["SIGTERM", "SIGINT"] as const)(
    "stops it with %s while a page is open, and the exit code is 0 (F47)",
    async (name) => {
      const { tutor, url } = await readyTutor();
      const page = await fetch(url);
      const path = /"([^"]*\/events[^"]*)"/.exec(await page.text())?.[1] ?? "";
      const cookie = page.headers
        .getSetCookie()
        .map((one) => one.split(";")[0])
        .join("; ");
      const events = await fetch(new URL(path.replaceAll("&amp;", "&"), url), { headers: { cookie } });
      expect([events.status, events.headers.get("content-type")]).toEqual([
        200,
        expect.stringContaining("text/event-stream"),
      ]);
      tutor.signal(name);
      expect(await tutor.ended).toBe(0);
      expect(tutor.logged()).toContain('"msg":"stopped"');
    },
  );

  test("is not kept waiting when the signal comes a second time", async () => {
    const { tutor, url } = await readyTutor();
    // A request that never ends is waited for, until the second signal.
    const { hostname, port } = new URL(url);
    const hanging = connect(Number(port), hostname, () => {
      hanging.write(`POST /say HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Length: 100\r\n\r\nx`);
    });
    hanging.on("error", () => {});
    onTestFinished(() => void hanging.destroy());
    await fetch(`${url}/healthz`);
    tutor.signal("SIGTERM");
    await tutor.says(/"msg":"stopping"/);
    tutor.signal("SIGTERM");
    expect(await tutor.ended).toBe(1);
    expect(tutor.logged()).toContain("as asked a second time");
  });
});

describe("an operator who watches the tutor by numbers", () => {
  test("finds them on this machine at the port of their choice, and nothing else there (S52)", async () => {
    const { server, port } = await listening();
    await new Promise((done) => server.close(done));
    const { url } = await readyTutor({ METRICS_PORT: String(port) });
    await fetch(url);
    const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
    const text = await answer.text();
    expect(answer.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    for (const line of ["nightshift_outbox_oldest_due_seconds 0", 'nightshift_platform_up{platform="web"} 1'])
      expect(text.split("\n")).toContain(line);
    for (const name of [
      "deliveries_total",
      "slots_skipped_total",
      "circuit_open",
      "ack_seconds",
      "nodejs_eventloop_lag_seconds",
    ])
      expect(text).toContain(`# TYPE nightshift_${name} `);
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
    expect((await fetch(`${url}/metrics`)).status).toBe(404);
    // A name that somebody else points at this machine, as a page that rebinds its own does.
    const elsewhere = await new Promise<number | undefined>((resolve) => {
      get({ host: "127.0.0.1", port, path: "/metrics", headers: { host: "evil.example" } }, (got) =>
        resolve(got.statusCode),
      );
    });
    expect(elsewhere).toBe(404);
  });
});

/** Runs a tutor that cannot start, and returns what the operator reads. */
async function refused(environment: Readonly<Record<string, string>>, cwd?: string) {
  const tutor = startTutor({ DATA_DIR: join(freshFolder(), "data"), ...environment }, cwd);
  const code = await tutor.ended;
  return { code, told: tutor.logged(), printed: tutor.printed() };
}

describe("an operator whose tutor cannot start", () => {
  test("because another one runs on the same data is told so, and tools still work there (F26)", async () => {
    const dataDir = join(freshFolder(), "data");
    const { tutor, url } = await readyTutor({ DATA_DIR: dataDir });
    const { code, told } = await refused({ DATA_DIR: dataDir });
    expect(told).toContain(
      `Another Nightshift runs on ${dataDir}. Stop it first, or give this one a DATA_DIR of its own.`,
    );
    expect(code).toBe(1);
    const copy = join(freshFolder(), "copy.db");
    for (const words of [["backup", copy], ["doctor"]]) {
      const tool = startTutor({ DATA_DIR: dataDir }, freshFolder(), [launcher, ...words]);
      expect([words, await tool.ended, tool.logged()]).toEqual([words, 0, expect.any(String)]);
    }
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    // However it ends, the next one may start.
    tutor.signal("SIGKILL");
    await tutor.ended;
    await readyTutor({ DATA_DIR: dataDir });
  });

  test("is told all settings that are wrong, and gets 2", async () => {
    const { code, told } = await refused({ PORT: "none", SLACK_APP_TOKEN: "xapp-1-A0123456789-abcdef" });
    expect(told).toContain("The configuration has 2 faults:");
    expect(told).toContain('PORT "none" is no port.');
    expect(told).toContain("SLACK_BOT_TOKEN is missing");
    expect(code).toBe(2);
  });

  test("is told that .env cannot be read, and gets 2", async () => {
    const cwd = freshFolder();
    mkdirSync(join(cwd, ".env"));
    const { code, told } = await refused({}, cwd);
    expect(told).toMatch(/\.env cannot be read: .*\. Make it a file that this user may read, or remove it\./);
    expect(code).toBe(2);
  });

  test("is told that the port is in use, and gets 1", async () => {
    const { server, port } = await listening();
    onTestFinished(() => void server.close());
    const { code, told } = await refused({ PORT: String(port) });
    expect(told).toContain(String(port));
    expect(told).toContain("in use");
    expect(code).toBe(1);
  });

  test("is told every fault of the course with its place, and gets 1", async () => {
    const folder = freshFolder();
    writeFileSync(join(folder, "course.yaml"), "id: x\ntitle: X\nchapters: [gone.md, lost.md]\n");
    const { code, told } = await refused({ COURSE_DIR: folder });
    expect(told).toMatch(/course\.yaml:3:\d+ {2}error {2}.*gone\.md/);
    expect(told).toMatch(/course\.yaml:3:\d+ {2}error {2}.*lost\.md/);
    expect(code).toBe(1);
  });

  test("leaves no database behind where the course is not", async () => {
    const dataDir = join(freshFolder(), "data");
    const { code, told } = await refused({ DATA_DIR: dataDir, COURSE_DIR: join(freshFolder(), "nowhere") });
    expect(told).toContain("There is no folder");
    expect(existsSync(dataDir)).toBe(false);
    expect(code).toBe(1);
  });

  test("is told which database file is foreign, and it is left as it was (F41)", async () => {
    const dataDir = freshFolder();
    const file = join(dataDir, "nightshift.db");
    writeFileSync(file, "this is my diary, not a database; ".repeat(40));
    const { code, told } = await refused({ DATA_DIR: dataDir });
    expect(told).toContain(file);
    expect(statSync(file).size).toBe("this is my diary, not a database; ".length * 40);
    expect(code).toBe(1);
  });
});

function listening(): Promise<{ server: Server; port: number }> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address !== null && typeof address === "object") resolve({ server, port: address.port });
    });
  });
}

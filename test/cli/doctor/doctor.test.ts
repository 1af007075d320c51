import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { describe, expect, inject, onTestFinished, test } from "vitest";
import { doctor } from "../../../src/cli/doctor/doctor.ts";
import { lineOf } from "../../../src/cli/doctor/finding.ts";
import { examineFolder, examineNode } from "../../../src/cli/doctor/machine.ts";
import { examinePort } from "../../../src/cli/doctor/port.ts";
import { examinePostgres } from "../../../src/cli/doctor/postgres.ts";
import { examineClock, examineZones } from "../../../src/cli/doctor/time.ts";
import type { Environment } from "../../../src/config/config.ts";
import { healthRoutes } from "../../../src/ops/health.ts";
import { createLog } from "../../../src/ops/log.ts";
import { freshFolder, startTutor } from "../tutor.ts";

const course = join(import.meta.dirname, "../../../content/containers");

/** What the doctor prints, and the exit code. */
async function examined(environment: Environment) {
  const lines: string[] = [];
  const code = await doctor({ COURSE_DIR: course, PORT: "0", ...environment }, (line) => lines.push(line));
  return { code, lines };
}

describe("the doctor", () => {
  test("finds a machine well, line by line", async () => {
    const { code, lines } = await examined({ DATA_DIR: join(freshFolder(), "data") });
    expect(lines.filter((line) => line.startsWith("no "))).toEqual([]);
    for (const start of [
      `ok  Node ${process.versions.node}`,
      "ok  SQLite 3.",
      "ok  the clock says 20",
      "ok  zone data ",
      "ok  settings can be used",
      "ok  Discord: no token is set",
      "ok  Slack: no token is set",
      "ok  /",
      "ok  course ",
      "ok  port 0 of 127.0.0.1 is free",
    ]) {
      expect(lines.filter((line) => line.startsWith(start))).toHaveLength(1);
    }
    expect(lines.at(-1)).toBe("All is well. Where no tutor runs yet: npm start.");
    expect(code).toBe(0);
  });

  test("finds a machine well on which the tutor runs", async () => {
    const DATA_DIR = join(freshFolder(), "data");
    const tutor = startTutor({ DATA_DIR });
    onTestFinished(async () => {
      tutor.signal("SIGKILL");
      await tutor.ended;
    });
    const PORT = await tutor.says(/Nightshift is ready: http:\/\/127\.0\.0\.1:(\d+)/);
    const { code, lines } = await examined({ DATA_DIR, PORT });
    expect(lines).toContain(`ok  port ${PORT} of 127.0.0.1 is in use by Nightshift, which runs and is well`);
    expect(lines.filter((line) => line.startsWith("no "))).toEqual([]);
    expect(code).toBe(0);
  });

  test("names every setting that is wrong, examines the machine all the same, and ends with 1", async () => {
    const { code, lines } = await examined({ PORT: "none", SLACK_APP_TOKEN: "xapp-1-A0123456789-abcdef" });
    expect(lines).toContain('no  PORT "none" is no port. Use a whole number from 0 to 65535, such as 3000.');
    expect(lines.filter((line) => line.startsWith("no  SLACK_BOT_TOKEN is missing"))).toHaveLength(1);
    expect(lines.filter((line) => line.startsWith("ok  SQLite"))).toHaveLength(1);
    expect(lines.at(-1)).toMatch(/^2 of \d+ need a look\.$/);
    expect(code).toBe(1);
  });

  test("takes a name that looks like a slip for a fault", async () => {
    const { code, lines } = await examined({ DISCORD_BOT_TOKEN: "x", DATA_DIR: freshFolder() });
    expect(lines).toContain("no  DISCORD_BOT_TOKEN is set, and nothing reads it. Did you mean DISCORD_TOKEN?");
    expect(code).toBe(1);
  });

  test("says that tokens are there, and never what they are", async () => {
    const token = `${"M".repeat(24)}.${"a".repeat(6)}.${"b".repeat(38)}`;
    const { lines } = await examined({ DISCORD_TOKEN: token, DISCORD_API_BASE_URL: "http://127.0.0.1:9/api" });
    expect(lines.filter((line) => line.startsWith("ok  Discord: a token of the right shape is set"))).toHaveLength(1);
    expect(lines.join("\n")).not.toContain(token);
  });

  test("finds a course with errors", async () => {
    const folder = freshFolder();
    writeFileSync(join(folder, "course.yaml"), "id: x\ntitle: X\nchapters: [gone.md]\n");
    const { code, lines } = await examined({ COURSE_DIR: folder });
    expect(
      lines.filter((line) => line.startsWith(`no  course ${folder}`) && line.includes("npm run check")),
    ).toHaveLength(1);
    expect(code).toBe(1);
  });
});

describe("the doctor tells what to do about", () => {
  test("an old Node", () => {
    expect(lineOf(examineNode("20.20.2"))).toMatch(/^no {2}Nightshift needs Node 26 or newer.*npm ci/);
  });

  test("a data folder that is a file", async () => {
    const file = join(freshFolder(), "data");
    writeFileSync(file, "");
    expect(lineOf(await examineFolder(file))).toBe(
      `no  ${file} is no folder → set DATA_DIR to a folder, or move that file away`,
    );
    expect(lineOf(await examineFolder(join(file, "below")))).toMatch(/^no {2}.* → /);
  });

  test("a data folder that others can open", async () => {
    const folder = join(freshFolder(), "data");
    mkdirSync(folder);
    chmodSync(folder, 0o755);
    expect(lineOf(await examineFolder(folder))).toBe(
      `no  ${folder} can be opened by other users of this machine → chmod 700 ${folder}`,
    );
    chmodSync(folder, 0o700);
    expect(lineOf(await examineFolder(folder))).toMatch(/^ok {2}.* can be written, by its owner alone, \d+ MiB free$/);
  });

  test("a port that another program has taken, whatever that answers", async () => {
    const silent = createServer((socket) => void socket.destroy());
    const other = createHttpServer((_, answer) => void answer.writeHead(200).end('{"ok":true}'));
    for (const server of [silent, other]) {
      const port = await listening(server);
      expect(lineOf(await examinePort("127.0.0.1", port))).toMatch(
        new RegExp(
          `^no {2}port ${port} of 127\\.0\\.0\\.1 cannot be used: .*EADDRINUSE.* → stop what uses it, or set PORT$`,
        ),
      );
    }
  });

  test("a tutor that cannot write", async () => {
    const probe = () => Promise.reject(new Error("the disk is full"));
    const log = createLog({ level: "silent", pretty: false, secrets: [], to: 2 });
    const routes = healthRoutes({
      store: { health: () => ({ ok: true }), probe },
      platforms: [],
      behind: async () => 0,
      log,
    });
    const ill = createHttpServer((_, answer) => {
      void routes["/healthz"]().then(async (said) =>
        answer.writeHead(said.status, Object.fromEntries(said.headers)).end(await said.text()),
      );
    });
    const port = await listening(ill);
    expect(lineOf(await examinePort("127.0.0.1", port))).toBe(
      `no  port ${port} of 127.0.0.1 is in use by Nightshift, which runs and cannot write its database → read its log`,
    );
  });

  test("a PostgreSQL that is well, that lacks the database, and that does not know the password", async () => {
    const address = inject("postgres");
    const where = new URL(address);
    const name = `PostgreSQL at ${where.hostname}:${where.port}`;
    expect(lineOf(await examinePostgres(address))).toBe(`ok  ${name} lets the tutor in and answers`);
    where.pathname = "/nowhere";
    expect(lineOf(await examinePostgres(where.href))).toBe(
      `no  ${name} lacks the database: database "nowhere" does not exist → create it, or correct its name in DATABASE_URL`,
    );
    where.password = "a-password";
    expect(lineOf(await examinePostgres(where.href))).toBe(
      `no  ${name} does not let the tutor in: password authentication failed for user "postgres" → correct the user and the password in DATABASE_URL`,
    );
  });

  test("a PostgreSQL that does not answer, or not as one, without its password", async () => {
    const port = await listening(createServer((socket) => void socket.destroy()));
    for (const where of [1, port]) {
      const line = lineOf(await examinePostgres(`postgres://tutor:a-password@127.0.0.1:${where}/tutor`));
      expect(line).toMatch(
        new RegExp(
          `^no {2}PostgreSQL at 127\\.0\\.0\\.1:${where} does not answer: .+ → start it, or correct DATABASE_URL`,
        ),
      );
      expect(line).not.toContain("a-password");
    }
  });

  test("a clock in the past, and one that runs backwards", () => {
    const past = { now: () => Temporal.Instant.from("1970-01-02T00:00:00Z") };
    expect(lineOf(examineClock(past))).toBe(
      "no  the clock says 1970-01-02T00:00:00Z → set the clock of this machine, and let NTP keep it",
    );
    let now = Temporal.Instant.from("2026-11-23T08:00:00Z");
    const backwards = {
      now: () => {
        now = now.subtract({ milliseconds: 1 });
        return now;
      },
    };
    expect(lineOf(examineClock(backwards))).toMatch(/^no {2}the clock went back from .* → let NTP slew/);
  });

  test("a Node without the zones of the world", () => {
    expect(lineOf(examineZones(["UTC"], "2026a"))).toMatch(/^no {2}zone data knows 1 zones → use the Node/);
  });
});

/** Lets a server listen on any free port of this machine until the test is over, and resolves with the port. */
function listening(server: Server): Promise<number> {
  onTestFinished(() => void server.close());
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address !== null && typeof address === "object") resolve(address.port);
    });
  });
}

import { existsSync } from "node:fs";
import { mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import chromium from "@sparticuz/chromium";
import { type Browser, chromium as driver } from "playwright-core";

/** Switches that the page is to be tried without: they would hide what its own policy must hold. */
const LAX = new Set([
  "--disable-web-security",
  "--allow-running-insecure-content",
  "--disable-site-isolation-trials",
  "--single-process",
]);

/**
 * Starts a real Chromium: the one that CHROMIUM_PATH names, or the one from node_modules. Rejects with one sentence
 * that says what is missing.
 */
export async function launchChromium(): Promise<Browser> {
  const named = process.env.CHROMIUM_PATH;
  if (named) return start(named, {}, "CHROMIUM_PATH names a program that did not start as a browser.");
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error(
      "The browser from npm runs on Linux x64 only: install Chrome or Chromium and set CHROMIUM_PATH to it.",
    );
  }
  const folder = await unpacked();
  const fonts = existsSync("/etc/fonts/fonts.conf") ? {} : { FONTCONFIG_PATH: join(folder, "fonts") };
  const program = join(folder, "chromium");
  try {
    return await start(program, fonts, "");
  } catch {
    // A bare machine lacks some libraries; they come with the browser, and are used only where they are needed.
    const libraries = { ...fonts, LD_LIBRARY_PATH: join(folder, "al2023", "lib") };
    return start(
      program,
      libraries,
      "The browser from npm did not start: install Chromium and set CHROMIUM_PATH to it.",
    );
  }
}

async function start(program: string, own: Readonly<Record<string, string>>, sentence: string): Promise<Browser> {
  const args = chromium.args.filter((arg) => !LAX.has(arg) && !arg.startsWith("--headless"));
  const inherited = Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined);
  try {
    return await driver.launch({ executablePath: program, args, env: { ...Object.fromEntries(inherited), ...own } });
  } catch (error) {
    throw new Error(sentence, { cause: error });
  }
}

/** The browser's folder. Whoever unpacks first renames it into place whole, so that test files may start side by side. */
async function unpacked(): Promise<string> {
  const program = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  const { version } = JSON.parse(await readFile(join(dirname(program), "..", "package.json"), "utf8"));
  const folder = join(tmpdir(), `nightshift-chromium-${version}`);
  if (existsSync(folder)) return folder;
  const fresh = await mkdtemp(join(tmpdir(), "nightshift-unpacking-"));
  // The package unpacks its libraries on one host only, and looks for that host's name here.
  await withEnvironment({ TMPDIR: fresh, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x" }, () => chromium.executablePath());
  try {
    await rename(fresh, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    await rm(fresh, { recursive: true });
  }
  return folder;
}

async function withEnvironment(values: Readonly<Record<string, string>>, work: () => Promise<unknown>): Promise<void> {
  const before = { ...process.env };
  Object.assign(process.env, values);
  try {
    await work();
  } finally {
    for (const name of Object.keys(values)) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
}

import { Command, CommanderError } from "commander";
import { ConfigError, environment, readConfig, secretsIn } from "../config/config.ts";
import { scrub } from "../config/scrub.ts";
import { exit } from "./exit.ts";

type Print = (line: string) => void;

/**
 * Runs one command line and resolves with the exit code (exit.ts) when the command is done.
 * What was asked for goes to `print`, what went wrong to `complain`.
 */
export async function run(
  words: readonly string[],
  print: Print = console.log,
  complain: Print = console.error,
): Promise<number> {
  let code: number = exit.ok;
  const done = (given: number): void => {
    code = given;
  };
  const program = new Command("nightshift")
    .description("A tutor that lives in the chat a group already uses.")
    .addHelpText("after", exitCodes)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => print(text.trimEnd()),
      writeErr: (text) => complain(text.trimEnd()),
    });
  addTutor(program, print, done);
  addCourse(program, print, done);
  try {
    await program.parseAsync(words, { from: "user" });
    return code;
  } catch (error) {
    return failed(error, complain);
  }
}

type Add = (program: Command, print: Print, done: (code: number) => void) => void;

/** A command's file is loaded when it runs: `--help` and `check` need no database. */
const addTutor: Add = (program, print, done) => {
  program
    .command("start")
    .description("run the tutor and its local page until Ctrl+C")
    .action(async () => {
      const { start } = await import("./start.ts");
      done(await start(environment(), print));
    });
  program
    .command("backup")
    .description("copy the database to a new file while the tutor goes on")
    .argument("<file>", "where to write it; an existing file is never overwritten")
    .action(async (file: string) => {
      const { needSqlite } = await import("./doctor/sqlite.ts");
      const { backup } = await import("./backup.ts");
      const config = readConfig(environment());
      await needSqlite(config);
      done(await backup(file, config, print));
    });
  program
    .command("doctor")
    .description("examine this machine, the settings and the course; each line is ok or says what to do")
    .action(async () => {
      const { doctor } = await import("./doctor/doctor.ts");
      done(await doctor(environment(), print));
    });
};

const addCourse: Add = (program, print, done) => {
  program
    .command("check")
    .description("look a course over and name every fault with its file, line and column")
    .argument("[dir]", "the course's folder (default: COURSE_DIR, or content/containers)")
    .action(async (dir: string | undefined) => {
      const { check } = await import("./check.ts");
      done(await check(dir ?? readConfig(environment()).courseDir, print));
    });
  program
    .command("preview")
    .description("play a chapter's bites in the terminal; nothing is stored")
    .argument("<file>", "a chapter, such as content/containers/01-one-is-easy.md")
    .action(async (file: string) => {
      const { preview } = await import("./preview.ts");
      done(await preview(file, print));
    });
};

const exitCodes = `
Settings come from the environment and from a file .env; .env.example lists them.
Exit codes: ${exit.ok} all well, ${exit.fault} something failed, ${exit.usage} wrong command or settings.`;

function failed(error: unknown, complain: Print): number {
  // Commander has printed its own message, and help asked for is no fault.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exit.ok : exit.usage;
  if (error instanceof ConfigError) {
    complain(error.message);
    return exit.usage;
  }
  complain(scrub(tell(error), secretsIn(environment())));
  return exit.fault;
}

/** A fault of the operation tells its remedy in its message; one of the program is of use with its stack alone. */
function tell(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const ours = [TypeError, ReferenceError, RangeError, SyntaxError].some((kind) => error instanceof kind);
  return ours ? (error.stack ?? error.message) : error.message;
}

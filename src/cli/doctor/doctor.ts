import { type Config, ConfigError, type Environment, readConfig } from "../../config/config.ts";
import { systemClock } from "../../main.ts";
import { check } from "../check.ts";
import { exit } from "../exit.ts";
import { examineDiscord } from "./discord.ts";
import { type Finding, ill, lineOf, reasonOf, well } from "./finding.ts";
import { examineFolder, examineNode } from "./machine.ts";
import { examinePort } from "./port.ts";
import { examinePostgres } from "./postgres.ts";
import { examineSlack } from "./slack.ts";
import { examineSqlite } from "./sqlite.ts";
import { examineClock, examineZones } from "./time.ts";

/** Examines machine, settings and course, and prints one line for each. Resolves with `exit.fault` when any is not ok. */
export async function doctor(environment: Environment, print: (line: string) => void): Promise<number> {
  const { config, findings: settings } = examineSettings(environment);
  const findings = [
    examineNode(process.versions.node),
    await examineSqlite(),
    examineClock(systemClock),
    examineZones(Intl.supportedValuesOf("timeZone"), process.versions.tz),
    ...settings,
    ...(config === undefined ? [] : await examineRest(config)),
  ];
  for (const finding of findings) print(lineOf(finding));
  const failed = findings.filter((finding) => !finding.ok).length;
  print(
    failed === 0 ? "All is well. Where no tutor runs yet: npm start." : `${failed} of ${findings.length} need a look.`,
  );
  return failed === 0 ? exit.ok : exit.fault;
}

const now = (): number => systemClock.now().epochMilliseconds;

async function examineRest(config: Config): Promise<readonly Finding[]> {
  return [
    config.databaseUrl === undefined
      ? await examineFolder(config.dataDir)
      : await examinePostgres(config.databaseUrl.reveal()),
    await examineCourse(config.courseDir),
    await examinePort(config.host, config.port),
    ...(config.discord ? await examineDiscord(config.discord, now) : []),
    ...(config.slack ? await examineSlack(config.slack, now) : []),
  ];
}

type Settings = { readonly config: Config | undefined; readonly findings: readonly Finding[] };

function examineSettings(environment: Environment): Settings {
  try {
    const config = readConfig(environment);
    return { config, findings: [well("settings can be used"), ...config.warnings.map(slip), ...tokens(config)] };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { config: undefined, findings: error.faults.map((text) => ({ ok: false, text })) };
  }
}

const slip = (text: string): Finding => ({ ok: false, text });

/** Which tokens are there, never what they are. */
function tokens({ discord, slack }: Config): readonly Finding[] {
  const shape = "a token of the right shape is set";
  return [well(`Discord: ${discord ? shape : "no token is set"}`), well(`Slack: ${slack ? shape : "no token is set"}`)];
}

async function examineCourse(folder: string): Promise<Finding> {
  const lines: string[] = [];
  try {
    const code = await check(folder, (line) => lines.push(line));
    const summary = lines.at(-1) ?? "";
    return code === exit.ok
      ? well(`course ${folder}: ${summary}`)
      : ill(`course ${folder}: ${summary}`, `npm run check ${folder}`);
  } catch (error) {
    return ill(`course ${folder} cannot be read: ${reasonOf(error)}`, "set COURSE_DIR to a course's folder");
  }
}

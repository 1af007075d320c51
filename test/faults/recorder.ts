import { openStore } from "../../src/store/open.ts";
import { answerChecks, person } from "../store/learning.ts";

/**
 * A program of its own that records answers until it is killed: several people at once, each answering one question after
 * another. It writes "open", and then a sitting's id and its number of checks whenever the store has confirmed them all.
 */
const [dataDir = "", name = ""] = process.argv.slice(2);
const { store } = await openStore({ dataDir });
process.stdout.write("open\n");

async function learn(who: string): Promise<never> {
  for (let round = 0; ; round += 1) {
    const checks = [`${name}/${round}`, `${name}/${round}-again`];
    const sitting = await answerChecks(store, person(who), checks);
    process.stdout.write(`${sitting.id}\n`);
  }
}
await Promise.all(["ada", "grace", "linus", "radia"].map((who) => learn(`${name}-${who}`)));

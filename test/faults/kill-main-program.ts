import { killLoop } from "./kill-loop.ts";

/** `npm run test:kill -- [ROUNDS] [SEED]`: kills so many programs, and tells what they left behind. */
const [rounds = "1000", seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
process.stdout.write(`${rounds} rounds, seed ${seed}\n`);
const wreck = await killLoop(Number(rounds), Number(seed));
process.stdout.write(`${JSON.stringify(wreck, null, 2)}\n`);
process.exitCode = wreck.faults.length === 0 ? 0 : 1;

import { openStore } from "../../src/store/open.ts";
import { now } from "../school.ts";
import { clockworkOn } from "./parts.ts";

/** A program that waits for what comes by the clock, and tells its resident memory in bytes after some beats. */
const [dataDir = ""] = process.argv.slice(2);
const { store, close } = await openStore({ dataDir });
const { arrivals } = clockworkOn(store, [], () => now - 1);
for (let beat = 0; beat < 50; beat += 1) await arrivals.tick();
globalThis.gc?.();
process.send?.(process.memoryUsage().rss);
await close();
process.disconnect?.();

import { once } from "node:events";
import { openStore } from "../../src/store/open.ts";

/** A program of its own that opens a store when it is told to, writes once, and ends. */
const [kind, place = ""] = process.argv.slice(2);
process.stdout.write("ready\n");
await once(process.stdin, "data");
const opened = await openStore(kind === "url" ? { url: place } : { dataDir: place });
await opened.probe();
await opened.close();
process.stdin.destroy();

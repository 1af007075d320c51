#!/usr/bin/env node
// @ts-check
import { nodeFault } from "./node-version.js";

// Nothing else may be loaded before this: an old Node stops at the first type, or crashes inside better-sqlite3.
const fault = nodeFault(process.versions.node);
if (fault !== undefined) {
  console.error(fault);
  process.exitCode = 2;
} else {
  const { run } = await import("./program.ts");
  process.exitCode = await run(process.argv.slice(2));
}

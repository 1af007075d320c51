import { startVitest } from "vitest/node";

/** A whole run as `npm test` makes one, with the one test that fails. */
await startVitest("test", [], { watch: false, include: ["test/ending/failing.ts"] });

import { defineConfig } from "vitest/config";

declare module "vitest" {
  interface ProvidedContext {
    /** Whether a property is to be tried on everything, and not on a sample: `npm run test:full`. */
    readonly whole: boolean;
  }
}

export default defineConfig(({ mode }) => ({
  test: {
    include: ["test/**/*.test.ts"],
    // One PostgreSQL server for the whole run; each file that wants it makes a database of its own.
    globalSetup: ["test/postgres.ts"],
    provide: { whole: mode === "full" },
    pool: "forks",
    // Long enough for a machine that does other work, too: what hangs is found out all the same.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
}));

import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const source = (file: string) => fileURLToPath(new URL(`./src/${file}`, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^edict$/, replacement: source("index.ts") },
      { find: /^edict\/evidence$/, replacement: source("evidence.ts") },
      { find: /^edict\/frames$/, replacement: source("frames.ts") },
    ],
  },
  test: {
    include: ["test/**/*.test.ts"],
    typecheck: { enabled: false },
    // What hangs is stopped, and what waits its turn on a busy machine is not.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: "threads",
  },
});

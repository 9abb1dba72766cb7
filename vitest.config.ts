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
    testTimeout: 30_000,
    // A browser that starts on a busy machine takes longer than the ten seconds of the default.
    hookTimeout: 60_000,
    pool: "threads",
  },
});

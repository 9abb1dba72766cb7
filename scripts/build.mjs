// Bundles src/ into dist/ with esbuild (about 0.1 s). One file a chunk, shared between the entries, because
// Node opens a hundred small modules more slowly than ten larger ones: cold start is part of the product.
// Type declarations are emitted by `npm run build:types`.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const manifest = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
const entries = {
  index: "src/index.ts",
  cli: "src/cli/main.ts",
  start: "src/cli/start.ts",
  frames: "src/frames.ts",
};

rmSync(`${root}dist`, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(root + file))),
  outdir: "dist",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  chunkNames: "chunks/[name]-[hash]",
  // Run-time dependencies stay outside; development-only ones (the distribution functions) are bundled in.
  external: Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies }).flatMap((name) => [
    name,
    `${name}/*`,
  ]),
  banner: { js: "" },
  logLevel: "warning",
});

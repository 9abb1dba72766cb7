// Runs one TypeScript file of bench/ on any supported Node: bundled on the fly, dependencies left outside.
// node bench/run.mjs bench/store.ts [arguments]
import { mkdirSync, rmSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const [file, ...rest] = process.argv.slice(2);
if (file === undefined) throw new Error("which file? e.g. node bench/run.mjs bench/store.ts");
const folder = `${root}node_modules/.cache/edict-bench/`;
const outfile = `${folder}${basename(file, ".ts")}-${process.pid}.mjs`;
mkdirSync(folder, { recursive: true });
await build({
  entryPoints: [file],
  outfile,
  bundle: true,
  packages: "external",
  format: "esm",
  platform: "node",
  target: "node20.19",
  logLevel: "warning",
});
process.argv.splice(1, process.argv.length, file, ...rest);
try {
  await import(pathToFileURL(outfile).href);
} finally {
  rmSync(outfile);
}

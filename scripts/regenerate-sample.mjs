// Writes test/golden/sample-market.json: the fingerprints of the sample market, which is itself made anew whenever it
// is used. Run it after a deliberate change of the generator, and say in the commit why every result on it moved.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = `${root}node_modules/.cache/edict-sample/`;
const outfile = `${folder}fingerprints.mjs`;
mkdirSync(folder, { recursive: true });
await build({
  entryPoints: [`${root}test/feeds/sample/sample-fingerprints.ts`],
  outfile,
  bundle: true,
  packages: "external",
  format: "esm",
  platform: "node",
  logLevel: "warning",
});
const { sampleFingerprints } = await import(pathToFileURL(outfile).href);
mkdirSync(`${root}test/golden`, { recursive: true });
writeFileSync(`${root}test/golden/sample-market.json`, `${JSON.stringify(sampleFingerprints(), null, 2)}\n`);
rmSync(folder, { recursive: true });

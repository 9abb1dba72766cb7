// Bundles src/ into dist/ with esbuild (about 0.2 s). A few chunks, shared between the entries, because Node opens
// a hundred small modules more slowly than ten larger ones: cold start is part of the product.
//
// Dependencies in package.json stay outside and are installed with edict. Development dependencies that src/ uses
// (small, pure libraries) are bundled in, with their licences gathered in dist/THIRD-PARTY-LICENSES.txt.
// Type declarations are emitted by `npm run build:types`.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { bundlePage } from "./bundle-page.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const manifest = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
const installed = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
const entries = {
  index: "src/index.ts",
  cli: "src/cli/main.ts",
  start: "src/cli/start.ts",
  frames: "src/frames.ts",
  "sweep-worker": "src/workers/sweep-worker.ts",
};

const common = {
  absWorkingDir: root,
  outdir: "dist",
  write: false,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
};
const program = await build({
  ...common,
  entryPoints: Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(root + file))),
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  external: installed.flatMap((name) => [name, `${name}/*`]),
  // Packages written for require() may ask for Node's own modules.
  banner: {
    js: `import { createRequire as edictRequire } from "node:module";const require = edictRequire(import.meta.url);`,
  },
});
// What a strategy file imports becomes a part of the strategy's own bundle, so it stands alone.
const authoring = await build({ ...common, entryPoints: { authoring: "src/strategy/authoring.ts" } });
const page = await bundlePage();

// Written only now: a build that fails leaves the old one in place. Type declarations are another script's: npm
// builds once more after `npm run build:types` when it packs.
mkdirSync(`${root}dist`, { recursive: true });
for (const name of readdirSync(`${root}dist`)) {
  if (name !== "types") rmSync(`${root}dist/${name}`, { recursive: true, force: true });
}
for (const file of [...program.outputFiles, ...authoring.outputFiles]) {
  mkdirSync(dirname(file.path), { recursive: true });
  writeFileSync(file.path, file.contents);
}
writeFileSync(`${root}dist/page.js.gz`, page.packed);
writeFileSync(`${root}dist/THIRD-PARTY-LICENSES.txt`, licencesOf(program.metafile, page.metafile));

/** Licences of the bundled packages; those that share a text stand together above it. */
function licencesOf(...metafiles) {
  const bundled = new Set(
    metafiles
      .flatMap(({ inputs }) => Object.keys(inputs))
      .flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []),
  );
  const byText = new Map();
  for (const name of [...bundled].sort()) {
    const folder = `${root}node_modules/${name}/`;
    const { version, license } = JSON.parse(readFileSync(`${folder}package.json`, "utf8"));
    const texts = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name)
      .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
      .map((file) => readFileSync(folder + file, "utf8").trim());
    const text = texts.join("\n\n");
    byText.set(text, [...(byText.get(text) ?? []), `${name} ${version} (${license})`]);
  }
  return [...byText]
    .map(([text, names]) => `${names.join("\n")}\n\n${text}\n`)
    .join(`\n${"-".repeat(80)}\n\n`);
}

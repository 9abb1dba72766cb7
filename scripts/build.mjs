// Bundles src/ into dist/ with esbuild (about half a second). Cold start is part of the product:
//
// - The command is one file, program.cjs, which src/cli/load-program.ts runs with V8's code of an earlier run. Node
//   opens a hundred small modules more slowly than one large file.
// - What few commands need and is large stands beside it, in parts/, and is opened when it is asked for.
// - Worker threads (worker-thread.cjs) run the same file, with V8's code of `edict sweep`.
// - The library (index.js, evidence.js, frames.js) are ES modules that share chunks.
//
// Dependencies in package.json stay outside and are installed with edict. Development dependencies that src/ uses
// (small, pure libraries) are bundled in, with their licences gathered in dist/THIRD-PARTY-LICENSES.txt.
// Type declarations are emitted by `npm run build:types`.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { bundlePages } from "./bundle-pages.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const manifest = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
const installed = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
const libraryEntries = { index: "src/index.ts", evidence: "src/evidence.ts", frames: "src/frames.ts" };

const externalPackages = installed.flatMap((name) => [name, `${name}/*`]);
/**
 * Opened when they are asked for: what is large and few commands need, and the errors, which all of it must have in
 * common for `instanceof` to hold. Whatever else a part shares with the program, both hold.
 */
const PARTS = {
  errors: ["./src/errors.ts"],
  // In one part, since all of them draw with ECharts.
  pages: [
    "./src/report/html/live-page.ts",
    "./src/report/html/render-html-report.ts",
    "./src/report/html/render-sweep-page.ts",
    "./src/report/html/render-study-page.ts",
    "./src/report/html/render-walk-forward-page.ts",
  ],
  "signals-extract": ["./src/cli/signals/signals-extract.ts"],
  temporal: ["temporal-polyfill"],
};
/** Packages that make tables for milliseconds as they open, by what opens them once they are first called. */
const LATE = {
  "fastest-levenshtein": `let real; export const distance = (a, b) => (real ??= require("fastest-levenshtein")).distance(a, b);`,
  "fast-string-width": `let real; export default (text) => (real ??= require("fast-string-width")).default(text);`,
};
/** Places in src/ that import by a computed name: strategies that are modules, and the driver of the queue. */
const COMPUTED_IMPORTS = 2;

/** A third less to read at each start. For a profile or a stack with names: node scripts/build.mjs --readable */
const isReadable = process.argv.includes("--readable");

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
const commonJs = { ...common, format: "cjs", outExtension: { ".js": ".cjs" } };
const library = await build({
  ...common,
  entryPoints: libraryEntries,
  minifyIdentifiers: !isReadable,
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  // Of an error that a script does not catch, Node prints the line where it was thrown, however long.
  lineLimit: 1000,
  external: externalPackages,
  // Packages written for require() may ask for Node's own modules.
  banner: {
    js: `import { createRequire as edictRequire } from "node:module";const require = edictRequire(import.meta.url);`,
  },
});
/** Of all of src/: what a command keeps of one build is not taken by another. */
const sourceSha256 = hashOfFolder(`${root}src`);
const program = await buildProgram();
const commands = await build({
  ...commonJs,
  entryPoints: {
    cli: "src/cli/main.ts",
    start: "src/cli/start.ts",
    "worker-thread": "src/cli/worker-thread.ts",
  },
  minifyIdentifiers: !isReadable,
  define: {
    "import.meta.dirname": "__dirname",
    PROGRAM_SHA256: JSON.stringify(
      createHash("sha256").update(program.outputFiles[0].contents).digest("hex"),
    ),
  },
});
const parts = await build({
  ...commonJs,
  entryPoints: Object.fromEntries(Object.keys(PARTS).map((name) => [name, `part:${name}`])),
  charset: "utf8",
  outdir: "dist/parts",
  external: externalPackages,
  minifyIdentifiers: !isReadable,
  // ECharts leaves its development-time checks out by the second.
  define: { "import.meta.url": "edictUrl", "process.env.NODE_ENV": '"production"' },
  banner: { js: 'const edictUrl=require("node:url").pathToFileURL(__filename).href;' },
  plugins: [
    { name: "entries", setup: enterParts },
    { name: "parts", setup: (hooks) => leaveParts(hooks, ["errors"], "./") },
    { name: "temporal", setup: leaveTemporal },
    { name: "distributions", setup: leaveDistributions },
  ],
});
// What a strategy file imports becomes a part of the strategy's own bundle, so it stands alone.
const authoring = await build({ ...common, entryPoints: { authoring: "src/strategy/authoring.ts" } });
const pages = await bundlePages();

// Written only now: a build that fails leaves the old one in place. Type declarations are another script's: npm
// builds once more after `npm run build:types` when it packs.
mkdirSync(`${root}dist`, { recursive: true });
for (const name of readdirSync(`${root}dist`)) {
  if (name !== "types") rmSync(`${root}dist/${name}`, { recursive: true, force: true });
}
const built = [library, commands, program, parts, authoring];
for (const file of built.flatMap((one) => one.outputFiles)) {
  mkdirSync(dirname(file.path), { recursive: true });
  writeFileSync(file.path, file.contents);
}
writeFileSync(`${root}dist/page.js.gz`, pages.charts);
writeFileSync(`${root}dist/table-page.js.gz`, pages.tables);
writeFileSync(
  `${root}dist/THIRD-PARTY-LICENSES.txt`,
  licencesOf(...built.map((one) => one.metafile), ...pages.metafiles),
);

/** All commands in one function, whose `import` and `import.meta.url` are given to it by src/cli/load-program.ts. */
async function buildProgram() {
  const result = await build({
    ...commonJs,
    entryPoints: { program: "src/cli/program.ts" },
    external: externalPackages,
    define: { "import.meta.url": "edictUrl", BUILD_SHA256: JSON.stringify(sourceSha256) },
    minifyIdentifiers: !isReadable,
    plugins: [
      { name: "parts", setup: (hooks) => leaveParts(hooks, Object.keys(PARTS), "./parts/") },
      { name: "leave-out", setup: leaveOut },
    ],
  });
  const stray = Object.keys(result.metafile.inputs).find((input) =>
    /node_modules.(echarts|zrender)\b/.test(input),
  );
  if (stray !== undefined)
    throw new Error(`program.cjs holds ${stray}: what draws belongs to parts/pages.cjs`);
  const [file] = result.outputFiles;
  const [{ imports }] = Object.values(result.metafile.outputs);
  const expected = imports.filter(({ kind }) => kind === "dynamic-import").length + COMPUTED_IMPORTS;
  let found = 0;
  const text = file.text.replace(/\bimport\(/g, () => {
    found++;
    return "edictImport(";
  });
  // Were the word to stand in a text or a comment, the text would change with it.
  if (found !== expected) throw new Error(`program.cjs has ${found} imports where ${expected} were expected`);
  const contents = `(function(module,require,edictImport,edictUrl){${text}\n})`;
  return { ...result, outputFiles: [{ path: file.path, contents }] };
}

function hashOfFolder(folder) {
  const hash = createHash("sha256");
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const file of files.sort()) hash.update(relative(folder, file)).update(readFileSync(file));
  return hash.digest("hex");
}

/** What each part exports: all that its modules do. */
function enterParts({ onResolve, onLoad }) {
  onResolve({ filter: /^part:/ }, ({ path }) => ({ path: path.slice("part:".length), namespace: "part" }));
  onLoad({ filter: /.*/, namespace: "part" }, ({ path }) => ({
    contents: PARTS[path].map((module) => `export * from ${JSON.stringify(module)};`).join("\n"),
    resolveDir: root,
  }));
}

/** Modules that are in parts/ are asked for from there; a part's own entry finds them where they stand. */
function leaveParts({ onResolve }, names, folder) {
  const byFile = new Map(names.flatMap((name) => PARTS[name].map((module) => [resolve(root, module), name])));
  onResolve({ filter: /\.ts$/ }, ({ path, resolveDir, namespace }) => {
    const name = namespace === "part" ? undefined : byFile.get(resolve(resolveDir, path));
    return name === undefined ? undefined : { path: `${folder}${name}.cjs`, external: true };
  });
}

/** One part's Temporal serves the others. */
function leaveTemporal({ onResolve }) {
  onResolve({ filter: /^temporal-polyfill$/ }, ({ namespace }) =>
    namespace === "part" ? undefined : { path: "./temporal.cjs", external: true },
  );
}

/**
 * A page says what each metric is, and measures none: what metrics measure by, a tenth of that part, stays with the
 * program.
 */
function leaveDistributions({ onResolve, onLoad }) {
  onResolve({ filter: /^@stdlib\// }, ({ path }) => ({ path, namespace: "unmeasured" }));
  onLoad({ filter: /.*/, namespace: "unmeasured" }, ({ path }) => ({
    contents: `export default () => { throw new Error("${path} is not in dist/parts: nothing is measured there"); };`,
  }));
}

/**
 * What a run need not open. Temporal is asked for zones that have changed their offset, and not before. Commander
 * opens Node's child_process, and with it net, for commands that are programs of their own; edict has none.
 */
function leaveOut({ onResolve, onLoad }) {
  const stub = (path) => ({ path, namespace: "stub" });
  onResolve({ filter: /^temporal-polyfill$/ }, () => stub("temporal"));
  onLoad({ filter: /^temporal$/, namespace: "stub" }, () => ({
    contents: `Object.defineProperty(exports, "Temporal", { get: () => require("./parts/temporal.cjs").Temporal });`,
  }));
  onResolve({ filter: /^(fastest-levenshtein|fast-string-width)$/ }, ({ path, namespace }) =>
    namespace === "late" ? undefined : { path, namespace: "late" },
  );
  onLoad({ filter: /.*/, namespace: "late" }, ({ path }) => ({ contents: LATE[path], resolveDir: root }));
  onResolve({ filter: /^\.\/parts\// }, ({ path }) => ({ path, external: true }));
  onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
    /node_modules.commander./.test(importer) ? stub("no-programs") : undefined,
  );
  onLoad({ filter: /^no-programs$/, namespace: "stub" }, () => ({ contents: "" }));
}

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

// Type declarations for those who write `import ... from "edict"`: dist/types, emitted by the compiler, then made to
// stand alone. Run by `npm run build:types`.
//
// 1. Only files that index.d.ts, evidence.d.ts and frames.d.ts lead to are kept; the compiler emits one for every module it saw.
// 2. Imports end in .js, which every compiler since TypeScript 4.7 resolves to the declaration beside it.
// 3. valibot is bundled into dist and so is not installed with edict; its declarations go along in vendor/. Without
//    them the result document would silently be `any` for everyone who sets skipLibCheck.
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const types = resolve(process.argv[2] ?? join(root, "dist/types"));
const compiler = join(root, "node_modules/typescript/bin/tsc");
const IMPORT = /(\bfrom "|\bimport\("|^import ")([^"]+)(")/gm;

rmSync(types, { recursive: true, force: true });
execFileSync(process.execPath, [compiler, "-p", "tsconfig.build.json", "--outDir", types], {
  cwd: root,
  stdio: "inherit",
});
const vendored = join(types, "vendor/valibot.d.ts");
mkdirSync(dirname(vendored), { recursive: true });
// Its comments describe a library that nobody who uses edict calls: they are a third of the file.
const declared = readFileSync(join(root, "node_modules/valibot/dist/index.d.mts"), "utf8");
writeFileSync(vendored, declared.replace(/^[ \t]*\/\*\*[\s\S]*?\*\/[ \t]*\n/gm, ""));

const reached = new Set([vendored]);
for (const entry of ["index.d.ts", "evidence.d.ts", "frames.d.ts"]) reach(join(types, entry));
for (const file of readdirSync(types, { recursive: true, encoding: "utf8" })) {
  const path = join(types, file);
  if (file.endsWith(".d.ts") && !reached.has(path)) rmSync(path);
}
removeEmptyFolders(types);
for (const file of reached) if (file !== vendored) writeFileSync(file, portable(file));

function reach(file) {
  if (reached.has(file)) return;
  reached.add(file);
  for (const [, , name] of readFileSync(file, "utf8").matchAll(IMPORT)) {
    if (name.startsWith(".")) reach(resolve(dirname(file), name.replace(/\.ts$/, ".d.ts")));
  }
}

function portable(file) {
  return readFileSync(file, "utf8").replace(IMPORT, (_, before, name, after) => {
    if (name === "valibot") return before + relativeTo(file, vendored) + after;
    return before + (name.startsWith(".") ? name.replace(/\.ts$/, ".js") : name) + after;
  });
}

function relativeTo(file, target) {
  const path = relative(dirname(file), target)
    .split(sep)
    .join("/")
    .replace(/\.d\.ts$/, ".js");
  return path.startsWith(".") ? path : `./${path}`;
}

function removeEmptyFolders(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeEmptyFolders(join(folder, entry.name));
  }
  if (readdirSync(folder).length === 0) rmSync(folder, { recursive: true });
}

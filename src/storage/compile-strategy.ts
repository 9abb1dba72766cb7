import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { createRequire, SourceMap } from "node:module";
import { basename, dirname, join, relative, resolve } from "node:path";
import type * as Esbuild from "esbuild";
import { InputError, type Issue } from "../errors.ts";
import { makeFolder } from "./make-folder.ts";
import { packageRoot } from "./package-root.ts";
import { replaceFile } from "./replace-file.ts";

/** A strategy file with everything it imports, in one text. */
export interface StrategyBundle {
  readonly code: string;
  /**
   * a `script` is the body of a function of `module`, `exports`, `require` and {@link OWN_ADDRESS}, which Node opens
   * without its loader of modules: 8 ms of a run. What only a module can do, to wait at its top, makes it a `module`.
   */
  readonly format: "script" | "module";
}

/** What `import.meta.url` is called in a script. */
export const OWN_ADDRESS = "edictStrategyUrl";

/** A bundle and what it was made of. */
export interface CompiledStrategy extends StrategyBundle {
  /** SHA-256 over the names and contents of the file and the local files it imports */
  readonly sha256: string;
  /** absolute paths of those files, the strategy's own first */
  readonly inputs: readonly string[];
}

interface CacheRecord extends CompiledStrategy {
  readonly version: number;
  readonly contents: readonly string[];
}

const BYTES_PER_MEGABYTE = 1024 * 1024;
/** A strategy is a page of code; esbuild takes fourteen times a file's size of memory, and minutes for a gigabyte. */
const MOST_MEGABYTES = 16;

/** Raised when what is cached changes its shape. */
const CACHE_VERSION = 2;

/**
 * Bundles a TypeScript or JavaScript strategy, or takes the bundle of an earlier run if no file changed: esbuild
 * takes 60 ms with loading it, the cache one.
 *
 * @param cacheFolder null to do without a cache; one that cannot be written is done without, too
 * @throws InputError with file, line and column of each syntax error or import that cannot be resolved
 */
export function compileStrategy(file: string, cacheFolder: string | null): CompiledStrategy {
  const entry = resolve(file);
  const cacheFile = cacheFolder === null ? null : join(cacheFolder, `${hashOf([entry])}.json`);
  const cached = cacheFile === null ? null : readCache(cacheFile);
  if (cached !== null) return cached;
  const compiled = bundle(entry, file);
  if (cacheFile !== null) writeCache(cacheFile, compiled);
  return compiled;
}

/** Where something stands in a strategy's sources. */
export interface SourcePlace {
  /** absolute path */
  readonly file: string;
  /** from 1 */
  readonly line: number;
  readonly column: number;
}

/**
 * Where in its sources a place of a strategy's bundle comes from. Bundles once more, since only an error asks for it.
 *
 * @param bundle the one that was run
 * @param line from 1, as is the column
 * @returns null if the sources have changed since, or the place is of what `edict` exports
 */
export function sourcePlace(
  file: string,
  { code, format }: StrategyBundle,
  line: number,
  column: number,
): SourcePlace | null {
  const folder = dirname(resolve(file));
  // What is written out beside the bundle is never written: the path only says what the map's own paths start from.
  const output = {
    sourcemap: "external",
    sourcesContent: false,
    outfile: join(folder, "bundle.js"),
  } as const;
  const mapped = builtOrNull({ ...buildOptions(resolve(file), format), ...output });
  const [map, bundled] = mapped?.outputFiles ?? [];
  if (map === undefined || bundled?.text !== code) return null;
  const found = new SourceMap(JSON.parse(map.text)).findEntry(line - 1, column - 1);
  if (!("originalSource" in found)) return null;
  const source = resolve(folder, found.originalSource);
  if (isEdictsOwn(source)) return null;
  return { file: source, line: found.originalLine + 1, column: found.originalColumn + 1 };
}

/** Null where the sources cannot be bundled any more. */
function builtOrNull(options: Esbuild.BuildOptions): Esbuild.BuildResult | null {
  try {
    return esbuild().buildSync(options);
  } catch (error) {
    if (isBuildFailure(error)) return null;
    throw error;
  }
}

function esbuild(): typeof Esbuild {
  return createRequire(import.meta.url)("esbuild") as typeof Esbuild;
}

function buildOptions(entry: string, format: StrategyBundle["format"]) {
  return {
    absWorkingDir: dirname(entry),
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    ...(format === "module"
      ? { format: "esm" as const }
      : { format: "cjs" as const, define: { "import.meta.url": OWN_ADDRESS } }),
    platform: "node",
    target: "node20.19",
    alias: { edict: authoringModule() },
    logLevel: "silent",
    // A tsconfig of the user's is meant for the editor; what runs does not depend on it.
    tsconfigRaw: "{}",
  } as const satisfies Esbuild.BuildOptions;
}

function bundle(entry: string, shown: string): CompiledStrategy {
  const megabytes = statSync(entry).size / BYTES_PER_MEGABYTE;
  if (megabytes > MOST_MEGABYTES) {
    throw new InputError({
      what: `the strategy has ${Math.round(megabytes)} MB; at most ${MOST_MEGABYTES} MB are compiled`,
      at: shown,
      fix: "name the file that was meant; what a strategy reads belongs into a file beside it",
    });
  }
  return bundleAs("script", entry, shown) ?? (bundleAs("module", entry, shown) as CompiledStrategy);
}

/** @returns null if it must be a module */
function bundleAs(format: StrategyBundle["format"], entry: string, shown: string): CompiledStrategy | null {
  const folder = dirname(entry);
  try {
    const result = esbuild().buildSync(buildOptions(entry, format));
    // What exports by module.exports has no default export but in a module.
    if (format === "script" && result.metafile.inputs[basename(entry)]?.format !== "esm") return null;
    const own = Object.keys(result.metafile.inputs).map((path) => resolve(folder, path));
    const inputs = [entry, ...own.filter((path) => path !== entry && !isEdictsOwn(path)).sort()];
    return { code: result.outputFiles[0]?.text ?? "", format, sha256: hashOfFiles(folder, inputs), inputs };
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    if (format === "script" && error.errors.some(({ text }) => text.startsWith("Top-level await")))
      return null;
    throw new InputError(error.errors.map((one) => describe(one, shown, folder)));
  }
}

function authoringModule(): string {
  const built = join(packageRoot(), "dist", "authoring.js");
  return existsSync(built) ? built : join(packageRoot(), "src", "strategy", "authoring.ts");
}

function isEdictsOwn(path: string): boolean {
  const root = packageRoot();
  return path.startsWith(join(root, "dist")) || path.startsWith(join(root, "src"));
}

function isBuildFailure(error: unknown): error is Esbuild.BuildFailure {
  return error instanceof Error && Array.isArray((error as Partial<Esbuild.BuildFailure>).errors);
}

function describe(message: Esbuild.Message, shown: string, folder: string): Issue {
  const { location, text } = message;
  if (location === null) return { what: text, at: shown, fix: "mend the file" };
  const path = relative(process.cwd(), resolve(folder, location.file));
  return {
    what: text,
    at: `${path}:${location.line}:${location.column + 1}`,
    fix: fixOf(text, location.lineText),
  };
}

function fixOf(text: string, line: string): string {
  if (text.startsWith("No matching export"))
    return `a strategy file may import defineStrategy and param from "edict", and any type`;
  const missing = /^Could not resolve "([^".][^"]*)"/.exec(text)?.[1];
  if (missing !== undefined) {
    const [first, second] = missing.split("/");
    const name = first?.startsWith("@") ? `${first}/${second}` : first;
    return `check the name, or install the package beside the strategy: npm install ${name}`;
  }
  return line.trim() === ""
    ? "mend the file; something before its end is not closed"
    : `mend the line: ${line.trim()}`;
}

function hashOfFiles(folder: string, files: readonly string[]): string {
  return hashOf(files.flatMap((path) => [relative(folder, path), readFileSync(path, "utf8")]));
}

function hashOf(texts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const text of texts) hash.update(`${Buffer.byteLength(text)}:${text}`);
  return hash.digest("hex");
}

function readCache(cacheFile: string): CompiledStrategy | null {
  if (!existsSync(cacheFile)) return null;
  try {
    const record = JSON.parse(readFileSync(cacheFile, "utf8")) as CacheRecord;
    const isSame =
      record.version === CACHE_VERSION &&
      record.inputs.every(
        (path, index) => existsSync(path) && hashOf([readFileSync(path, "utf8")]) === record.contents[index],
      );
    const { code, format, sha256, inputs } = record;
    return isSame ? { code, format, sha256, inputs } : null;
  } catch {
    // A damaged cache is no one's data: it is compiled again and overwritten.
    return null;
  }
}

function writeCache(cacheFile: string, compiled: CompiledStrategy): void {
  const contents = compiled.inputs.map((path) => hashOf([readFileSync(path, "utf8")]));
  try {
    makeFolder(dirname(cacheFile));
    replaceFile(cacheFile, JSON.stringify({ version: CACHE_VERSION, ...compiled, contents }));
  } catch {
    // Without a writable home every run compiles anew; `edict doctor` says that the folder cannot be written.
  }
}

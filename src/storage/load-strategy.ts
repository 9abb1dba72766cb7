import { createHash } from "node:crypto";
import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { decodeOrThrow } from "../decode/decode-with.ts";
import { askedBack } from "../decode/did-you-mean.ts";
import { parseJsonText } from "../decode/json-text.ts";
import { nearestName } from "../decode/nearest-name.ts";
import { parseYamlText } from "../decode/yaml-text.ts";
import { InputError } from "../errors.ts";
import type { Strategy } from "../strategy/define-strategy.ts";
import { withParamReferences } from "../strategy/param-references.ts";
import { strategySchema } from "../strategy/strategy-schema.ts";
import { compileStrategy, type StrategyBundle } from "./compile-strategy.ts";
import { strategyCacheFolder } from "./edict-home.ts";
import { readTextFile } from "./read-text-file.ts";
import { lineOfThrow, openBundle } from "./strategy-lines.ts";

const STRATEGY_FILE = /\.(?:m?[tj]s|ya?ml|json)$/i;

/** A strategy as it was read from disk. */
export interface LoadedStrategy {
  readonly strategy: Strategy;
  /** as the user wrote it */
  readonly file: string;
  readonly sha256: string;
  /** every local file that its meaning depends on */
  readonly inputs: readonly string[];
}

/**
 * Reads a strategy file: TypeScript or JavaScript (its code is run), YAML or JSON.
 *
 * @throws InputError if there is no such file, it cannot be compiled or read, throws while it loads, exports
 *   nothing by default, or a field is wrong
 */
export async function loadStrategy(
  file: string,
  cacheFolder: string | null = strategyCacheFolder(),
): Promise<LoadedStrategy> {
  if (!existsSync(file) || !statSync(file).isFile()) {
    throw new InputError({
      what: `there is no strategy file ${file}`,
      at: file,
      fix: `${meantInstead(file)}give the path of a .ts, .js, .yaml or .json file; edict new my-idea writes one to begin with`,
    });
  }
  switch (extname(file).toLowerCase()) {
    case ".ts":
    case ".mts":
    case ".js":
    case ".mjs":
      return loadCode(file, cacheFolder);
    case ".yaml":
    case ".yml":
    case ".json":
      return await loadData(file);
    default:
      throw new InputError({
        what: `${file} is no strategy file`,
        at: file,
        fix: "a strategy is a .ts, .mts, .js, .mjs, .yaml, .yml or .json file",
      });
  }
}

/** The strategy file beside it whose name is nearest, as a question; nothing where none is near. */
function meantInstead(file: string): string {
  const folder = dirname(file);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return "";
  const names = readdirSync(folder).filter((name) => STRATEGY_FILE.test(name));
  const near = nearestName(stemOf(file), names.map(stemOf));
  const meant = names.find((name) => stemOf(name) === near);
  return meant === undefined ? "" : `${askedBack(join(folder, meant))} Otherwise `;
}

const stemOf = (file: string) => basename(file).replace(STRATEGY_FILE, "");

async function loadCode(file: string, cacheFolder: string | null): Promise<LoadedStrategy> {
  const { sha256, inputs, ...bundle } = compileStrategy(file, cacheFolder);
  const exported = await exportsOf(bundle, file);
  if (exported["default"] === undefined) {
    throw new InputError({
      what: "the strategy file has no default export",
      at: file,
      fix: "write: export default defineStrategy({ ... })",
    });
  }
  return { strategy: check(exported["default"], file), file, sha256, inputs };
}

async function exportsOf(bundle: StrategyBundle, file: string): Promise<Record<string, unknown>> {
  try {
    return await openBundle(bundle, file);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new InputError({
      what: `the strategy file threw while it loaded: ${message}`,
      at: lineOfThrow(error) ?? file,
      fix: "mend the file; its code runs when edict loads it",
    });
  }
}

async function loadData(file: string): Promise<LoadedStrategy> {
  const text = readTextFile(file);
  const isJson = extname(file).toLowerCase() === ".json";
  const read = isJson ? parseJsonText(text, file) : await parseYamlText(text, file);
  if (read.issues !== undefined) throw new InputError(read.issues);
  const sha256 = createHash("sha256").update(text).digest("hex");
  return { strategy: check(withParamReferences(read.value, file), file), file, sha256, inputs: [file] };
}

function check(value: unknown, file: string): Strategy {
  return decodeOrThrow(strategySchema, value, { file }) as Strategy;
}

import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Script } from "node:vm";
import { edictHome } from "../storage/edict-home.ts";
import { codeCacheFile, readCodeCache, readInto, writeCodeCache } from "./code-cache.ts";
import type * as Program from "./program.ts";

/** The program, and how to keep what V8 compiled of it for the next run of the same command. */
export interface LoadedProgram {
  readonly program: typeof Program;
  /** to be called once the command has done its work, when what it needed is compiled */
  readonly keepCode: () => void;
}

/** What the file holds: all of the program, in a function (scripts/build.mjs). */
type Wrapper = (
  module: { exports: unknown },
  require: NodeJS.Require,
  dynamicImport: (specifier: string) => Promise<unknown>,
  url: string,
) => void;

/** Of program.cjs. The build writes it here: hashing 0.8 MB takes milliseconds of every start. */
declare const PROGRAM_SHA256: string;

/** Bytes that hold the program's source, and after it the kept code. */
const ROOM = 2 * 1024 * 1024;

/**
 * Loads dist/program.cjs, which holds all commands, with V8's code of an earlier run of the same command.
 *
 * Compiling what `edict run` needs takes longer than running it. Node keeps code for modules from version 22.1 on
 * (`module.enableCompileCache`); this does it on every version that edict runs on, and one file opens faster than
 * eighty. Scripts that are taken from V8's code cannot import by themselves on Node 20, so they are given `import`.
 *
 * V8 takes kept code only under the settings that it was made under: `tuneV8` comes first, once a process.
 *
 * @param command first word of the command line; each command keeps the code that it uses
 */
export function loadProgram(command: string): LoadedProgram {
  const file = join(import.meta.dirname, "program.cjs");
  const memory = Buffer.allocUnsafeSlow(ROOM);
  // The bundler writes ASCII: one byte a character, which V8 takes as it is.
  const source = readInto(memory, file).toString("latin1");
  const cacheFile = codeCacheFile(edictHome(), { command, programSha256: PROGRAM_SHA256 });
  const kept = cacheFile === null ? null : readCodeCache(cacheFile, memory);
  const script = new Script(source, {
    filename: file,
    ...(kept !== null && { cachedData: kept }),
  });
  const module = { exports: {} };
  const run = script.runInThisContext() as Wrapper;
  run(module, createRequire(file), (specifier) => import(specifier), pathToFileURL(file).href);
  const isFresh = kept === null || script.cachedDataRejected === true;
  return {
    program: module.exports as typeof Program,
    keepCode: () => {
      if (cacheFile !== null && isFresh) writeCodeCache(cacheFile, script.createCachedData());
    },
  };
}

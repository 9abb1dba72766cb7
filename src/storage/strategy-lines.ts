import { createRequire } from "node:module";
import { relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { compileFunction, constants } from "node:vm";
import { InputError } from "../errors.ts";
import { OWN_ADDRESS, type StrategyBundle, sourcePlace } from "./compile-strategy.ts";

/** A strategy's bundle as it was opened last. */
interface OpenedBundle extends StrategyBundle {
  /** what frames of its code carry in a stack; Node itself prints the first, and with source maps turned on the second */
  readonly addresses: readonly string[];
}

/** By their files, as the user wrote them. */
const opened = new Map<string, OpenedBundle>();

/**
 * Runs a bundle from memory: nothing is written, and each version stands by itself.
 *
 * @returns what it exports
 */
export async function openBundle(
  { code, format }: StrategyBundle,
  file: string,
): Promise<Record<string, unknown>> {
  const ownAddress = pathToFileURL(resolve(file)).href;
  if (format === "script") {
    opened.set(file, { code, format, addresses: [ownAddress] });
    return runScript(code, file, ownAddress);
  }
  const named = `${code}\n//# sourceURL=${ownAddress}`;
  const address = `data:text/javascript;base64,${Buffer.from(named).toString("base64")}`;
  opened.set(file, { code, format, addresses: [ownAddress, address] });
  return await import(address);
}

function runScript(code: string, file: string, ownAddress: string): Record<string, unknown> {
  const module = { exports: {} };
  const run = compileFunction(code, ["module", "exports", "require", OWN_ADDRESS], {
    filename: ownAddress,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  run(module, module.exports, createRequire(resolve(file)), ownAddress);
  return module.exports;
}

/**
 * The first line of a strategy's own sources on the way to where an error was thrown, e.g. `my-idea.ts:12:9`; null if
 * none of its code was under way, or its sources have changed since.
 */
export function lineOfThrow(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  for (const frame of (error.stack ?? "").split("\n")) {
    for (const [file, bundle] of opened) {
      const place = bundle.addresses
        .map((address) => placeBehind(frame, address))
        .find((found) => found !== null);
      if (place === undefined) continue;
      const source = sourcePlace(file, bundle, place.line, place.column);
      if (source === null) continue;
      const shown = source.file === resolve(file) ? file : relative(process.cwd(), source.file);
      return `${shown}:${source.line}:${source.column}`;
    }
  }
  return null;
}

/** Line and column in a frame of a stack, if it is of this address. */
function placeBehind(
  frame: string,
  address: string,
): { readonly line: number; readonly column: number } | null {
  const at = frame.indexOf(`${address}:`);
  const found = at < 0 ? null : /^(\d+):(\d+)/.exec(frame.slice(at + address.length + 1));
  return found === null ? null : { line: Number(found[1]), column: Number(found[2]) };
}

/** An error that a strategy's code led to, with the line of it before each place; any other as it is. */
export function withLine(error: InputError): InputError {
  const line = lineOfThrow(error.cause ?? error);
  if (line === null) return error;
  const file = line.replace(/:\d+:\d+$/, "");
  const placed = error.issues.map(({ at, ...issue }) => {
    // The file is named once.
    const within = at?.startsWith(`${file} `) === true ? at.slice(file.length + 1) : at;
    return { ...issue, at: within === undefined ? line : `${line}, ${within}` };
  });
  return new InputError(placed, { cause: error.cause });
}

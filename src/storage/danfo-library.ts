import { createRequire } from "node:module";
import type * as Danfo from "danfojs-node";
import { InputError } from "../errors.ts";
import type { SpreadsheetLibrary } from "../report/xlsx-export.ts";

const require = createRequire(import.meta.url);

/**
 * danfojs-node, an optional dependency that takes more than a second to load.
 *
 * @param purpose what it is wanted for, as the error says it
 * @throws InputError if it is not installed
 */
export function loadDanfo(purpose: string): typeof Danfo {
  return load("danfojs-node", require, purpose) as typeof Danfo;
}

/**
 * The spreadsheet library that danfojs-node brings with it, without danfojs-node itself.
 *
 * @throws InputError if danfojs-node is not installed
 */
export function loadSpreadsheetLibrary(purpose: string): SpreadsheetLibrary {
  let place: string;
  try {
    place = require.resolve("danfojs-node");
  } catch {
    throw notInstalled(purpose);
  }
  return load("xlsx", createRequire(place), purpose) as SpreadsheetLibrary;
}

function load(name: string, from: NodeJS.Require, purpose: string): unknown {
  try {
    return from(name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND") throw notInstalled(purpose);
    throw error;
  }
}

function notInstalled(purpose: string): InputError {
  return new InputError({
    what: `${purpose} needs danfojs-node, which is not installed`,
    at: "node_modules/danfojs-node",
    fix: "npm install danfojs-node (with -g where edict was installed so), or write CSV, which needs nothing",
  });
}

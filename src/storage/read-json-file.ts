import { existsSync } from "node:fs";
import { parseJsonText } from "../decode/json-text.ts";
import { InputError } from "../errors.ts";
import { readTextFile } from "./read-text-file.ts";

/**
 * Reads a JSON file that edict wrote.
 *
 * @param kind what it should be, e.g. "result file"
 * @throws InputError if it does not exist, or is not JSON
 */
export function readJsonFile(path: string, kind: string): unknown {
  if (!existsSync(path)) {
    throw new InputError({
      what: `there is no ${kind} ${path}`,
      at: path,
      fix: "edict results lists the ones there are",
    });
  }
  const read = parseJsonText(readTextFile(path), path);
  if (read.issues !== undefined) throw new InputError(read.issues);
  return read.value;
}

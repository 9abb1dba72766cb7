import { existsSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { decodeOrThrow, decodeWith } from "../decode/decode-with.ts";
import { parseJsonText } from "../decode/json-text.ts";
import { InputError, InvariantError } from "../errors.ts";
import { formatResult } from "../result/format-result.ts";
import { type ResultDocument, resultSchema } from "../result/result-schema.ts";
import { makeFolder } from "./make-folder.ts";
import { readTextFile } from "./read-text-file.ts";
import { refusedWrite } from "./refused-write.ts";
import { replaceFile } from "./replace-file.ts";

/** Where a result is kept: `<folder>/<strategy file's name>/<run id>.json`. */
export function resultPath(result: ResultDocument, folder: string): string {
  const { file } = result.strategy;
  return join(folder, safeName(basename(file, extname(file))), `${result.runId}.json`);
}

/** A name that cannot leave its folder: letters, digits, `.`, `-` and `_`, the rest as `_`. */
function safeName(name: string): string {
  const safe = name.replace(/[^\p{L}\p{N}._-]/gu, "_").replace(/^\.+/, "_");
  return safe === "" ? "_" : safe;
}

/**
 * Writes a result: checked against its schema first, then whole or not at all.
 *
 * @returns the path of the file
 * @throws InputError if the folder cannot be written
 */
export function writeResult(result: ResultDocument, folder: string): string {
  const checked = decodeWith(resultSchema, result, { file: "result" });
  if (checked.issues !== undefined) throw new InvariantError(checked.issues);
  const path = resultPath(result, folder);
  try {
    makeFolder(dirname(path));
    replaceFile(path, formatResult(result));
  } catch (error) {
    throw refusedWrite("the result", path, error);
  }
  return path;
}

/**
 * Reads a result file.
 *
 * @throws InputError if it does not exist, is not JSON or not a result
 */
export function readResult(path: string): ResultDocument {
  if (!existsSync(path)) {
    throw new InputError({
      what: `there is no result file ${path}`,
      at: path,
      fix: "edict results lists the ones there are",
    });
  }
  const read = parseJsonText(readTextFile(path), path);
  if (read.issues !== undefined) throw new InputError(read.issues);
  return decodeOrThrow(resultSchema, read.value, { file: path });
}

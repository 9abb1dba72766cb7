import { basename, dirname, extname, join } from "node:path";
import { assertKeepsTo, decodeOrThrow } from "../decode/decode-with.ts";
import { formatResult } from "../result/format-result.ts";
import { type ResultDocument, resultSchema } from "../result/result-schema.ts";
import { makeFolder } from "./make-folder.ts";
import { readJsonFile } from "./read-json-file.ts";
import { refusedWrite } from "./refused-write.ts";
import { replaceFile } from "./replace-file.ts";
import { safeName } from "./safe-name.ts";

/** Where a result is kept: `<folder>/<strategy file's name>/<run id>.json`. */
function resultPath(result: ResultDocument, folder: string): string {
  const { file } = result.strategy;
  return join(folder, safeName(basename(file, extname(file))), `${result.runId}.json`);
}

/**
 * Writes a result: checked against its schema first, then whole or not at all.
 *
 * @returns the path of the file
 * @throws InputError if the folder cannot be written
 */
export function writeResult(result: ResultDocument, folder: string): string {
  assertKeepsTo(resultSchema, result, "result");
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
  return decodeOrThrow(resultSchema, readJsonFile(path, "result file"), { file: path });
}

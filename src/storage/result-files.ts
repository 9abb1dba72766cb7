import { basename, dirname, extname, join } from "node:path";
import { assertKeepsTo, decodeOrThrow } from "../decode/decode-with.ts";
import { InputError } from "../errors.ts";
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

/** What else of edict's a document is, e.g. a walk-forward; null for a result, and for what is none of edict's. */
function otherKind(document: unknown): string | null {
  const schema = (document as { readonly schema?: unknown } | null)?.schema;
  const kind =
    typeof schema === "string" ? /^edict\/(sweep|study|walk-forward|family)@\d+$/.exec(schema) : null;
  return kind?.[1] ?? null;
}

/**
 * Reads a result file.
 *
 * @throws InputError if it does not exist, is not JSON or not a result
 */
export function readResult(path: string): ResultDocument {
  const document = readJsonFile(path, "result file");
  const kind = otherKind(document);
  if (kind !== null) {
    throw new InputError({
      what: `this is a ${kind}, and the result of a run is meant`,
      at: path,
      fix: "edict results lists the results there are; edict report draws this one",
    });
  }
  return decodeOrThrow(resultSchema, document, { file: path });
}

import { dirname } from "node:path";
import { InputError } from "../errors.ts";
import { makeFolder } from "./make-folder.ts";
import { replaceFile } from "./replace-file.ts";

/**
 * Writes a report, whole or not at all.
 *
 * @returns the path of the file
 * @throws InputError if it cannot be written
 */
export function writeReport(path: string, content: string | Uint8Array): string {
  try {
    makeFolder(dirname(path));
    replaceFile(path, content);
  } catch (error) {
    throw new InputError({
      what: `the report cannot be written: ${error instanceof Error ? error.message : String(error)}`,
      at: path,
      fix: "choose a folder that can be written with --out",
    });
  }
  return path;
}

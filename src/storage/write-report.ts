import { dirname } from "node:path";
import { makeFolder } from "./make-folder.ts";
import { refusedWrite } from "./refused-write.ts";
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
    throw refusedWrite("the report", path, error);
  }
  return path;
}

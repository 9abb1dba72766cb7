import { join } from "node:path";
import { assertKeepsTo } from "../decode/decode-with.ts";
import { type SweepDocument, sweepSchema } from "../search/sweep-schema.ts";
import { replaceFile } from "./replace-file.ts";
import { writing } from "./sweep-folder.ts";

const SUMMARY_FILE = "sweep.json";

/** Writes a sweep's summary: checked against its schema first, then whole or not at all. */
export function writeSweep(document: SweepDocument, folder: string): string {
  assertKeepsTo(sweepSchema, document, "sweep");
  const path = join(folder, SUMMARY_FILE);
  writing(folder, () => replaceFile(path, formatSweep(document)));
  return path;
}

/** A sweep's summary as text; the same document gives the same bytes. */
export function formatSweep(document: SweepDocument): string {
  const lines = Object.entries(document).map(
    ([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`,
  );
  return `{\n${lines.join(",\n")}\n}\n`;
}

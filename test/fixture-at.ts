import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Folder of reference values beside the repository; they are not ours to publish, so they may be absent. */
const folder = fileURLToPath(new URL("../../shared/fixtures/", import.meta.url));

/**
 * Reads a reference value file.
 *
 * @returns the parsed JSON, or null when the file is absent: then the tests that need it are skipped, and say so
 */
// biome-ignore lint/suspicious/noExplicitAny: a fixture's shape is checked by the test that reads it
export function fixtureAt(path: string): any {
  const text = fixtureText(path);
  // Python wrote these files, and writes NaN where JSON has no word.
  return text === null ? null : JSON.parse(text.replace(/: NaN\b/g, ": null"));
}

/** The same for a file that is not JSON. */
export function fixtureText(path: string): string | null {
  if (existsSync(folder + path)) return readFileSync(folder + path, "utf8");
  console.warn(`skipped: no reference values at ../shared/fixtures/${path}`);
  return null;
}

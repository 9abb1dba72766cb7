import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Where the licensed price files lie that are no part of the repository. */
const FOLDER = fileURLToPath(new URL("../../shared/prices/raw/", import.meta.url));

/** Whether the shared price files are here; tests that need them are skipped, with a word, where they are not. */
export const HAS_SHARED_PRICES = existsSync(FOLDER);

export function sharedPricePath(name: string): string {
  return `${FOLDER}${name}`;
}

export function readSharedPrices(name: string): Uint8Array {
  return readFileSync(sharedPricePath(name));
}

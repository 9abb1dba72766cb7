import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../errors.ts";

const BYTES_PER_MEGABYTE = 1024 * 1024;
/** Larger files than any that edict writes; JavaScript holds no text of more than 512 MB. */
const MOST_MEGABYTES = 256;

/**
 * Reads a text file as UTF-8; anything else is refused rather than read with replacement characters, and so is a
 * file beyond measure, before it is read.
 *
 * @throws InputError if it is a folder, not UTF-8 or larger than 256 MB
 */
export function readTextFile(path: string): string {
  return utf8TextOf(readBytes(path), path);
}

/**
 * What a text file holds, as it lies on the disk.
 *
 * @throws InputError if it is a folder or larger than 256 MB
 */
export function readBytes(path: string): Buffer {
  const found = statSync(path);
  if (found.isDirectory()) {
    const inside = readdirSync(path).find((name) => name.endsWith(".json"));
    throw new InputError({
      what: "this is a folder, and a file is meant",
      at: path,
      fix: `name a file in it${inside === undefined ? "" : `, e.g. ${join(path, inside)}`}`,
    });
  }
  const megabytes = found.size / BYTES_PER_MEGABYTE;
  if (megabytes > MOST_MEGABYTES) {
    throw new InputError({
      what: `the file has ${Math.round(megabytes)} MB; at most ${MOST_MEGABYTES} MB are read`,
      at: path,
      fix: "name the file that was meant, or divide it",
    });
  }
  return readFileSync(path);
}

/**
 * @param path where the bytes were read from
 * @throws InputError if they are not UTF-8
 */
export function utf8TextOf(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new InputError({ what: "the file is not UTF-8 text", at: path, fix: "save it as UTF-8" });
  }
}

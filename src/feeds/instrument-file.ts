import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseJsonText } from "../decode/json-text.ts";
import { InputError } from "../errors.ts";
import { type InstrumentBook, instrumentBook } from "../market/instrument-book.ts";
import { readUserInstruments, type UserInstruments } from "../market/user-instruments.ts";
import { edictHome } from "../storage/edict-home.ts";

export const NO_USER_INSTRUMENTS: UserInstruments = { book: instrumentBook([]), files: new Map(), notes: [] };

/**
 * The user's instruments in a file, or {@link NO_USER_INSTRUMENTS} if there is no such file.
 *
 * @throws InputError with every issue of the file
 */
export function readInstrumentFile(path: string): UserInstruments {
  const text = readIfThere(path);
  if (text === undefined) return NO_USER_INSTRUMENTS;
  const parsed = parseJsonText(text, path);
  if (parsed.issues !== undefined) throw new InputError(parsed.issues);
  const decoded = readUserInstruments(parsed.value, path);
  if (decoded.issues !== undefined) throw new InputError(decoded.issues);
  return decoded.value;
}

/** The user's instruments for sources that have no folder of their own: `instruments.json` in edict's data folder. */
export function readHomeInstruments(): InstrumentBook {
  return readInstrumentFile(join(edictHome(), "instruments.json")).book;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    if (code === "EISDIR" || code === "EACCES" || code === "EPERM") {
      throw new InputError({ what: "the file may not be read", at: path, fix: "make it a readable file" });
    }
    throw error;
  }
}

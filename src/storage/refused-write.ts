import { InputError } from "../errors.ts";

/** Codes by which a system says that nothing more goes onto the disk. */
const FULL: ReadonlySet<string> = new Set(["ENOSPC", "EDQUOT"]);

/**
 * An error of the system while something was written, in words for who runs edict.
 *
 * @param what what was to be written, e.g. "the result"
 * @param at its path
 * @param elsewhere what to do if the place cannot be written at all
 */
export function refusedWrite(
  what: string,
  at: string,
  error: unknown,
  elsewhere = "choose a folder that can be written with --out",
): InputError {
  const isFull = FULL.has((error as NodeJS.ErrnoException).code ?? "");
  return new InputError({
    what: `${what} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    at,
    fix: `${isFull ? "make room on the disk, or " : ""}${elsewhere}`,
  });
}

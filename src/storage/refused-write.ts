import { InputError } from "../errors.ts";

/** Codes by which a system says that nothing more goes onto the disk. */
const FULL: ReadonlySet<string> = new Set(["ENOSPC", "EDQUOT"]);

export interface RefusedWriteFixes {
  readonly elsewhere?: string;
  readonly whenFull?: string;
}

/**
 * An error of the system while something was written, in words for who runs edict.
 *
 * @param what what was to be written, e.g. "the result"
 * @param at its path
 * @param fixes what to do if the place cannot be written at all, and, where that is another thing, if the disk is full
 */
export function refusedWrite(
  what: string,
  at: string,
  error: unknown,
  { elsewhere = "choose a folder that can be written with --out", whenFull }: RefusedWriteFixes = {},
): InputError {
  const isFull = FULL.has((error as NodeJS.ErrnoException).code ?? "");
  const reason = isFull ? "the disk is full" : error instanceof Error ? error.message : String(error);
  return new InputError({
    what: `${what} cannot be written: ${reason}`,
    at,
    fix: isFull ? (whenFull ?? `make room on the disk, or ${elsewhere}`) : elsewhere,
  });
}

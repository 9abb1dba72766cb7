import { rmSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { refusedWrite } from "./refused-write.ts";
import { safeName } from "./safe-name.ts";

/** Where a sweep is kept: `<folder>/<strategy file's name>/sweep-<id>`. */
export function sweepFolder(strategyFile: string, sweepId: string, folder: string): string {
  return join(folder, safeName(basename(strategyFile, extname(strategyFile))), `sweep-${sweepId}`);
}

/** What only an unfinished sweep needs: rows, the list of chunks that are kept, and whose the folder is. */
export function chunksFolder(folder: string): string {
  return join(folder, "chunks");
}

/** One of the parts in which a sweep is done: every `of`-th chunk, the `index`-th first; 1 <= index <= of. */
export interface SweepPart {
  readonly index: number;
  readonly of: number;
}

/** A sweep that is done in one piece. */
export const WHOLE: SweepPart = { index: 1, of: 1 };

/** Removes what only an unfinished sweep needs. */
export function removeChunks(folder: string): void {
  rmSync(chunksFolder(folder), { recursive: true, force: true });
}

const ROOM_AGAIN = "make room and go on with --resume: the chunks that were written are whole";

/** Does a piece of writing; what the system refuses becomes an error in words. */
export function writing<Result>(place: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    throw refusedWrite("the sweep", place, error, { whenFull: ROOM_AGAIN });
  }
}

import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";

/** Characters of a text. */
const MOST_AT_ONCE = 32 * 1024;
/** Windows refuses to replace a file while another process has it open; a reader is done in a moment. */
const BUSY: ReadonlySet<string> = new Set(["EPERM", "EACCES", "EBUSY"]);
/** Milliseconds before each further try. */
const PAUSES = [5, 10, 20, 40, 80, 160, 320];

/**
 * Replaces a file as a whole: written beside it, flushed to the disk, renamed over it. Whoever reads it, and whatever
 * is killed at whatever instant, finds the old content or the new. On a failure the old file stands and nothing is
 * left beside it.
 *
 * write-file-atomic 7 writes with a single call and takes what that call managed for the whole: on a disk with a
 * little room left it renames a cut file over a sound one and reports success. `writeFileSync` writes until everything
 * is written or the system refuses.
 *
 * @param content whole, or in parts that are written one after another
 * @param mode rights of the file, before the umask; default: those of the file that is replaced
 * @param flush `false` for what can be made again and shows by a hash of its own when a power cut has torn it: flushing
 *   waits for the disk
 * @throws the system's error, e.g. ENOSPC, EACCES; its `path` is the file, not the one beside it
 */
export function replaceFile(
  path: string,
  content: string | Uint8Array | readonly Uint8Array[],
  { mode = modeOf(path), flush = true }: { mode?: number; flush?: boolean } = {},
): void {
  const beside = `${path}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    const handle = openSync(beside, "wx", mode);
    try {
      for (const part of typeof content === "string" ? piecesOf(content) : [content].flat())
        writeFileSync(handle, part);
      if (flush) fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameWhenFree(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    // A write to an open file that fails names no path, and the others name one that is gone.
    throw Object.assign(error as NodeJS.ErrnoException, { path });
  }
}

/** Text piece by piece: to make bytes of it at once takes as much new memory again, page by page. */
function* piecesOf(text: string): Generator<string> {
  for (let from = 0, to = 0; from < text.length; from = to) {
    to = from + MOST_AT_ONCE;
    // Both halves of a character beyond U+FFFF belong to one piece.
    if (/[\uD800-\uDBFF]/.test(text.charAt(to - 1))) to++;
    yield text.slice(from, to);
  }
}

function renameWhenFree(from: string, to: string): void {
  for (let attempt = 0; ; attempt++) {
    try {
      return renameSync(from, to);
    } catch (error) {
      const wait = PAUSES[attempt];
      const { code } = error as NodeJS.ErrnoException;
      if (process.platform !== "win32" || wait === undefined || !BUSY.has(code ?? "")) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, wait);
    }
  }
}

/** Rights of the file that is replaced; those of any new file if there is none. */
function modeOf(path: string): number {
  return (statSync(path, { throwIfNoEntry: false })?.mode ?? 0o666) & 0o777;
}

import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import writeFileAtomic from "write-file-atomic";

/** Windows refuses to replace a file while another process has it open; a reader is done in a moment. */
const BUSY: ReadonlySet<string> = new Set(["EPERM", "EACCES", "EBUSY"]);
const PAUSES = [5, 10, 20, 40, 80, 160, 320];

/**
 * Replaces a file as a whole: written beside it, flushed to the disk, renamed over it. Whoever reads it, and
 * whatever is killed at whatever instant, finds the old content or the new.
 */
export async function replaceFile(path: string, content: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  for (let attempt = 0; ; attempt++) {
    try {
      return await writeFileAtomic(path, Buffer.from(content.buffer, content.byteOffset, content.byteLength));
    } catch (error) {
      const wait = PAUSES[attempt];
      const { code } = error as NodeJS.ErrnoException;
      if (process.platform !== "win32" || wait === undefined || !BUSY.has(code ?? "")) throw error;
      await pause(wait);
    }
  }
}

import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { replaceFile as replaceAtOnce } from "../../storage/replace-file.ts";

/** Windows refuses to replace a file while another process has it open; a reader is done in a moment. */
const BUSY: ReadonlySet<string> = new Set(["EPERM", "EACCES", "EBUSY"]);
const PAUSES = [5, 10, 20, 40, 80, 160, 320];

/** Replaces a file as a whole, and makes the folder that it lies in. */
export async function replaceFile(path: string, content: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  for (let attempt = 0; ; attempt++) {
    try {
      return replaceAtOnce(path, content);
    } catch (error) {
      const wait = PAUSES[attempt];
      const { code } = error as NodeJS.ErrnoException;
      if (process.platform !== "win32" || wait === undefined || !BUSY.has(code ?? "")) throw error;
      await pause(wait);
    }
  }
}

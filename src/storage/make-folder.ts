import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Makes a folder and those above it that are missing, one by one: Node's `recursive` never returns where the system
 * says of a parent that is there that it is not, as Linux does under /proc.
 *
 * @param mode rights of each folder that is made, before the umask
 * @throws the system's error, e.g. EACCES, ENOTDIR
 */
export function makeFolder(path: string, mode = 0o777): void {
  if (existsSync(path)) return;
  const above = dirname(path);
  if (above !== path) makeFolder(above, mode);
  try {
    mkdirSync(path, mode);
  } catch (error) {
    // Another process may have been faster.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

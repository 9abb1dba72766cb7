import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

/**
 * Lets go of a cache folder's oldest files.
 *
 * @param most files that stay, the last written ones
 */
export function keepNewest(folder: string, most: number): void {
  const written = (name: string) => statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const oldest = readdirSync(folder)
    .sort((a, b) => written(b) - written(a))
    .slice(most);
  for (const name of oldest) rmSync(join(folder, name), { force: true });
}

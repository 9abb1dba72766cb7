import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { InvariantError } from "../errors.ts";

let root: string | undefined;

/** Folder of the installed package: it holds `signals/`, `strategies/` and, once built, `dist/`. */
export function packageRoot(): string {
  // The code runs from src/ in tests and from dist/ or dist/chunks/ when installed.
  root ??= findRoot(dirname(fileURLToPath(import.meta.url)));
  return root;
}

function findRoot(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json")) && existsSync(join(folder, "signals"))) return folder;
    if (folder === dirname(folder)) throw new InvariantError({ what: `no package around ${start}` });
  }
}

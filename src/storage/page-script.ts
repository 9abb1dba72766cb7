import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../errors.ts";
import type { PackedScript } from "../report/html/page.ts";
import { packageRoot } from "./package-root.ts";

/**
 * The script that a report's page carries, as the build packed it.
 *
 * @throws InputError in a checkout that was never built
 */
export function readPageScript(): PackedScript {
  const file = join(packageRoot(), "dist", "page.js.gz");
  if (!existsSync(file)) {
    throw new InputError({
      what: "the script of the report's page has not been built",
      at: file,
      fix: "run npm install or node scripts/build.mjs in edict's folder",
    });
  }
  return readFileSync(file).toString("base64");
}

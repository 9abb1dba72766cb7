import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../errors.ts";
import type { PackedScript } from "../report/html/page.ts";
import { packageRoot } from "./package-root.ts";

const FILES = { charts: "page.js.gz", tables: "table-page.js.gz" } as const;

/**
 * The script that a page carries, as the build packed it.
 *
 * @param kind `charts` draws a report's charts anew for zooming; `tables` is for pages whose charts stay as they are
 * @throws InputError in a checkout that was never built
 */
export function readPageScript(kind: keyof typeof FILES): PackedScript {
  const file = join(packageRoot(), "dist", FILES[kind]);
  if (!existsSync(file)) {
    throw new InputError({
      what: "the script of edict's pages has not been built",
      at: file,
      fix: "run npm install or node scripts/build.mjs in edict's folder",
    });
  }
  return readFileSync(file).toString("base64");
}

import { join } from "node:path";
import envPaths from "env-paths";

/**
 * Folder of edict's own files: the price store, the ledger of runs and caches. `EDICT_HOME` names it; otherwise
 * it is the platform's per-user data folder.
 */
export function edictHome(environment: NodeJS.ProcessEnv = process.env): string {
  const named = environment["EDICT_HOME"];
  return named === undefined || named === "" ? envPaths("edict", { suffix: "" }).data : named;
}

/** Folder of compiled strategies. It may be deleted at any time. */
export function strategyCacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  return join(edictHome(environment), "cache", "strategies");
}

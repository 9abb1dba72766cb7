import { resolve } from "node:path";
import envPaths from "env-paths";

/**
 * The folder in which edict keeps prices (and the ledger of runs): `EDICT_HOME`, or the platform's place for a
 * user's data, e.g. `~/.local/share/edict`, `~/Library/Application Support/edict`, `%LOCALAPPDATA%\edict\Data`.
 */
export function edictHome(environment: Readonly<Record<string, string | undefined>>): string {
  const chosen = environment.EDICT_HOME;
  return chosen === undefined || chosen === "" ? envPaths("edict", { suffix: "" }).data : resolve(chosen);
}

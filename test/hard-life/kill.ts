import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { openStore } from "../../src/feeds/price-store.ts";
import { readResult } from "../../src/storage/result-files.ts";
import { loadCatalogue } from "../../src/storage/signal-catalogue-files.ts";

/** A command line, run in a folder, that is killed after some time. */
export interface Killed {
  readonly command: readonly string[];
  readonly folder: string;
  readonly home: string;
}

/**
 * Starts a command and kills it after `delay` milliseconds, without a chance to clean up.
 *
 * @returns whether it was killed before it ended by itself
 */
export function killAfter(delay: number, { command, folder, home }: Killed): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...command], {
      cwd: folder,
      env: { ...process.env, EDICT_HOME: home, NO_COLOR: "1" },
      stdio: "ignore",
    });
    const timer = setTimeout(() => child.kill("SIGKILL"), delay);
    child.on("close", (_, signal) => {
      clearTimeout(timer);
      resolve(signal === "SIGKILL");
    });
  });
}

/**
 * What is damaged below a folder: results that cannot be read, catalogues that are not sound, series in the store that
 * cannot be read. A left-over temporary file beside a whole one is no damage.
 */
export async function damageIn(folder: string, home: string): Promise<string[]> {
  const damage: string[] = [];
  const look = async (what: string, read: () => unknown) => {
    try {
      await read();
    } catch (error) {
      damage.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const results = join(folder, "results");
  if (existsSync(results)) {
    for (const name of readdirSync(results, { recursive: true, encoding: "utf8" })) {
      if (name.endsWith(".json")) await look(name, () => readResult(join(results, name)));
    }
  }
  for (const name of readdirSync(folder)) {
    if (/^own\.(json|jsonl|yaml)$/.test(name)) await look(name, () => loadCatalogue([join(folder, name)]));
  }
  damage.push(
    ...openStore(home)
      .list()
      .issues.map((issue) => issue.what),
  );
  return damage;
}

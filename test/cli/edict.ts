import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** The command as it is installed: `npm test` builds it first. */
export const EDICT = resolve(import.meta.dirname, "../../dist/cli.cjs");
export const REPOSITORY = resolve(import.meta.dirname, "../..");

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command to its end in a folder of its own, with a home of its own and no colours. */
export function edict(
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Finished {
  const run = spawnSync(process.execPath, [EDICT, ...args], {
    cwd: options.cwd ?? REPOSITORY,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, EDICT_HOME: HOME, NO_COLOR: "1", ...options.env },
  });
  return { code: run.status, stdout: run.stdout, stderr: run.stderr };
}

const HOME = mkdtempSync(join(tmpdir(), "edict-home-"));

/** A new empty folder. */
export function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), "edict-test-"));
}

/** {@link edict} without blocking, for commands that talk to a server of the test's own process. */
export function edictAlongside(
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Finished> {
  return new Promise((resolve) => {
    const run = spawn(process.execPath, [EDICT, ...args], {
      cwd: options.cwd ?? REPOSITORY,
      env: { ...process.env, EDICT_HOME: HOME, NO_COLOR: "1", ...options.env },
    });
    let stdout = "";
    let stderr = "";
    run.stdout.on("data", (chunk) => {
      stdout += chunk;
    });
    run.stderr.on("data", (chunk) => {
      stderr += chunk;
    });
    run.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

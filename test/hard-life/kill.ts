import { spawn } from "node:child_process";
import { existsSync, watch } from "node:fs";
import { resolve as resolvePath } from "node:path";

// The benchmark and the tests are both run from the repository.
const EDICT = resolvePath("dist/cli.cjs");

/** When a command is killed: some milliseconds after it starts, or after it first writes into a folder. */
export interface KillMoment {
  readonly after: "start" | "first-write";
  readonly milliseconds: number;
  /** folder whose writes count */
  readonly watched: string;
}

/** A command line, and where it is run. */
export interface KilledCommand {
  readonly args: readonly string[];
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Starts a command and kills it without a chance to clean up.
 *
 * @returns how it ended: "killed", or the exit code that it gave before that
 */
export function killAt(
  { after, milliseconds, watched }: KillMoment,
  { args, folder, env }: KilledCommand,
): Promise<"killed" | number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [EDICT, ...args], {
      cwd: folder,
      env: { ...process.env, NO_COLOR: "1", ...env },
      stdio: "ignore",
    });
    const kill = () => child.kill("SIGKILL");
    const startTimer = () => setTimeout(kill, milliseconds);
    let timer = after === "start" ? startTimer() : undefined;
    const watcher =
      after === "first-write" && existsSync(watched)
        ? watch(watched, { recursive: true }, () => {
            timer ??= startTimer();
          })
        : undefined;
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      watcher?.close();
      resolve(signal === "SIGKILL" ? "killed" : (code ?? 1));
    });
  });
}

/** Runs a command to its end. */
export async function runToEnd(command: KilledCommand): Promise<number> {
  const never: KillMoment = { after: "start", milliseconds: 600_000, watched: command.folder };
  const ended = await killAt(never, command);
  if (ended === "killed") throw new Error(`edict ${command.args.join(" ")} does not end`);
  return ended;
}

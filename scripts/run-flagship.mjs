import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** File name of the flagship strategy, and of the folder of its results. */
export const FLAGSHIP = "long-hstech-after-leadership-meetings";

/**
 * Runs the flagship on the synthetic sample with the built command and a home of its own.
 *
 * @param {string} out where results go
 * @param {readonly string[]} flags further flags
 * @returns {string} what it prints, in no colours
 * @throws Error if the command fails
 */
export function runFlagship(out, flags = []) {
  return execFileSync(
    process.execPath,
    ["dist/cli.cjs", "run", `strategies/${FLAGSHIP}.ts`, "--prices", "sample", "--out", out, ...flags],
    {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, EDICT_HOME: join(out, "home"), NO_COLOR: "1" },
    },
  );
}

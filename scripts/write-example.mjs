// Writes results/example anew: the flagship on the synthetic sample. npm run example
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const out = mkdtempSync(join(tmpdir(), "edict-example-"));
const flagship = "long-hstech-after-leadership-meetings";
const args = [
  `${root}dist/cli.js`,
  "run",
  `${root}strategies/${flagship}.ts`,
  "--prices",
  "sample",
  "--out",
  out,
  "--quiet",
];
const env = { ...process.env, EDICT_HOME: join(out, "home") };
const run = spawnSync(process.execPath, args, { stdio: "inherit", env });
if (run.status !== 0) process.exit(run.status ?? 1);
const target = join(root, "results/example");
rmSync(target, { recursive: true, force: true });
cpSync(join(out, flagship), target, { recursive: true });
console.log(`results/example holds ${readdirSync(target).join(", ")}`);

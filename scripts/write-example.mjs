// Writes results/example anew: the flagship on the synthetic sample. npm run example
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { FLAGSHIP, runFlagship } from "./run-flagship.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const out = mkdtempSync(join(tmpdir(), "edict-example-"));
runFlagship(out, ["--quiet"]);
const target = join(root, "results/example");
rmSync(target, { recursive: true, force: true });
cpSync(join(out, FLAGSHIP), target, { recursive: true });
console.log(`results/example holds ${readdirSync(target).join(", ")}`);

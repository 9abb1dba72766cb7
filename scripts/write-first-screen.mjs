// Puts the real output of the flagship on the sample between the marks in README.md. `--check` writes nothing and
// ends with 1 if the README shows another. Needs a build.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runFlagship } from "./run-flagship.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const readme = join(root, "README.md");
const MARKS = /(<!-- first screen -->\n```text\n)[\s\S]*?(```\n<!-- \/first screen -->)/;
/** The first screens; the README says what follows them. */
const UNTIL = "\nWhat carries it";

const folder = mkdtempSync(join(tmpdir(), "edict-readme-"));
try {
  const output = runFlagship(folder);
  const shown = output.slice(0, output.indexOf(UNTIL)).trimEnd();
  const before = readFileSync(readme, "utf8");
  const after = before.replace(MARKS, (_, open, close) => `${open}${shown}\n${close}`);
  if (!process.argv.includes("--check")) writeFileSync(readme, after);
  else if (before !== after) {
    process.stderr.write(
      "README.md shows another output than edict prints: node scripts/write-first-screen.mjs\n",
    );
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

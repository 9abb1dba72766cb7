// Installs the packed edict as strangers do and runs it: globally, by npx, and on other versions of Node.
//
//   node scripts/check-release.mjs                    Node as it stands
//   node scripts/check-release.mjs --nodes 22,24      those too (npm's package "node" brings them; network)
//
// Needs the registry, and about a minute. What needs no network is in test/release/pack.test.ts.
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const work = mkdtempSync(join(tmpdir(), "edict-check-"));
const flag = process.argv.indexOf("--nodes");
const versions = flag < 0 ? [] : process.argv[flag + 1].split(",");
const env = { ...process.env, EDICT_HOME: join(work, "home"), NO_COLOR: "1" };

try {
  const tarball = step("npm pack", () => {
    execFileSync("npm", ["pack", "--pack-destination", work], {
      cwd: root,
      stdio: ["ignore", "ignore", "inherit"],
    });
    return join(
      work,
      readdirSync(work).find((name) => name.endsWith(".tgz")),
    );
  });
  const prefix = join(work, "prefix");
  step("npm install -g", () => npm(["install", "-g", "--prefix", prefix, tarball]));
  const windows = process.platform === "win32";
  const command = join(prefix, windows ? "edict.cmd" : "bin/edict");
  const folder = project("a folder of mine");
  step("edict run, as installed", () => runsWell(command, ["run", "mine.ts", "--prices", "sample"], folder));
  step("npx, from the tarball", () =>
    runsWell("npx", ["--yes", "--package", tarball, "edict", "--version"], project("npx")),
  );
  const script = join(prefix, windows ? "node_modules" : "lib/node_modules", "edict/dist/cli.js");
  for (const version of versions) {
    const node = step(`node ${version} from npm`, () => nodeOf(version));
    step(`edict run on Node ${version}`, () =>
      runsWell(node, [script, "run", "mine.ts", "--prices", "sample", "--out", `results-${version}`], folder),
    );
  }
  process.stdout.write("The packed edict installs and runs.\n");
} finally {
  rmSync(work, { recursive: true, force: true });
}

function step(name, work) {
  const start = performance.now();
  const value = work();
  process.stdout.write(`${name.padEnd(28)} ${((performance.now() - start) / 1000).toFixed(1)} s\n`);
  return value;
}

function npm(args, options = {}) {
  execFileSync("npm", [...args, "--no-audit", "--no-fund", "--loglevel=error"], {
    stdio: ["ignore", "ignore", "inherit"],
    ...options,
  });
}

function project(name) {
  const folder = join(work, name);
  mkdirSync(folder);
  copyFileSync(join(root, "strategies/long-hstech-after-leadership-meetings.ts"), join(folder, "mine.ts"));
  return folder;
}

function runsWell(command, args, cwd) {
  const run = spawnSync(command, args, { cwd, env, encoding: "utf8", shell: process.platform === "win32" });
  if (run.status === 0 && run.stdout !== "") return;
  throw new Error(
    `${command} ${args.join(" ")} ended with ${run.status}\n${run.stdout}\n${run.stderr}${run.error ?? ""}`,
  );
}

function nodeOf(version) {
  const folder = join(work, `node-${version}`);
  mkdirSync(folder);
  npm(["install", "--prefix", folder, `node@${version}`], { cwd: folder });
  const found = resolve(folder, "node_modules/node/bin/node");
  const shown = execFileSync(found, ["--version"], { encoding: "utf8" });
  if (!shown.startsWith(`v${version}.`)) throw new Error(`asked for Node ${version}, got ${shown}`);
  return found;
}

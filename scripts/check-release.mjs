// Installs the packed edict as strangers do and runs it: globally, by npx, and on other versions of Node. On each it runs
// a strategy in TypeScript, sweeps it with two workers, asks for the live page and imports the library.
//
//   node scripts/check-release.mjs                       on Node as it stands
//   node scripts/check-release.mjs --nodes 20.19,22,24   on those instead (npm's package "node" brings them)
//
// Needs the registry, and one or two minutes: what is installed is installed side by side, so each line's time overlaps
// with others. What needs no network is in test/release/pack.test.ts.
import { execFileSync, spawn } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const work = mkdtempSync(join(tmpdir(), "edict-check-"));
const flag = process.argv.indexOf("--nodes");
const versions = flag < 0 ? [] : process.argv[flag + 1].split(",");
const env = { ...process.env, EDICT_HOME: join(work, "home"), NO_COLOR: "1" };

try {
  // Downloads need no processor: they go on while edict is packed.
  const downloads = versions.map((version) => step(`node ${version} from npm`, () => nodeOf(version)));
  const tarball = await step("npm pack", pack);
  const prefix = join(work, "prefix");
  const folder = project("a folder of mine");
  const [nodes] = await Promise.all([
    Promise.all(downloads),
    step("npm install -g", () => npm(["install", "-g", "--prefix", prefix, tarball])),
    step("npx, from the tarball", () =>
      runsWell("npx", ["--yes", "--package", tarball, "edict", "--version"], project("npx")),
    ),
  ]);
  const windows = process.platform === "win32";
  const command = join(prefix, windows ? "edict.cmd" : "bin/edict");
  await step("edict run, as installed", () =>
    runsWell(command, ["run", "mine.ts", "--prices", "sample"], folder),
  );
  const installed = join(prefix, windows ? "node_modules" : "lib/node_modules", "edict");
  for (const node of nodes.length === 0 ? [process.execPath] : nodes) await worksOn(node, installed, folder);
  process.stdout.write("The packed edict installs and runs.\n");
} finally {
  rmSync(work, { recursive: true, force: true });
}

async function pack() {
  await ends("npm", ["pack", "--loglevel=error", "--pack-destination", work], { cwd: root });
  return join(
    work,
    readdirSync(work).find((name) => name.endsWith(".tgz")),
  );
}

/** What a user does in the first hour, on one version of Node. */
async function worksOn(node, installed, folder) {
  const script = join(installed, "dist/cli.cjs");
  const version = execFileSync(node, ["--version"], { encoding: "utf8" }).trim();
  const out = join(folder, `results-${version}`);
  const sample = ["mine.ts", "--prices", "sample", "--out", out];
  await step(`${version} edict run`, () => runsWell(node, [script, "run", ...sample], folder));
  await step(`${version} edict sweep`, () =>
    runsWell(
      node,
      [script, "sweep", ...sample, "--method", "random", "--samples", "40", "--threads", "2"],
      folder,
    ),
  );
  await step(`${version} edict dev`, () =>
    servesPage(node, [script, "dev", "mine.ts", "--prices", "sample"], folder),
  );
  const library = pathToFileURL(join(installed, "dist/index.js")).href;
  await step(`${version} import`, () =>
    runsWell(
      node,
      ["--input-type=module", "-e", `console.log((await import(${JSON.stringify(library)})).backtest.name)`],
      folder,
    ),
  );
}

/** Starts the live page, fetches it and stops it. */
async function servesPage(node, args, cwd) {
  const child = spawn(node, [...args, "--port", "0"], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  try {
    const address = await new Promise((resolve, reject) => {
      let said = "";
      const listen = (data) => {
        said += data;
        const found = /http:\/\/127\.0\.0\.1:\d+\S*/.exec(said);
        if (found !== null) resolve(found[0]);
      };
      child.stdout.on("data", listen);
      child.stderr.on("data", listen);
      child.on("close", (code) => reject(new Error(`edict dev ended with ${code}\n${said}`)));
    });
    const page = await (await fetch(address)).text();
    if (!page.includes("<html")) throw new Error(`edict dev answers with no page: ${page.slice(0, 200)}`);
  } finally {
    child.kill("SIGKILL");
  }
}

async function step(name, work) {
  const start = performance.now();
  const value = await work();
  process.stdout.write(`${name.padEnd(28)} ${((performance.now() - start) / 1000).toFixed(1)} s\n`);
  return value;
}

function npm(args, options = {}) {
  return ends("npm", [...args, "--no-audit", "--no-fund", "--loglevel=error"], options);
}

function project(name) {
  const folder = join(work, name);
  mkdirSync(folder);
  copyFileSync(join(root, "strategies/long-hstech-after-leadership-meetings.ts"), join(folder, "mine.ts"));
  return folder;
}

async function runsWell(command, args, cwd) {
  if ((await ends(command, args, { cwd })) === "")
    throw new Error(`${command} ${args.join(" ")} said nothing`);
}

/** What a command prints; an error with all that it said if it fails. */
function ends(command, args, options) {
  return new Promise((resolve, reject) => {
    const shell = process.platform === "win32";
    const child = spawn(command, args, { env, stdio: ["ignore", "pipe", "pipe"], shell, ...options });
    const said = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"])
      child[name].setEncoding("utf8").on("data", (text) => {
        said[name] += text;
      });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(said.stdout);
      else
        reject(new Error(`${command} ${args.join(" ")} ended with ${code}\n${said.stdout}\n${said.stderr}`));
    });
  });
}

async function nodeOf(version) {
  const folder = join(work, `node-${version}`);
  mkdirSync(folder);
  await npm(["install", "--prefix", folder, `node@${version}`], { cwd: folder });
  const found = resolve(folder, "node_modules/node/bin/node");
  const shown = execFileSync(found, ["--version"], { encoding: "utf8" });
  if (!shown.startsWith(`v${version}.`)) throw new Error(`asked for Node ${version}, got ${shown}`);
  return found;
}

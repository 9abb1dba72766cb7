// How long `edict run` of the flagship takes as a whole process, and how much memory: node bench/cold-start.mjs [runs]
//
// Prices come from a CSV file of 1,450 sessions, written here from the synthetic sample; luck test, study and the table
// of other timings are on. Each line gives medians: wall clock, processor time (all threads), both also as multiples of
// a bare `node -e 0` that ran in between, since a busy machine slows both, and the largest memory. What was measured
// is in bench/cold-start.md.
//
// Where python3 has backtesting or vectorbt, what it takes to import them is measured too, which is before they do
// anything.
import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const runs = Number(process.argv[2] ?? 15);
const folder = mkdtempSync(join(tmpdir(), "edict-cold-start-"));
const { loadPrices } = await import(`${root}dist/index.js`);
const symbols = ["HSTECH.HK", "^HSI"];
const files = symbols.map((symbol) => `${symbol}=${join(folder, `${symbol.replace(/\W/g, "_")}.csv`)}`);
for (const [index, series] of (await loadPrices(symbols, { source: "sample" })).entries()) {
  const { days, open, high, low, close, volume } = series.bars;
  const rows = Array.from(days, (day, row) => {
    const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
    return [date, open[row], high[row], low[row], close[row], volume[row]].join(",");
  });
  const path = files[index].slice(symbols[index].length + 1);
  writeFileSync(path, `Date,Open,High,Low,Close,Volume\n${rows.join("\n")}\n`);
}
const probe = join(folder, "memory.cjs");
writeFileSync(
  probe,
  `process.on("exit", () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    process.stderr.write("used " + (userCPUTime + systemCPUTime) + " " + maxRSS);
  });`,
);

const command = (args) => ["--require", probe, `${root}dist/cli.cjs`, ...args];
const flagship = [
  "run",
  `${root}strategies/long-hstech-after-leadership-meetings.ts`,
  ...files.flatMap((file) => ["--file", file]),
  "--out",
  join(folder, "results"),
  "--quiet",
];
const env = { ...process.env, EDICT_HOME: join(folder, "home") };
const withoutKept = { ...env, NODE_DISABLE_COMPILE_CACHE: "1" };
const cases = [
  { name: "bare node", args: ["--require", probe, "-e", "0"], env },
  { name: "edict --version", args: command(["--version"]), env },
  { name: "edict run, flagship on CSV", args: command(flagship), env },
  { name: "  without V8's kept code", args: command(flagship), env: withoutKept },
  { name: "  without the luck test", args: command([...flagship, "--luck", "0"]), env },
].map((one) => ({ ...one, wall: [], processor: [], memory: [] }));

// Turn and turn about, so that a burst of other work meets all of them; the first round warms up.
for (let run = -1; run < runs; run++) {
  for (const one of cases) {
    const start = performance.now();
    const child = spawnSync(process.execPath, one.args, { encoding: "utf8", env: one.env });
    const wall = performance.now() - start;
    const used = /used (\d+) (\d+)/.exec(child.stderr);
    if (child.status !== 0 || used === null) throw new Error(`${one.name} did not run: ${child.stderr}`);
    if (run < 0) continue;
    one.wall.push(wall);
    one.processor.push(Number(used[1]) / 1000);
    one.memory.push(Number(used[2]) / 1024);
  }
}

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
const bare = { wall: median(cases[0].wall), processor: median(cases[0].processor) };
console.log(`${"".padEnd(32)}   wall   x bare   processor   x bare     memory`);
for (const { name, wall, processor, memory } of cases) {
  const cells = [
    `${median(wall).toFixed(0)} ms`.padStart(7),
    (median(wall) / bare.wall).toFixed(1).padStart(6),
    `${median(processor).toFixed(0)} ms`.padStart(9),
    (median(processor) / bare.processor).toFixed(1).padStart(6),
    `${median(memory).toFixed(0)} MB`.padStart(8),
  ];
  console.log(`${name.padEnd(32)}${cells.join("   ")}`);
}
for (const library of ["backtesting", "vectorbt"]) {
  const times = [];
  for (let run = -1; run < 3; run++) {
    const start = performance.now();
    const child = spawnSync("python3", ["-c", `import ${library}`], { stdio: "ignore" });
    if (child.status !== 0) break;
    if (run >= 0) times.push(performance.now() - start);
  }
  const said = times.length === 0 ? "not at hand" : `${median(times).toFixed(0)} ms`;
  console.log(`${`python3, import ${library}`.padEnd(32)}${said.padStart(7)}`);
}
console.log(`${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}, ${runs} runs each`);

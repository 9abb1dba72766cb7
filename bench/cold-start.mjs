// How long `edict run` of the flagship takes as a whole process, and how much memory: node bench/cold-start.mjs [runs]
//
// Prices come from a CSV file of 1,450 sessions, written here from the synthetic sample. Medians over the runs after one
// warm-up. For comparison, `import backtesting` takes 0.85 s and `import vectorbt` 3.7 s before they do anything
// (bench/peers/ holds scripts to measure them where Python is at hand).
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
  `process.on("exit", () => process.stderr.write("maxrss " + process.resourceUsage().maxRSS));`,
);

const command = (args) => ["--require", probe, `${root}dist/cli.js`, ...args];
const flagship = [
  "run",
  `${root}strategies/long-hstech-after-leadership-meetings.ts`,
  ...files.flatMap((file) => ["--file", file]),
  "--out",
  join(folder, "results"),
  "--quiet",
];
const env = { ...process.env, EDICT_HOME: join(folder, "home") };
measure("bare node", ["--require", probe, "-e", "0"]);
measure("edict --version", command(["--version"]));
measure("edict run, flagship on CSV", command(flagship));
measure("edict run, flagship on CSV, no luck test", command([...flagship, "--luck", "0"]));
console.log(`${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}, ${runs} runs each`);

function measure(name, args) {
  const times = [];
  const memory = [];
  for (let run = -1; run < runs; run++) {
    const start = performance.now();
    const child = spawnSync(process.execPath, args, { encoding: "utf8", env });
    if (child.status !== 0) {
      console.log(`${name.padEnd(44)} did not run: ${child.stderr.split("\n")[0]}`);
      return;
    }
    if (run < 0) continue;
    times.push(performance.now() - start);
    memory.push(Number(/maxrss (\d+)/.exec(child.stderr)?.[1]) / 1024);
  }
  const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
  console.log(
    `${name.padEnd(44)} ${median(times).toFixed(0).padStart(6)} ms  ${median(memory).toFixed(0).padStart(5)} MB`,
  );
}

// Draws docs/speed.svg from bench/speed.json (edict, as `node bench/run.mjs bench/speed.ts --write` measured it) and
// bench/peers/measured.json (other tools). Milliseconds on a logarithmic scale.
// Run: node scripts/write-speed-chart.mjs
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (file) => JSON.parse(readFileSync(`${root}${file}`, "utf8"));
const own = read("bench/speed.json");
const { groups, note } = read("bench/peers/measured.json");

const WIDTH = 820;
const LEFT = 320;
const RIGHT = 90;
const ROW = 21;
const [LEAST, MOST] = [0.01, 20_000];

const bestOf = (name) => {
  const row = own.found.find((one) => one.name === name);
  if (row === undefined) throw new Error(`bench/speed.json has no "${name}": run bench/speed.ts --write`);
  return row.best;
};
const across = (value) => ((WIDTH - LEFT - RIGHT) * Math.log(value / LEAST)) / Math.log(MOST / LEAST);
const marked = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
const show = (value) => {
  if (value < 1) return `${Number(value.toPrecision(2))} ms`;
  return value < 1_000 ? `${Number(value.toPrecision(3))} ms` : `${Number((value / 1_000).toPrecision(2))} s`;
};

const parts = [];
let y = 34;
const ticks = [];
for (let value = LEAST; value <= MOST; value *= 10) ticks.push(across(value));
for (const { title, edict, others } of groups) {
  parts.push(`<text x="16" y="${y}" class="title">${marked(title)}</text>`);
  y += 10;
  const bars = [
    ...edict.map(({ from, label }) => ({ label, value: bestOf(from), isOwn: true })),
    ...others.map(({ label, milliseconds }) => ({ label, value: milliseconds, isOwn: false })),
  ].sort((a, b) => a.value - b.value);
  for (const tick of ticks) {
    const x = (LEFT + tick).toFixed(1);
    parts.push(`<line x1="${x}" x2="${x}" y1="${y}" y2="${y + ROW * bars.length}" class="tick"/>`);
  }
  for (const { label, value, isOwn } of bars) {
    const kind = isOwn ? "own" : "other";
    parts.push(
      `<text x="${LEFT - 8}" y="${y + 14}" text-anchor="end" class="${kind}-label">${marked(label)}</text>`,
      `<rect x="${LEFT}" y="${y + 3}" width="${across(value).toFixed(1)}" height="${ROW - 7}" class="${kind}"/>`,
      `<text x="${(LEFT + across(value) + 6).toFixed(1)}" y="${y + 14}" class="value">${show(value)}</text>`,
    );
    y += ROW;
  }
  y += 26;
}
const notes = [
  `edict: ${own.date}, ${own.machine}, at a load of ${own.load.toFixed(1)} by other work; least processor time of its timings.`,
  `Others: ${note.charAt(0).toLowerCase()}${note.slice(1)} The same loop took ${show(own.found[0].best)} beside edict.`,
  "Logarithmic: each line is tenfold. The tools do different things: bench/ and bench/peers/ say what.",
];
for (const line of notes) {
  parts.push(`<text x="16" y="${y}" class="note">${marked(line)}</text>`);
  y += 16;
}

const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${y}" viewBox="0 0 ${WIDTH} ${y}" role="img">
<title>How long edict and other tools take</title>
<style>
text { font: 12px system-ui, sans-serif; fill: #333 }
.title { font-weight: 600; font-size: 13px }
.own { fill: #b5432a } .other { fill: #b9c0c9 }
.tick { stroke: #e4e7eb } .own-label { font-weight: 600 } .note { font-size: 11px; fill: #666 }
</style>
<rect width="100%" height="100%" rx="8" fill="#fff"/>
${parts.join("\n")}
</svg>
`;
writeFileSync(`${root}docs/speed.svg`, svg);

// Writes docs/methodology.md from the code: the metric catalogue's definitions and the docstrings of the tests of
// significance, so that page and code cannot differ. `--check` writes nothing and ends with 1 if the page is old.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const page = join(root, "docs/methodology.md");
const TESTS = [
  ["Abnormal returns and their tests", "src/analysis/event-study/hypothesis-tests"],
  ["Whether a run was luck", "src/analysis/significance"],
];

const text = `# Methodology

Generated from the code by \`node scripts/write-methodology.mjs\`; edit the definitions there.

Returns, weights and drawdowns are fractions. \`r\` are simple returns of one session each, \`N\` the sessions of a year
(252 unless \`sessionsPerYear\` says otherwise), \`ddof 1\` divides by n - 1. What is undefined is \`null\` with a reason,
never 0. The id of each definition stands beside its number in every result, with the choices that change it.

## Metrics

| metric | key in a result | formula | source | id |
|---|---|---|---|---|
${(await metrics()).map(metricRow).join("\n")}

${TESTS.map(([title, folder]) => `## ${title}\n\n${functionsOf(folder).join("\n\n")}`).join("\n\n")}
`;

if (process.argv.includes("--check")) {
  if (readFileSync(page, "utf8") !== text) {
    process.stderr.write(
      "docs/methodology.md is not what the code says: node scripts/write-methodology.mjs\n",
    );
    process.exitCode = 1;
  }
} else {
  writeFileSync(page, text);
}

async function metrics() {
  const { outputFiles } = await build({
    entryPoints: [join(root, "src/analysis/metrics/metric-catalogue.ts")],
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    logLevel: "error",
  });
  const module = await import(
    `data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString("base64")}`
  );
  return module.metricCatalogue;
}

function metricRow({ name, key, formula, source, id }) {
  return `| ${[name, `\`${key}\``, `\`${formula}\``, source, `\`${id}\``].map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

/** The docstrings of the exported functions of a folder, in the order of its files. */
function functionsOf(folder) {
  const files = readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".ts"))
    .sort();
  return files.flatMap((name) => {
    const source = readFileSync(join(root, folder, name), "utf8");
    const found = source.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport function (\w+)/g);
    return [...found].map(([, comment, symbol]) => `### ${symbol}\n\n${prose(comment)}`);
  });
}

/** A docstring without its stars and tags. Indented lines are formulas. */
function prose(comment) {
  const lines = comment.split("\n").map((line) => line.replace(/^\s*\* ?/, ""));
  const end = lines.findIndex((line) => line.startsWith("@"));
  const kept = (end < 0 ? lines : lines.slice(0, end)).join("\n").trim();
  return kept
    .replace(/\{@link (\w+)\}/g, "`$1`")
    .split("\n")
    .map((line) =>
      /^ {2,3}\S/.test(line)
        ? `    ${line.trim()}`
        : line.replaceAll("*", "\\*").replaceAll("_", "\\_").replaceAll("<", "&lt;"),
    )
    .join("\n");
}

// Writes docs/methodology.md from the code: the metric catalogue's definitions, the tables of dated rates, and the docstrings
// of whatever holds a formula, so that page and code cannot differ. `--check` writes nothing and ends with 1 if the page is old.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const page = join(root, "docs/methodology.md");

/**
 * What the page holds: of each file the exports named, of a folder all functions but those named, which are parts of
 * others.
 */
const SECTIONS = [
  [
    "When a signal is known",
    from("signals/timing-policy.ts", "TIMING_POLICIES", "knownAt"),
    from("strategy/first-session.ts", "firstSession"),
    from("signals/sentiment-index.ts", "sentimentIndex"),
  ],
  [
    "Prices and indicators",
    from("market/adjust-prices.ts", "adjustPrices"),
    from("market/compare-histories.ts", "compareHistories"),
    from("market/indicator-series.ts", "indicatorColumns"),
  ],
  [
    "Sizes, fills and costs",
    from("engine/sizing.ts", "wantedAmount"),
    from("engine/kelly-record.ts", "kellyFraction"),
    from("engine/costs/fill-costs.ts", "FillCosts"),
    from("engine/exit-plan.ts", "writeLevels"),
    from("engine/exits.ts", "exitAtOpen", "exitInside"),
    from("engine/costs/cost-model.ts", "costOfFill"),
    from("engine/costs/hong-kong-costs.ts", "hongKongCosts"),
    rates("engine/costs/hong-kong-costs.ts"),
    from("engine/costs/mainland-costs.ts", "mainlandCosts"),
    rates("engine/costs/mainland-costs.ts"),
    from("engine/costs/united-states-costs.ts", "unitedStatesCosts"),
    rates("engine/costs/united-states-costs.ts"),
    from("engine/holding-costs.ts", "payHoldingCosts"),
    from("engine/trade.ts", "Attribution"),
  ],
  [
    "Normal and abnormal returns",
    from("analysis/event-study/models/market-model.ts", "marketModel"),
    from("analysis/event-study/models/mean-adjusted-model.ts", "meanAdjustedModel"),
    from("analysis/event-study/models/market-adjusted-model.ts", "marketAdjustedModel"),
    from("analysis/event-study/models/factor-model.ts", "factorModel"),
    from("analysis/signal-study/benchmark-returns.ts", "benchmarkReturns", "alignedBenchmarkReturns"),
    from("analysis/event-study/standardized-abnormal-return.ts", "forecastErrorFactors"),
    from("analysis/event-study/standardized-abnormal-return.ts", "standardizedAbnormalReturns"),
    from("analysis/event-study/cumulative-abnormal-return.ts", "cumulativeAbnormalReturn"),
    from("analysis/event-study/average-abnormal-return.ts", "averageAbnormalReturns"),
    from("analysis/event-study/buy-and-hold-abnormal-return.ts", "buyAndHoldAbnormalReturn"),
    from("analysis/event-study/abnormal-standardized-return.ts", "abnormalStandardizedReturns"),
    from("analysis/event-study/abnormal-standardized-return.ts", "standardizedDifferences"),
    from("analysis/event-study/cross-correlation.ts", "relativeDayCorrelation", "overlapCorrelation"),
    from("analysis/event-study/burst-labels.ts", "burstLabels"),
    from("analysis/event-study/effective-sample-size.ts", "effectiveSampleSize", "minimumDetectableAverage"),
  ],
  [
    "Tests of abnormal returns",
    folder(
      "analysis/event-study/hypothesis-tests",
      "signSums",
      "rankEstimation",
      "positiveShareOf",
      "testOfCumulated",
    ),
  ],
  [
    "Whether a run was luck",
    from("analysis/significance/luck-test.ts", "testLuck"),
    from("analysis/significance/shift-line.ts", "ShiftLine"),
    from("analysis/significance/calendar-span.ts", "spanOf"),
    from("analysis/significance/shift-simulation.ts", "shiftSimulation"),
    from("analysis/significance/shift-p-value.ts", "shiftPValue"),
    from("analysis/significance/bursts.ts", "burstsOf"),
    from("analysis/significance/bootstrap-intervals.ts", "bootstrapIntervals"),
    from("analysis/significance/leave-out.ts", "leaveEachOut"),
    from("analysis/significance/naive-tests.ts", "naiveTTest", "naiveRandomDates"),
    from("analysis/significance/family-test.ts", "familyTest"),
    from("result/compare-returns.ts", "compareReturns"),
  ],
  [
    "What a search has cost",
    from("search/effective-trials.ts", "effectiveTrials"),
    from("search/probability-of-backtest-overfitting.ts", "probabilityOfBacktestOverfitting"),
    from("search/reality-check.ts", "realityCheck"),
    from("search/superior-predictive-ability.ts", "superiorPredictiveAbility"),
    from("search/bootstrap-means.ts", "bootstrapMeans"),
    from("search/calendar-max-test.ts", "CalendarMaxTest"),
    from("search/plateau.ts", "plateauOf"),
    from("search/sweep-evidence.ts", "questionSweep"),
  ],
  [
    "Sentiment against the market",
    from("analysis/sentiment-vs-market/forward-returns.ts", "forwardReturns", "returnsBetweenDecisions"),
    from("analysis/sentiment-vs-market/dependent-correlation.ts", "dependentCorrelation"),
    from("analysis/sentiment-vs-market/information-coefficient.ts", "informationCoefficients"),
    from("analysis/sentiment-vs-market/lead-lag.ts", "leadLagCorrelations"),
    from("analysis/sentiment-vs-market/returns-by-group.ts", "returnsByGroup"),
  ],
  [
    "Statistics that these rest on",
    from("statistics/multiple-testing.ts", "bonferroni", "holm", "benjaminiHochberg", "benjaminiYekutieli"),
    from("statistics/max-statistic.ts", "maxStatisticAdjustedPValues"),
    from("statistics/minimum-detectable-effect.ts", "minimumDetectableEffect"),
    from("statistics/clustered-variance.ts", "clusteredMeanVariance", "twoWayClusteredMeanVariance"),
    from("statistics/newey-west.ts", "neweyWestLag", "neweyWestMeanVariance", "neweyWestCovariance"),
    from("statistics/block-length.ts", "optimalBlockLength"),
    from("statistics/block-bootstrap.ts", "stationaryBootstrapIndices", "circularBlockBootstrapIndices"),
    from("statistics/bootstrap-interval.ts", "percentileInterval", "biasCorrectedInterval"),
  ],
];

const text = `# Methodology

Generated from the code by \`node scripts/write-methodology.mjs\`; edit the definitions there. Each entry bears the name
of its function in \`src/\`.

Returns, weights and drawdowns are fractions. \`r\` are simple returns of one session each, \`N\` the sessions of a year
(252 unless \`sessionsPerYear\` says otherwise), \`ddof 1\` divides by n - 1. What is undefined is \`null\` with a reason,
never 0. The id of each definition stands beside its number in every result, with the choices that change it.

## Metrics

| metric | key in a result | formula | source | id |
|---|---|---|---|---|
${(await metrics()).map(metricRow).join("\n")}

${SECTIONS.map(([title, ...parts]) => `## ${title}\n\n${parts.flat().join("\n\n")}`).join("\n\n")}
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

/** The docstrings of exports of a file, in the order asked for. */
function from(file, ...names) {
  const docs = docstringsOf(file);
  return names.map((name) => entry(name, docs.get(name), file));
}

/** The docstrings of a folder's exported functions, in the order of its files. */
function folder(path, ...without) {
  return readdirSync(join(root, "src", path))
    .filter((name) => name.endsWith(".ts"))
    .sort()
    .flatMap((name) => [...docstringsOf(join(path, name), "function")])
    .filter(([name]) => !without.includes(name))
    .map(([name, comment]) => entry(name, comment, path));
}

function docstringsOf(file, kinds = String.raw`function\*?|class|interface|const`) {
  const source = readFileSync(join(root, "src", file), "utf8");
  const found = source.matchAll(
    new RegExp(String.raw`/\*\*((?:(?!\*/)[\s\S])*)\*/\nexport (?:${kinds}) (\w+)`, "g"),
  );
  return new Map([...found].map(([, comment, name]) => [name, comment]));
}

function entry(name, comment, file) {
  const words = comment === undefined ? "" : prose(comment);
  if (words === "")
    throw new Error(`${name} of ${file} has no words: write its formula, or leave it off the page`);
  return `### ${name}\n\n${words}`;
}

/** The dated rates of a file, each with its source. */
function rates(file) {
  const source = readFileSync(join(root, "src", file), "utf8");
  const tables = [...source.matchAll(/const (\w+) = rateTable\(\[([\s\S]*?)\]\)/g)];
  const rows = tables.flatMap(([, name, body]) =>
    [...body.matchAll(/from: "(.+?)", rate: (.+?), source: "(.+?)"/g)].map(([, day, rate, from]) => {
      const words = name
        .toLowerCase()
        .replaceAll("_", " ")
        .replace(/\b(sfc|afrc|sec|taf)\b/, (sign) => sign.toUpperCase());
      return `| ${words} | ${day} | ${rate} | ${from} |`;
    }),
  );
  return [["| rate | from | value | source |", "|---|---|---|---|", ...rows].join("\n")];
}

/** A docstring without its stars and tags. Lines set in by two spaces are formulas. */
function prose(comment) {
  const lines = comment.split("\n").map((line) => line.replace(/^\s*\* ?/, ""));
  const end = lines.findIndex((line) => line.startsWith("@"));
  const kept = (end < 0 ? lines : lines.slice(0, end)).join("\n").trim();
  let isList = false;
  return kept
    .replace(/\{@link (\w+)\}/g, "`$1`")
    .split("\n")
    .map((line) => {
      isList = /^(- |\d+\. )/.test(line) || (isList && line.startsWith(" "));
      return /^ {2,}\S/.test(line) && !isList ? `    ${line.slice(2)}` : escaped(line);
    })
    .join("\n");
}

/** Signs that Markdown would take for its own, but for those in backticks. */
function escaped(line) {
  return line
    .split(/(`[^`]*`)/)
    .map((part) =>
      part.startsWith("`")
        ? part
        : part.replaceAll("*", "\\*").replaceAll("_", "\\_").replaceAll("<", "&lt;"),
    )
    .join("");
}

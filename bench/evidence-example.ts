// The worked example of docs/evidence.md: the complete families of signals on real prices, which lie beside the
// repository and are not part of it. Run: node bench/run.mjs bench/evidence-example.ts
import { existsSync } from "node:fs";
import { loadPrices } from "../src/feeds/load-prices.ts";
import { plainAnswer } from "../src/report/plain-answer.ts";
import { renderFamilyReport } from "../src/report/terminal/family-report.ts";
import { renderLuck } from "../src/report/terminal/luck-report.ts";
import { renderSensitivity } from "../src/report/terminal/sensitivity-report.ts";
import { renderStudyReport } from "../src/report/terminal/study-report.ts";
import { backtest } from "../src/result/backtest.ts";
import { backtestFamily } from "../src/result/backtest-family.ts";
import { studySelection } from "../src/result/study-document.ts";
import { loadSignals } from "../src/storage/load-signals.ts";
import { defineStrategy, type Strategy } from "../src/strategy/define-strategy.ts";

const FOLDER = "../shared/prices/raw";
const STYLE = { colors: false, width: 110 };
if (!existsSync(FOLDER)) {
  console.log(`skipped: no prices at ${FOLDER}`);
  process.exit(0);
}
const signals = await loadSignals();
const FILES = {
  "HSTECH.HK": `${FOLDER}/HSTECH.sina.csv`,
  "^HSI": `${FOLDER}/^HSI.long.csv`,
  "0700.HK": `${FOLDER}/0700.HK.csv`,
  "9988.HK": `${FOLDER}/9988.HK.csv`,
};
const prices = await loadPrices(Object.keys(FILES), { files: FILES });
for (const { instrument, bars } of prices) console.log(instrument.symbol, bars.days.length, "sessions");

for (const benchmark of [undefined, "^HSI"]) {
  const { study, subject } = studySelection(
    {
      signals,
      prices,
      selection: { completeFamilies: true },
      instruments: ["HSTECH.HK"],
      ...(benchmark !== undefined && { benchmark }),
    },
    { range: { first: 0, last: 9 } },
  );
  if ("missing" in study) console.log(study.missing);
  else console.log(renderStudyReport(study, { title: subject.title, subtitle: "", synthetic: false }, STYLE));
}

/** Buys an instrument at the first open after each supportive signal of a complete family. */
function longAfter(instrument: string, hold: number): Strategy {
  return defineStrategy({
    name: `Long ${instrument} ${hold} sessions after complete families`,
    hypothesis: "Supportive acts of complete families lift it.",
    benchmark: "^HSI",
    rules: [
      {
        on: { completeFamilies: true, stance: { atLeast: 0.1 } },
        legs: [{ instrument, side: "long" }],
        exit: { afterSessions: hold, stopLoss: 0.08 },
        overlap: "extend",
      },
    ],
  });
}

const inputs = { signals, prices };
const result = backtest(longAfter("HSTECH.HK", 10), inputs);
console.log(plainAnswer(result).join("\n"), "\n");
console.log(renderLuck(result, STYLE), "\n");
console.log(renderSensitivity(result, STYLE), "\n");
const holds = [1, 3, 5, 10, 20, 40].map((hold) => ({ strategy: longAfter("HSTECH.HK", hold), inputs }));
console.log(renderFamilyReport(backtestFamily(holds), STYLE));

// What the tests of a search find where there is nothing to find. Markets are martingales without costs, calendars are
// random: at 5% each test should speak up in about 5 of 100 searches, and the overfitting probability stand near a half.
// A naive t-test of the best variant, as if it had been the only one, stands beside them.
// Run: node bench/run.mjs bench/sweep-size.ts [searches]
import { naiveTTest } from "../src/analysis/significance/naive-tests.ts";
import type { PriceSeries } from "../src/market/price-series.ts";
import { backtest } from "../src/result/backtest.ts";
import { sweep } from "../src/search/sweep.ts";
import { SeededRandom } from "../src/statistics/seeded-random.ts";
import { NULLS, type Null, nullReturns, pricesFrom } from "./null-market.ts";
import { benchSeries, benchSignals, benchStrategy } from "./sweep-case.ts";

const SESSIONS = 1_500;
const SIGNALS = 30;
/** Half the variance of a daily log return of 1.5%: without it the simple returns would drift upwards. */
const DRIFT = 0.5 * 0.015 ** 2;
const searches = Number(process.argv[2] ?? 200);
const request = {
  params: { hold: "2:20:3", stopLoss: "0.04,0.08,0.2", lag: "0:4:2" },
  shifts: 99,
  draws: 199,
};

console.log(
  `${searches} searches of 63 variants each, ${SESSIONS} sessions, ${SIGNALS} signals; share with p <= 0.05`,
);
for (const noise of NULLS) {
  const found = Array.from({ length: searches }, (_, sample) => searchNoise(noise, sample));
  const share = (isFound: (one: (typeof found)[number]) => boolean) => {
    const part = found.filter(isFound).length / searches;
    return `${(100 * part).toFixed(1)}% (+-${(196 * Math.sqrt((part * (1 - part)) / searches)).toFixed(1)})`;
  };
  console.log(noise);
  console.log(`  shifted calendars, maximum over all variants  ${share((one) => one.calendar <= 0.05)}`);
  console.log(`  Hansen's SPA                                  ${share((one) => one.spa <= 0.05)}`);
  console.log(`  White's reality check                         ${share((one) => one.realityCheck <= 0.05)}`);
  console.log(`  deflated Sharpe ratio above 0.95              ${share((one) => one.deflated > 0.95)}`);
  console.log(`  naive t-test of the best variant's trades     ${share((one) => one.naive <= 0.05)}`);
  const mean = found.reduce((sum, one) => sum + one.overfitting, 0) / searches;
  console.log(`  probability of overfitting, mean              ${(100 * mean).toFixed(1)}%`);
}

function searchNoise(noise: Null, sample: number) {
  const random = new SeededRandom(11, sample);
  const returns = nullReturns(noise, SESSIONS, random).map((one) => one - DRIFT);
  const series = seriesOf(pricesFrom(returns, random));
  const inputs = {
    signals: benchSignals(series, SIGNALS, 1_000 + sample),
    prices: [series],
    config: { costs: { bps: 0 }, seed: sample },
  };
  const { document } = sweep(benchStrategy, inputs, request);
  const { best, evidence } = document;
  if (best === null || evidence === null) throw new Error(`search ${sample} found no candidate`);
  const quiet = { luck: 0, study: false, sensitivity: false, from: document.span.from as string };
  const { trades } = backtest(benchStrategy, {
    ...inputs,
    config: { ...inputs.config, ...quiet },
    params: best.params,
  });
  return {
    calendar: evidence.calendar?.pValue ?? 1,
    spa: evidence.superiorPredictiveAbility?.pValue ?? 1,
    realityCheck: evidence.realityCheck?.pValue ?? 1,
    deflated: evidence.deflatedSharpe.independent ?? 0,
    overfitting: evidence.overfitting?.probability ?? Number.NaN,
    naive: naiveTTest(Float64Array.from(trades, (trade) => trade.return))?.p ?? 1,
  };
}

/** Weekdays with the given columns. */
function seriesOf({ open, high, low, close }: ReturnType<typeof pricesFrom>): PriceSeries {
  const series = benchSeries(close.length);
  return { ...series, bars: { ...series.bars, open, high, low, close } };
}

// How fast a sweep is, from one thread to all: 10,000 and 1,000,000 combinations of hold, stop and lag over 5,000 bars
// and 60 signals, with return, Sharpe ratio, drawdown, win rate and number of trades of each.
// Run: node bench/run.mjs bench/sweep.ts [million]
import { availableParallelism, cpus } from "node:os";
import type { PriceSeries } from "../src/market/price-series.ts";
import { evaluateRange } from "../src/search/evaluate-range.ts";
import { describeSpace, parameterSpace } from "../src/search/parameter-space.ts";
import { engineOf, planSweep, runInputs, type SweepRequest } from "../src/search/sweep-plan.ts";
import { variantEvaluator } from "../src/search/variant-evaluator.ts";
import type { ParamSpecs } from "../src/strategy/param.ts";
import type { ExchangeCode } from "../src/time/exchange.ts";
import { benchSeries, benchSignals, benchStrategy } from "./sweep-case.ts";

const series = benchSeries(5_000);
const signals = benchSignals(series, 60);
/** The same prices as those of a share, which is bought in whole lots and pays duties that follow dates. */
const share = (exchange: ExchangeCode, lot: number | null): PriceSeries => ({
  ...series,
  instrument: { ...series.instrument, type: "stock", exchange, lot },
});

console.log(`${cpus()[0]?.model ?? "unknown"}, ${availableParallelism()} cores, Node ${process.version}`);
measure("10,000: 20 holds of 1..20 x 25 stops x 20 lags", { params: { hold: "1:20:1" } });
measure("10,000: 20 holds of 3..60 x 25 stops x 20 lags", { params: { hold: "3:60:3" } });
measure("10,000 random points", { method: "random", samples: 10_000 });
const tenThousand = { params: { hold: "1:20:1" } };
measure("10,000 of a share in New York", tenThousand, 5, share("NYSE", null));
measure("10,000 of a share in Hong Kong, lots of 100", tenThousand, 5, share("HKEX", 100));
if (process.argv.includes("million")) {
  measure(
    "100,000: 40 holds x 125 stops x 20 lags",
    { params: { hold: "1:40:1", stopLoss: "0.02:0.26:0.00193" } },
    1,
  );
  measure(
    "1,000,000: 40 holds x 1,250 stops x 20 lags",
    { params: { hold: "1:40:1", stopLoss: "0.02:0.26:0.000192" } },
    1,
  );
}

function measure(name: string, request: SweepRequest, times = 15, prices = series): void {
  const inputs = { signals, prices: [prices] };
  const plan = planSweep(benchStrategy, inputs, request);
  const space = parameterSpace(describeSpace(benchStrategy.params as ParamSpecs, request));
  const seconds = Array.from({ length: times }, () => {
    const begin = process.cpuUsage();
    const evaluator = variantEvaluator(benchStrategy, runInputs(inputs, plan.from), engineOf(plan));
    for (let from = 0; from < plan.space.size; from += plan.chunkSize) {
      evaluateRange(evaluator, space, from, Math.min(plan.space.size, from + plan.chunkSize));
    }
    const used = process.cpuUsage(begin);
    return (used.user + used.system) / 1e6;
  });
  const [first = 0] = seconds;
  const median = seconds.toSorted((a, b) => a - b)[Math.floor(seconds.length / 2)] as number;
  const rate = Math.round(plan.space.size / median).toLocaleString("en-US");
  console.log(
    `${name}: ${plan.space.size.toLocaleString("en-US")} points, ${plan.engine}, first ${(1000 * first).toFixed(0)} ms, median ${(1000 * median).toFixed(0)} ms of one core (${rate}/s), resident ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB`,
  );
}

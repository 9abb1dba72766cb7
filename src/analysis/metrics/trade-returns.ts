import { assertFinite } from "../../statistics/finite-values.ts";
import { mean } from "../../statistics/moments.ts";
import { median } from "../../statistics/quantile.ts";
import { type Metric, type MetricDefinition, measured, unmeasured } from "./metric.ts";

function defineTradeReturn(
  key: string,
  name: string,
  formula: string,
  source: string,
  measure: (returns: ArrayLike<number>) => Metric,
): MetricDefinition<"trades"> {
  return {
    key,
    id: `trade-return.${formula.split(" ")[0]}`,
    name,
    formula,
    source,
    unit: "return",
    from: "trades",
    measure: ({ returns }) => measure(returns),
  };
}

export const bestDefinition = defineTradeReturn(
  "bestTrade",
  "Best trade",
  "max of the trades' returns after costs",
  "backtesting.py Best Trade",
  bestTrade,
);
export const worstDefinition = defineTradeReturn(
  "worstTrade",
  "Worst trade",
  "min of the trades' returns after costs",
  "backtesting.py Worst Trade",
  worstTrade,
);
export const meanDefinition = defineTradeReturn(
  "meanTradeReturn",
  "Mean trade",
  "mean of the trades' returns after costs",
  "arithmetic; backtesting.py Avg. Trade is geometric",
  meanTradeReturn,
);
export const medianDefinition = defineTradeReturn(
  "medianTradeReturn",
  "Median trade",
  "median of the trades' returns after costs",
  "edict",
  medianTradeReturn,
);

/**
 * The best return of a closed trade after costs.
 *
 * @param returns fractions of the entry's notional, one a closed trade
 * @throws RangeError for a return that is not finite
 * @example bestTrade([0.02, -0.01]).value // => 0.02
 */
export function bestTrade(returns: ArrayLike<number>): Metric {
  return ofTrades(bestDefinition, returns, (values) => Array.from(values).reduce((a, b) => Math.max(a, b)));
}

/** The worst return of a closed trade after costs. @example worstTrade([0.02, -0.01]).value // => -0.01 */
export function worstTrade(returns: ArrayLike<number>): Metric {
  return ofTrades(worstDefinition, returns, (values) => Array.from(values).reduce((a, b) => Math.min(a, b)));
}

/**
 * Arithmetic mean of the closed trades' returns after costs; backtesting.py prints the geometric mean under this name.
 *
 * @example meanTradeReturn([0.02, -0.01]).value // => 0.005
 */
export function meanTradeReturn(returns: ArrayLike<number>): Metric {
  return ofTrades(meanDefinition, returns, mean);
}

/** Median of the closed trades' returns after costs. @example medianTradeReturn([0.05, 0, 0.01]).value // => 0.01 */
export function medianTradeReturn(returns: ArrayLike<number>): Metric {
  return ofTrades(medianDefinition, returns, median);
}

function ofTrades(
  definition: MetricDefinition<"trades">,
  returns: ArrayLike<number>,
  statistic: (values: ArrayLike<number>) => number,
): Metric {
  assertFinite(returns, "trade return");
  if (returns.length === 0) return unmeasured(definition, "no closed trades");
  return measured(definition, statistic(returns));
}

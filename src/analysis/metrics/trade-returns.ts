import { assertFinite } from "../../statistics/finite-values.ts";
import { mean } from "../../statistics/moments.ts";
import { median } from "../../statistics/quantile.ts";
import { type Metric, type MetricDefinition, measured, unmeasured } from "./metric.ts";

/** What the four metrics of this file share: an id after the statistic, and returns of trades in. */
function defineTradeReturn(
  statistic: "max" | "min" | "mean" | "median",
  own: Pick<MetricDefinition, "key" | "name" | "source">,
  measure: (returns: ArrayLike<number>) => Metric,
): MetricDefinition<"trades"> {
  return {
    ...own,
    id: `trade-return.${statistic}`,
    formula: `${statistic} of the trades' returns after costs`,
    unit: "return",
    from: "trades",
    measure: ({ returns }) => measure(returns),
  };
}

export const bestDefinition = defineTradeReturn(
  "max",
  { key: "bestTrade", name: "Best trade", source: "backtesting.py Best Trade" },
  bestTrade,
);

export const worstDefinition = defineTradeReturn(
  "min",
  { key: "worstTrade", name: "Worst trade", source: "backtesting.py Worst Trade" },
  worstTrade,
);

export const meanDefinition = defineTradeReturn(
  "mean",
  {
    key: "meanTradeReturn",
    name: "Mean trade",
    source: "arithmetic; backtesting.py Avg. Trade is geometric",
  },
  meanTradeReturn,
);

export const medianDefinition = defineTradeReturn(
  "median",
  { key: "medianTradeReturn", name: "Median trade", source: "edict" },
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

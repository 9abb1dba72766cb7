import { isTradable } from "../market/instrument.ts";
import type { PriceSeries } from "../market/price-series.ts";
import { costOfFill, proportionalRate } from "./costs/cost-model.ts";
import { type Liquidity, liquidityBefore, UNKNOWN_LIQUIDITY } from "./costs/liquidity.ts";
import type { SimulationInput } from "./simulation.ts";

const MOST_ITERATIONS = 20;
const MOST_HALVINGS = 100;
const PRECISION = 1e-14;

/** Costs of a fill in the instrument's currency. */
export function costsOf(
  input: SimulationInput,
  instrument: number,
  session: number,
  isBuy: boolean,
  quantity: number,
  price: number,
): number {
  const series = input.market.series[instrument]!;
  const { costs } = input.config;
  const value = quantity * price;
  const rate = proportionalRate(costs, series.instrument);
  if (rate !== null) return value * rate;
  return costOfFill(costs, series.instrument, {
    day: series.bars.days[session]!,
    value,
    quantity,
    isBuy,
    ...liquidityFor(input, series, session),
  });
}

/** Volatility and volume, where market impact asks for them. */
function liquidityFor(input: SimulationInput, series: PriceSeries, session: number): Liquidity {
  return input.config.costs.impact === null ? UNKNOWN_LIQUIDITY : liquidityBefore(series, session);
}

/** Whether the costs of a fill on bar `session` can be told: market impact needs volatility and volume before it. */
export function areCostsKnown(input: SimulationInput, instrument: number, session: number): boolean {
  const series = input.market.series[instrument]!;
  if (input.config.costs.impact === null || !isTradable(series.instrument)) return true;
  const { dailyVolatility, meanVolume } = liquidityBefore(series, session);
  return !Number.isNaN(dailyVolatility) && meanVolume > 0;
}

/**
 * The quantity that `budget` buys, costs included, in the instrument's currency: the largest q with
 *
 *   q x price + costs(q) <= budget
 *
 * Proportional costs are solved in one step. Otherwise q is found by fixed-point iteration, which converges by
 * the cost rate (some thousandths) a step. Where it does not, because a duty is rounded up to whole dollars or
 * impact grows faster than the quantity, by halving: costs grow with the quantity.
 */
export function affordableQuantity(
  input: SimulationInput,
  instrument: number,
  session: number,
  isBuy: boolean,
  budget: number,
  price: number,
): number {
  const series = input.market.series[instrument]!;
  const rate = proportionalRate(input.config.costs, series.instrument);
  if (rate !== null) return budget / (price * (1 + rate));
  return affordableByCosts(budget, price, costsByQuantity(input, instrument, session, isBuy, price));
}

/** Apart, since a function that makes another allocates what that one uses even where it is not made. */
function costsByQuantity(
  input: SimulationInput,
  instrument: number,
  session: number,
  isBuy: boolean,
  price: number,
): (quantity: number) => number {
  return (quantity) => costsOf(input, instrument, session, isBuy, quantity, price);
}

function affordableByCosts(budget: number, price: number, costsAt: (quantity: number) => number): number {
  let quantity = budget / price;
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
    const next = Math.max(0, (budget - costsAt(quantity)) / price);
    const isSettled = Math.abs(next - quantity) <= PRECISION * quantity;
    quantity = next;
    if (isSettled) return quantity;
  }
  return halve(budget, price, costsAt);
}

function halve(budget: number, price: number, costsAt: (quantity: number) => number): number {
  let affordable = 0;
  let tooMuch = budget / price;
  for (let step = 0; step < MOST_HALVINGS; step++) {
    const middle = (affordable + tooMuch) / 2;
    if (middle === affordable || middle === tooMuch) break;
    if (middle * price + costsAt(middle) <= budget) affordable = middle;
    else tooMuch = middle;
  }
  return affordable;
}

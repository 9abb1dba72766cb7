import { indicatorColumns } from "../market/indicator-series.ts";
import type { PriceSeries } from "../market/price-series.ts";
import type { CalendarDay } from "../time/calendar-day.ts";
import { costOfFill, proportionalRate } from "./costs/cost-model.ts";
import type { SimulationInput } from "./simulation.ts";

const IMPACT_SESSIONS = 20;
const MOST_ITERATIONS = 50;
const PRECISION = 1e-12;

/** Costs of a fill in the instrument's currency. */
export function costsOf(
  input: SimulationInput,
  instrument: number,
  session: number,
  isBuy: boolean,
  quantity: number,
  price: number,
): number {
  const series = input.market.series[instrument] as PriceSeries;
  const { costs } = input.config;
  const value = quantity * price;
  const rate = proportionalRate(costs, series.instrument);
  if (rate !== null) return value * rate;
  return costOfFill(costs, series.instrument, {
    day: series.bars.days[session] as CalendarDay,
    value,
    quantity,
    isBuy,
    ...(costs.impact === null ? NO_IMPACT : liquidityBefore(series, session)),
  });
}

const NO_IMPACT = { dailyVolatility: Number.NaN, meanVolume: Number.NaN };

function liquidityBefore(
  series: PriceSeries,
  session: number,
): { dailyVolatility: number; meanVolume: number } {
  const from = Math.max(0, session - IMPACT_SESSIONS);
  const volumes = series.bars.volume.subarray(from, session);
  let sum = 0;
  for (const volume of volumes) sum += volume;
  const volatility = indicatorColumns(series, "volatility", [IMPACT_SESSIONS]).value;
  return { dailyVolatility: volatility?.[session - 1] ?? Number.NaN, meanVolume: sum / volumes.length };
}

/**
 * The quantity that `budget` buys, costs included, in the instrument's currency: the q with
 *
 *   q x price + costs(q) = budget
 *
 * Proportional costs are solved in one step. Otherwise q is found by fixed-point iteration, which converges by
 * the cost rate (some thousandths) a step; a duty rounded up to whole dollars can make it swing between two
 * values, of which the smaller is taken.
 */
export function affordableQuantity(
  input: SimulationInput,
  instrument: number,
  session: number,
  isBuy: boolean,
  budget: number,
  price: number,
): number {
  const series = input.market.series[instrument] as PriceSeries;
  const rate = proportionalRate(input.config.costs, series.instrument);
  if (rate !== null) return budget / (price * (1 + rate));
  let quantity = budget / price;
  let smallest = quantity;
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
    const costs = costsOf(input, instrument, session, isBuy, quantity, price);
    const next = Math.max(0, (budget - costs) / price);
    const isSettled = Math.abs(next - quantity) <= PRECISION * quantity;
    quantity = next;
    smallest = Math.min(smallest, quantity);
    if (isSettled) return quantity;
  }
  return smallest;
}

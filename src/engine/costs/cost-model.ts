import type { Instrument } from "../../market/instrument.ts";
import type { CostConfig } from "../../strategy/cost-spec.ts";
import type { CalendarDay } from "../../time/calendar-day.ts";
import { statutoryCosts } from "./statutory-costs.ts";

/** One fill, as far as its costs depend on it. */
export interface CostedFill {
  readonly day: CalendarDay;
  /** price x quantity in the instrument's currency, > 0 */
  readonly value: number;
  readonly quantity: number;
  readonly isBuy: boolean;
  /** standard deviation of daily returns, and mean volume in shares, of the 20 sessions before; NaN if unknown */
  readonly dailyVolatility: number;
  readonly meanVolume: number;
}

const PER_BASIS_POINT = 1e-4;

/**
 * What a fill costs, in the instrument's currency, >= 0: commission (with its minimum), half the spread, the
 * exchange's dated duties and levies, and square-root impact
 *
 *   impact = coefficient x volatility x sqrt(quantity / mean volume) x value
 *
 * (Almgren et al. 2005 find an exponent of 0.6; 0.5 is the convention of the field.)
 */
export function costOfFill(costs: CostConfig, instrument: Instrument, fill: CostedFill): number {
  const commission = Math.max(fill.value * costs.bps * PER_BASIS_POINT, costs.minimum);
  const spread = fill.value * costs.halfSpreadBps * PER_BASIS_POINT;
  const duties = costs.statutory ? statutoryCosts(instrument, fill) : 0;
  return commission + spread + duties + impactOf(costs, fill);
}

function impactOf(costs: CostConfig, fill: CostedFill): number {
  if (costs.impact === null) return 0;
  // Without volume or volatility the impact cannot be known; the quality check reports the missing column.
  if (!(fill.meanVolume > 0) || Number.isNaN(fill.dailyVolatility)) return 0;
  const share = fill.quantity / fill.meanVolume;
  return costs.impact.coefficient * fill.dailyVolatility * Math.sqrt(share) * fill.value;
}

/** Whether the costs of a fill are a fixed fraction of its value, so that sizing needs no iteration. */
export function proportionalRate(costs: CostConfig, instrument: Instrument): number | null {
  const isProportional =
    costs.minimum === 0 && costs.impact === null && (!costs.statutory || instrument.type === "index");
  return isProportional ? (costs.bps + costs.halfSpreadBps) * PER_BASIS_POINT : null;
}

import { type Instrument, isTradable } from "../../market/instrument.ts";
import type { CostConfig } from "../../strategy/cost-spec.ts";
import type { CostedFill } from "./costed-fill.ts";
import { hasSchedule, statutoryCosts } from "./statutory-costs.ts";

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
  const impact = hasImpact(costs, instrument) ? impactOf(costs, fill) : 0;
  return commission + spread + duties + impact;
}

/** An index or a rate has no order book to move. */
export function hasImpact(costs: CostConfig, instrument: Instrument): boolean {
  return costs.impact !== null && isTradable(instrument);
}

function impactOf(costs: CostConfig, fill: CostedFill): number {
  if (costs.impact === null) return 0;
  const share = fill.quantity / fill.meanVolume;
  return costs.impact.coefficient * fill.dailyVolatility * Math.sqrt(share) * fill.value;
}

/** Whether the costs of a fill are a fixed fraction of its value, so that sizing needs no iteration. */
export function proportionalRate(costs: CostConfig, instrument: Instrument): number | null {
  const isProportional =
    costs.minimum === 0 && !hasImpact(costs, instrument) && !(costs.statutory && hasSchedule(instrument));
  return isProportional ? (costs.bps + costs.halfSpreadBps) * PER_BASIS_POINT : null;
}

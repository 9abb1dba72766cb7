import { isTradable } from "../market/instrument.ts";
import type { WorkingOrder } from "./order-queue.ts";
import { rateBefore, type SimulationInput, type SimulationState, skipOrder } from "./simulation.ts";
import { wantedAmount } from "./sizing.ts";
import { buyingPower, equityForSizing } from "./valuation.ts";

/** A want of more than this beyond the buying power is cut to it; less is rounding. */
const WITHIN_BUYING_POWER = 1 + 1e-9;
/** Less than this share of equity is nothing: what is left of 1,000,000 after buying for it is 0 but for rounding. */
const NOTHING = 1e-9;

/**
 * Shares to trade: what the rule wants, cut to what the book can afford and to whole lots. An order that was cut for
 * want of buying power is recorded; one that comes to nothing is skipped.
 *
 * @returns null if the order was skipped
 */
export function positionSize(
  state: SimulationState,
  working: WorkingOrder,
  session: number,
  price: number,
): number | null {
  const { occasion, leg } = working;
  const wanted = wantedAmount(state, working, session);
  if (typeof wanted === "string") {
    skipOrder(state, working, "warm-up", wanted);
    return null;
  }
  const nothing = NOTHING * Math.max(0, equityForSizing(state));
  if (!(wanted > nothing)) {
    skipOrder(state, working, "no-size", "the sizing came to nothing");
    return null;
  }
  const power = buyingPower(state);
  const isScaled = wanted > power * WITHIN_BUYING_POWER;
  const budget = isScaled ? power : wanted;
  if (!(budget > nothing)) {
    skipOrder(state, working, "no-cash", "other positions use all of it");
    return null;
  }
  const rate = rateBefore(state.input, leg.instrument, state.dayIndex);
  const isBuy = leg.side > 0;
  const costs = state.input.fillCosts[leg.instrument]!;
  const quantity = costs.affordable(session, isBuy, budget / rate, price, lotOf(state.input, leg.instrument));
  if (!(quantity > 0)) {
    const exact = costs.affordable(session, isBuy, budget / rate, price, 0);
    const why = isScaled ? ", with what other positions leave" : "";
    skipOrder(state, working, "below-one-lot", `${exact.toPrecision(4)} shares${why}`);
    return null;
  }
  if (isScaled) state.scaled.push({ order: { occasion, leg }, wanted, given: budget });
  return quantity;
}

/** Shares in a lot: of an unknown lot 1, so whole shares; 0 for an index, which trades fractions. */
export function lotOf({ config, market }: SimulationInput, instrument: number): number {
  const traded = market.series[instrument]!.instrument;
  return config.wholeLots && isTradable(traded) ? (traded.lot ?? 1) : 0;
}

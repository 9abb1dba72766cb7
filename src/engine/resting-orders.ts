import type { PriceSeries } from "../market/price-series.ts";
import { splitRatioAt } from "./corporate-actions.ts";
import { stopInside } from "./exits.ts";
import { bestPrice, canFill, worstPrice } from "./fillable.ts";
import { fill } from "./open-position.ts";
import type { WorkingOrder } from "./order-queue.ts";
import { barInSlot, type SessionSlot } from "./session-slots.ts";
import { type SimulationState, skipOrder } from "./simulation.ts";

/** Fills the resting limit orders whose bar opens beyond their limit, at the open: the better price. */
export function fillRestingAtOpen(state: SimulationState, slot: SessionSlot): void {
  eachResting(state, slot, (working, series, session) => {
    const { bars } = series;
    const { side } = working.leg;
    working.limit /= splitRatioAt(series, session);
    const open = bars.open[session]!;
    if (!(side * (open - working.limit) < 0) || !canFill(bars, session, side > 0)) return false;
    fill(state, working, session, "open", open, "limit");
    return true;
  });
}

/**
 * Fills the resting limit orders through whose limit the bar traded, at the limit, and drops those whose time is
 * over. On its way to the limit and past it the price may have reached the stop: that is met in the same bar. The
 * target is not: the bar's best price may have come before the fill.
 */
export function fillRestingInside(state: SimulationState, slot: SessionSlot): void {
  eachResting(state, slot, (working, series, session) => {
    const { bars } = series;
    const { leg, limit, lastSession } = working;
    const { side } = leg;
    const isThrough = side * (worstPrice(bars, session, side) - limit) < 0;
    if (isThrough && canFill(bars, session, side > 0)) {
      // Where the open is missing, the price may have gapped through the limit: no order fills outside its bar.
      const best = bestPrice(bars, session, side);
      const price = side * (best - limit) < 0 ? best : limit;
      const position = fill(state, working, session, "intraday", price, "limit");
      if (position !== null) stopInside(state, position, bars, session);
      return true;
    }
    if (session < lastSession && session !== state.input.market.lastBar[leg.instrument]) return false;
    const detail = `the limit ${limit.toPrecision(6)} was not traded through`;
    skipOrder(state, working, "limit-not-reached", detail);
    return true;
  });
}

/** Visits the resting orders of a slot's instruments that have a bar today; those answered with true are taken out. */
function eachResting(
  state: SimulationState,
  slot: SessionSlot,
  visit: (working: WorkingOrder, series: PriceSeries, session: number) => boolean,
): void {
  const { market } = state.input;
  for (let index = 0; index < state.resting.length; ) {
    const working = state.resting[index]!;
    const session = barInSlot(market, slot, working.leg.instrument, state.dayIndex);
    const series = market.series[working.leg.instrument]!;
    if (session >= 0 && visit(working, series, session)) state.resting.splice(index, 1);
    else index++;
  }
}

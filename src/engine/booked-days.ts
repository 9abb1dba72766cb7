import type { SimulationInput, SimulationState } from "./simulation.ts";

/**
 * Interest and borrow are booked, and margin is checked, on the days of the exchanges that the strategy names and of
 * those on which an order has come up by then. The time line also holds the days of tickers that only a later signal
 * names: on them the book is marked and nothing is booked, so that nothing hangs on a signal that is not known yet.
 */

/** Bars by day of the instruments whose days are booked from the start, each once; null where all days are. */
export function bookedFromStart({ market, namedLater }: SimulationInput): Int32Array[] | null {
  if (namedLater.size === 0) return null;
  return [...new Set(market.barOn.filter((_, instrument) => !namedLater.has(instrument)))];
}

/** From now on the days of an instrument are booked: an order for it has come up. */
export function bookDaysOf({ bookedOn, input }: SimulationState, instrument: number): void {
  if (bookedOn === null) return;
  const barOn = input.market.barOn[instrument]!;
  if (!bookedOn.includes(barOn)) bookedOn.push(barOn);
}

/** Whether interest, borrow and margin are looked at on a day. */
export function isBooked({ bookedOn }: SimulationState, dayIndex: number): boolean {
  return bookedOn === null || bookedOn.some((barOn) => barOn[dayIndex]! >= 0);
}

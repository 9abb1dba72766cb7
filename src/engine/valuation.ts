import { isBooked } from "./booked-days.ts";
import type { Position } from "./portfolio.ts";
import type { SimulationState } from "./simulation.ts";
import type { DailyColumns } from "./simulation-memory.ts";

/**
 * Values of the book between fills. While the orders of one open or close are filled, the net and gross value of
 * the positions are kept up to date fill by fill, so that a basket of n legs costs n steps and not n squared.
 */

/** Adds up the positions at the last marks. Called before the orders of an open or close are filled. */
export function valueBook(state: SimulationState): void {
  let net = 0;
  let gross = 0;
  for (const position of state.portfolio.positions) {
    const value = valueBefore(state, position);
    net += position.side * value;
    gross += value;
  }
  state.netValue = net;
  state.grossValue = gross;
}

/** Takes an opened position into the book's values. */
export function addValue(state: SimulationState, position: Position): void {
  const value = valueBefore(state, position);
  state.netValue += position.side * value;
  state.grossValue += value;
}

/** Takes a position that is about to close out of the book's values. */
export function removeValue(state: SimulationState, position: Position): void {
  const value = valueBefore(state, position);
  state.netValue -= position.side * value;
  state.grossValue -= value;
}

/** Equity at the last marks, as sizing knows it: {@link valueBook} has been called in this open or close. */
export function equityForSizing(state: SimulationState): number {
  return state.portfolio.cash + state.netValue;
}

/** What may still be bought or sold short: leverage x equity, less what is held. */
export function buyingPower(state: SimulationState): number {
  return state.input.config.leverage * equityForSizing(state) - state.grossValue;
}

/** Equity at the last marks, added up afresh. */
export function equityNow(state: SimulationState): number {
  let equity = state.portfolio.cash;
  for (const position of state.portfolio.positions) equity += position.side * valueBefore(state, position);
  return equity;
}

/** Value of a position at its last mark, at the exchange rate that today's fills use. */
export function valueBefore(state: SimulationState, position: Position): number {
  return position.quantity * position.mark * position.rates.before[state.dayIndex]!;
}

/**
 * Values the book at the end of a day, at the exchange rates of that day.
 *
 * @returns whether the book's margin was called
 */
export function markDay(state: SimulationState, { equity, cash, exposure }: DailyColumns): boolean {
  const { portfolio, input, dayIndex, releasedToday } = state;
  let net = 0;
  let gross = 0;
  for (const position of portfolio.positions) {
    const value = position.quantity * position.mark * position.rates.upTo[dayIndex]!;
    net += position.side * value;
    gross += value;
  }
  const worth = portfolio.cash + net;
  cash[dayIndex] = portfolio.cash;
  equity[dayIndex] = worth;
  exposure[dayIndex] = exposureOf(gross + releasedToday, worth);
  if (gross === 0 || !(worth < input.config.maintenance * gross) || !isBooked(state, dayIndex)) return false;
  callMargin(state);
  return true;
}

function exposureOf(gross: number, equity: number): number {
  if (gross === 0) return 0;
  return equity > 0 ? gross / equity : Number.NaN;
}

/**
 * Equity has fallen below the maintenance margin at the day's end: every position is closed at its next open. Until
 * then it can lose more than there is; what is then owed stays owed, and bears interest.
 */
function callMargin(state: SimulationState): void {
  for (const position of state.portfolio.positions) {
    position.earlySession = 0;
    position.earlyReason = "margin-call";
    position.quietUntil = -1;
  }
}

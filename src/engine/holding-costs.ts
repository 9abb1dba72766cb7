import type { CalendarDay } from "../time/calendar-day.ts";
import { isBooked } from "./booked-days.ts";
import type { SimulationState } from "./simulation.ts";
import { valueBefore } from "./valuation.ts";

const DAYS_A_YEAR = 365;

/**
 * Borrow on short positions and interest on borrowed cash since the last booked day, by calendar days, actual/365, on
 * values at the last marks. Cash at hand earns nothing, nor do the proceeds of shorts.
 */
export function payHoldingCosts(state: SimulationState, day: CalendarDay): void {
  if (!isBooked(state, state.dayIndex)) return;
  const { portfolio, input } = state;
  const { costs } = input.config;
  if (portfolio.hasShorts) {
    for (const position of portfolio.positions) {
      if (position.side > 0) continue;
      const elapsed = day - position.borrowPaidTo;
      const value = valueBefore(state, position);
      portfolio.charge(position, (value * costs.borrow * elapsed) / DAYS_A_YEAR);
      position.borrowPaidTo = day;
    }
  }
  if (portfolio.cash < 0) {
    const elapsed = day - state.interestPaidTo;
    const interest = (-portfolio.cash * costs.financing * elapsed) / DAYS_A_YEAR;
    portfolio.payInterest(interest);
    state.interest += interest;
  }
  state.interestPaidTo = day;
}

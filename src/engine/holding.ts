import type { PriceSeries } from "../market/price-series.ts";
import type { CalendarDay } from "../time/calendar-day.ts";
import type { Position } from "./portfolio.ts";
import { positionValue, rateBefore, type SimulationState } from "./simulation.ts";

const DAYS_A_YEAR = 365;

/**
 * Borrow on short positions and interest on borrowed cash since the last session, by calendar days, actual/365,
 * on values at the last marks.
 */
export function payHoldingCosts(state: SimulationState, day: CalendarDay): void {
  const { portfolio, input, dayIndex } = state;
  const { costs } = input.config;
  for (const position of portfolio.positions) {
    if (position.side > 0) continue;
    const elapsed = day - position.borrowPaidTo;
    const value = positionValue(position, rateBefore(input, position.instrument, dayIndex));
    portfolio.charge(position, (value * costs.borrow * elapsed) / DAYS_A_YEAR);
    position.borrowPaidTo = day;
  }
  if (portfolio.cash < 0 && dayIndex > 0) {
    const elapsed = day - (input.market.days[dayIndex - 1] as CalendarDay);
    const interest = (-portfolio.cash * costs.financing * elapsed) / DAYS_A_YEAR;
    portfolio.payInterest(interest);
    state.interest += interest;
  }
}

/**
 * Splits and dividends that take effect on bar `session`, where the prices are not adjusted for them: a split
 * changes the number of shares and every price the position remembers; a dividend is received on a long and
 * paid on a short.
 */
export function restatePosition(state: SimulationState, position: Position, session: number): void {
  const series = state.input.market.series[position.instrument] as PriceSeries;
  if (series.adjustment === "total-return") return;
  const after = (series.bars.days[session - 1] ?? Number.NEGATIVE_INFINITY) as CalendarDay;
  const day = series.bars.days[session] as CalendarDay;
  const isToday = (event: { readonly day: CalendarDay }) => event.day > after && event.day <= day;
  if (series.adjustment === "none") {
    for (const split of series.splits) if (isToday(split)) applySplit(position, split.ratio);
  }
  for (const dividend of series.dividends) {
    if (!isToday(dividend)) continue;
    const rate = rateBefore(state.input, position.instrument, state.dayIndex);
    state.portfolio.receiveIncome(position, position.side * position.quantity * dividend.amount * rate);
  }
}

function applySplit(position: Position, ratio: number): void {
  position.quantity *= ratio;
  position.basis /= ratio;
  position.closeBefore /= ratio;
  position.mark /= ratio;
  position.firstClose /= ratio;
  position.lowest /= ratio;
  position.highest /= ratio;
  position.stop /= ratio;
  position.target /= ratio;
  position.trailingStop /= ratio;
}

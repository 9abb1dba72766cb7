import type { Bars } from "../market/bars.ts";
import type { PriceSeries } from "../market/price-series.ts";
import { costsOf } from "./fill-costs.ts";
import { canFill } from "./fillable.ts";
import type { Position } from "./portfolio.ts";
import { rateBefore, type SimulationState } from "./simulation.ts";
import type { ExitReason, Fill, Trade } from "./trade.ts";

/**
 * Exits at the open of bar `session`: those that fall due there, then stops and targets that the open has
 * already gone through, which fill at the open.
 */
export function exitAtOpen(state: SimulationState, position: Position, session: number): void {
  const bars = barsOf(state, position);
  const open = bars.open[session] as number;
  if (Number.isNaN(open) || !canFill(bars, session, position.side < 0)) return;
  const reason = reasonAtOpen(position, session, open);
  if (reason !== null) closePosition(state, position, session, "open", open, reason);
}

function reasonAtOpen(position: Position, session: number, open: number): ExitReason | null {
  const { side } = position;
  if (position.earlySession <= session) return position.earlyReason;
  if (position.duePhase === "open" && position.dueSession <= session) return position.dueReason;
  // A level that is not set is NaN, and no comparison with NaN holds.
  if (side * (open - position.stop) <= 0) return "stop-loss";
  if (side * (open - position.trailingStop) <= 0) return "trailing-stop";
  if (side * (open - position.target) > 0) return "target";
  return null;
}

/**
 * Exits inside bar `session`, at stop or target.
 *
 * The stop is checked before the target: with daily bars the order within the day is unknown, so the worse one
 * is assumed. A stop fills at its level when it is touched, a target only when the price trades through it. Of
 * a fixed and a trailing stop the one nearer to the price is met first.
 */
export function exitInside(state: SimulationState, position: Position, session: number): void {
  const bars = barsOf(state, position);
  const { side, stop, trailingStop, target } = position;
  const worst = (side > 0 ? bars.low[session] : bars.high[session]) as number;
  const best = (side > 0 ? bars.high[session] : bars.low[session]) as number;
  const isStopMet = side * (worst - stop) <= 0;
  const isTrailingMet = side * (worst - trailingStop) <= 0;
  const isTargetMet = side * (best - target) > 0;
  if (!(isStopMet || isTrailingMet || isTargetMet) || !canFill(bars, session, side < 0)) return;
  if (isTrailingMet && !(isStopMet && side * (stop - trailingStop) >= 0)) {
    closePosition(state, position, session, "intraday", trailingStop, "trailing-stop");
  } else if (isStopMet) {
    closePosition(state, position, session, "intraday", stop, "stop-loss");
  } else {
    closePosition(state, position, session, "intraday", target, "target");
  }
}

/** The exit at the close of bar `session`, if it falls due there. */
export function exitAtClose(state: SimulationState, position: Position, session: number): void {
  if (position.duePhase !== "close" || position.dueSession > session) return;
  const bars = barsOf(state, position);
  if (!canFill(bars, session, position.side < 0)) return;
  seePrices(position, bars, session);
  closePosition(state, position, session, "close", bars.close[session] as number, position.dueReason);
}

/** Widens the range of prices that a position has stood at by a whole bar. */
export function seePrices(position: Position, bars: Bars, session: number): void {
  const close = bars.close[session] as number;
  const low = bars.low[session] as number;
  const high = bars.high[session] as number;
  position.lowest = Math.min(position.lowest, Number.isNaN(low) ? close : low);
  position.highest = Math.max(position.highest, Number.isNaN(high) ? close : high);
}

/** Closes a position at a price and records the trade. */
export function closePosition(
  state: SimulationState,
  position: Position,
  session: number,
  phase: Fill<ExitReason>["phase"],
  price: number,
  reason: ExitReason,
): void {
  const rate = rateBefore(state.input, position.instrument, state.dayIndex);
  const exitValue = position.quantity * price * rate;
  const exitCosts =
    costsOf(state.input, position.instrument, session, position.side < 0, position.quantity, price) * rate;
  position.lowest = Math.min(position.lowest, price);
  position.highest = Math.max(position.highest, price);
  state.portfolio.close(position, exitValue, exitCosts);
  state.traded += exitValue;
  if (phase !== "open") state.releasedToday += exitValue;
  state.tradeOf.set(position, state.trades.length);
  state.trades.push(recordTrade(position, { session, phase, price, exchangeRate: rate, reason }));
}

function recordTrade(position: Position, exit: Fill<ExitReason>): Trade {
  const { side, quantity, basis, entry, entryValue, costs } = position;
  const entryRate = entry.exchangeRate;
  const firstClose = Number.isNaN(position.firstClose) ? exit.price : position.firstClose;
  const perPoint = side * quantity * entryRate;
  const firstSession = perPoint * (firstClose - basis);
  const drift = perPoint * (exit.price - firstClose) + position.income;
  const currency = side * quantity * exit.price * (exit.exchangeRate - entryRate);
  const gross = firstSession + drift + currency;
  const profit = gross - costs;
  const worst = side > 0 ? position.lowest : position.highest;
  const best = side > 0 ? position.highest : position.lowest;
  return {
    signals: position.signals,
    rule: position.rule,
    instrument: position.instrument,
    side,
    quantity: position.entryQuantity,
    entry,
    exit,
    sessionsHeld: exit.session - entry.session + (exit.phase === "open" ? 0 : 1),
    entryValue,
    costs,
    profit,
    grossReturn: gross / entryValue,
    return: profit / entryValue,
    attribution: {
      gap: Number.isNaN(position.closeBefore) ? 0 : perPoint * (basis - position.closeBefore),
      firstSession,
      drift,
      currency,
      costs,
    },
    maxAdverse: Math.min(0, side * (worst / basis - 1)),
    maxFavourable: Math.max(0, side * (best / basis - 1)),
  };
}

function barsOf(state: SimulationState, position: Position): Bars {
  return (state.input.market.series[position.instrument] as PriceSeries).bars;
}

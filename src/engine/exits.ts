import type { Bars } from "../market/bars.ts";
import { bestPrice, canFill, hasTraded, worstPrice } from "./fillable.ts";
import { recordForKelly } from "./kelly-record.ts";
import type { Position } from "./portfolio.ts";
import { orderOf, rateBefore, type SimulationState } from "./simulation.ts";
import type { ExitReason, Fill } from "./trade.ts";
import { removeValue } from "./valuation.ts";

/**
 * Exits at the open of bar `session`: those that fall due there, then stops and targets that the open has
 * already gone through, which fill at the open.
 */
export function exitAtOpen(state: SimulationState, position: Position, session: number): void {
  const { bars } = position;
  const open = bars.open[session]!;
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
 * is assumed. A stop fills at its level when it is touched, a target only when the price trades through it.
 */
export function exitInside(state: SimulationState, position: Position, session: number): void {
  const { bars } = position;
  if (stopInside(state, position, bars, session)) return;
  const { side, target } = position;
  if (Number.isNaN(target)) return;
  if (!(side * (bestPrice(bars, session, side) - target) > 0) || !canFill(bars, session, side < 0)) return;
  // Whether the bar's worst price came before the target is unknown: the excursion counts it.
  seeWorst(position, bars, session);
  closePosition(state, position, session, "intraday", target, "target");
}

/**
 * Leaves at a stop that bar `session` touches; of a fixed and a trailing one the nearer to the price is met first.
 * A stop touched on a bar locked at its limit is triggered and leaves at the next open that fills.
 *
 * @returns whether a stop was touched
 */
export function stopInside(state: SimulationState, position: Position, bars: Bars, session: number): boolean {
  const { side, stop, trailingStop } = position;
  const worst = worstPrice(bars, session, side);
  const isStopMet = side * (worst - stop) <= 0;
  const isTrailingMet = side * (worst - trailingStop) <= 0;
  if (!(isStopMet || isTrailingMet) || !hasTraded(bars, session)) return false;
  const isTrailing = isTrailingMet && !(isStopMet && side * (stop - trailingStop) >= 0);
  const reason = isTrailing ? "trailing-stop" : "stop-loss";
  if (!canFill(bars, session, side < 0)) {
    if (position.earlySession > session + 1) {
      position.earlySession = session + 1;
      position.earlyReason = reason;
    }
    return true;
  }
  const level = isTrailing ? trailingStop : stop;
  // Where the open is missing, the price may have gapped through the level: no stop fills outside its bar.
  const best = bestPrice(bars, session, side);
  closePosition(state, position, session, "intraday", side * (best - level) < 0 ? best : level, reason);
  return true;
}

/** The exit at the close of bar `session`, if it falls due there, or if the instrument has no later bar. */
export function exitAtClose(state: SimulationState, position: Position, session: number): void {
  const { bars } = position;
  const isDue = position.duePhase === "close" && position.dueSession <= session;
  if (isDue && canFill(bars, session, position.side < 0)) {
    standThrough(position, bars, session);
    closePosition(state, position, session, "close", bars.close[session]!, position.dueReason);
  } else if (session === position.lastBar) {
    standThrough(position, bars, session);
    closePosition(state, position, session, "close", bars.close[session]!, "end-of-data");
  }
}

/** A position that leaves at the close of a bar has stood through it. */
function standThrough(position: Position, bars: Bars, session: number): void {
  position.markedSession = session;
  if (position.entrySession === session && position.entryPhase === "intraday")
    seeBar(position, bars, session);
}

/** Widens the range of prices that a position has stood at by bar `session`. */
export function seeBar(position: Position, bars: Bars, session: number): void {
  const { side } = position;
  seeWorst(position, bars, session);
  // Filled inside this bar: its best price may have come before the fill, its close came after.
  const isFilledInside = position.entrySession === session && position.entryPhase === "intraday";
  seePrice(position, isFilledInside ? bars.close[session]! : bestPrice(bars, session, side));
}

function seeWorst(position: Position, bars: Bars, session: number): void {
  seePrice(position, worstPrice(bars, session, position.side));
}

function seePrice(position: Position, price: number): void {
  if (price < position.lowest) position.lowest = price;
  if (price > position.highest) position.highest = price;
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
  const { instrument, quantity, side } = position;
  const rate = rateBefore(state.input, instrument, state.dayIndex);
  const exitValue = quantity * price * rate;
  const exitCosts = state.input.fillCosts[instrument]!.of(session, side < 0, quantity, price) * rate;
  seePrice(position, price);
  removeValue(state, position);
  state.portfolio.close(position, exitValue, exitCosts);
  state.traded += exitValue;
  if (phase !== "open") state.releasedToday += exitValue;
  const { ledger } = state;
  ledger.record(position, session, phase, price, rate, reason);
  if (!state.usesKelly) return;
  const trade = ledger.tradeOf(ledger.length - 1, (ticket) => orderOf(state, ticket));
  recordForKelly(state.kelly[position.rule]!, trade);
}

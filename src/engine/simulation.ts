import type { Market } from "../market/market.ts";
import type { PolicySignal } from "../signals/policy-signal.ts";
import type { EntryOrder } from "../strategy/plan-orders.ts";
import type { ResolvedRule } from "../strategy/resolve-strategy.ts";
import type { SkipReason } from "../strategy/skip-reason.ts";
import type { CalendarDay } from "../time/calendar-day.ts";
import type { Instant } from "../time/zoned-time.ts";
import type { EngineConfig } from "./engine-config.ts";
import type { ExchangeRates } from "./exchange-rates.ts";
import type { Portfolio, Position } from "./portfolio.ts";
import type { Trade } from "./trade.ts";

/** Everything a simulation reads. Nothing in it is changed. */
export interface SimulationInput {
  readonly rules: readonly ResolvedRule[];
  readonly signals: readonly PolicySignal[];
  /** when each signal is known, as the timing policy says */
  readonly known: readonly Instant[];
  readonly market: Market;
  /** in the order of {@link planOrders} */
  readonly orders: readonly EntryOrder[];
  /** for each rule and instrument: bars at whose open `exit.onSignal` would leave, increasing */
  readonly exitSessions: readonly (readonly Int32Array[])[];
  /** for each instrument */
  readonly rates: readonly ExchangeRates[];
  readonly config: EngineConfig;
}

/** What became of one order. */
export type OrderOutcome =
  | { readonly order: EntryOrder; readonly trade: number; readonly extended: boolean }
  | { readonly order: EntryOrder; readonly reason: SkipReason; readonly detail: string };

/** An order that was filled for less than the rule asked for. */
export interface ScaledOrder {
  readonly order: EntryOrder;
  /** amounts in the book's currency */
  readonly wanted: number;
  readonly given: number;
}

export interface Simulation {
  readonly trades: readonly Trade[];
  readonly outcomes: readonly OrderOutcome[];
  readonly scaled: readonly ScaledOrder[];
  /** at each close of the time line, in the book's currency */
  readonly equity: Float64Array;
  readonly cash: Float64Array;
  /** gross value of the positions held during the session, at its close or their exit, over equity */
  readonly exposure: Float64Array;
  /** sum of the amounts of all fills */
  readonly traded: number;
  /** interest paid on borrowed cash */
  readonly interest: number;
}

/** An order waiting for its day: at first the planned one, later perhaps put off because a bar could not fill. */
export interface QueuedOrder {
  readonly order: EntryOrder;
  session: number;
  day: CalendarDay;
}

/** A limit order in the book. */
export interface RestingOrder {
  readonly order: EntryOrder;
  readonly limit: number;
  /** last bar on which it stands */
  readonly lastSession: number;
}

/** The moving parts of a simulation. */
export interface SimulationState {
  readonly input: SimulationInput;
  readonly portfolio: Portfolio;
  /** sorted; `next` is the first that has not come up */
  readonly queue: QueuedOrder[];
  next: number;
  readonly resting: RestingOrder[];
  readonly trades: Trade[];
  /** which trade an extended or filled order belongs to is known when its position closes */
  readonly filled: { readonly order: EntryOrder; readonly position: Position; readonly extended: boolean }[];
  readonly skipped: { readonly order: EntryOrder; readonly reason: SkipReason; readonly detail: string }[];
  readonly scaled: ScaledOrder[];
  readonly tradeOf: Map<Position, number>;
  /** answers of `where`, asked once for a rule and signal */
  readonly decisions: Map<string, WhereAnswer>;
  /** orders of one rule and signal, for weights that depend on the whole basket */
  readonly baskets: Map<string, EntryOrder[]>;
  traded: number;
  interest: number;
  /** time-line index of the day in hand */
  dayIndex: number;
  /** value of positions that were held during today's session and closed within it or at its close */
  releasedToday: number;
}

export type WhereAnswer =
  | { readonly allowed: true }
  | { readonly reason: SkipReason; readonly detail: string };

/** Records that an order came to nothing. */
export function skipOrder(
  state: SimulationState,
  order: EntryOrder,
  reason: SkipReason,
  detail: string,
): void {
  state.skipped.push({ order, reason, detail });
}

/** Equity at the last marks: what sizing and callbacks may know during a day. */
export function equityNow(state: SimulationState): number {
  const { portfolio, input, dayIndex } = state;
  let equity = portfolio.cash;
  for (const position of portfolio.positions) {
    equity += position.side * positionValue(position, rateBefore(input, position.instrument, dayIndex));
  }
  return equity;
}

/** Gross value of all positions at the last marks. */
export function grossValueNow(state: SimulationState): number {
  const { portfolio, input, dayIndex } = state;
  let gross = 0;
  for (const position of portfolio.positions) {
    gross += positionValue(position, rateBefore(input, position.instrument, dayIndex));
  }
  return gross;
}

/** Value of a position at its mark, in the book's currency, whatever its side. */
export function positionValue(position: Position, rate: number): number {
  return position.quantity * position.mark * rate;
}

/** The last exchange rate fixed before a day: the only one a fill on that day may use. */
export function rateBefore(input: SimulationInput, instrument: number, dayIndex: number): number {
  return (input.rates[instrument] as ExchangeRates).before[dayIndex] as number;
}

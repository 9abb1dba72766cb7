import type { PriceSeries } from "../market/price-series.ts";
import type { MarketSight } from "../strategy/decision-context.ts";
import type { OnSession } from "../strategy/define-strategy.ts";
import type { EntryOrder } from "../strategy/entry-order.ts";
import type { OrderList } from "../strategy/order-list.ts";
import type { PlanInput, UnplannedSignal } from "../strategy/order-plan.ts";
import type { ParamSpecs, ParamValues } from "../strategy/param.ts";
import type { SkipReason } from "../strategy/skip-reason.ts";
import type { CalendarDay } from "../time/calendar-day.ts";
import type { FillCosts } from "./costs/fill-costs.ts";
import type { EngineConfig } from "./engine-config.ts";
import type { ExchangeRates } from "./exchange-rates.ts";
import type { KellyRecord } from "./kelly-record.ts";
import type { OrderQueue, WorkingOrder } from "./order-queue.ts";
import type { DueExit, ExitLevels, Portfolio } from "./portfolio.ts";
import type { Trade } from "./trade.ts";
import type { TradeLedger } from "./trade-ledger.ts";

/** Everything a simulation reads. Nothing in it is changed. */
export interface SimulationInput extends PlanInput {
  /** instruments that the strategy does not name itself, only signals do */
  readonly namedLater: ReadonlySet<number>;
  /** in the order of {@link byFillOpportunity} */
  readonly orders: OrderList;
  /** for each rule and instrument, when exit signals become known: see exit-signals.ts */
  readonly exitPlaces: readonly (readonly Int32Array[])[];
  /** for each instrument */
  readonly rates: readonly ExchangeRates[];
  readonly fillCosts: readonly FillCosts[];
  readonly config: EngineConfig;
  /** series that callbacks may look at and nothing trades */
  readonly watched: readonly PriceSeries[];
  /** symbols as the strategy writes them -> what the run trades instead */
  readonly replaced: Readonly<Record<string, string>>;
  readonly onSession: OnSession<ParamSpecs> | null;
  readonly params: ParamValues;
}

/** What became of one order. */
export type OrderOutcome =
  | { readonly order: EntryOrder; readonly trade: number; readonly extended: boolean }
  | ({ readonly order: EntryOrder } & SkippedOrder);

/** Why an order came to nothing. */
export interface SkippedOrder {
  readonly reason: SkipReason;
  readonly detail: string;
}

/** An order that was filled for less than the rule asked for. */
export interface ScaledOrder {
  readonly order: EntryOrder;
  /** amounts in the book's currency */
  readonly wanted: number;
  readonly given: number;
}

/** An exit callback that could not answer because an indicator had not warmed up, and so counted as `false`. */
export interface UnansweredExit {
  readonly rule: number;
  readonly instrument: number;
  /** bar at whose close it was asked */
  readonly session: number;
  readonly detail: string;
}

export interface Simulation {
  /** in the order of their exits */
  readonly trades: readonly Trade[];
  /** of the planned orders, in their order, then of those that `onSession` placed */
  readonly outcomes: readonly OrderOutcome[];
  /** signals that `onSession` placed no order for; empty where there is no `onSession` */
  readonly untaken: readonly UnplannedSignal[];
  readonly scaled: readonly ScaledOrder[];
  readonly unanswered: readonly UnansweredExit[];
  /** at each close of the time line, in the book's currency */
  readonly equity: Float64Array;
  readonly cash: Float64Array;
  /**
   * gross value of the positions held during the session, at its close or their exit, over equity; NaN where equity
   * is not above 0
   */
  readonly exposure: Float64Array;
  /** sum of the amounts of all fills */
  readonly traded: number;
  /** interest paid on borrowed cash */
  readonly interest: number;
}

/** The book as callbacks see it. */
export type BookSeen = Pick<MarketSight, "equity" | "positions">;

/** The moving parts of a simulation. */
export interface SimulationState {
  readonly input: SimulationInput;
  readonly portfolio: Portfolio;
  /** orders that `onSession` has placed: their tickets follow those of the planned ones */
  readonly placed: EntryOrder[];
  /** orders that came to nothing, by ticket */
  readonly skipped: Map<number, SkippedOrder>;
  readonly queue: OrderQueue;
  /** orders that come up today */
  due: WorkingOrder[];
  readonly resting: WorkingOrder[];
  readonly ledger: TradeLedger;
  readonly scaled: ScaledOrder[];
  readonly unanswered: UnansweredExit[];
  /** answers of `where`, asked once for a rule and signal */
  readonly decisions: Map<string, WhereAnswer>;
  /** closed trades of each rule, as Kelly sizing counts them */
  readonly kelly: readonly KellyRecord[];
  /** whether any order may ask for them */
  readonly usesKelly: boolean;
  /** whether splits or dividends of any series are not in its prices already */
  readonly hasActions: boolean;
  /** whether any position may ask a callback to leave */
  readonly asksExits: boolean;
  /** exit signals that orders of `onSession` bring, by selection and instrument */
  readonly exitPlaces: Map<object, (Int32Array | undefined)[]>;
  /** see booked-days.ts */
  readonly bookedOn: Int32Array[] | null;
  traded: number;
  interest: number;
  /** day up to which interest has been paid */
  interestPaidTo: CalendarDay;
  /** time-line index of the day in hand */
  dayIndex: number;
  /** value of positions that were held during today's session and closed within it or at its close */
  releasedToday: number;
  /** exit levels of the order in hand, once for all orders: they are copied into its position */
  readonly levels: ExitLevels;
  /** the due exit that an order in hand would give the position that it extends: copied, as those are */
  readonly extension: DueExit;
  /** the book before the fills of the open or close at which callbacks are being asked; null at other times */
  bookSeen: BookSeen | null;
  /** net and gross value of the positions at the last marks, while orders are being filled: see valuation.ts */
  netValue: number;
  grossValue: number;
}

/** Why a signal is not traded after all; null if it is. */
export type WhereAnswer = SkippedOrder | null;

/** Records that an order came to nothing. */
export function skipOrder(
  state: SimulationState,
  { ticket }: Pick<WorkingOrder, "ticket">,
  reason: SkipReason,
  detail: string,
): void {
  state.skipped.set(ticket, { reason, detail });
}

/** An order by its ticket: the planned ones in their order, then those of `onSession`. */
export function orderOf(
  { input, placed }: Pick<SimulationState, "input" | "placed">,
  ticket: number,
): EntryOrder {
  const planned = input.orders.length;
  return (ticket < planned ? input.orders.at(ticket) : placed[ticket - planned])!;
}

/** The last exchange rate fixed before a day: the only one a fill on that day may use. */
export function rateBefore(input: SimulationInput, instrument: number, dayIndex: number): number {
  return input.rates[instrument]!.before[dayIndex]!;
}

import { InvariantError } from "../errors.ts";
import type { PriceSeries } from "../market/price-series.ts";
import type { OrderTerms } from "../strategy/resolve-strategy.ts";
import type { CalendarDay } from "../time/calendar-day.ts";
import type { ExchangeRates } from "./exchange-rates.ts";
import type { EntryReason, ExitReason, Fill } from "./trade.ts";

/** An open position. Prices are in the instrument's currency, money in the book's. */
export interface Position {
  readonly rule: number;
  readonly terms: OrderTerms;
  readonly instrument: number;
  /** its prices, its bar on each day of the time line, and its exchange rates: looked up on every day held */
  readonly series: PriceSeries;
  readonly barOn: Int32Array;
  readonly rates: ExchangeRates;
  readonly side: 1 | -1;
  readonly entry: Fill<EntryReason>;
  /** amount traded at the entry, in the book's currency */
  readonly entryValue: number;
  /** shares at the entry; a split during the hold changes `quantity` and not this */
  readonly entryQuantity: number;
  quantity: number;
  /** entry price and the close before it, per share as shares are now */
  basis: number;
  closeBefore: number;
  /** the order that opened it and, with `extend`, those that kept it open: see SimulationState.orders */
  readonly tickets: number[];
  costs: number;
  /** dividends received, or paid on a short, where prices are not adjusted for them */
  income: number;
  /** last price it was marked at */
  mark: number;
  /** last bar it was marked on, -1 before the first */
  markedSession: number;
  /** close of the entry session; NaN until then */
  firstClose: number;
  /** lowest and highest price seen while held */
  lowest: number;
  highest: number;
  /** bar at which the exit falls due, and whether at its open or close; Infinity for none */
  dueSession: number;
  duePhase: "open" | "close";
  dueReason: ExitReason;
  /** an exit at an open that may come before the due one, e.g. after an exit signal; Infinity for none */
  earlySession: number;
  earlyReason: ExitReason;
  /** price levels, NaN for none */
  stop: number;
  target: number;
  trailingStop: number;
  /** day up to which borrow has been paid */
  borrowPaidTo: CalendarDay;
  /** the bar of today that brings it nothing but a mark, see quiet-days.ts; -1 for none so far */
  quietSession: number;
  isOpen: boolean;
}

/**
 * One cash account and the positions that hang on it. Its invariant: cash changes only by fills, costs,
 * dividends and interest, each of which is booked here, so that
 *
 *   cash + sum of side x quantity x price x exchange rate = equity
 *
 * at every close, and the sum of trade profits less interest equals the change in equity once all positions are
 * closed.
 */
export class Portfolio {
  #cash: number;
  readonly #positions: Position[] = [];
  readonly #byInstrument: Position[][];
  #shorts = 0;

  constructor(capital: number, instruments: number) {
    this.#cash = capital;
    this.#byInstrument = Array.from({ length: instruments }, () => []);
  }

  get cash(): number {
    return this.#cash;
  }

  /** open positions, oldest first */
  get positions(): readonly Position[] {
    return this.#positions;
  }

  /** open positions in one instrument, oldest first */
  positionsIn(instrument: number): readonly Position[] {
    return this.#byInstrument[instrument] as Position[];
  }

  get hasShorts(): boolean {
    return this.#shorts > 0;
  }

  /** Books an entry: pays for a long, receives the proceeds of a short, pays the costs. */
  open(position: Position): void {
    this.#move(-position.side * position.entryValue - position.costs);
    this.#positions.push(position);
    (this.#byInstrument[position.instrument] as Position[]).push(position);
    if (position.side < 0) this.#shorts++;
  }

  /** Books an exit at `exitValue` (price x quantity x rate) and takes the position out. */
  close(position: Position, exitValue: number, exitCosts: number): void {
    takeOut(this.#positions, position);
    takeOut(this.#byInstrument[position.instrument] as Position[], position);
    if (position.side < 0) this.#shorts--;
    this.#move(position.side * exitValue - exitCosts);
    position.costs += exitCosts;
  }

  /** Charges a cost of holding, e.g. borrow, to a position. */
  charge(position: Position, amount: number): void {
    this.#move(-amount);
    position.costs += amount;
  }

  /** Books a dividend of a position: received on a long, paid on a short. */
  receiveIncome(position: Position, amount: number): void {
    this.#move(amount);
    position.income += amount;
  }

  /** Interest on borrowed cash belongs to the book, not to a position. */
  payInterest(amount: number): void {
    this.#move(-amount);
  }

  #move(amount: number): void {
    if (!Number.isFinite(amount)) throw new InvariantError({ what: `cash moved by ${amount}` });
    this.#cash += amount;
  }
}

function takeOut(list: Position[], position: Position): void {
  const index = list.indexOf(position);
  if (index < 0) throw new InvariantError({ what: "a position was closed twice" });
  // Most lists hold one position, and of many that leave together the oldest leaves first.
  if (index === list.length - 1) list.pop();
  else if (index === 0) list.shift();
  else list.splice(index, 1);
}

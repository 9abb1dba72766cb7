import { InvariantError } from "../errors.ts";
import type { Bars } from "../market/bars.ts";
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
  /** its prices, its bar on each day of the time line and the last of them, and its rates: looked up on every day held */
  readonly series: PriceSeries;
  readonly bars: Bars;
  readonly barOn: Int32Array;
  readonly lastBar: number;
  readonly rates: ExchangeRates;
  readonly side: 1 | -1;
  /** its entry: see {@link Fill} */
  readonly entrySession: number;
  readonly entryPhase: Fill<EntryReason>["phase"];
  readonly entryPrice: number;
  readonly entryRate: number;
  readonly entryReason: EntryReason;
  /** amount traded at the entry, in the book's currency */
  readonly entryValue: number;
  /** shares at the entry; a split during the hold changes `quantity` and not this */
  readonly entryQuantity: number;
  quantity: number;
  /** entry price and the close before it, per share as shares are now */
  basis: number;
  closeBefore: number;
  /** the order that opened it and, with `extend`, those that kept it open: see {@link orderOf} */
  readonly ticket: number;
  extendedBy: number[] | null;
  costs: number;
  /** dividends received, or paid on a short, where prices are not adjusted for them */
  income: number;
  /** last price it was marked at */
  mark: number;
  /** last bar it was marked on, -1 before the first */
  markedSession: number;
  /** close of the entry session; NaN until then */
  firstClose: number;
  /** lowest and highest price seen while held, of the bars up to `seenSession` and at the exit */
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
  /** whether any bar can be quiet, see quiet-days.ts: not if it asks a callback, or splits or dividends may come */
  readonly canBeQuiet: boolean;
  /** time-line index of the first day whose bar may bring more than a mark; -1 if the next one may */
  quietUntil: number;
  /** last bar whose range was taken in: see catch-up.ts */
  seenSession: number;
  readonly isOpen: boolean;
}

/** When a position has to leave, whatever the prices do. */
export type DueExit = Pick<
  Position,
  "dueSession" | "duePhase" | "dueReason" | "earlySession" | "earlyReason"
>;

/** Prices at which a position leaves; NaN for none. */
export type ExitLevels = Pick<Position, "stop" | "target" | "trailingStop">;

/** A position that is being made: see {@link Portfolio.blank}. */
export type Writable<Fields> = { -readonly [Name in keyof Fields]: Fields[Name] };

/**
 * One cash account and the positions that hang on it. Its invariant: cash changes only by fills, costs,
 * dividends and interest, each of which is booked here, so that
 *
 *   cash + sum of side x quantity x price x exchange rate = equity
 *
 * at every close, and the sum of trade profits less interest equals the change in equity once all positions are
 * closed.
 *
 * A closed position's object is written over by a later one: a book of many legs makes as many objects as it holds
 * positions at a time. Who keeps one for longer has to look whether it is open still, and under the same ticket.
 */
export class Portfolio {
  #cash: number;
  readonly #positions: Writable<Position>[] = [];
  readonly #byInstrument: Position[][];
  readonly #blanks: Writable<Position>[];
  #shorts = 0;
  /** closed positions that still stand in the list */
  #closed = 0;

  /** @param blanks objects for positions, and where those of closed ones are put */
  constructor(capital: number, instruments: number, blanks: Writable<Position>[]) {
    this.#cash = capital;
    this.#blanks = blanks;
    this.#byInstrument = Array.from({ length: instruments }, () => []);
  }

  get cash(): number {
    return this.#cash;
  }

  /**
   * Open positions, oldest first. The list changes only when it is asked for again: positions that close while it is
   * gone through stay in it, so that closing many is no work for each pair of them.
   */
  get positions(): readonly Position[] {
    if (this.#closed > 0) this.#dropClosed();
    return this.#positions;
  }

  /** open positions in one instrument, oldest first */
  positionsIn(instrument: number): readonly Position[] {
    return this.#byInstrument[instrument]!;
  }

  get hasShorts(): boolean {
    return this.#shorts > 0;
  }

  /** A position to be written and opened, every field of it. */
  blank(): Writable<Position> {
    return this.#blanks.pop() ?? blankPosition();
  }

  /** Books an entry: pays for a long, receives the proceeds of a short, pays the costs. */
  open(position: Writable<Position>): void {
    this.#move(-position.side * position.entryValue - position.costs);
    position.isOpen = true;
    this.#positions.push(position);
    this.#byInstrument[position.instrument]!.push(position);
    if (position.side < 0) this.#shorts++;
  }

  /** Books an exit at `exitValue` (price x quantity x rate) and takes the position out. */
  close(position: Position, exitValue: number, exitCosts: number): void {
    if (!position.isOpen) throw new InvariantError({ what: "a position was closed twice" });
    (position as Writable<Position>).isOpen = false;
    this.#closed++;
    takeOut(this.#byInstrument[position.instrument]!, position);
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

  #dropClosed(): void {
    const positions = this.#positions;
    let kept = 0;
    for (let index = 0; index < positions.length; index++) {
      const position = positions[index] as Position;
      if (position.isOpen) positions[kept++] = position;
      else this.#blanks.push(position);
    }
    positions.length = kept;
    this.#closed = 0;
  }
}

function takeOut(list: Position[], position: Position): void {
  const index = list.indexOf(position);
  // Most lists hold one position, and of many that leave together the oldest leaves first.
  if (index === list.length - 1) list.pop();
  else if (index === 0) list.shift();
  else list.splice(index, 1);
}

/** Every field is of its later type from the start, so that all positions have one shape. */
function blankPosition(): Writable<Position> {
  return {
    rule: -1,
    terms: NOTHING as OrderTerms,
    instrument: -1,
    series: NOTHING as PriceSeries,
    bars: NOTHING as Bars,
    barOn: NO_BARS,
    lastBar: -1,
    rates: NOTHING as ExchangeRates,
    side: 1,
    entrySession: -1,
    entryPhase: "open",
    entryPrice: Number.NaN,
    entryRate: Number.NaN,
    entryReason: "open",
    entryValue: Number.NaN,
    entryQuantity: Number.NaN,
    quantity: Number.NaN,
    basis: Number.NaN,
    closeBefore: Number.NaN,
    ticket: -1,
    extendedBy: null,
    costs: Number.NaN,
    income: Number.NaN,
    mark: Number.NaN,
    markedSession: -1,
    firstClose: Number.NaN,
    lowest: Number.NaN,
    highest: Number.NaN,
    dueSession: Number.NaN,
    duePhase: "close",
    dueReason: "after-sessions",
    earlySession: Number.NaN,
    earlyReason: "signal",
    stop: Number.NaN,
    target: Number.NaN,
    trailingStop: Number.NaN,
    borrowPaidTo: -1,
    canBeQuiet: false,
    quietUntil: -1,
    seenSession: -1,
    isOpen: false,
  };
}

const NOTHING: unknown = null;
const NO_BARS = new Int32Array(0);

import { InvariantError } from "../errors.ts";
import type { PriceSeries } from "../market/price-series.ts";
import type { EntryOrder } from "../strategy/entry-order.ts";
import { highestThrough, lowestThrough } from "./catch-up.ts";
import type { Position } from "./portfolio.ts";
import type { SimulationMemory } from "./simulation-memory.ts";
import { type EntryReason, EXIT_REASONS, type ExitReason, type Fill, type Trade } from "./trade.ts";

const PHASES = ["open", "intraday", "close"] as const;
const ENTRY_REASONS = ["open", "close", "limit"] as const;

/** Places in a row: what a position knows at its exit. The rest follows from it when a trade is read. */
const Field = {
  ticket: 0,
  entrySession: 1,
  entryPrice: 2,
  entryRate: 3,
  entryValue: 4,
  entryQuantity: 5,
  exitSession: 6,
  exitPrice: 7,
  exitRate: 8,
  quantity: 9,
  basis: 10,
  closeBefore: 11,
  firstClose: 12,
  lowest: 13,
  highest: 14,
  costs: 15,
  income: 16,
  /** bars after the first, through the second, widen the range of lowest and highest: see catch-up.ts */
  seenSession: 17,
  markedSession: 18,
  /** phases and reasons of entry and exit, see {@link codeOf} */
  words: 19,
} as const;
const ROW_LENGTH = 20;
const FIRST_ROWS = 16;

/** The order of a ticket. */
type OrderOf = (ticket: number) => EntryOrder;

/**
 * The trades of a simulation, a row of numbers each: of tens of thousands of trades no object is made before somebody
 * reads them, and what only asks for the equity never does.
 *
 * Its invariant: the first `length` rows are the closed positions in the order of their exits.
 */
export class TradeLedger {
  readonly #series: readonly PriceSeries[];
  readonly #memory: SimulationMemory;
  /** which of the memory's runs this is */
  readonly #run: number;
  #rows: Float64Array;
  #length = 0;
  /** orders that kept a position open, by row; most have none */
  readonly #extensions = new Map<number, readonly number[]>();

  /**
   * @param series of the market, in its order
   * @param capacity trades to make room for; more are taken
   * @param memory for the rows, which are those of this run from now on
   */
  constructor(series: readonly PriceSeries[], capacity: number, memory: SimulationMemory) {
    this.#series = series;
    this.#memory = memory;
    this.#run = ++memory.runs;
    const length = Math.max(FIRST_ROWS, capacity) * ROW_LENGTH;
    if (memory.rows.length < length) memory.rows = new Float64Array(length);
    this.#rows = memory.rows;
  }

  get length(): number {
    return this.#length;
  }

  /** Writes the trade that a position has become, its exit costs booked already. */
  record(
    position: Position,
    session: number,
    phase: Fill<ExitReason>["phase"],
    price: number,
    exchangeRate: number,
    reason: ExitReason,
  ): void {
    const at = this.#length * ROW_LENGTH;
    if (at === this.#rows.length) this.#grow();
    const rows = this.#rows;
    rows[at + Field.ticket] = position.ticket;
    rows[at + Field.entrySession] = position.entrySession;
    rows[at + Field.entryPrice] = position.entryPrice;
    rows[at + Field.entryRate] = position.entryRate;
    rows[at + Field.entryValue] = position.entryValue;
    rows[at + Field.entryQuantity] = position.entryQuantity;
    rows[at + Field.exitSession] = session;
    rows[at + Field.exitPrice] = price;
    rows[at + Field.exitRate] = exchangeRate;
    rows[at + Field.quantity] = position.quantity;
    rows[at + Field.basis] = position.basis;
    rows[at + Field.closeBefore] = position.closeBefore;
    rows[at + Field.firstClose] = position.firstClose;
    rows[at + Field.lowest] = position.lowest;
    rows[at + Field.highest] = position.highest;
    rows[at + Field.seenSession] = position.seenSession;
    rows[at + Field.markedSession] = position.markedSession;
    rows[at + Field.costs] = position.costs;
    rows[at + Field.income] = position.income;
    rows[at + Field.words] = codeOf(position.entryPhase, position.entryReason, phase, reason);
    if (position.extendedBy !== null) this.#extensions.set(this.#length, position.extendedBy);
    this.#length++;
  }

  /** The order that opened a trade's position, then those that kept it open, by ticket. */
  ticketsOf(row: number): readonly number[] {
    return [this.#number(row, Field.ticket), ...(this.#extensions.get(row) ?? [])];
  }

  /** The trades as objects. */
  read(orderOf: OrderOf): Trade[] {
    return Array.from({ length: this.#length }, (_, row) => this.tradeOf(row, orderOf));
  }

  /** One trade: its money by the formulas of {@link Attribution}. */
  tradeOf(row: number, orderOf: OrderOf): Trade {
    const of = (field: number) => this.#number(row, field);
    const { occasion, leg } = orderOf(of(Field.ticket));
    const { instrument, side } = leg;
    const [basis, quantity, closeBefore] = [of(Field.basis), of(Field.quantity), of(Field.closeBefore)];
    const { entry, exit } = this.#fillsOf(row);
    const entryRate = entry.exchangeRate;
    const firstClose = Number.isNaN(of(Field.firstClose)) ? exit.price : of(Field.firstClose);
    const perPoint = side * quantity * entryRate;
    const firstSession = perPoint * (firstClose - basis);
    const drift = perPoint * (exit.price - firstClose) + of(Field.income);
    const currency = side * quantity * exit.price * (exit.exchangeRate - entryRate);
    const gross = firstSession + drift + currency;
    const entryValue = of(Field.entryValue);
    const costs = of(Field.costs);
    const profit = gross - costs;
    const [lowest, highest] = this.#rangeOf(row, this.#series[instrument]!);
    const [worst, best] = side > 0 ? [lowest, highest] : [highest, lowest];
    return {
      signals: this.ticketsOf(row).map((ticket) => orderOf(ticket).occasion.signal),
      rule: occasion.rule,
      instrument,
      side,
      quantity: of(Field.entryQuantity),
      entry,
      exit,
      sessionsHeld: exit.session - entry.session + (exit.phase === "open" ? 0 : 1),
      entryValue,
      costs,
      income: of(Field.income),
      profit,
      grossReturn: gross / entryValue,
      return: profit / entryValue,
      attribution: {
        gap: Number.isNaN(closeBefore) ? null : perPoint * (basis - closeBefore),
        firstSession,
        drift,
        currency,
        costs,
      },
      maxAdverse: Math.min(0, side * (worst / basis - 1)),
      maxFavourable: Math.max(0, side * (best / basis - 1)),
    };
  }

  #rangeOf(row: number, { bars }: PriceSeries): readonly [lowest: number, highest: number] {
    const after = this.#number(row, Field.seenSession);
    const through = this.#number(row, Field.markedSession);
    return [
      lowestThrough(bars, after, through, this.#number(row, Field.lowest)),
      highestThrough(bars, after, through, this.#number(row, Field.highest)),
    ];
  }

  #fillsOf(row: number): Pick<Trade, "entry" | "exit"> {
    const of = (field: number) => this.#number(row, field);
    const code = of(Field.words);
    return {
      entry: {
        session: of(Field.entrySession),
        phase: PHASES[code & 3]!,
        price: of(Field.entryPrice),
        exchangeRate: of(Field.entryRate),
        reason: ENTRY_REASONS[(code >> 2) & 3] as EntryReason,
      },
      exit: {
        session: of(Field.exitSession),
        phase: PHASES[(code >> 4) & 3]!,
        price: of(Field.exitPrice),
        exchangeRate: of(Field.exitRate),
        reason: EXIT_REASONS[code >> 6]!,
      },
    };
  }

  #number(row: number, field: number): number {
    if (this.#run !== this.#memory.runs) {
      throw new InvariantError({
        what: "trades of a run were asked for when its memory was another's already",
      });
    }
    return this.#rows[row * ROW_LENGTH + field]!;
  }

  #grow(): void {
    const wider = new Float64Array(2 * this.#rows.length);
    wider.set(this.#rows);
    this.#rows = wider;
    this.#memory.rows = wider;
  }
}

/** Four words in one number: two bits for each phase and the entry reason, the rest for the exit reason. */
function codeOf(
  entryPhase: Fill<EntryReason>["phase"],
  entryReason: EntryReason,
  exitPhase: Fill<ExitReason>["phase"],
  exitReason: ExitReason,
): number {
  const first = placeIn(PHASES, entryPhase) | (placeIn(ENTRY_REASONS, entryReason) << 2);
  return first | (placeIn(PHASES, exitPhase) << 4) | (placeIn(EXIT_REASONS, exitReason) << 6);
}

/** As indexOf, which compares texts letter by letter; these are one and the same. */
function placeIn<Word>(words: readonly Word[], word: Word): number {
  let place = 0;
  while (words[place] !== word) place++;
  return place;
}

import type { EntryOrder } from "../strategy/entry-order.ts";
import type { Position } from "./portfolio.ts";
import { EXIT_REASONS, type EntryReason, type ExitReason, type Fill, type Trade } from "./trade.ts";

const PHASES = ["open", "intraday", "close"] as const;
const ENTRY_REASONS = ["open", "close", "limit"] as const;

/** Places in a row. What a position knows at its exit; the rest follows from it when a trade is read. */
const Field = {
  ticket: 0,
  rule: 1,
  instrument: 2,
  side: 3,
  entryQuantity: 4,
  entrySession: 5,
  entryPhase: 6,
  entryPrice: 7,
  entryRate: 8,
  entryReason: 9,
  entryValue: 10,
  exitSession: 11,
  exitPhase: 12,
  exitPrice: 13,
  exitRate: 14,
  exitReason: 15,
  costs: 16,
  income: 17,
  gross: 18,
  profit: 19,
  gap: 20,
  firstSession: 21,
  drift: 22,
  currency: 23,
  maxAdverse: 24,
  maxFavourable: 25,
} as const;
const ROW_LENGTH = 26;
const FIRST_ROWS = 16;

/**
 * The trades of a simulation, a row of numbers each: of tens of thousands of trades no object is made before somebody
 * reads them, and what only asks for the equity never does.
 *
 * Its invariant: the first `length` rows are the closed positions in the order of their exits.
 */
export class TradeLedger {
  #rows: Float64Array;
  #length = 0;
  /** orders that kept a position open, by row; most have none */
  readonly #extensions = new Map<number, readonly number[]>();

  /** @param capacity trades to make room for; more are taken */
  constructor(capacity: number) {
    this.#rows = new Float64Array(Math.max(FIRST_ROWS, capacity) * ROW_LENGTH);
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
    const { side, quantity, basis, entryRate, closeBefore, extendedBy } = position;
    const firstClose = Number.isNaN(position.firstClose) ? price : position.firstClose;
    const perPoint = side * quantity * entryRate;
    const firstSession = perPoint * (firstClose - basis);
    const drift = perPoint * (price - firstClose) + position.income;
    const currency = side * quantity * price * (exchangeRate - entryRate);
    const gross = firstSession + drift + currency;
    const worst = side > 0 ? position.lowest : position.highest;
    const best = side > 0 ? position.highest : position.lowest;
    rows[at + Field.ticket] = position.ticket;
    rows[at + Field.rule] = position.rule;
    rows[at + Field.instrument] = position.instrument;
    rows[at + Field.side] = side;
    rows[at + Field.entryQuantity] = position.entryQuantity;
    rows[at + Field.entrySession] = position.entrySession;
    rows[at + Field.entryPhase] = PHASES.indexOf(position.entryPhase);
    rows[at + Field.entryPrice] = position.entryPrice;
    rows[at + Field.entryRate] = entryRate;
    rows[at + Field.entryReason] = ENTRY_REASONS.indexOf(position.entryReason);
    rows[at + Field.entryValue] = position.entryValue;
    rows[at + Field.exitSession] = session;
    rows[at + Field.exitPhase] = PHASES.indexOf(phase);
    rows[at + Field.exitPrice] = price;
    rows[at + Field.exitRate] = exchangeRate;
    rows[at + Field.exitReason] = EXIT_REASONS.indexOf(reason);
    rows[at + Field.costs] = position.costs;
    rows[at + Field.income] = position.income;
    rows[at + Field.gross] = gross;
    rows[at + Field.profit] = gross - position.costs;
    rows[at + Field.gap] = Number.isNaN(closeBefore) ? 0 : perPoint * (basis - closeBefore);
    rows[at + Field.firstSession] = firstSession;
    rows[at + Field.drift] = drift;
    rows[at + Field.currency] = currency;
    rows[at + Field.maxAdverse] = Math.min(0, side * (worst / basis - 1));
    rows[at + Field.maxFavourable] = Math.max(0, side * (best / basis - 1));
    if (extendedBy !== null) this.#extensions.set(this.#length, extendedBy);
    this.#length++;
  }

  profitOf(row: number): number {
    return this.#number(row, Field.profit);
  }

  /** Profit over the amount traded at the entry. */
  returnOf(row: number): number {
    return this.#number(row, Field.profit) / this.#number(row, Field.entryValue);
  }

  /** The order that opened a trade's position, then those that kept it open, by ticket. */
  ticketsOf(row: number): readonly number[] {
    return [this.#number(row, Field.ticket), ...(this.#extensions.get(row) ?? [])];
  }

  /** The trades as objects. */
  read(orderOf: (ticket: number) => EntryOrder): Trade[] {
    return Array.from({ length: this.#length }, (_, row) => this.#trade(row, orderOf));
  }

  #trade(row: number, orderOf: (ticket: number) => EntryOrder): Trade {
    const of = (field: number) => this.#number(row, field);
    const entry: Fill<EntryReason> = {
      session: of(Field.entrySession),
      phase: PHASES[of(Field.entryPhase)] as Fill<EntryReason>["phase"],
      price: of(Field.entryPrice),
      exchangeRate: of(Field.entryRate),
      reason: ENTRY_REASONS[of(Field.entryReason)] as EntryReason,
    };
    const exit: Fill<ExitReason> = {
      session: of(Field.exitSession),
      phase: PHASES[of(Field.exitPhase)] as Fill<ExitReason>["phase"],
      price: of(Field.exitPrice),
      exchangeRate: of(Field.exitRate),
      reason: EXIT_REASONS[of(Field.exitReason)] as ExitReason,
    };
    const entryValue = of(Field.entryValue);
    const costs = of(Field.costs);
    return {
      signals: this.ticketsOf(row).map((ticket) => orderOf(ticket).signal),
      rule: of(Field.rule),
      instrument: of(Field.instrument),
      side: of(Field.side) as 1 | -1,
      quantity: of(Field.entryQuantity),
      entry,
      exit,
      sessionsHeld: exit.session - entry.session + (exit.phase === "open" ? 0 : 1),
      entryValue,
      costs,
      income: of(Field.income),
      profit: of(Field.profit),
      grossReturn: of(Field.gross) / entryValue,
      return: of(Field.profit) / entryValue,
      attribution: {
        gap: of(Field.gap),
        firstSession: of(Field.firstSession),
        drift: of(Field.drift),
        currency: of(Field.currency),
        costs,
      },
      maxAdverse: of(Field.maxAdverse),
      maxFavourable: of(Field.maxFavourable),
    };
  }

  #number(row: number, field: number): number {
    return this.#rows[row * ROW_LENGTH + field] as number;
  }

  #grow(): void {
    const wider = new Float64Array(2 * this.#rows.length);
    wider.set(this.#rows);
    this.#rows = wider;
  }
}

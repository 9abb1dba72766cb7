import type { ExitReason } from "../trade.ts";

/** Exit reasons that a kernel rule may have, by the code under which the log keeps them. */
export const ExitCode = {
  afterSessions: 0,
  until: 1,
  stopLoss: 2,
  trailingStop: 3,
  target: 4,
  endOfData: 5,
  marginCall: 6,
} as const;

const REASONS: readonly ExitReason[] = [
  "after-sessions",
  "until",
  "stop-loss",
  "trailing-stop",
  "target",
  "end-of-data",
  "margin-call",
];

/** One trade, as far as the kernel keeps it. */
export interface KernelTrade {
  /** index of the order that opened it */
  readonly order: number;
  readonly entrySession: number;
  readonly exitSession: number;
  readonly exitPrice: number;
  /** it left at the open of its last bar */
  readonly exitsAtOpen: boolean;
  readonly reason: ExitReason;
  readonly quantity: number;
  readonly profit: number;
  readonly return: number;
}

/**
 * The trades of one run as columns that the next run overwrites.
 *
 * Its invariant: the first `length` rows are the trades of the run in hand, in the order of their exits, and `wins` and
 * `returns` are theirs.
 */
export class TradeLog {
  length = 0;
  /** trades with a profit after costs */
  wins = 0;
  /** sum of the trades' returns */
  returns = 0;
  /** the columns, see {@link KernelTrade} */
  readonly order: Int32Array;
  readonly entrySession: Int32Array;
  readonly exitSession: Int32Array;
  readonly exitPrice: Float64Array;
  readonly exitsAtOpen: Uint8Array;
  readonly reason: Uint8Array;
  readonly quantity: Float64Array;
  readonly profit: Float64Array;
  readonly return: Float64Array;

  constructor(capacity: number) {
    this.order = new Int32Array(capacity);
    this.entrySession = new Int32Array(capacity);
    this.exitSession = new Int32Array(capacity);
    this.exitPrice = new Float64Array(capacity);
    this.exitsAtOpen = new Uint8Array(capacity);
    this.reason = new Uint8Array(capacity);
    this.quantity = new Float64Array(capacity);
    this.profit = new Float64Array(capacity);
    this.return = new Float64Array(capacity);
  }

  clear(): void {
    this.length = 0;
    this.wins = 0;
    this.returns = 0;
  }

  /** Adds a trade; its profit is taken in the engine's own order of operations. */
  add(
    order: number,
    entrySession: number,
    basis: number,
    side: number,
    quantity: number,
    firstCloseOrNone: number,
    exitSession: number,
    exitPrice: number,
    exitsAtOpen: boolean,
    exitCode: number,
    costs: number,
  ): void {
    const firstClose = Number.isNaN(firstCloseOrNone) ? exitPrice : firstCloseOrNone;
    const perPoint = side * quantity;
    const profit = perPoint * (firstClose - basis) + perPoint * (exitPrice - firstClose) - costs;
    const gain = profit / (quantity * basis);
    const row = this.length++;
    this.order[row] = order;
    this.entrySession[row] = entrySession;
    this.exitSession[row] = exitSession;
    this.exitPrice[row] = exitPrice;
    this.exitsAtOpen[row] = Number(exitsAtOpen);
    this.reason[row] = exitCode;
    this.quantity[row] = quantity;
    this.profit[row] = profit;
    this.return[row] = gain;
    if (profit > 0) this.wins++;
    this.returns += gain;
  }

  /** The trades as objects. */
  read(): KernelTrade[] {
    return Array.from({ length: this.length }, (_, row) => ({
      order: this.order[row]!,
      entrySession: this.entrySession[row]!,
      exitSession: this.exitSession[row]!,
      exitPrice: this.exitPrice[row]!,
      exitsAtOpen: this.exitsAtOpen[row] === 1,
      reason: REASONS[this.reason[row]!]!,
      quantity: this.quantity[row]!,
      profit: this.profit[row]!,
      return: this.return[row]!,
    }));
  }
}

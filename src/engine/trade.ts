/** Why a trade ended; `order` is one of `onSession`. */
export const EXIT_REASONS = [
  "after-sessions",
  "until",
  "stop-loss",
  "target",
  "trailing-stop",
  "signal",
  "callback",
  "opposite-signal",
  "replaced",
  "order",
  "margin-call",
  "end-of-data",
] as const;
export type ExitReason = (typeof EXIT_REASONS)[number];

/** Why a trade began. */
export type EntryReason = "open" | "close" | "limit";

/** One side of a trade as it was filled. */
export interface Fill<Reason> {
  /** bar index of the instrument */
  readonly session: number;
  /** `open` and `close` fills have that bar's instant; an `intraday` fill is known only to lie between */
  readonly phase: "open" | "intraday" | "close";
  /** in the instrument's currency, the bar's own price: costs do not move it */
  readonly price: number;
  /** units of the book's currency for one of the instrument's */
  readonly exchangeRate: number;
  readonly reason: Reason;
}

/** One closed round trip. Money is in the book's currency. */
export interface Trade {
  /** indices into the catalogue, the strategy's rules and the market's series */
  readonly signals: readonly number[];
  readonly rule: number;
  readonly instrument: number;
  readonly side: 1 | -1;
  /** shares at the entry, > 0; a split during the hold multiplies them and divides the exit price */
  readonly quantity: number;
  readonly entry: Fill<EntryReason>;
  readonly exit: Fill<ExitReason>;
  /** sessions held, the entry session included */
  readonly sessionsHeld: number;
  /** amount traded at the entry */
  readonly entryValue: number;
  /** commission, spread, duties, impact and borrow, >= 0 */
  readonly costs: number;
  /** what the book gained, after costs */
  readonly profit: number;
  /** dividends received, or paid on a short (< 0), where prices are not adjusted for them; part of the drift */
  readonly income: number;
  /** profit before costs over the amount traded at the entry */
  readonly grossReturn: number;
  /** profit over the amount traded at the entry */
  readonly return: number;
  readonly attribution: Attribution;
  /** worst and best fraction of the entry price that the trade stood at, <= 0 and >= 0 */
  readonly maxAdverse: number;
  readonly maxFavourable: number;
}

/**
 * Where a trade's profit came from, in the book's currency:
 *
 *   firstSession + drift + currency - costs = profit
 *
 * `gap` stands beside the sum: it is what the price had moved from the previous close to the fill, which the
 * trade came too late for. Together with the rest it tells how much of the whole move a fill could catch.
 */
export interface Attribution {
  /** previous close to fill, times the quantity and side: missed, not earned; null if there is no close before */
  readonly gap: number | null;
  /** fill to the close of the entry session (to the exit, if it came first) */
  readonly firstSession: number;
  /** from there to the exit */
  readonly drift: number;
  /** change of the exchange rate on the position's value */
  readonly currency: number;
  readonly costs: number;
}

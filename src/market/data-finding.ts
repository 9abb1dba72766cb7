import type { CalendarDay } from "../time/calendar-day.ts";

/** Kinds of trouble a quality check can find in prices. */
export type DataFindingKind =
  | "order-of-prices" // high below low, open or close outside them
  | "duplicate-session"
  | "unsorted-rows"
  | "weekend-row"
  | "holiday-row" // a blank row, or a row on a day on which the exchange had no session
  | "missing-session" // a hole against the exchange's other instruments
  | "placeholder" // zero volume, open = high = low = close
  | "unexplained-jump"
  | "reversing-spike"
  | "stale-run" // the same close many sessions in a row
  | "unfinished-bar"
  | "not-positive" // zero or negative price
  | "missing-value"
  | "name-mismatch" // file name and content disagree
  | "restated-history"
  | "missing-column"
  | "limit-locked"
  | "outside-listing" // before the first or after the last day of listing
  | "unknown-basis" // the source does not say whether its prices are adjusted
  | "currency-unit" // prices in a hundredth of the currency, e.g. pence
  | "dividend-mismatch" // a listed dividend is not the one that the adjusted closes carry
  | "volume-unit" // volumes in lots or thousands
  | "derived-instrument"; // exchange, currency and lot were told from the symbol's form alone

/** What was done about a finding. */
export type DataAction = "kept" | "marked" | "left-out" | "refused";

/** One finding: symbol, day, values, and what edict did about it. */
export interface DataFinding {
  readonly kind: DataFindingKind;
  readonly symbol: string;
  readonly day: CalendarDay | null;
  /** a sentence with the values */
  readonly what: string;
  readonly action: DataAction;
}

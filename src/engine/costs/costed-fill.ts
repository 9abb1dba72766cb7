import type { CalendarDay } from "../../time/calendar-day.ts";
import type { Liquidity } from "./liquidity.ts";

/** One fill, as far as its costs depend on it. */
export interface CostedFill extends Liquidity {
  readonly day: CalendarDay;
  /** price x quantity in the instrument's currency, > 0 */
  readonly value: number;
  readonly quantity: number;
  readonly isBuy: boolean;
}

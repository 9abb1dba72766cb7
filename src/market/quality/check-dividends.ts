import type { CalendarDay } from "../../time/calendar-day.ts";
import { hasColumn } from "../raw-series.ts";
import type { QualityCheck } from "./quality-check.ts";
import { price } from "./quality-notes.ts";

/** A listed dividend and the one in the adjusted closes agree within this share of it. */
const NEAR = 0.05;
/** What rounding of closes and adjusted closes can make of a dividend, as a share of the close before. */
const ROUNDING = 1e-3;

/**
 * Holds listed dividends against the adjusted closes, which carry them, too: a total return by adjusted closes is
 * wrong where the source forgot to adjust for a dividend, or took one in another currency.
 *
 * Between two sessions the factor f = adjusted close / close moves by 1 - D / C, with C the close before the ex-date,
 * so D = C (1 - f before / f). Sessions of a split are left out where prices are as traded.
 */
export function checkDividends({ raw, columns, notes }: QualityCheck): void {
  const { days, close, adjustedClose } = columns;
  if (!hasColumn(raw, "adjustedClose") || raw.dividends.length === 0) return;
  const splits = new Set(raw.splits.map(({ day }) => day));
  const listed = new Map<CalendarDay, number>();
  for (const { day, amount } of raw.dividends) listed.set(day, (listed.get(day) ?? 0) + amount);
  for (let index = 1; index < days.length; index++) {
    const day = days[index]!;
    const amount = listed.get(day);
    if (amount === undefined || splits.has(day)) continue;
    const before = close[index - 1]!;
    const factor = adjustedClose[index]! / close[index]!;
    const factorBefore = adjustedClose[index - 1]! / before;
    const carried = before * (1 - factorBefore / factor);
    if (!(Math.abs(carried - amount) > Math.max(NEAR * amount, ROUNDING * before))) continue;
    const what = `a dividend of ${price(amount)} is listed, and the adjusted closes carry one of ${price(carried)}`;
    notes.add("dividend-mismatch", day, `${what}; total return follows the adjusted closes`, "kept");
  }
}

import { pricedDays } from "../../market/priced-days.ts";
import type { Instant } from "../../time/zoned-time.ts";
import type { DayRange } from "../price-feed.ts";
import { NEVER_FINAL_SESSIONS } from "./merge-history.ts";
import type { StoredSeries } from "./series-file.ts";
import { askedFromOf } from "./series-manifest.ts";

/**
 * Whether a stored history answers for `range` without asking its source again: it begins early enough, and the
 * range ends among sessions that are final, or it was fetched a moment ago.
 *
 * @param maxAge milliseconds
 */
export function isCurrent(
  { manifest, series }: StoredSeries,
  range: DayRange,
  now: Instant,
  maxAge: number,
): boolean {
  const askedFrom = askedFromOf(manifest);
  const isEarlyEnough = askedFrom === null || (range.from !== null && askedFrom <= range.from);
  if (!isEarlyEnough) return false;
  const days = pricedDays(series);
  const lastFinal = days[days.length - 1 - NEVER_FINAL_SESSIONS];
  if (range.to !== null && lastFinal !== undefined && range.to <= lastFinal) return true;
  // Fetched in the future: a clock went wrong, and what it says of the age means nothing.
  const age = now - Date.parse(manifest.fetchedAt);
  return age >= 0 && age < maxAge;
}

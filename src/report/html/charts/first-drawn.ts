import type { ResultDocument } from "../../../result/result-schema.ts";

/** Sessions before the first signal that are drawn, to show where the price came from. */
const LEAD = 60;
/** An idle beginning is left out only if it is longer than a year and than so much of the whole. */
const SHORTEST_CUT = 252;
const SMALLEST_SHARE = 0.25;

/**
 * The session from which a page draws a run. Prices often reach back years further than signals do; drawn whole, the
 * trades would stand crowded at the right edge of an empty picture.
 *
 * @returns the place in `equity.date`: 0, or some sessions before the catalogue's first signal and the first trade,
 *   where all before is long and the account did not move in it
 */
export function firstDrawn({ equity, signals, trades }: ResultDocument): number {
  const { date } = equity;
  const begins = [
    ...signals.map(({ knownAt }) => knownAt.slice(0, 10)),
    ...trades.map(({ entry }) => entry.session),
  ].reduce<string | null>((first, day) => (first === null || day < first ? day : first), null);
  if (begins === null) return 0;
  const place = date.findIndex((day) => day >= begins) - LEAD;
  if (place < SHORTEST_CUT || place < SMALLEST_SHARE * date.length) return 0;
  const isIdle = equity.equity.slice(0, place + 1).every((level) => level === equity.equity[0]);
  return isIdle ? place : 0;
}

import { type CalendarDay, formatCalendarDay } from "../time/calendar-day.ts";
import type { DataFinding } from "./data-finding.ts";

/** What two histories of one symbol are compared by; `RawColumns` and `Bars` both are such. */
export interface ComparableHistory {
  /** strictly increasing */
  readonly days: Int32Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
}

/** A stretch of sessions over which old and new closes stand in one ratio. */
export interface RatioStretch {
  readonly from: CalendarDay;
  readonly to: CalendarDay;
  readonly sessions: number;
  /** old close / new close */
  readonly ratio: number;
}

/** How a newer history of a symbol relates to an older one. */
export interface HistoryComparison {
  /**
   * - `same`: equal where both have sessions (the new one may have more)
   * - `restated`: the old closes are the new ones times a ratio that changes only at events: a split, dividends
   * - `revised`: single sessions differ
   * - `different`: closes do not hang together: two symbols, or two sources of other kinds
   * - `apart`: no session in common
   */
  readonly kind: "same" | "restated" | "revised" | "different" | "apart";
  /** sessions in both */
  readonly sessions: number;
  /** for `restated`: old close / new close at the latest session of the last stretch, 3 after a 3:1 split */
  readonly ratio: number;
  /** the ratio by which shares were counted anew: new volume / old volume, where all agree; null if unknown */
  readonly shareRatio: number | null;
  /** ratios over time, oldest first; steps between them are dividends that one history counts and the other not */
  readonly stretches: readonly RatioStretch[];
  /** sessions that fit into no stretch, e.g. an unfinished last bar of the old history */
  readonly oddDays: readonly CalendarDay[];
  /** sessions of the old history inside the span of the new one that the new one lacks */
  readonly lostDays: readonly CalendarDay[];
}

/** Closes that differ by less than this share are equal: sources keep prices as 32-bit floats. */
const EQUAL = 2e-6;
/** Adjusted closes of one stretch differ by the rounding of two adjustments. */
const SAME_RATIO = 2e-5;
/** A stretch shorter than this is no stretch but single odd sessions. */
const SHORTEST_STRETCH = 3;
/** More odd sessions than this share, and the histories do not hang together. */
const MOST_ODD = 0.1;

/**
 * Compares an older and a newer history of one symbol, and finds a restatement and its ratio.
 *
 * A provider that restates for a split multiplies every older close by one number; one that restates for dividends,
 * too, by a number that steps at each ex-date. So the ratio old / new is followed over the common sessions and cut
 * into stretches over which it is constant. Restated histories must be replaced whole: spliced, they would show a
 * fall of two thirds on the day of the join.
 *
 * @example compareHistories(beforeSplit, afterSplit).ratio // gives 3
 */
export function compareHistories(older: ComparableHistory, newer: ComparableHistory): HistoryComparison {
  const { common, lostDays } = matchSessions(older, newer);
  const ratios = common.map(([old, now]) => older.close[old]! / newer.close[now]!);
  const days = common.map(([old]) => older.days[old]!);
  const { stretches, oddDays } = findStretches(days, ratios);
  const shareRatio = findShareRatio(common.map(([old, now]) => newer.volume[now]! / older.volume[old]!));
  const ratio = stretches.at(-1)?.ratio ?? 1;
  const result = { sessions: common.length, ratio, shareRatio, stretches, oddDays, lostDays };
  if (common.length === 0) return { kind: "apart", ...result, ratio: 1 };
  const isEqual = ratios.filter((value) => Math.abs(value - 1) <= EQUAL).length;
  if (isEqual === ratios.length) return { kind: "same", ...result, ratio: 1 };
  const isOneToOne = stretches.length === 1 && Math.abs(ratio - 1) <= SAME_RATIO;
  if (isOneToOne && oddDays.length <= Math.max(3, MOST_ODD * ratios.length))
    return { kind: "revised", ...result, ratio: 1 };
  const oddLimit = Math.max(2, MOST_ODD * ratios.length);
  return { kind: stretches.length > 0 && oddDays.length <= oddLimit ? "restated" : "different", ...result };
}

/** A restatement as a finding: the store that replaces the old history says so with it. */
export function restatementFinding(symbol: string, comparison: HistoryComparison): DataFinding {
  const { stretches, ratio, shareRatio, oddDays } = comparison;
  const shares =
    shareRatio === null || Math.abs(shareRatio - 1) < EQUAL
      ? ""
      : `, shares count ${price(shareRatio)} for 1 (a split)`;
  const first = stretches[0]?.ratio ?? ratio;
  const steps = stretches.length > 1 ? `, ${price(first)} at the start (dividends counted differently)` : "";
  const odd =
    oddDays.length === 0
      ? ""
      : `; ${oddDays.length} ${oddDays.length === 1 ? "session differs" : "sessions differ"} beyond that, the last ${formatCalendarDay(oddDays.at(-1)!)}`;
  return {
    kind: "restated-history",
    symbol,
    day: stretches.at(-1)?.to ?? null,
    what: `the source has restated the history: old closes are ${price(ratio)} times the new ones${steps}${shares}${odd}; replaced whole`,
    action: "kept",
  };
}

function matchSessions(
  older: ComparableHistory,
  newer: ComparableHistory,
): {
  readonly common: readonly (readonly [old: number, now: number])[];
  readonly lostDays: readonly CalendarDay[];
} {
  const common: [number, number][] = [];
  const lostDays: CalendarDay[] = [];
  let now = 0;
  for (let old = 0; old < older.days.length; old++) {
    const day = older.days[old]!;
    while (now < newer.days.length && newer.days[now]! < day) now += 1;
    const isInside = now > 0 && now < newer.days.length;
    if (newer.days[now] === day) {
      if (older.close[old]! > 0 && newer.close[now]! > 0) common.push([old, now]);
    } else if (isInside) lostDays.push(day);
  }
  return { common, lostDays };
}

function findStretches(
  days: readonly CalendarDay[],
  ratios: readonly number[],
): { readonly stretches: readonly RatioStretch[]; readonly oddDays: readonly CalendarDay[] } {
  const stretches: RatioStretch[] = [];
  const oddDays: CalendarDay[] = [];
  for (let start = 0; start < ratios.length; ) {
    const ratio = ratios[start]!;
    let end = start + 1;
    while (end < ratios.length && Math.abs(ratios[end]! / ratio - 1) <= SAME_RATIO) end += 1;
    const previous = stretches.at(-1);
    const [from, to] = [days[start], days[end - 1]] as [CalendarDay, CalendarDay];
    if (previous !== undefined && Math.abs(ratio / previous.ratio - 1) <= SAME_RATIO) {
      // A stretch goes on behind a single odd session.
      stretches[stretches.length - 1] = { ...previous, to, sessions: previous.sessions + end - start };
    } else if (end - start >= Math.min(SHORTEST_STRETCH, ratios.length)) {
      stretches.push({ from, to, sessions: end - start, ratio: ratios[end - 1]! });
    } else oddDays.push(...days.slice(start, end));
    start = end;
  }
  return { stretches, oddDays };
}

/** The ratio that nearly all volumes share; volumes are whole numbers, so it is as exact as they are large. */
function findShareRatio(ratios: readonly number[]): number | null {
  const known = ratios.filter((value) => value > 0 && Number.isFinite(value)).sort((a, b) => a - b);
  if (known.length === 0) return null;
  const middle = known[known.length >> 1]!;
  const nearest =
    Math.round(middle) >= 1 && Math.abs(middle / Math.round(middle) - 1) < 1e-4 ? Math.round(middle) : middle;
  const agreeing = known.filter((value) => Math.abs(value / nearest - 1) <= 1e-3).length;
  return agreeing >= 0.9 * known.length ? nearest : null;
}

function price(value: number): string {
  return String(Number(value.toPrecision(7)));
}

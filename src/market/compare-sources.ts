import type { CalendarDay } from "../time/calendar-day.ts";
import { adjustPrices } from "./adjust-prices.ts";
import { checkQuality } from "./check-quality.ts";
import { type ComparableHistory, compareHistories, type HistoryComparison } from "./compare-histories.ts";
import type { Instrument } from "./instrument.ts";
import { hasColumn, type RawSeries } from "./raw-series.ts";

/** A session on which two sources differ: their closes, and by how much their returns to it do. */
export interface Disagreement {
  readonly day: CalendarDay;
  readonly first: number;
  readonly second: number;
  /** return from the common session before, first source less second; a fraction */
  readonly difference: number;
}

/** Two sources of one symbol side by side. */
export interface SourceComparison {
  readonly comparison: HistoryComparison;
  /** inside the span that both cover */
  readonly onlyInFirst: readonly CalendarDay[];
  readonly onlyInSecond: readonly CalendarDay[];
  readonly disagreements: readonly Disagreement[];
}

/**
 * What is compared of a source: its sound rows, on the basis of today's shares where the source says how. As traded, a
 * split is a fall by its ratio, which a source that has taken it out does not have.
 */
export function comparableHistory(raw: RawSeries, instrument: Instrument): ComparableHistory {
  const { columns } = checkQuality(raw, instrument, []);
  const hasAdjustedClose = hasColumn(raw, "adjustedClose");
  const adjusted = adjustPrices({ ...raw, columns, hasAdjustedClose, instrument }, "split-only");
  const { days, close, volume } = adjusted.refusal === undefined ? adjusted.columns : columns;
  return { days, close, volume };
}

/**
 * Lays two sources of one symbol side by side and names the days on which they disagree.
 *
 * Returns are compared, not prices: sources adjust for dividends on different bases, so their prices differ by a
 * factor while every return but those over ex-dates agrees. One wrong close shows as two disagreements, into it and
 * out of it.
 *
 * @param tolerance difference of returns that is not worth a row; 0.001 is a tenth of a percent
 */
export function compareSources(
  first: ComparableHistory,
  second: ComparableHistory,
  tolerance = 0.001,
): SourceComparison {
  const disagreements: Disagreement[] = [];
  let previous: readonly [number, number] | undefined;
  for (const [a, b] of commonSessions(first.days, second.days)) {
    const closes = [first.close[a], second.close[b]] as [number, number];
    if (previous !== undefined) {
      const difference = closes[0] / previous[0] - closes[1] / previous[1];
      if (Math.abs(difference) > tolerance) {
        disagreements.push({
          day: first.days[a]!,
          first: closes[0],
          second: closes[1],
          difference,
        });
      }
    }
    previous = closes;
  }
  const from = Math.max(first.days[0] ?? Infinity, second.days[0] ?? Infinity);
  const to = Math.min(first.days.at(-1) ?? -Infinity, second.days.at(-1) ?? -Infinity);
  return {
    comparison: compareHistories(first, second),
    onlyInFirst: daysWithout(first.days, second.days, from, to),
    onlyInSecond: daysWithout(second.days, first.days, from, to),
    disagreements,
  };
}

function* commonSessions(first: Int32Array, second: Int32Array): Generator<readonly [number, number]> {
  let b = 0;
  for (let a = 0; a < first.length; a++) {
    while (b < second.length && second[b]! < first[a]!) b += 1;
    if (second[b] === first[a]) yield [a, b];
  }
}

function daysWithout(days: Int32Array, others: Int32Array, from: number, to: number): readonly CalendarDay[] {
  const known = new Set(others);
  return [...days].filter((day) => day >= from && day <= to && !known.has(day));
}

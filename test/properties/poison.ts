import type { PriceSeries } from "../../src/market/price-series.ts";
import type { PolicySignal } from "../../src/signals/policy-signal.ts";
import { knownAt } from "../../src/signals/timing-policy.ts";
import { SeededRandom } from "../../src/statistics/seeded-random.ts";
import { type CalendarDay, formatCalendarDay } from "../../src/time/calendar-day.ts";
import { closeInstant } from "../../src/time/session-calendar.ts";
import type { Instant } from "../../src/time/zoned-time.ts";
import { rateMarks } from "../engine/naive/random-market.ts";
import { aSignal } from "../signals/a-signal.ts";

/**
 * The prices with everything after a day made nonsense; which days have a bar stays, as a calendar tells it. With
 * `afterOpen` the day itself, too, but for its opens.
 */
export function poisonPrices(
  prices: readonly PriceSeries[],
  after: CalendarDay,
  seed: number,
  afterOpen = false,
): PriceSeries[] {
  const random = new SeededRandom(seed);
  return prices.map((series) => {
    const { bars } = series;
    const poisoned = (column: Float64Array) =>
      column.map((value, t) => {
        const isSameDay = bars.days[t] === after && afterOpen && column !== bars.open;
        const isLater = bars.days[t]! > after || isSameDay;
        return isLater ? Math.abs(value || 50) * (0.2 + 5 * random.uniform()) : value;
      });
    const close = poisoned(bars.close);
    const marks = bars.marks.map((mark, t) =>
      bars.days[t]! > after ? [0, 0, 1, 4][random.integer(4)]! : mark,
    );
    return {
      ...series,
      bars: {
        ...bars,
        open: poisoned(bars.open),
        high: poisoned(bars.high),
        low: poisoned(bars.low),
        close,
        volume: poisoned(bars.volume),
        // The quality check sees the poisoned rates, as it would see the true ones.
        marks: series.instrument.type === "currency-pair" ? rateMarks(close) : marks,
      },
      dividends: series.dividends.map((one) => (one.day > after ? { ...one, amount: one.amount * 7 } : one)),
      splits: series.splits.map((one) => (one.day > after ? { ...one, ratio: 3 } : one)),
    };
  });
}

/** The last instant of a day at which any of the series trades. */
export function endOfDay(prices: readonly PriceSeries[], day: CalendarDay): Instant {
  const ends = prices.flatMap(({ instrument, bars }) => {
    const bar = bars.days.indexOf(day);
    return bar < 0 || instrument.exchange === "FX"
      ? []
      : [closeInstant({ exchange: instrument.exchange, days: bars.days }, bar)];
  });
  return Math.max(...ends);
}

const ADDED = "s0-added";

/**
 * The signals with everything known after an instant changed: taken out, turned round, or joined by others. What the
 * date of a scheduled act tells stays: it was public before.
 */
export function poisonSignals(
  signals: readonly PolicySignal[],
  after: Instant,
  seed: number,
): PolicySignal[] {
  const random = new SeededRandom(seed);
  const changed = signals.flatMap((signal): PolicySignal[] => {
    // That it was the leak of an act shows only with the act.
    if (knownAt(signal, "safe") <= after)
      return [{ ...signal, relatesTo: [{ id: ADDED, relation: "leak-of" }] }];
    if (signal.scheduled)
      return [{ ...signal, stance: -signal.stance, title: "poisoned", targets: [], symbols: [] }];
    if (random.uniform() < 0.5) return [];
    return [
      { ...signal, stance: 1 - 2 * random.uniform(), status: random.uniform() < 0.5 ? "leak" : "official" },
    ];
  });
  const date = formatCalendarDay(Math.floor(after / 86_400_000) + 2);
  const added = aSignal({
    id: ADDED,
    status: "leak",
    occursAt: date,
    publishedAt: { date, time: "08:00", session: "unknown", basis: "stamp" },
  });
  return [...changed, added];
}

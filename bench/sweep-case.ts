import type { PriceSeries } from "../src/market/price-series.ts";
import { buildCatalogue } from "../src/signals/catalogue.ts";
import type { PolicySignal } from "../src/signals/policy-signal.ts";
import { SeededRandom } from "../src/statistics/seeded-random.ts";
import { defineStrategy } from "../src/strategy/define-strategy.ts";
import { param } from "../src/strategy/param.ts";
import { formatCalendarDay } from "../src/time/calendar-day.ts";
import { randomWalk } from "./random-walk.ts";

const FIRST_DAY = 10_960;

/** Daily bars of a random walk. */
export function benchSeries(bars: number, symbol = "BENCH", seed = 1): PriceSeries {
  return randomWalk(symbol, bars, seed, FIRST_DAY, { overnight: 0.005, daily: 0.015, wick: 0.005 });
}

/** Signals on distinct random sessions of a series. */
export function benchSignals(
  series: PriceSeries,
  count: number,
  seed = 2,
): ReturnType<typeof buildCatalogue> {
  const random = new SeededRandom(seed);
  const { days } = series.bars;
  const chosen = new Set<number>();
  while (chosen.size < count) chosen.add(5 + random.integer(days.length - 80));
  const signals = [...chosen]
    .sort((a, b) => a - b)
    .map((bar, index) => {
      const date = formatCalendarDay(days[bar]!);
      return {
        id: `bench-${String(index).padStart(4, "0")}`,
        kind: "leadership-meeting",
        title: "bench",
        actors: [],
        stance: 0.8,
        mixed: false,
        targets: [],
        symbols: [],
        status: "official",
        scheduled: false,
        occursAt: date,
        publishedAt: { date, time: null, session: "unknown", basis: "stamp" },
        sources: [],
      } as unknown as PolicySignal;
    });
  return buildCatalogue(signals.map((signal) => ({ signal, at: signal.id })));
}

/** hold x stop x lag: 20 x 25 x 20 = 10,000 combinations on the default grid. */
export const benchStrategy = defineStrategy({
  name: "bench",
  hypothesis: "none",
  params: {
    hold: param.integer(9, { min: 1, max: 60 }),
    stopLoss: param.fraction(0.08, { min: 0.02, max: 0.26, step: 0.01 }),
    lag: param.integer(0, { min: 0, max: 19 }),
  },
  rules: ({ hold, stopLoss, lag }) => [
    {
      on: { kinds: ["leadership-meeting"] },
      legs: [{ instrument: "BENCH", side: "long" }],
      entry: { at: "open", delaySessions: lag },
      exit: { afterSessions: hold, stopLoss },
      overlap: "extend",
    },
  ],
});

// Size, coverage and power of what a run reports, through `backtest` itself: samples without any effect, in which a test
// should reject at 5% in 4 to 6% and an interval hold the true value in 93 to 97%; and samples in which one was planted.
// A share of 5% of 4,000 samples has a standard error of 0.34 points, of 1,000 one of 0.69: fewer cannot tell 4% from 5%.
// Run: node bench/run.mjs bench/evidence-size.ts [samples, 1,000 unless given] [one cell of the twelve, 0 to 11] [stack:
// each signal opens a trade of its own, three in a burst]
import type { PriceSeries } from "../src/market/price-series.ts";
import { backtest } from "../src/result/backtest.ts";
import { buildCatalogue } from "../src/signals/catalogue.ts";
import { SeededRandom } from "../src/statistics/seeded-random.ts";
import { defineStrategy } from "../src/strategy/define-strategy.ts";
import { formatCalendarDay, isWeekend, parseCalendarDay } from "../src/time/calendar-day.ts";
import { signalPublishedOn } from "./engine-case.ts";
import { NULLS, type Null, nullReturns, pricesFrom, randomCalendar } from "./null-market.ts";
import { indexSeries } from "./random-walk.ts";

const SESSIONS = 1_000;
/** Sessions before the first signal, from which a study takes the normal return, and after the last one. */
const BEFORE = 140;
const AFTER = 30;
const HOLD = 10;
const EFFECT_SESSIONS = 5;
const samples = Number(process.argv[2] ?? 1_000);
const only = process.argv[3];
const stacks = process.argv[4] === "stack";
const CALENDARS = [
  { name: "24 isolated events", bursts: 24, size: 1, apart: 2 * HOLD },
  { name: "8 bursts of 3", bursts: 8, size: 3, apart: 3 * HOLD },
] as const;
type CalendarOf = (typeof CALENDARS)[number];

const strategy = defineStrategy({
  name: "bench",
  hypothesis: "none",
  rules: [
    {
      on: { kinds: ["leadership-meeting"] },
      legs: [{ instrument: "NULL", side: "long", weight: stacks ? 0.3 : 1 }],
      exit: { afterSessions: HOLD, stopLoss: 0.08 },
      ...(stacks ? { overlap: "stack", maxStack: 3 } : { overlap: "extend" }),
    },
  ],
});
const days = weekdays(SESSIONS);

/** @param spread deviation between bursts of what is planted in each */
function report(calendar: CalendarOf, kind: Null, effect: number, spread: number): void {
  const tests = new Tally();
  const intervals = new Map<string, { low: number; high: number; estimate: number }[]>();
  for (let sample = 0; sample < samples; sample++) {
    const result = runOn(calendar, kind, effect, spread, new SeededRandom(1, sample));
    const { significance, study, summary } = result;
    if ("missing" in significance || "missing" in study) throw new Error(`sample ${sample} has no evidence`);
    const { statistics } = significance.calendarShift;
    for (const [name, statistic] of Object.entries(statistics ?? {})) tests.add(name, statistic?.twoSided);
    tests.add("naive t of trades", significance.naive?.tTest?.p);
    tests.add("random dates", significance.naive?.randomDates?.twoSided);
    const range = study.ranges[0]!;
    tests.add("study: calendar shift", range.headline?.p ?? undefined);
    for (const { name, p } of range.tests) tests.add(`study: ${name}`, p ?? undefined);

    const record = (name: string, low: number | null, high: number | null, estimate: number | null) => {
      if (low === null || high === null || estimate === null) return;
      const list = intervals.get(name) ?? [];
      intervals.set(name, list);
      list.push({ low, high, estimate });
    };
    for (const name of ["meanTradeReturn", "totalReturn", "sharpeRatio"] as const) {
      const interval = significance.intervals?.[name];
      if (interval !== undefined) record(name, interval.low, interval.high, summary[name]?.value ?? null);
    }
    if (range.interval !== null) record("study", range.interval.low, range.interval.high, range.average);
  }
  console.log(
    `\n${calendar.name}, ${kind}${effect > 0 ? `, ${100 * effect}% planted in each burst` : ""}${spread > 0 ? `, an effect of its own in each burst, deviation ${100 * spread}%` : ""}`,
  );
  const errorAt = (share: number) => (100 * Math.sqrt((share * (1 - share)) / samples)).toFixed(2);
  console.log(`  ${samples} samples; standard error of 5% ${errorAt(0.05)} points, of 95% ${errorAt(0.95)}`);
  console.log(`  rejected at 5%: ${tests.format()}`);
  const coverages = [...intervals].map(([name, list]) => `${name} ${percent(coverage(name, list))}`);
  console.log(`  95% interval holds the true value: ${coverages.join(", ")}`);
}

function runOn(
  { bursts, size, apart }: CalendarOf,
  kind: Null,
  effect: number,
  spread: number,
  random: SeededRandom,
) {
  const returns = nullReturns(kind, SESSIONS, random);
  const places = randomCalendar(SESSIONS - BEFORE - AFTER, bursts, size, apart, random).map(
    (place) => place + BEFORE,
  );
  for (let i = 0; i < places.length; i += size) {
    const own = effect + (spread > 0 ? spread * random.normal() : 0);
    for (let day = 1; day <= EFFECT_SESSIONS; day++) returns[places[i]! + day]! += own / EFFECT_SESSIONS;
  }
  const entries = Array.from(places, (place, index) => ({
    signal: signalPublishedOn(formatCalendarDay(days[place]!), index),
    at: `bench [${index}]`,
  }));
  return backtest(strategy, {
    signals: buildCatalogue(entries),
    prices: [seriesOf(returns, random)],
    config: { sensitivity: false },
  });
}

/** Share of intervals that hold the mean of all estimates; a total return's is the mean of its logarithm. */
function coverage(
  name: string,
  list: readonly { readonly low: number; readonly high: number; readonly estimate: number }[],
): number {
  const isCompounded = name === "totalReturn";
  const average =
    list.reduce((sum, { estimate }) => sum + (isCompounded ? Math.log1p(estimate) : estimate), 0) /
    list.length;
  const truth = isCompounded ? Math.expm1(average) : average;
  return list.filter(({ low, high }) => low <= truth && truth <= high).length / list.length;
}

/** Rejections by test, out of the samples in which it has a p-value. */
class Tally {
  readonly #counts = new Map<string, { rejected: number; tested: number }>();

  add(name: string, p: number | undefined): void {
    const count = this.#counts.get(name) ?? { rejected: 0, tested: 0 };
    this.#counts.set(name, count);
    if (p === undefined) return;
    count.tested++;
    if (p <= 0.05) count.rejected++;
  }

  format(): string {
    return [...this.#counts]
      .map(([name, { rejected, tested }]) => {
        const few = tested < samples ? ` of ${tested}` : "";
        return `${name} ${tested === 0 ? "none" : percent(rejected / tested)}${few}`;
      })
      .join(", ");
  }
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`;
}

function weekdays(count: number): Int32Array {
  const list: number[] = [];
  for (let day = parseCalendarDay("2018-01-01") as number; list.length < count; day++)
    if (!isWeekend(day)) list.push(day);
  return Int32Array.from(list);
}

function seriesOf(returns: Float64Array, random: SeededRandom): PriceSeries {
  const { open, high, low, close } = pricesFrom(returns, random);
  return indexSeries("NULL", { days, open, high, low, close });
}

const cells = [
  ...CALENDARS.flatMap((calendar) => NULLS.map((kind) => ({ calendar, kind, effect: 0, spread: 0 }))),
  ...[0.02, 0.04].flatMap((effect) =>
    CALENDARS.map((calendar) => ({ calendar, kind: "t4" as const, effect, spread: 0 })),
  ),
  // Intervals have to hold the true mean, too, where every burst has an effect of its own.
  ...CALENDARS.map((calendar) => ({ calendar, kind: "iid" as const, effect: 0, spread: 0.06 })),
];
for (const { calendar, kind, effect, spread } of only === undefined ? cells : [cells[Number(only)]!])
  report(calendar, kind, effect, spread);

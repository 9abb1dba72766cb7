// Size and power of the luck test: how often it finds an effect at 5% where there is none (it should in 4 to 6% of the
// samples), and where one was planted; and how often the interval of a mean trade holds the true one. By the kernel alone,
// so that samples are cheap; bench/evidence-size.ts does the same through whole runs, with every interval and test.
// Run: node bench/run.mjs bench/luck-size.ts [samples, 1,000 unless given] [one cell of the ten, 0 to 9]

import { bootstrapIntervals } from "../src/analysis/significance/bootstrap-intervals.ts";
import { spanOf } from "../src/analysis/significance/calendar-span.ts";
import { naiveTTest } from "../src/analysis/significance/naive-tests.ts";
import { shiftPValue } from "../src/analysis/significance/shift-p-value.ts";
import { type KernelRule, kernelOrders } from "../src/engine/kernel/kernel-input.ts";
import { KERNEL_COLUMNS, KernelColumn } from "../src/engine/kernel/kernel-statistics.ts";
import { RuleKernel } from "../src/engine/kernel/rule-kernel.ts";
import { circularWindowSums, everyCircularShift, shiftedMeans } from "../src/statistics/circular-shift.ts";
import { SeededRandom } from "../src/statistics/seeded-random.ts";
import { BOOK, NULLS, nullReturns, pricesFrom, randomCalendar } from "./null-market.ts";

const SESSIONS = 1_000;
const HOLD = 10;
const samples = Number(process.argv[2] ?? 1_000);
const rule: KernelRule = {
  side: 1,
  entersAtClose: false,
  hold: HOLD,
  leavesAtOpen: false,
  stopLoss: 0.08,
  target: Number.NaN,
  trailingStop: Number.NaN,
  onlyIfGapBelow: Number.NaN,
  extends: true,
  waits: true,
};
const CALENDARS = [
  { name: "24 isolated events", bursts: 24, size: 1, apart: 2 * HOLD },
  { name: "8 bursts of 3", bursts: 8, size: 3, apart: 3 * HOLD },
];

const cells = [
  ...CALENDARS.flatMap((calendar) => NULLS.map((kind) => ({ calendar, kind, effect: 0 }))),
  ...[0.02, 0.04].flatMap((effect) =>
    CALENDARS.map((calendar) => ({ calendar, kind: "t4" as const, effect })),
  ),
];
const only = process.argv[3];
for (const { calendar, kind, effect } of only === undefined ? cells : [cells[Number(only)]!]) {
  const planted = effect > 0 ? `, ${100 * effect}% planted in each burst` : "";
  report(`${calendar.name}, ${kind}${planted}`, rejections(calendar, kind, effect));
}

if (only === undefined) {
  for (const trades of [8, 15, 25, 40]) {
    for (const noise of ["iid", "t4"] as const) {
      console.log(
        `95% interval of the mean of ${trades} ${noise} trades covers it in ${(100 * coverage(trades, noise)).toFixed(1)}%`,
      );
    }
  }
}

/** Share of samples of independent trades whose interval holds the true mean, 1%. */
function coverage(trades: number, noise: "iid" | "t4"): number {
  let covered = 0;
  for (let sample = 0; sample < samples; sample++) {
    const random = new SeededRandom(9, sample);
    const { meanTradeReturn } = bootstrapIntervals({
      returns: nullReturns("iid", 12, random),
      tradeReturns: nullReturns(noise, trades, random).map((value) => 0.01 + 3 * value),
      bursts: Array.from({ length: trades }, (_, burst) => ({ trades: [burst], entry: burst, exit: burst })),
      sessionsPerYear: 252,
      riskFree: 0,
      replicates: 999,
      seed: 1,
      streams: [2, 3],
    });
    if (meanTradeReturn.low !== null && meanTradeReturn.low <= 0.01 && meanTradeReturn.high >= 0.01)
      covered++;
  }
  return covered / samples;
}

function rejections(calendar: (typeof CALENDARS)[number], noise: (typeof NULLS)[number], effect: number) {
  const rejected: Record<string, number> = {};
  const count = (name: string, p: number | undefined) => {
    rejected[name] = (rejected[name] ?? 0) + (p !== undefined && p <= 0.05 ? 1 : 0);
  };
  for (let sample = 0; sample < samples; sample++) {
    const random = new SeededRandom(1, sample);
    const returns = nullReturns(noise, SESSIONS, random);
    const sessions = randomCalendar(SESSIONS, calendar.bursts, calendar.size, calendar.apart, random);
    if (effect > 0) {
      // Spread over the five sessions after the first event of a burst, the gap of the first left out.
      for (let i = 0; i < sessions.length; i += calendar.size) {
        for (let day = 1; day <= 5; day++) {
          const t = sessions[i]! + day;
          if (t < SESSIONS) returns[t] = returns[t]! + effect / 5;
        }
      }
    }
    const prices = pricesFrom(returns, random);
    const kernel = new RuleKernel(prices, BOOK, sessions.length);
    const rows = new Float64Array(SESSIONS * KERNEL_COLUMNS);
    const orders = kernelOrders(sessions.length);
    // Within the calendar's own stretch, as a run shifts it.
    const { first, last } = spanOf(sessions[0]!, sessions.at(-1)! + HOLD - 1, SESSIONS);
    const length = last - first + 1;
    for (let shift = 0; shift < length; shift++) {
      orders.sessions.set(sessions.map((session) => first + ((session - first + shift) % length)).sort());
      kernel.run(orders, rule, rows, shift * KERNEL_COLUMNS);
    }
    for (const statistic of ["meanTradeReturn", "totalReturn", "sharpeRatio", "maxDrawdown"] as const) {
      const draws = Float64Array.from(
        { length: length - 1 },
        (_, i) => rows[(i + 1) * KERNEL_COLUMNS + KernelColumn[statistic]]!,
      );
      const test = shiftPValue(rows[KernelColumn[statistic]]!, draws);
      count(statistic, test?.twoSided);
      if (statistic === "meanTradeReturn") count("its upper side", test?.greater);
    }
    // Each event with its own window of 10 sessions, as a naive study takes them.
    const windows = circularWindowSums(returns.subarray(first, last + 1), 1, HOLD);
    const places = sessions.map((session) => session - first);
    const own = Float64Array.from(places, (place) => windows[place]!);
    count("naive t of windows", naiveTTest(own)?.p);
    const mean = own.reduce((sum, one) => sum + one, 0) / own.length;
    count(
      "shifted windows",
      shiftPValue(mean, shiftedMeans(windows, places, everyCircularShift(length)))?.twoSided,
    );
  }
  return rejected;
}

function report(name: string, rejected: Record<string, number>): void {
  const shares = Object.entries(rejected).map(
    ([test, count]) => `${test} ${((100 * count) / samples).toFixed(1)}%`,
  );
  console.log(`${name}: ${shares.join(", ")}`);
}

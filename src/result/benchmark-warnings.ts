import { formatCounted } from "../decode/format-count.ts";
import { formatCalendarDay } from "../time/calendar-day.ts";
import type { PreparedRun } from "./prepare-run.ts";
import type { Warning } from "./result-schema.ts";

/** Sessions at the end of a run without a benchmark's close that go without a word: another exchange's holidays. */
const MOST_SESSIONS_SHORT = 3;

/**
 * What is wrong with the comparison: no benchmark, one that begins after the run, so that nothing is compared, or one
 * that ends before it and stands still from then on.
 */
export function benchmarkWarnings({ strategy, benchmark, market }: PreparedRun): Warning[] {
  if (strategy.benchmark === null) return [];
  if (benchmark === null) {
    return [
      {
        code: "no-benchmark",
        message: `There are no prices of the benchmark ${strategy.benchmark}: nothing is compared. Give them with --file ${strategy.benchmark}=prices.csv.`,
      },
    ];
  }
  const first = benchmark.bars.days[0]!;
  if (first > market.days[0]!) {
    return [
      {
        code: "benchmark-begins",
        message: `The prices of the benchmark ${strategy.benchmark} begin on ${formatCalendarDay(first)}, after the run does: nothing is compared. --from ${formatCalendarDay(first)} compares what both have.`,
      },
    ];
  }
  const last = benchmark.bars.days.at(-1)!;
  const short = market.days.filter((day) => day > last).length;
  if (short <= MOST_SESSIONS_SHORT) return [];
  return [
    {
      code: "benchmark-ends",
      message: `The prices of the benchmark ${strategy.benchmark} end on ${formatCalendarDay(last)}, ${formatCounted(short, "session")} before the run: it stands still from then on, and every figure beside it says less. --to ${formatCalendarDay(last)} compares like with like.`,
    },
  ];
}

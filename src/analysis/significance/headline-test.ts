import { KERNEL_COLUMNS, KernelColumn } from "../../engine/kernel/kernel-statistics.ts";
import { burstsOf, FEWEST_BURSTS } from "./bursts.ts";
import { calendarRunner, writeRow } from "./calendar-runner.ts";
import { calendarSpan } from "./calendar-span.ts";
import { calendarShifts, heldOf, type LuckTestInput, shiftedMeans } from "./luck-test.ts";
import { shiftLine } from "./shift-line.ts";
import { shiftTails } from "./shift-p-value.ts";

/** The headline numbers of one run; null where undefined. */
export interface HeadlineNumbers {
  readonly trades: number;
  readonly bursts: number;
  readonly meanTradeReturn: number | null;
  readonly totalReturn: number | null;
  readonly sharpeRatio: number | null;
  readonly maxDrawdown: number | null;
}

/** What a table of many runs shows of each, without intervals and leave-outs. */
export interface Headline extends HeadlineNumbers {
  /** calendar shift, two-sided, of the mean trade; null for too few bursts or no draws */
  readonly p: number | null;
}

export function headlineNumbers({
  input,
  simulation,
  annualisation,
}: Pick<LuckTestInput, "input" | "simulation" | "annualisation">): HeadlineNumbers {
  const row = new Float64Array(KERNEL_COLUMNS);
  writeRow(simulation, input.config.capital, annualisation, row, 0);
  const orNull = (column: number) => (Number.isFinite(row[column]) ? row[column]! : null);
  return {
    trades: simulation.trades.length,
    bursts: burstsOf(simulation.trades.map((trade) => heldOf(input, trade))).length,
    meanTradeReturn: orNull(KernelColumn.meanTradeReturn),
    totalReturn: orNull(KernelColumn.totalReturn),
    sharpeRatio: orNull(KernelColumn.sharpeRatio),
    maxDrawdown: orNull(KernelColumn.maxDrawdown),
  };
}

/** The headline p-value: see {@link Headline}. */
export function headlineP(
  { input, simulation, annualisation, draws, seed, tables }: LuckTestInput,
  { bursts }: HeadlineNumbers,
): number | null {
  if (bursts < FEWEST_BURSTS) return null;
  const line = shiftLine(input.market.series, calendarSpan([{ input, simulation }], input.market.days));
  if (line.length < 2) return null;
  const runner = calendarRunner(input, simulation, line, annualisation, tables);
  const wanted = runner.engine === "kernel" ? draws.kernel : draws.general;
  if (wanted === 0) return null;
  const { observed, draws: shifted } = shiftedMeans(runner, calendarShifts(line, wanted, seed));
  return shiftTails(observed, shifted)?.twoSided ?? null;
}

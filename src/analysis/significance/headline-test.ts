import { KERNEL_COLUMNS, KernelColumn } from "../../engine/kernel/kernel-statistics.ts";
import { burstsOf, FEWEST_BURSTS } from "./bursts.ts";
import { calendarRunner, writeRow } from "./calendar-runner.ts";
import { calendarSpan } from "./calendar-span.ts";
import { calendarShifts, columnOf, heldOf, type LuckTestInput, shiftedRows } from "./luck-test.ts";
import { shiftLine } from "./shift-line.ts";
import { shiftPValue } from "./shift-p-value.ts";

/** The headline numbers of one run; null where undefined. */
export interface Headline {
  readonly trades: number;
  readonly bursts: number;
  readonly meanTradeReturn: number | null;
  readonly totalReturn: number | null;
  readonly sharpeRatio: number | null;
  readonly maxDrawdown: number | null;
  /** calendar shift, two-sided, of the mean trade; null for too few bursts or no draws */
  readonly p: number | null;
}

/** What a table of many runs shows of each: the numbers and the headline p-value, without intervals and leave-outs. */
export function headlineTest(test: LuckTestInput): Headline {
  const { input, simulation, annualisation } = test;
  const row = new Float64Array(KERNEL_COLUMNS);
  writeRow(simulation, input.config.capital, annualisation, row, 0);
  const orNull = (column: number) => (Number.isFinite(row[column]) ? row[column]! : null);
  const bursts = burstsOf(simulation.trades.map((trade) => heldOf(input, trade))).length;
  return {
    trades: simulation.trades.length,
    bursts,
    meanTradeReturn: orNull(KernelColumn.meanTradeReturn),
    totalReturn: orNull(KernelColumn.totalReturn),
    sharpeRatio: orNull(KernelColumn.sharpeRatio),
    maxDrawdown: orNull(KernelColumn.maxDrawdown),
    p: bursts < FEWEST_BURSTS ? null : pOfMeanTrade(test),
  };
}

function pOfMeanTrade({
  input,
  simulation,
  annualisation,
  draws,
  seed,
  tables,
}: LuckTestInput): number | null {
  const line = shiftLine(input.market.series, calendarSpan([{ input, simulation }], input.market.days));
  if (line.length < 2) return null;
  const runner = calendarRunner(input, simulation, line, annualisation, tables);
  const wanted = runner.engine === "kernel" ? draws.kernel : draws.general;
  if (wanted === 0) return null;
  const rows = shiftedRows(runner, calendarShifts(line, wanted, seed));
  const { observed, draws: shifted } = columnOf(rows, "meanTradeReturn");
  return shiftPValue(observed, shifted)?.twoSided ?? null;
}

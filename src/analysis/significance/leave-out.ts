import { KERNEL_COLUMNS, KernelColumn } from "../../engine/kernel/kernel-statistics.ts";
import type { CalendarRunner } from "./calendar-runner.ts";

/** The result without some signals, by the real rule: what they blocked or extended is traded otherwise. */
export interface WithoutSignals {
  readonly totalReturn: number | null;
  readonly meanTradeReturn: number | null;
  readonly trades: number;
}

/** Runs the calendar without some of its signals. */
function runWithout(runner: CalendarRunner, isLeftOut: (signal: number) => boolean): WithoutSignals {
  const row = new Float64Array(KERNEL_COLUMNS);
  runner.without(isLeftOut, row, 0);
  const orNull = (value: number) => (Number.isFinite(value) ? value : null);
  return {
    totalReturn: orNull(row[KernelColumn.totalReturn]!),
    meanTradeReturn: orNull(row[KernelColumn.meanTradeReturn]!),
    trades: row[KernelColumn.tradeCount]!,
  };
}

/** What one burst (or signal) gave, and what is left without it. */
export interface Contribution {
  /** indices into the catalogue */
  readonly signals: readonly number[];
  /** profit of its trades, in the book's currency */
  readonly profit: number;
  /** its part of the sum of all trades' profits; null if that sum is not above 0 */
  readonly share: number | null;
  readonly without: WithoutSignals;
}

/** A group of signals with the profit of the trades they are behind. */
export interface ProfitOf {
  readonly signals: readonly number[];
  readonly profit: number;
}

/** Groups that are left out, half of them the largest gains and half the largest losses. */
export const MOST_LEFT_OUT = 400;

/**
 * Leaves out one group of signals after the other: does one of them carry it all?
 *
 * Each group costs a run of its own, so that twenty thousand would take twenty thousand runs. Of more than
 * 400 ({@link MOST_LEFT_OUT}) only the largest gains and losses are left out: if any carries the result, it is one of them.
 *
 * @returns from the largest profit to the smallest
 */
export function leaveEachOut(runner: CalendarRunner, groups: readonly ProfitOf[]): Contribution[] {
  const total = groups.reduce((sum, { profit }) => sum + profit, 0);
  return extremes(groups.toSorted((a, b) => b.profit - a.profit)).map(({ signals, profit }) => {
    const left = new Set(signals);
    return {
      signals,
      profit,
      share: total > 0 ? profit / total : null,
      without: runWithout(runner, (signal) => left.has(signal)),
    };
  });
}

function extremes(sorted: readonly ProfitOf[]): readonly ProfitOf[] {
  if (sorted.length <= MOST_LEFT_OUT) return sorted;
  return [...sorted.slice(0, MOST_LEFT_OUT / 2), ...sorted.slice(-MOST_LEFT_OUT / 2)];
}

import { hasCallbacks } from "../../engine/decisions.ts";
import { type KernelOrders, kernelOrders } from "../../engine/kernel/kernel-input.ts";
import { type Annualisation, KERNEL_COLUMNS, KernelColumn } from "../../engine/kernel/kernel-statistics.ts";
import { type KernelTask, kernelTask } from "../../engine/kernel/kernel-task.ts";
import { RuleKernel } from "../../engine/kernel/rule-kernel.ts";
import { type KeptTables, TradeTable } from "../../engine/kernel/trade-table.ts";
import { simulate } from "../../engine/simulate.ts";
import type { Simulation, SimulationInput } from "../../engine/simulation.ts";
import { SimulationMemory } from "../../engine/simulation-memory.ts";
import type { Trade } from "../../engine/trade.ts";
import { summariseEquity } from "../metrics/summarise-equity.ts";
import { movedBar, type ShiftLine } from "./shift-line.ts";
import { scatterSimulation, shiftSimulation } from "./shift-simulation.ts";

/**
 * Runs a strategy's orders on other calendars through its real rule: exits, overlap, costs and sizing as in the
 * backtest. Each run writes a row of numbers, see {@link KernelColumn}.
 */
export interface CalendarRunner {
  /** `kernel` for one rule on one leg without callbacks; `general` gives the same numbers, slower */
  readonly engine: "kernel" | "general";
  /** why it is not the kernel */
  readonly reason: string | null;
  /** the whole calendar moved by one shift; 0 is the calendar as it is */
  readonly shifted: (shift: number, into: Float64Array, at: number) => void;
  /** of that row the mean return of the trades alone, which costs less; NaN for none */
  readonly shiftedMean: (shift: number) => number;
  /** that mean with each signal moved by a shift of its own, by its index in the catalogue */
  readonly scatteredMean: (shiftOf: (signal: number) => number) => number;
  /** the calendar as it is, without the orders of some signals */
  readonly without: (isLeftOut: (signal: number) => boolean, into: Float64Array, at: number) => void;
}

/** Row of a simulation by the engine, with the kernel's columns. */
export function writeRow(
  simulation: Simulation,
  capital: number,
  annualisation: Annualisation,
  into: Float64Array,
  at: number,
): void {
  const levels = new Float64Array(simulation.equity.length + 1);
  levels[0] = capital;
  levels.set(simulation.equity, 1);
  const summary = summariseEquity(levels, annualisation);
  const { trades } = simulation;
  let wins = 0;
  for (const trade of trades) if (trade.profit > 0) wins++;
  into[at + KernelColumn.totalReturn] = summary.totalReturn ?? Number.NaN;
  into[at + KernelColumn.meanTradeReturn] = meanTradeReturn(trades);
  into[at + KernelColumn.sharpeRatio] = summary.sharpeRatio ?? Number.NaN;
  into[at + KernelColumn.maxDrawdown] = summary.maxDrawdown;
  into[at + KernelColumn.winRate] = wins / trades.length;
  into[at + KernelColumn.tradeCount] = trades.length;
}

function meanTradeReturn(trades: readonly Trade[]): number {
  let total = 0;
  for (const trade of trades) total += trade.return;
  return total / trades.length;
}

/**
 * The fastest runner that gives the strategy's own numbers.
 *
 * @param observed the backtest itself: the kernel has to give the same return, or the engine is used
 * @param tables trades that other runners of the same result have worked out
 */
export function calendarRunner(
  input: SimulationInput,
  observed: Simulation,
  line: ShiftLine,
  annualisation: Annualisation,
  tables?: KeptTables,
): CalendarRunner {
  const task = kernelTask(input, annualisation);
  if (typeof task === "string") return generalRunner(input, line, annualisation, task);
  const runner = kernelRunner(input, task, line, tables);
  const row = new Float64Array(KERNEL_COLUMNS);
  runner.shifted(0, row, 0);
  if (agrees(observed, input.config.capital, row)) return runner;
  return generalRunner(input, line, annualisation, "the kernel's numbers differ from the engine's");
}

/** Whether a row is of the same trades and the same return. NaN on both sides, for no trades, is agreement. */
function agrees({ trades, equity }: Simulation, capital: number, row: Float64Array): boolean {
  const differs = (expected: number, column: number) =>
    Math.abs(expected - row[column]!) > 1e-9 * Math.max(1, Math.abs(expected));
  return !(
    differs(trades.length, KernelColumn.tradeCount) ||
    differs(meanTradeReturn(trades), KernelColumn.meanTradeReturn) ||
    differs((equity.at(-1) ?? capital) / capital - 1, KernelColumn.totalReturn)
  );
}

function generalRunner(
  input: SimulationInput,
  line: ShiftLine,
  annualisation: Annualisation,
  reason: string,
): CalendarRunner {
  const memory = new SimulationMemory(input.market.days.length);
  const write = (moved: SimulationInput, into: Float64Array, at: number) =>
    writeRow(simulate(moved, memory), input.config.capital, annualisation, into, at);
  const meanOf = (moved: SimulationInput) => meanTradeReturn(simulate(moved, memory).trades);
  return {
    engine: "general",
    reason,
    shifted: (shift, into, at) => write(shiftSimulation(input, line, shift), into, at),
    shiftedMean: (shift) => meanOf(shiftSimulation(input, line, shift)),
    scatteredMean: (shiftOf) => meanOf(scatterSimulation(input, line, shiftOf)),
    without: (isLeftOut, into, at) => write(withoutSignals(input, isLeftOut), into, at),
  };
}

/** Without some signals' orders; callbacks never learn of them either. */
function withoutSignals(input: SimulationInput, isLeftOut: (signal: number) => boolean): SimulationInput {
  const orders = input.orders.filter(({ occasion }) => !isLeftOut(occasion.signal));
  if (!hasCallbacks(input)) return { ...input, orders };
  return {
    ...input,
    orders,
    known: input.known.map((instant, signal) => (isLeftOut(signal) ? Number.POSITIVE_INFINITY : instant)),
    signals: input.signals.map((signal, index) =>
      isLeftOut(index) ? { ...signal, scheduled: false } : signal,
    ),
  };
}

function kernelRunner(
  input: SimulationInput,
  task: KernelTask,
  line: ShiftLine,
  tables: KeptTables | undefined,
): CalendarRunner {
  const { orders, rule } = task;
  const count = orders.count;
  const kernel = new RuleKernel(task.prices, task.book, count);
  const table = TradeTable.of(task, tables);
  const run = (into: Float64Array, at: number) => {
    if (table === null || !table.run(moved, task.prices.first, into, at)) kernel.run(moved, rule, into, at);
  };
  const circle = line.circles[input.orders.at(0)!.leg.instrument]!;
  const moved = kernelOrders(count);
  const signals = task.places.map((place) => input.orders.at(place)!.occasion.signal);
  const keys = new Float64Array(count);
  const placeOn = Int32Array.from(
    { length: count },
    (_, i) => circle.placeOf[orders.sessions[i]! - circle.firstBar]!,
  );
  const round = circle.barFrom.length;
  const move = (shift: number) => {
    // Moved orders keep their order, but for those that go past the end and come first.
    const steps = shift % round;
    let start = count;
    while (start > 0 && placeOn[start - 1]! + steps >= round) start--;
    let i = 0;
    for (let from = start; from < count; from++) {
      copyOrder(orders, from, circle.barFrom[placeOn[from]! + steps - round]!, moved, i++);
    }
    for (let from = 0; from < start; from++) {
      copyOrder(orders, from, circle.barFrom[placeOn[from]! + steps]!, moved, i++);
    }
    moved.count = count;
  };
  const row = new Float64Array(KERNEL_COLUMNS);
  const meanOfMoved = () => {
    const mean = table?.meanTradeReturn(moved, task.book) ?? null;
    if (mean !== null) return mean;
    kernel.run(moved, rule, row, 0);
    return row[KernelColumn.meanTradeReturn]!;
  };
  return {
    engine: "kernel",
    reason: null,
    shifted: (shift, into, at) => {
      move(shift);
      run(into, at);
    },
    shiftedMean: (shift) => {
      move(shift);
      return meanOfMoved();
    },
    scatteredMean: (shiftOf) => {
      for (let i = 0; i < count; i++) {
        keys[i] = movedBar(circle, orders.sessions[i]!, shiftOf(signals[i]!)) * count + i;
      }
      keys.sort();
      for (let i = 0; i < count; i++)
        copyOrder(orders, keys[i]! % count, Math.floor(keys[i]! / count), moved, i);
      moved.count = count;
      return meanOfMoved();
    },
    without: (isLeftOut, into, at) => {
      let kept = 0;
      for (let i = 0; i < count; i++) {
        if (!isLeftOut(signals[i]!)) copyOrder(orders, i, orders.sessions[i]!, moved, kept++);
      }
      moved.count = kept;
      run(into, at);
    },
  };
}

function copyOrder(
  from: KernelOrders,
  source: number,
  session: number,
  to: KernelOrders,
  target: number,
): void {
  const until = from.untils[source]!;
  to.sessions[target] = session;
  to.untils[target] = until < 0 ? -1 : session + until - from.sessions[source]!;
  to.ranks[target] = from.ranks[source]!;
  to.fractions[target] = from.fractions[source]!;
}

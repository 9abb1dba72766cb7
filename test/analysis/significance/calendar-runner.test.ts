import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calendarRunner, writeRow } from "../../../src/analysis/significance/calendar-runner.ts";
import { shiftLine } from "../../../src/analysis/significance/shift-line.ts";
import { scatterSimulation, shiftSimulation } from "../../../src/analysis/significance/shift-simulation.ts";
import { KERNEL_COLUMNS, KernelColumn } from "../../../src/engine/kernel/kernel-statistics.ts";
import { simulate } from "../../../src/engine/simulate.ts";
import type { SimulationInput } from "../../../src/engine/simulation.ts";
import { OrderList } from "../../../src/strategy/order-list.ts";
import type { OrderTerms } from "../../../src/strategy/resolve-strategy.ts";
import { openInstant } from "../../../src/time/session-calendar.ts";
import { type Ingredients, ingredients, PLAIN, simulationOf } from "../../engine/kernel/random-simulation.ts";

const ANNUAL = { sessionsPerYear: 252, riskFree: 0 };

function rowOf(input: SimulationInput): Float64Array {
  const row = new Float64Array(KERNEL_COLUMNS);
  writeRow(simulate(input), input.config.capital, ANNUAL, row, 0);
  return row;
}

function runnerOf(input: SimulationInput) {
  const line = shiftLine(input.market.series, input.market.days);
  return { line, runner: calendarRunner(input, simulate(input), line, ANNUAL) };
}

/** The same rule with a callback: the engine has to ask it. */
function withWhere(input: SimulationInput, where: NonNullable<OrderTerms["where"]>): SimulationInput {
  const rules = input.rules.map((rule) => ({ ...rule, where }));
  const runs = input.orders.runs.map(({ legs, occasion }) => ({
    legs,
    occasion: { ...occasion, terms: rules[occasion.rule]! },
  }));
  return { ...input, rules, orders: new OrderList(runs) };
}

function expectSame(actual: Float64Array, expected: Float64Array): void {
  for (const [column, value] of expected.entries()) {
    if (Number.isNaN(value)) expect(actual[column]).toBeNaN();
    else expect(Math.abs(actual[column]! - value)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(value)));
  }
}

function expectSameMean(actual: number, expected: Float64Array): void {
  const { meanTradeReturn } = KernelColumn;
  expectSame(Float64Array.of(actual), expected.subarray(meanTradeReturn, meanTradeReturn + 1));
}

const STOPPED: Ingredients = {
  ...PLAIN,
  seed: 5,
  bars: 60,
  bps: 10,
  hold: 3,
  stopLoss: 0.04,
  orders: [
    [5, 0, 1],
    [12, 0, 1],
    [40, 0, 1],
  ],
};

describe("calendarRunner", () => {
  it("runs any shift, scatter and omission by the kernel with the engine's numbers", () => {
    let kernels = 0;
    const shifts = fc.array(fc.nat(200), { minLength: 25, maxLength: 25 });
    fc.assert(
      fc.property(ingredients, fc.nat(100), shifts, (given, shift, each) => {
        const input = simulationOf(given);
        if (input.orders.length === 0) return;
        const { line, runner } = runnerOf(input);
        if (runner.engine === "general") return;
        kernels++;
        const row = new Float64Array(KERNEL_COLUMNS);
        runner.shifted(shift, row, 0);
        expectSame(row, rowOf(shiftSimulation(input, line, shift)));
        expectSameMean(runner.shiftedMean(shift), row);
        const scattered = rowOf(scatterSimulation(input, line, (signal) => each[signal]!));
        expectSameMean(
          runner.scatteredMean((signal) => each[signal]!),
          scattered,
        );
        runner.without((signal) => each[signal]! % 2 === 0, row, 0);
        expectSame(
          row,
          rowOf({
            ...input,
            orders: input.orders.filter(({ occasion }) => each[occasion.signal]! % 2 !== 0),
          }),
        );
      }),
      { numRuns: 500 },
    );
    expect(kernels).toBeGreaterThan(300);
  });

  it("gives the same numbers by the engine where the kernel cannot go, and says why", () => {
    const input = simulationOf(STOPPED);
    const asked = withWhere(input, () => true);
    const kernel = runnerOf(input).runner;
    const general = runnerOf(asked).runner;
    expect([kernel.engine, general.engine]).toEqual(["kernel", "general"]);
    expect(general.reason).toBe("where() is asked at each decision");
    const rows = new Float64Array(2 * KERNEL_COLUMNS);
    for (let shift = 0; shift < 57; shift++) {
      kernel.shifted(shift, rows, 0);
      general.shifted(shift, rows, KERNEL_COLUMNS);
      expectSame(rows.subarray(0, KERNEL_COLUMNS), rows.slice(KERNEL_COLUMNS));
    }
  });

  it("asks callbacks anew at the moved instant, with prices and signals that end there", () => {
    const seen: { days: string | null; known: number }[] = [];
    const input = simulationOf(STOPPED);
    const { days } = input.market.series[0]!.bars;
    const calendar = input.market.calendars[0]!;
    const known = Array.from(
      input.orders,
      ({ occasion }) => openInstant(calendar, occasion.session) - 3_600_000,
    );
    const asked = withWhere({ ...input, known }, ({ prices, signals }) => {
      seen.push({ days: prices.day(0), known: signals.length });
      return true;
    });
    const { runner } = runnerOf(asked);
    seen.length = 0;
    runner.shifted(10, new Float64Array(KERNEL_COLUMNS), 0);
    const dayBefore = (session: number) =>
      new Date(days[session - 1]! * 86_400_000).toISOString().slice(0, 10);
    expect(seen).toEqual([
      { days: dayBefore(15), known: 1 },
      { days: dayBefore(22), known: 2 },
      { days: dayBefore(50), known: 3 },
    ]);
  });
});

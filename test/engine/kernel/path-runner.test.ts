import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KERNEL_COLUMNS, KernelColumn } from "../../../src/engine/kernel/kernel-statistics.ts";
import { kernelTask } from "../../../src/engine/kernel/kernel-task.ts";
import { ExitNumbers, PathRunner } from "../../../src/engine/kernel/path-runner.ts";
import { RuleKernel } from "../../../src/engine/kernel/rule-kernel.ts";
import { ingredients, simulationOf } from "./random-simulation.ts";

const ANNUAL = { sessionsPerYear: 252, riskFree: 0.0001 };
const COUNTS: readonly number[] = [KernelColumn.tradeCount, KernelColumn.winRate];

const maybe = (arbitrary: fc.Arbitrary<number>) => fc.option(arbitrary, { nil: Number.NaN });
const numbers = fc.record({
  hold: fc.oneof(fc.integer({ min: 2, max: 20 }), fc.constant(Number.POSITIVE_INFINITY)),
  stopLoss: maybe(fc.double({ min: 0.002, max: 0.2, noNaN: true })),
  target: maybe(fc.double({ min: 0.002, max: 0.2, noNaN: true })),
  onlyIfGapBelow: maybe(fc.constantFrom(0.001, 0.02)),
});

/**
 * How far rounding may move a Sharpe ratio, relative to it. Returns are multiplied here and money is added there, so a
 * return differs by an ulp or two of 1: much beside a deviation of a millionth.
 */
function roundingOfReturns({ returns, visited }: RuleKernel): number {
  const largest = returns.subarray(0, visited).reduce((most, one) => Math.max(most, Math.abs(one)), 0);
  return (100 * Number.EPSILON) / largest;
}

describe("PathRunner", () => {
  it("gives the kernel's numbers under every rule that it does not leave to the kernel, in whatever order", () => {
    let told = 0;
    let left = 0;
    const scaleFree = ingredients.map((given) => ({
      ...given,
      type: "index" as const,
      minimum: 0,
      trailingStop: null,
      hold: given.hold ?? 5,
      orders: given.orders.map(([session, , stance]) => [session, 0, stance] as const),
    }));
    fc.assert(
      fc.property(scaleFree, fc.array(numbers, { minLength: 1, maxLength: 6 }), (given, rules) => {
        const task = kernelTask(simulationOf(given), ANNUAL);
        if (typeof task === "string") return;
        const runner = PathRunner.of(task);
        if (runner === null) return;
        const kernel = new RuleKernel(task.prices, task.book, task.orders.count);
        const rows = new Float64Array(3 * KERNEL_COLUMNS);
        for (const one of rules) {
          const rule = Object.assign(new ExitNumbers(), one);
          kernel.run(task.orders, { ...task.rule, ...rule }, rows, 0);
          if (!runner.run(rule, rows, KERNEL_COLUMNS)) {
            left++;
            expect(PathRunner.of(task)?.run(rule, rows, KERNEL_COLUMNS)).toBe(false);
            continue;
          }
          told++;
          for (let column = 0; column < KERNEL_COLUMNS; column++) {
            const expected = rows[column]!;
            const actual = rows[KERNEL_COLUMNS + column]!;
            if (Number.isNaN(expected) || COUNTS.includes(column)) expect(actual).toBe(expected);
            else {
              const slack = column === KernelColumn.sharpeRatio ? 1e-12 + roundingOfReturns(kernel) : 1e-12;
              expect(Math.abs(actual - expected)).toBeLessThanOrEqual(
                slack * Math.max(1, Math.abs(expected)),
              );
            }
          }
          PathRunner.of(task)?.run(rule, rows, 2 * KERNEL_COLUMNS);
          expect(rows.slice(2 * KERNEL_COLUMNS)).toEqual(rows.slice(KERNEL_COLUMNS, 2 * KERNEL_COLUMNS));
        }
      }),
      { numRuns: 2000 },
    );
    expect(told).toBeGreaterThan(1500);
    expect(left).toBeGreaterThan(100);
  });

  it("is none where trades depend on the account's worth, on debts or on exit days", () => {
    const given = fc.sample(ingredients, { numRuns: 1, seed: 1 })[0]!;
    const plain = {
      bars: 30,
      type: "index",
      minimum: 0,
      leverage: 1,
      side: "long",
      phase: "open",
      holes: false,
    };
    const of = (fields: object) => {
      const orders = [[10, 0, 1] as const];
      const task = kernelTask(simulationOf({ ...given, orders, ...plain, ...fields } as never), ANNUAL);
      if (typeof task === "string") throw new Error(task);
      return PathRunner.of(task);
    };
    expect(of({})).not.toBeNull();
    expect(of({ type: "stock" })).toBeNull();
    expect(of({ minimum: 30 })).toBeNull();
    expect(of({ leverage: 2, weight: 1, sizing: "fraction" })).toBeNull();
    expect(of({ orders: [[10, 5, 1]] })).toBeNull();
  });
});

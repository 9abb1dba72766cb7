import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { summariseEquity } from "../../../src/analysis/metrics/summarise-equity.ts";
import { KERNEL_COLUMNS, KernelColumn } from "../../../src/engine/kernel/kernel-statistics.ts";
import { kernelTask } from "../../../src/engine/kernel/kernel-task.ts";
import { RuleKernel } from "../../../src/engine/kernel/rule-kernel.ts";
import { simulate } from "../../../src/engine/simulate.ts";
import { everyCase } from "../../every-case.ts";
import { type Ingredients, ingredients, simulationOf } from "./random-simulation.ts";

const ANNUAL = { sessionsPerYear: 252, riskFree: 0.0001 };

function bothWays(given: Ingredients) {
  const input = simulationOf(given);
  const task = kernelTask(input, ANNUAL);
  if (typeof task === "string") return { task };
  const row = new Float64Array(KERNEL_COLUMNS);
  const kernel = new RuleKernel(task.prices, task.book, task.orders.count);
  kernel.run(task.orders, task.rule, row, 0);
  return { task, row, trades: kernel.trades, simulation: simulate(input) };
}

describe("RuleKernel", () => {
  it("makes the same trades as simulate, bit for bit, and the same statistics to 1e-12", () => {
    let traded = 0;
    everyCase(
      fc.property(ingredients, (given) => {
        const { task, row, trades, simulation } = bothWays(given);
        if (typeof task === "string") {
          expect(task).toBe("there are no orders");
          return;
        }
        const expected = simulation!.trades;
        traded += expected.length;
        expect(trades!.length).toBe(expected.length);
        for (const [index, trade] of trades!.entries()) {
          const other = expected[index]!;
          // -0 + 0 is 0: the engine adds the income of none, and so has no -0.
          const positive = { profit: trade.profit + 0, return: trade.return + 0 };
          expect({ ...trade, ...positive, order: task.places[trade.order] }).toEqual({
            order: other.signals[0],
            entrySession: other.entry.session,
            exitSession: other.exit.session,
            exitPrice: other.exit.price,
            exitsAtOpen: other.exit.phase === "open",
            reason: other.exit.reason,
            quantity: other.quantity,
            profit: other.profit,
            return: other.return,
          });
        }
        const summary = summariseEquity(Float64Array.from([1_000_000, ...simulation!.equity]), ANNUAL);
        const mean = expected.reduce((sum, one) => sum + one.return, 0) / expected.length;
        same(row![KernelColumn.totalReturn]!, summary.totalReturn);
        same(row![KernelColumn.meanTradeReturn]!, expected.length === 0 ? null : mean);
        same(row![KernelColumn.sharpeRatio]!, summary.sharpeRatio);
        same(row![KernelColumn.maxDrawdown]!, summary.maxDrawdown);
        same(
          row![KernelColumn.winRate]!,
          expected.length === 0 ? null : expected.filter((one) => one.profit > 0).length / expected.length,
        );
        expect(row![KernelColumn.tradeCount]).toBe(expected.length);
      }),
      Number(process.env["KERNEL_RUNS"] ?? 3000),
      (cases) => expect(traded).toBeGreaterThan(cases),
    );
  });
});

function same(actual: number, expected: number | null): void {
  if (expected === null) return expect(actual).toBeNaN();
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(expected)));
}

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { KernelOrders } from "../../../src/engine/kernel/kernel-input.ts";
import { KERNEL_COLUMNS, KernelColumn } from "../../../src/engine/kernel/kernel-statistics.ts";
import { type KernelTask, kernelTask } from "../../../src/engine/kernel/kernel-task.ts";
import { RuleKernel } from "../../../src/engine/kernel/rule-kernel.ts";
import { TradeTable } from "../../../src/engine/kernel/trade-table.ts";
import { everyCase } from "../../every-case.ts";
import { type Ingredients, ingredients, simulationOf } from "./random-simulation.ts";

const ANNUAL = { sessionsPerYear: 252, riskFree: 0.0001 };

describe("TradeTable", () => {
  it("gives the kernel's numbers for every calendar that it does not leave to the kernel", () => {
    let told = 0;
    let left = 0;
    const scaleFree = ingredients.map((given) => ({
      ...given,
      type: "index" as const,
      minimum: 0,
      sizing: "fraction" as const,
    }));
    everyCase(
      fc.property(scaleFree, fc.array(fc.nat(60), { maxLength: 4 }), (given, shifts) => {
        const task = kernelTask(simulationOf(given), ANNUAL);
        if (typeof task === "string") return;
        const table = TradeTable.of(task);
        if (table === null || !isScaleFree(task)) return;
        const { orders, prices, rule } = task;
        const kernel = new RuleKernel(prices, task.book, orders.count);
        for (const shift of [0, ...shifts]) {
          const moved = movedBy(task, shift);
          const rows = new Float64Array(2 * KERNEL_COLUMNS);
          kernel.run(moved, rule, rows, 0);
          if (!table.run(moved, prices.first, rows, KERNEL_COLUMNS)) {
            left++;
            continue;
          }
          told++;
          for (let column = 0; column < KERNEL_COLUMNS; column++) {
            const expected = rows[column]!;
            const actual = rows[KERNEL_COLUMNS + column]!;
            if (Number.isNaN(expected)) expect(actual).toBeNaN();
            else
              expect(Math.abs(actual - expected)).toBeLessThanOrEqual(
                // The table multiplies returns, the kernel adds money: a Sharpe ratio of a few sessions, the quotient of
                // two small numbers, was seen to differ by 1.4e-12 of itself.
                1e-11 * Math.max(1, Math.abs(expected)),
              );
          }
        }
      }),
      Number(process.env["KERNEL_RUNS"] ?? 3000),
      (cases) => {
        expect(told).toBeGreaterThan(cases / 2);
        expect(left).toBeGreaterThan(cases / 40);
      },
    );
  });

  it("gives the kernel's mean to the last bit where it depends on what the account is worth", () => {
    let told = 0;
    let left = 0;
    const accounts = ingredients.map((given) => ({ ...given, side: "long" as const, leverage: 1 }));
    everyCase(
      fc.property(accounts, fc.array(fc.nat(60), { maxLength: 4 }), (given, shifts) => {
        const task = kernelTask(simulationOf(given), ANNUAL);
        if (typeof task === "string" || isScaleFree(task)) return;
        const table = TradeTable.of(task);
        if (table === null) return;
        const kernel = new RuleKernel(task.prices, task.book, task.orders.count);
        const row = new Float64Array(KERNEL_COLUMNS);
        for (const shift of [0, ...shifts]) {
          const moved = movedBy(task, shift);
          const mean = table.meanTradeReturn(moved, task.book);
          if (mean === null) {
            left++;
            continue;
          }
          told++;
          kernel.run(moved, task.rule, row, 0);
          expect(mean).toBe(row[KernelColumn.meanTradeReturn]);
        }
      }),
      Number(process.env["KERNEL_RUNS"] ?? 3000),
      (cases) => {
        expect(told).toBeGreaterThan(cases / 2);
        expect(left).toBeGreaterThan(cases / 40);
      },
    );
  });

  it("is none where a debt may be called, whatever the costs", () => {
    const given = fc.sample(ingredients, { numRuns: 1, seed: 1 })[0]!;
    const orders = [[10, 0, 1] as const];
    const of = (fields: object) => {
      const long = { ...given, side: "long", leverage: 1, bars: 30, orders, ...fields };
      const task = kernelTask(simulationOf(long as Ingredients), ANNUAL);
      if (typeof task === "string") throw new Error(task);
      return TradeTable.of(task);
    };
    expect(of({ type: "index", minimum: 0, side: "short" })).not.toBeNull();
    expect(of({ type: "stock", minimum: 0 })).not.toBeNull();
    expect(of({ type: "stock", minimum: 0, side: "short" })).toBeNull();
    expect(of({ type: "index", minimum: 30, leverage: 2 })).toBeNull();
  });
});

function isScaleFree({ book, orders }: KernelTask): boolean {
  const areAlike = orders.fractions.every((fraction) => fraction === orders.fractions[0]);
  return book.proportionalCosts !== null && book.lot === 0 && areAlike;
}

/** The task's orders moved round its span by some bars. */
function movedBy({ orders, prices }: KernelTask, shift: number): KernelOrders {
  const n = prices.end - prices.first;
  const sessions = orders.sessions.map((bar) => prices.first + ((bar - prices.first + shift) % n));
  const order = [...sessions.keys()].sort((a, b) => sessions[a]! - sessions[b]! || a - b);
  return {
    ...orders,
    sessions: Int32Array.from(order, (i) => sessions[i]!),
    untils: Int32Array.from(order, (i) =>
      orders.untils[i]! < 0 ? -1 : orders.untils[i]! - orders.sessions[i]! + sessions[i]!,
    ),
    ranks: Int32Array.from(order, (i) => orders.ranks[i]!),
    fractions: Float64Array.from(order, (i) => orders.fractions[i]!),
  };
}

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KERNEL_COLUMNS } from "../../../src/engine/kernel/kernel-statistics.ts";
import { kernelTask } from "../../../src/engine/kernel/kernel-task.ts";
import { RuleKernel } from "../../../src/engine/kernel/rule-kernel.ts";
import { TradeTable } from "../../../src/engine/kernel/trade-table.ts";
import { everyCase } from "../../every-case.ts";
import { ingredients, simulationOf } from "./random-simulation.ts";

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
        if (table === null) return;
        const { orders, prices, rule } = task;
        const kernel = new RuleKernel(prices, task.book, orders.count);
        const n = prices.end - prices.first;
        for (const shift of [0, ...shifts]) {
          const sessions = orders.sessions.map((bar) => prices.first + ((bar - prices.first + shift) % n));
          const order = [...sessions.keys()].sort((a, b) => sessions[a]! - sessions[b]! || a - b);
          const moved = {
            ...orders,
            sessions: Int32Array.from(order, (i) => sessions[i]!),
            untils: Int32Array.from(order, (i) =>
              orders.untils[i]! < 0 ? -1 : orders.untils[i]! - orders.sessions[i]! + sessions[i]!,
            ),
            ranks: Int32Array.from(order, (i) => orders.ranks[i]!),
          };
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

  it("is none where a trade's return depends on what the account is worth", () => {
    const given = fc.sample(ingredients, { numRuns: 1, seed: 1 })[0]!;
    const orders = [[10, 0, 1] as const];
    const of = (fields: object) => {
      const task = kernelTask(simulationOf({ ...given, bars: 30, orders, ...fields }), ANNUAL);
      if (typeof task === "string") throw new Error(task);
      return TradeTable.of(task);
    };
    expect(of({ type: "index", minimum: 0 })).not.toBeNull();
    expect(of({ type: "stock", minimum: 0 })).toBeNull();
    expect(of({ type: "index", minimum: 30 })).toBeNull();
  });
});

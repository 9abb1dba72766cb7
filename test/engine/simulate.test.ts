import { describe, expect, it } from "vitest";
import { simulate } from "../../src/engine/simulate.ts";
import { SimulationMemory } from "../../src/engine/simulation-memory.ts";
import { priceTable, weekdays } from "./price-table.ts";
import { holdRule, knownAtMinute, runCase } from "./run-case.ts";

const DAYS = weekdays("2025-02-03", 30);
const TABLE = DAYS.map((day, index) => `${day} ${100 + (index % 4)} 110 90 ${100 + (index % 3)}`).join("\n");

function inputOn(places: readonly number[]) {
  return runCase({
    prices: [priceTable("X", TABLE)],
    signals: places.map((at) => knownAtMinute(DAYS[at]!, "20:00", { id: `on-${at}` })),
    rules: [holdRule()],
  }).run.input;
}

describe("simulate in memory given", () => {
  it("writes there what it would write anew, whatever an earlier run has left", () => {
    const memory = new SimulationMemory(DAYS.length);
    simulate(inputOn([2, 9, 16, 23]), memory);
    const input = inputOn([5]);
    const [fresh, reused] = [simulate(input), simulate(input, memory)];
    expect(reused.equity).toBe(memory.columns.equity);
    expect(reused.trades).toEqual(fresh.trades);
    expect([reused.equity, reused.cash, reused.exposure]).toEqual([fresh.equity, fresh.cash, fresh.exposure]);
  });

  it("refuses the trades of a run whose memory went to another, unless they were read before", () => {
    const memory = new SimulationMemory(DAYS.length);
    const [first, second] = [simulate(inputOn([2]), memory), simulate(inputOn([9]), memory)];
    expect(second.trades).toHaveLength(1);
    simulate(inputOn([16]), memory);
    expect(second.trades).toHaveLength(1);
    expect(() => first.trades).toThrow("another's already");
    expect(() => first.outcomes).toThrow("another's already");
  });

  it("tells trades and outcomes of its own run, read before or after the next", () => {
    const first = simulate(inputOn([2, 9]));
    const second = simulate(inputOn([5]));
    expect([first.trades.length, second.trades.length]).toEqual([2, 1]);
    expect(first.trades).toBe(first.trades);
    expect(first.outcomes.map((one) => ("trade" in one ? one.trade : one.reason))).toEqual([0, 1]);
  });
});

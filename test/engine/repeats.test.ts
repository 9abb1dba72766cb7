import { describe, expect, it } from "vitest";
import { comesOutAgain } from "../../src/engine/repeats.ts";
import type { Rule } from "../../src/strategy/rule.ts";
import { priceTable } from "./price-table.ts";
import { holdRule, knownAtMinute, runCase } from "./run-case.ts";

const TABLE = `
  2025-02-14  100 101  99 100
  2025-02-17  101 103 100 102
  2025-02-18  103 105 102 104
  2025-02-19  104 107 103 106
  2025-02-20  106 108 105 107`;

function repeats(rule: Partial<Rule>): boolean {
  const { run, simulation } = runCase({
    prices: [priceTable("X", TABLE)],
    signals: [knownAtMinute("2025-02-14", "20:00", { id: "a" })],
    rules: [holdRule(rule)],
  });
  return comesOutAgain(run.input, simulation);
}

describe("a simulation that is run once more", () => {
  it("comes out the same without callbacks, and with callbacks that only look", () => {
    expect(repeats({})).toBe(true);
    expect(repeats({ where: ({ prices }) => prices.close() === 100 })).toBe(true);
  });

  it("does not if a callback remembers the first run", () => {
    const asked = new Set<string>();
    const isFirst = (id: string) => asked.size < asked.add(id).size;
    expect(repeats({ where: ({ signal }) => isFirst(signal.id) })).toBe(false);
  });

  it("does not if a selection remembers the first run, of entries or of exits", () => {
    const asked = new Set<string>();
    const isFirst = (id: string) => asked.size < asked.add(id).size;
    expect(repeats({ on: { matches: ({ id }) => id === "a" } })).toBe(true);
    expect(repeats({ on: { matches: ({ id }) => isFirst(id) } })).toBe(false);
    asked.clear();
    const exit = { afterSessions: 4, onSignal: { matches: ({ id }: { id: string }) => isFirst(id) } };
    expect(repeats({ exit })).toBe(false);
  });

  it("does not if a callback of an exit counts on from run to run", () => {
    let closes = 0;
    expect(repeats({ exit: { afterSessions: 4, when: () => ++closes === 2 } })).toBe(false);
  });
});

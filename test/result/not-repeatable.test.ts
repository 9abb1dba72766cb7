import { describe, expect, it } from "vitest";
import { backtest } from "../../src/result/backtest.ts";
import { luckTest } from "../../src/result/luck-test.ts";
import { buildCatalogue } from "../../src/signals/catalogue.ts";
import { defineStrategy } from "../../src/strategy/define-strategy.ts";
import { priceTable, weekdays } from "../engine/price-table.ts";
import { holdRule, knownAtMinute } from "../engine/run-case.ts";

const DAYS = weekdays("2023-01-02", 120);
const TABLE = DAYS.map((day, index) => `${day} ${100 + (index % 7)} 120 90 ${100 + (index % 5)}`).join("\n");
const SIGNALS = [5, 20, 35, 50, 65, 80, 95].map((at) =>
  knownAtMinute(DAYS[at]!, "20:00", { id: `on-${DAYS[at]}` }),
);
const inputs = {
  signals: buildCatalogue(SIGNALS.map((signal) => ({ signal, at: signal.id }))),
  prices: [priceTable("X", TABLE)],
  config: { luck: 60, study: false },
};

/** A strategy that trades signals it has not traded before: in its first run that is all of them. */
function rememberingStrategy() {
  const traded = new Set<string>();
  const isNew = (id: string) => traded.size < traded.add(id).size;
  return defineStrategy({
    name: "remembering",
    hypothesis: "none",
    rules: [holdRule({ where: ({ signal }) => isNew(signal.id) })],
  });
}

describe("a strategy whose callback remembers earlier runs", () => {
  it("has its run, and in place of a luck test and of other settings the reason why there is none", () => {
    const result = backtest(rememberingStrategy(), inputs);
    expect(result.trades).toHaveLength(7);
    expect(result.significance).toEqual({ missing: expect.stringContaining("remembers earlier runs") });
    expect(result.sensitivity).toEqual({ missing: expect.stringContaining("remembers earlier runs") });
    expect(result.warnings.map(({ code }) => code)).toContain("not-repeatable");
  });

  it("is told so by the luck test alone, too", () => {
    expect(luckTest(rememberingStrategy(), inputs)).toHaveProperty("missing");
  });

  it("is told so where the luck test is turned off", () => {
    const quiet = { ...inputs, config: { luck: 0, study: false, sensitivity: false } };
    const result = backtest(rememberingStrategy(), quiet);
    expect(result.warnings.map(({ code }) => code)).toContain("not-repeatable");
  });
});

describe("a strategy whose callback only looks", () => {
  it("is tested", () => {
    const strategy = defineStrategy({
      name: "looking",
      hypothesis: "none",
      rules: [holdRule({ where: ({ prices }) => prices.close() !== 104 })],
    });
    const result = backtest(strategy, inputs);
    expect(result.significance).toHaveProperty("calendarShift");
    expect(result.warnings.map(({ code }) => code)).not.toContain("not-repeatable");
  });
});

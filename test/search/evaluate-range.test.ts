import { describe, expect, it } from "vitest";
import type { PriceSeries } from "../../src/market/price-series.ts";
import { evaluateRange } from "../../src/search/evaluate-range.ts";
import { describeSpace, parameterSpace } from "../../src/search/parameter-space.ts";
import { chooseEngine, variantEvaluator } from "../../src/search/variant-evaluator.ts";
import { ROW_LENGTH, VariantStatus } from "../../src/search/variant-row.ts";
import { buildCatalogue } from "../../src/signals/catalogue.ts";
import { defineStrategy } from "../../src/strategy/define-strategy.ts";
import { type ParamValues, param } from "../../src/strategy/param.ts";
import { formatCalendarDay } from "../../src/time/calendar-day.ts";
import { randomSeries } from "../engine/kernel/random-simulation.ts";
import { aSignal } from "../signals/a-signal.ts";

const BARS = 160;

function seriesOf(symbol: string, seed: number, days?: Int32Array): PriceSeries {
  const series = randomSeries({ seed, bars: BARS, volatility: 0.03, type: "index", lot: null, holes: false });
  const { instrument, bars } = series;
  return { ...series, instrument: { ...instrument, symbol }, bars: { ...bars, ...(days && { days }) } };
}

/** Two instruments with the same days, and signals whose stances go from 0.1 to 0.9. */
function inputsOf() {
  const first = seriesOf("X", 3);
  const { days } = first.bars;
  const prices = [first, seriesOf("Y", 4, days)];
  const entries = Array.from({ length: 9 }, (_, index) => {
    const date = formatCalendarDay(days[10 + 15 * index]!);
    const signal = aSignal({
      id: `s-${index}`,
      occursAt: date,
      publishedAt: { date, time: null, session: "unknown", basis: "unsourced" },
      stance: (1 + ((index * 4) % 9)) / 10,
    });
    return { signal, at: signal.id };
  });
  return { signals: buildCatalogue(entries), prices, config: {} };
}

/** Most values of the threshold select what their neighbours select; a trailing stop is no look-up in a path. */
const strategy = defineStrategy({
  name: "thresholds",
  hypothesis: "none",
  params: {
    instrument: param.choice("X", ["X", "Y"]),
    hold: param.integer(3, { min: 1, max: 9 }),
    trailing: param.boolean(false),
    minStance: param.number(0.5, { min: 0, max: 1, step: 0.04 }),
  },
  rules: ({ instrument, hold, trailing, minStance }) => {
    if (hold === 5 && minStance > 0.9) throw new Error("unlucky");
    return [
      {
        on: { kinds: ["leadership-meeting"], stance: { atLeast: minStance } },
        legs: [{ instrument, side: "long" }],
        entry: { at: "open" },
        exit: { afterSessions: hold, ...(trailing ? { trailingStop: 0.02 } : { stopLoss: 0.02 }) },
        overlap: "extend",
      },
    ];
  },
});

describe("evaluateRange", () => {
  it("gives each point what it gets alone, whatever orders the points before it had", () => {
    const inputs = inputsOf();
    const description = describeSpace(strategy.params ?? {}, {
      params: { hold: "4:6" },
      constraints: ["hold != 6"],
    });
    const space = parameterSpace(description);
    const evaluatorOf = (example: ParamValues) =>
      variantEvaluator(strategy, inputs, chooseEngine(strategy, inputs, example));
    const evaluator = evaluatorOf(space.at(0));
    expect(evaluator.engine).toBe("kernel");
    const block = evaluateRange(evaluator, space, 0, description.size);
    const distinct = new Set<string>();
    for (let index = 0; index < description.size; index++) {
      const params = space.at(index);
      const isUnlucky = params["hold"] === 5 && (params["minStance"] as number) > 0.9;
      const expected =
        params["hold"] === 6
          ? VariantStatus.excluded
          : isUnlucky
            ? VariantStatus.failed
            : VariantStatus.evaluated;
      expect(block.status[index]).toBe(expected);
      const row = new Float64Array(ROW_LENGTH).fill(Number.NaN);
      if (expected === VariantStatus.evaluated) evaluatorOf(params).evaluate(params, row, 0);
      const found = block.numbers.map((column) => column[index]);
      expect(found).toEqual([...row]);
      distinct.add(found.join());
    }
    // Two instruments, two holds, two exits and nine sets of signals, less what is alike by chance; and none at all.
    expect(distinct.size).toBeGreaterThan(40);
  });
});

import { planSweep, type SweepRequest } from "../../src/search/sweep-plan.ts";
import { buildCatalogue } from "../../src/signals/catalogue.ts";
import { defineStrategy } from "../../src/strategy/define-strategy.ts";
import { param } from "../../src/strategy/param.ts";
import { formatCalendarDay } from "../../src/time/calendar-day.ts";
import type { SweepJob } from "../../src/workers/sweep-job.ts";
import { randomSeries } from "../engine/kernel/random-simulation.ts";
import { aSignal } from "../signals/a-signal.ts";

/** Text of a strategy module that stands alone, as `compileStrategy` makes it. */
const MODULE = `
const number = (type, value, min, max, step) => ({ type, default: value, min, max, step });
export default {
  name: "test", hypothesis: "none",
  params: {
    hold: number("integer", 5, 1, 60, 1),
    stopLoss: number("fraction", 0.05, 0.01, 0.4, 0.001),
    lag: number("integer", 0, 0, 9, 1),
  },
  rules: ({ hold, stopLoss, lag }) => {
    if (hold === 13) throw new Error("unlucky");
    return [{
      on: { kinds: ["leadership-meeting"] }, legs: [{ instrument: "X", side: "long" }],
      entry: { at: "open", delaySessions: lag }, exit: { afterSessions: hold, stopLoss }, overlap: "extend",
    }];
  },
};`;

/** The same strategy as an object. */
export const testStrategy = defineStrategy({
  name: "test",
  hypothesis: "none",
  params: {
    hold: param.integer(5, { min: 1, max: 60 }),
    stopLoss: param.fraction(0.05, { min: 0.01, max: 0.4, step: 0.001 }),
    lag: param.integer(0, { min: 0, max: 9 }),
  },
  rules: ({ hold, stopLoss, lag }) => {
    if (hold === 13) throw new Error("unlucky");
    return [
      {
        on: { kinds: ["leadership-meeting"] },
        legs: [{ instrument: "X", side: "long" }],
        entry: { at: "open", delaySessions: lag },
        exit: { afterSessions: hold, stopLoss },
        overlap: "extend",
      },
    ];
  },
});

/** A random market of one stock with a signal every `every` sessions. */
export function testInputs(bars = 600, every = 20) {
  const series = randomSeries({ seed: 5, bars, volatility: 0.02, type: "index", lot: null, holes: false });
  const { days } = series.bars;
  const entries = Array.from({ length: Math.floor(bars / every) - 1 }, (_, index) => {
    const date = formatCalendarDay(days[5 + index * every] as number);
    const id = `2019-${String(index).padStart(4, "0")}`;
    const signal = aSignal({
      id,
      kind: "leadership-meeting",
      occursAt: date,
      publishedAt: { date, time: null, session: "unknown", basis: "unsourced" },
    });
    return { signal, at: id };
  });
  return { signals: buildCatalogue(entries), prices: [series], config: {} };
}

/** A sweep of some ten thousand points, in chunks small enough to be many. */
export function aSweepJob(request: SweepRequest = {}): SweepJob {
  const inputs = testInputs();
  const plan = planSweep(testStrategy, inputs, {
    params: { hold: "10:19", stopLoss: "0.02:0.11:0.001", lag: "0:9" },
    evidenceVariants: 12,
    shifts: 9,
    draws: 19,
    ...request,
  });
  const chunkSize = 500;
  return {
    plan: { ...plan, chunkSize, chunks: Math.ceil(plan.space.size / chunkSize) },
    strategy: { format: "module", text: MODULE },
    signals: { signals: inputs.signals.signals, sha256: inputs.signals.sha256 },
    prices: inputs.prices,
    config: inputs.config,
    provenance: { strategyFile: "test.ts", strategySha256: "1".repeat(64), signalsFile: "test" },
  };
}

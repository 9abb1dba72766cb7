// The cases that bench/engine.ts and bench/speed.ts time.
import { summariseEquity } from "../src/analysis/metrics/summarise-equity.ts";
import { simulate } from "../src/engine/simulate.ts";
import { SimulationMemory } from "../src/engine/simulation-memory.ts";
import type { PriceSeries } from "../src/market/price-series.ts";
import { prepareRun } from "../src/result/prepare-run.ts";
import { buildCatalogue } from "../src/signals/catalogue.ts";
import type { PolicySignal } from "../src/signals/policy-signal.ts";
import { planOrders } from "../src/strategy/plan-orders.ts";
import type { Rule } from "../src/strategy/rule.ts";
import { formatCalendarDay, parseCalendarDay } from "../src/time/calendar-day.ts";
import { randomWalk } from "./random-walk.ts";

export const FIRST_DAY = parseCalendarDay("2005-01-03") as number;

/** Daily bars of a random walk. */
export function randomSeries(symbol: string, bars: number, seed: number): PriceSeries {
  return randomWalk(symbol, bars, seed, FIRST_DAY, { overnight: 0.005, daily: 0.012, wick: 0.004 });
}

/** Signals spread evenly over the bars. */
export function evenSignals(count: number, bars: number): PolicySignal[] {
  return Array.from({ length: count }, (_, index) =>
    signalPublishedOn(
      formatCalendarDay(FIRST_DAY + 30 + Math.floor((index * (bars * 1.4 - 60)) / count)),
      index,
    ),
  );
}

/** A meeting, published after the close of a day. */
export function signalPublishedOn(date: string, index: number): PolicySignal {
  return {
    id: `signal-${String(index).padStart(5, "0")}`,
    title: "a meeting",
    kind: "leadership-meeting",
    status: "official",
    stance: 1,
    actors: [],
    targets: [],
    symbols: [],
    occursAt: date,
    publishedAt: { date, time: "18:00", session: "post-close", basis: "stamp" },
    scheduled: false,
    family: null,
    familyComplete: false,
    sources: [],
    verified: false,
  };
}

const memories = new Map<number, SimulationMemory>();

/** One piece of memory for all runs of a length, as a sweep keeps. */
function memoryOf(length: number): SimulationMemory {
  const memory = memories.get(length) ?? new SimulationMemory(length);
  memories.set(length, memory);
  return memory;
}

/** A backtest made ready, and the parts of it that a sweep repeats. */
export function job(
  series: readonly PriceSeries[],
  signals: readonly PolicySignal[],
  rule: Partial<Rule> = {},
) {
  const run = prepareRun(
    {
      name: "bench",
      hypothesis: "none",
      rules: [
        {
          on: { kinds: ["leadership-meeting"] },
          legs: series.map((one) => ({ instrument: one.instrument.symbol, side: "long" })),
          ...(series.length > 1 && { weighting: "equal" as const }),
          exit: { afterSessions: 10, stopLoss: 0.05 },
          ...rule,
        },
      ],
    },
    {
      signals: buildCatalogue(signals.map((signal) => ({ signal, at: signal.id }))),
      prices: series,
      config: { from: formatCalendarDay(FIRST_DAY) },
    },
  );
  const byId = new Map(run.signals.map((signal, index) => [signal.id, run.known[index]!]));
  const context = { signals: run.signals, knownAt: (signal: PolicySignal) => byId.get(signal.id)! };
  const levels = new Float64Array(run.market.days.length + 1);
  const memory = memoryOf(run.market.days.length);
  const plan = () => planOrders(run.strategy.rules, run.signals, run.market, "safe", context);
  const summarise = (equity: Float64Array) => {
    levels[0] = run.config.capital;
    levels.set(equity, 1);
    return summariseEquity(levels);
  };
  return {
    trades: simulate(run.input).trades.length,
    plan,
    simulate: () => simulate(run.input),
    whole: () => summarise(simulate({ ...run.input, orders: plan().orders }, memory).equity),
  };
}

/** Work shorter than this is timed many times over at once: the clock of processor time is coarse. */
const SHORTEST_TIMING = 2_000;

/**
 * Microseconds of processor time of a piece of work, warm, those of collecting its garbage on other threads included:
 * the median, and the best, which other work on the machine disturbs least.
 */
export function time(work: () => unknown, seconds = 0.6): { readonly median: number; readonly best: number } {
  const start = processorTime();
  let warm = 0;
  for (; warm < 20 || processorTime() - start < 300_000; warm++) work();
  const repeat = Math.ceil(SHORTEST_TIMING / ((processorTime() - start) / warm));
  const times: number[] = [];
  const end = processorTime() + seconds * 1_000_000;
  while (processorTime() < end || times.length < 5) {
    const before = processorTime();
    for (let index = 0; index < repeat; index++) work();
    times.push((processorTime() - before) / repeat);
  }
  times.sort((a, b) => a - b);
  return { median: times[Math.floor(times.length / 2)]!, best: times[0]! };
}

/** Microseconds that all threads of this process have computed. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** The same on bare arrays, written for nothing else: what the machine could do at best, and how busy it is. */
export function yardstick({ bars }: PriceSeries): () => number {
  const { open, low, close } = bars;
  const equity = new Float64Array(close.length + 1);
  return () => {
    let cash = 1;
    let shares = 0;
    let stop = 0;
    let due = 0;
    equity[0] = 1;
    for (let t = 0; t < close.length; t++) {
      if (shares === 0 && t % 83 === 20) {
        shares = cash / (open[t]! * 1.001);
        cash = 0;
        stop = open[t]! * 0.95;
        due = t + 9;
      }
      if (shares > 0 && (low[t]! <= stop || t === due)) {
        cash = shares * (low[t]! <= stop ? Math.min(open[t]!, stop) : close[t]!) * 0.999;
        shares = 0;
      }
      equity[t + 1] = cash + shares * close[t]!;
    }
    return summariseEquity(equity).sharpeRatio ?? 0;
  };
}

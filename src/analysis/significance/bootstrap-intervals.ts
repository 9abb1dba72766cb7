import {
  biasCorrectedInterval,
  type Interval,
  percentileInterval,
} from "../../statistics/bootstrap-interval.ts";
import { normalCdf } from "../../statistics/normal-distribution.ts";
import { SeededRandom } from "../../statistics/seeded-random.ts";
import { studentTQuantile } from "../../statistics/student-t-distribution.ts";

/** Bootstrap intervals of the headline numbers, whole bursts being the blocks. */
export interface BootstrapIntervals {
  readonly level: number;
  readonly replicates: number;
  readonly meanTradeReturn: Interval;
  readonly totalReturn: Interval;
  readonly sharpeRatio: Interval;
  /** trades of a burst, and sessions from its first entry to its last exit, on average */
  readonly tradesPerBlock: number;
  readonly sessionsPerBlock: number;
}

/** What one burst is made of. */
export interface BootstrapBurst {
  /** indices into `tradeReturns` */
  readonly trades: readonly number[];
  /** places in `returns`: its first entry and its last exit */
  readonly entry: number;
  readonly exit: number;
}

export interface BootstrapInput {
  /** simple returns of the account, one a session */
  readonly returns: Float64Array;
  readonly tradeReturns: Float64Array;
  /** in the order of entry, none overlapping another */
  readonly bursts: readonly BootstrapBurst[];
  readonly sessionsPerYear: number;
  readonly riskFree: number;
  readonly replicates: number;
  readonly seed: number;
  /** streams of the seed for the trades and for the sessions */
  readonly streams: readonly [number, number];
}

const LEVEL = 0.95;

/**
 * Intervals by a block bootstrap whose blocks are the bursts: what the numbers might have been with as many other bursts
 * of the same kind.
 *
 * A replicate draws G of the G bursts with replacement, each with all it holds: its trades, and the sessions from its first
 * entry to the next burst's (the first burst has those before it as well). Blocks of a fixed or random length cut bursts in
 * two; these are the units that are independent, and whatever goes on inside one is kept.
 *
 *   mean trade    Σ returns of the trades drawn / their number; bias-corrected and accelerated (Efron 1987), the
 *                 jackknife leaving out a burst at a time
 *   total return  Π (1 + r) - 1 over the sessions drawn; percentiles
 *   Sharpe ratio  from Σ r and Σ r² of the sessions drawn, over as many sessions as the run has; percentiles
 *
 * A bootstrap of few values is too narrow: it takes their own spread for the population's, and their number for infinite.
 * So each interval is taken at the wider level (Hesterberg 2015, "expanded percentile") at which it would be Student's:
 *
 *   2 Φ(sqrt(G / (G - 1)) t(0.975, G - 1)) - 1
 *
 * With 8 bursts that is the 98.9% interval of the replicates. How often each holds the true value: docs/evidence.md, by
 * bench/evidence-size.ts and bench/luck-size.ts.
 */
export function bootstrapIntervals(input: BootstrapInput): BootstrapIntervals {
  const { bursts, tradeReturns } = input;
  const widened = widenedLevel(bursts.length);
  const sessions = bursts.reduce((sum, { entry, exit }) => sum + exit - entry + 1, 0);
  return {
    level: LEVEL,
    replicates: input.replicates,
    meanTradeReturn: meanTradeInterval(input, widened),
    ...sessionIntervals(input, widened),
    tradesPerBlock: tradeReturns.length / bursts.length,
    sessionsPerBlock: sessions / bursts.length,
  };
}

function widenedLevel(bursts: number): number {
  if (bursts < 2) return LEVEL;
  const reach = studentTQuantile((1 + LEVEL) / 2, bursts - 1) * Math.sqrt(bursts / (bursts - 1));
  return 1 - 2 * normalCdf(-reach);
}

/** An interval of the replicates at the wider level, as the interval of the level that it stands for. */
function asLevel(interval: Interval): Interval {
  return { ...interval, level: LEVEL, method: `${interval.method}, widened for the number of bursts` };
}

function meanTradeInterval(
  { tradeReturns, bursts, replicates, seed, streams }: BootstrapInput,
  widened: number,
): Interval {
  const sums = Float64Array.from(bursts, ({ trades }) =>
    trades.reduce((total, index) => total + tradeReturns[index]!, 0),
  );
  const counts = Float64Array.from(bursts, ({ trades }) => trades.length);
  const random = new SeededRandom(seed, streams[0]);
  const means = new Float64Array(replicates);
  for (let replicate = 0; replicate < replicates; replicate++) {
    let total = 0;
    let trades = 0;
    for (let i = 0; i < bursts.length; i++) {
      const burst = random.integer(bursts.length);
      total += sums[burst]!;
      trades += counts[burst]!;
    }
    means[replicate] = total / trades;
  }
  const all = sums.reduce((total, one) => total + one, 0);
  const count = tradeReturns.length;
  const withoutBurst = sums.map((own, burst) => (all - own) / (count - counts[burst]!));
  return asLevel(biasCorrectedInterval(means, all / count, withoutBurst, widened));
}

function sessionIntervals(
  input: BootstrapInput,
  widened: number,
): Pick<BootstrapIntervals, "totalReturn" | "sharpeRatio"> {
  const { returns, bursts, replicates, seed, streams, sessionsPerYear, riskFree } = input;
  if (returns.some((value) => value <= -1)) {
    const method = "bootstrap percentile";
    const none: Interval = { low: null, high: null, level: LEVEL, method, reason: "the account was lost" };
    return { totalReturn: none, sharpeRatio: none };
  }
  const n = returns.length;
  const sums = burstSums(returns, bursts);
  const random = new SeededRandom(seed, streams[1]);
  const totals = new Float64Array(replicates);
  const sharpes: number[] = [];
  for (let replicate = 0; replicate < replicates; replicate++) {
    let sum = 0;
    let square = 0;
    let log = 0;
    for (let i = 0; i < bursts.length; i++) {
      const own = sums[random.integer(bursts.length)]!;
      sum += own.sum;
      square += own.square;
      log += own.log;
    }
    totals[replicate] = Math.expm1(log);
    const mean = sum / n;
    const variance = (square - sum * mean) / (n - 1);
    // Bursts that never moved have no ratio.
    if (variance > 1e-16)
      sharpes.push(((mean - riskFree) / Math.sqrt(variance)) * Math.sqrt(sessionsPerYear));
  }
  return {
    totalReturn: asLevel(percentileInterval(totals, widened)),
    sharpeRatio: asLevel(percentileInterval(sharpes, widened)),
  };
}

/** Σ r, Σ r² and Σ log(1 + r) over the sessions of each burst: up to the next one's entry, so that each has one owner. */
function burstSums(
  returns: Float64Array,
  bursts: readonly BootstrapBurst[],
): { readonly sum: number; readonly square: number; readonly log: number }[] {
  return bursts.map((burst, place) => {
    const from = place === 0 ? 0 : burst.entry;
    const to = bursts[place + 1]?.entry ?? returns.length;
    let sum = 0;
    let square = 0;
    let log = 0;
    for (let t = from; t < to; t++) {
      const value = returns[t]!;
      sum += value;
      square += value * value;
      log += Math.log1p(value);
    }
    return { sum, square, log };
  });
}

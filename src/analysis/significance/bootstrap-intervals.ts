import { optimalBlockLength } from "../../statistics/block-length.ts";
import {
  biasCorrectedInterval,
  type Interval,
  percentileInterval,
} from "../../statistics/bootstrap-interval.ts";
import { normalCdf } from "../../statistics/normal-distribution.ts";
import { SeededRandom } from "../../statistics/seeded-random.ts";
import { studentTQuantile } from "../../statistics/student-t-distribution.ts";

/** Stationary block bootstrap intervals of the headline numbers. */
export interface BootstrapIntervals {
  readonly level: number;
  readonly replicates: number;
  readonly meanTradeReturn: Interval;
  readonly totalReturn: Interval;
  readonly sharpeRatio: Interval;
  /** mean block length: in trades for the mean trade, in sessions for the others */
  readonly tradesPerBlock: number;
  readonly sessionsPerBlock: number;
}

export interface BootstrapInput {
  /** simple returns of the account, one a session */
  readonly returns: Float64Array;
  /** returns of the trades, in the order of entry */
  readonly tradeReturns: Float64Array;
  /** indices into `tradeReturns`, one list a burst */
  readonly bursts: readonly (readonly number[])[];
  /** sessions from the first entry to the last exit of each burst */
  readonly burstSessions: readonly number[];
  readonly sessionsPerYear: number;
  readonly riskFree: number;
  readonly replicates: number;
  readonly seed: number;
  /** streams of the seed for the trades and for the sessions */
  readonly streams: readonly [number, number];
}

const LEVEL = 0.95;

/**
 * Intervals by the stationary bootstrap (Politis and Romano 1994): what the numbers might have been in another history
 * of the same kind.
 *
 * The mean trade is resampled over the trades in their order, in blocks of as many trades as a burst has on average;
 * bias-corrected and accelerated (Efron 1987), the jackknife leaving out a burst at a time. Total return and Sharpe ratio
 * are resampled over sessions, in blocks of a mean burst's length or of the automatic one (Politis and White 2004),
 * whichever is longer; percentile intervals.
 *
 * A bootstrap of few values is too narrow: it takes their own spread for the population's, and their number for infinite.
 * So each interval is taken at the wider level (Hesterberg 2015, "expanded percentile") at which it would be Student's:
 *
 *   2 Φ(sqrt(G / (G - 1)) t(0.975, G - 1)) - 1,  G the number of bursts
 *
 * With 8 bursts that is the 98.9% interval of the replicates. It covers a true mean in 92 to 95 of 100 samples of 8 to 40
 * independent trades, without it in 88 to 93 (bench/luck-size.ts). Those of total return and Sharpe ratio are too wide with
 * few bursts: they hold the truth in 98 to 99 of 100 where sessions within a burst are independent (bench/evidence-size.ts).
 */
export function bootstrapIntervals(input: BootstrapInput): BootstrapIntervals {
  const { returns, tradeReturns, bursts, burstSessions } = input;
  const tradesPerBlock = Math.max(1, tradeReturns.length / bursts.length);
  const widened = widenedLevel(bursts.length);
  const meanBurst = burstSessions.reduce((sum, one) => sum + one, 0) / burstSessions.length;
  const automatic = optimalBlockLength(returns)?.stationary ?? 1;
  const sessionsPerBlock = Math.min(returns.length, Math.max(1, meanBurst, automatic));
  return {
    level: LEVEL,
    replicates: input.replicates,
    meanTradeReturn: meanTradeInterval(input, tradesPerBlock, widened),
    ...sessionIntervals(input, sessionsPerBlock, widened),
    tradesPerBlock,
    sessionsPerBlock,
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

function meanTradeInterval(input: BootstrapInput, tradesPerBlock: number, widened: number): Interval {
  const { tradeReturns, bursts, replicates, seed, streams } = input;
  const n = tradeReturns.length;
  const random = new SeededRandom(seed, streams[0]);
  const restart = 1 / tradesPerBlock;
  const means = new Float64Array(replicates);
  for (let replicate = 0; replicate < replicates; replicate++) {
    let total = 0;
    let place = 0;
    for (let i = 0; i < n; i++) {
      place =
        i === 0 || restart === 1 || random.uniform() < restart
          ? random.integer(n)
          : place + 1 === n
            ? 0
            : place + 1;
      total += tradeReturns[place]!;
    }
    means[replicate] = total / n;
  }
  const sum = tradeReturns.reduce((total, one) => total + one, 0);
  const withoutBurst = bursts.map((burst) => {
    const left = burst.reduce((total, index) => total + tradeReturns[index]!, 0);
    return (sum - left) / (n - burst.length);
  });
  return asLevel(biasCorrectedInterval(means, sum / n, withoutBurst, widened));
}

/**
 * Blocks are drawn whole, by their geometric lengths, and summed by differences of running totals: the same law as
 * `stationaryBootstrapIndices`, a block at a time.
 */
function sessionIntervals(
  input: BootstrapInput,
  sessionsPerBlock: number,
  widened: number,
): Pick<BootstrapIntervals, "totalReturn" | "sharpeRatio"> {
  const { returns, replicates, seed, streams, sessionsPerYear, riskFree } = input;
  const n = returns.length;
  if (returns.some((value) => value <= -1)) {
    const none = (method: string): Interval => ({
      low: null,
      high: null,
      level: LEVEL,
      method,
      reason: "the account was lost",
    });
    return { totalReturn: none("bootstrap percentile"), sharpeRatio: none("bootstrap percentile") };
  }
  const sums = runningTotals(returns);
  const random = new SeededRandom(seed, streams[1]);
  const restart = sessionsPerBlock > 1 ? Math.log(1 - 1 / sessionsPerBlock) : Number.NEGATIVE_INFINITY;
  const totals = new Float64Array(replicates);
  const sharpes: number[] = [];
  const drawn = new Float64Array(3);
  for (let replicate = 0; replicate < replicates; replicate++) {
    drawSessions(sums, n, restart, random, drawn);
    totals[replicate] = Math.expm1(drawn[2]!);
    const mean = drawn[0]! / n;
    const variance = (drawn[1]! - drawn[0]! * mean) / (n - 1);
    // A resample that holds no trade at all has no ratio.
    if (variance > 1e-16)
      sharpes.push(((mean - riskFree) / Math.sqrt(variance)) * Math.sqrt(sessionsPerYear));
  }
  return {
    totalReturn: asLevel(percentileInterval(totals, widened)),
    sharpeRatio: asLevel(percentileInterval(sharpes, widened)),
  };
}

/** Running totals of the returns, of their squares, and of log(1 + r), side by side: those of session t at 3t. */
function runningTotals(returns: Float64Array): Float64Array {
  const n = returns.length;
  // Twice in a row, so that a block may run past the end.
  const totals = new Float64Array(3 * (2 * n + 1));
  for (let t = 0, at = 0; t < 2 * n; t++, at += 3) {
    const value = returns[t < n ? t : t - n]!;
    totals[at + 3] = totals[at]! + value;
    totals[at + 4] = totals[at + 1]! + value * value;
    totals[at + 5] = totals[at + 2]! + Math.log1p(value);
  }
  return totals;
}

/** Draws n sessions in blocks, and writes the sums of their returns, squares and logs. */
function drawSessions(
  totals: Float64Array,
  n: number,
  restart: number,
  random: SeededRandom,
  into: Float64Array,
): void {
  let sum = 0;
  let square = 0;
  let log = 0;
  for (let filled = 0; filled < n; ) {
    // Geometric: how often a block goes on before it starts anew.
    const wanted = 1 + Math.floor(Math.log(1 - random.uniform()) / restart);
    const length = Math.min(wanted, n - filled);
    const from = 3 * random.integer(n);
    const to = from + 3 * length;
    sum += totals[to]! - totals[from]!;
    square += totals[to + 1]! - totals[from + 1]!;
    log += totals[to + 2]! - totals[from + 2]!;
    filled += length;
  }
  into[0] = sum;
  into[1] = square;
  into[2] = log;
}

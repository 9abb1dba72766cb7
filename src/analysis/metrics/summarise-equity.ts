import { isNegligibleRange } from "../../statistics/moments.ts";
import { type MetricOptions, RETURN_RESOLUTION, sessionsPerYearOf } from "./metric.ts";

/** The headline numbers of an equity curve; each by the definition of the metric of the same name, null if undefined. */
export interface EquitySummary {
  readonly sessions: number;
  readonly totalReturn: number | null;
  readonly annualReturn: number | null;
  /** Mean return per session. */
  readonly meanReturn: number | null;
  /** Sample deviation (ddof 1) of the return per session. */
  readonly standardDeviation: number | null;
  readonly annualVolatility: number | null;
  readonly sharpeRatio: number | null;
  readonly sortinoRatio: number | null;
  readonly calmarRatio: number | null;
  readonly skewness: number | null;
  /** Raw, 3 for a normal distribution, as the probabilistic Sharpe ratio takes it. */
  readonly rawKurtosis: number | null;
  readonly bestReturn: number | null;
  readonly worstReturn: number | null;
  readonly maxDrawdown: number;
  /** Last level at the peak, deepest level, and first level back at the peak, of the deepest drawdown. */
  readonly peakIndex: number | null;
  readonly troughIndex: number | null;
  readonly recoveryIndex: number | null;
  readonly longestDrawdownSessions: number;
  readonly ulcerIndex: number;
}

/**
 * The headline numbers of an equity curve in two passes without allocating anything per session: what a sweep computes a
 * hundred thousand times. The single metrics define the numbers; a test holds the two together.
 *
 * The first pass takes drawdowns, sums and extremes, the second the central moments about the mean that the first found.
 * Returns are divided afresh in the second pass: a division costs less than storing and loading it.
 *
 * @param equity account value at t0 and at each close, oldest first; length n + 1 >= 1, the first above 0
 * @returns metrics of returns are null from the moment the account is at or below 0
 * @throws RangeError if `equity` is empty, starts at or below 0, or holds a level that is not finite
 * @example summariseEquity(Float64Array.of(100, 120, 90, 110)).maxDrawdown // => -0.25
 */
export function summariseEquity(equity: Float64Array, options: MetricOptions = {}): EquitySummary {
  const n = equity.length - 1;
  if (n < 0) throw new RangeError("an equity curve has at least one level");
  const first = equity[0]!;
  if (!(first > 0 && first < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`the first level is ${first}; an equity curve starts above 0`);
  }
  let previous = first;
  let total = 0;
  let downsideSquares = 0;
  let best = Number.NEGATIVE_INFINITY;
  let worst = Number.POSITIVE_INFINITY;
  let isLost = false;

  let peak = first;
  let peakAt = 0;
  let deepest = 0;
  let deepestPeakAt = -1;
  let deepestAt = -1;
  let recoveredAt = -1;
  let longest = 0;
  let drawdownSquares = 0;
  let isUnderWater = false;
  for (let t = 1; t <= n; t++) {
    const level = equity[t]!;
    if (!(level > Number.NEGATIVE_INFINITY && level < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`level ${t} is ${level}; a finite number is needed`);
    }
    const change = level / previous - 1;
    total += change;
    if (change < 0) downsideSquares += change * change;
    if (change > best) best = change;
    if (change < worst) worst = change;
    if (level <= 0) isLost = true;
    previous = level;

    if (level >= peak) {
      if (isUnderWater) {
        if (t - peakAt > longest) longest = t - peakAt;
        if (deepestPeakAt === peakAt) recoveredAt = t;
        isUnderWater = false;
      }
      peak = level;
      peakAt = t;
    } else {
      const drawdown = level / peak - 1;
      drawdownSquares += drawdown * drawdown;
      isUnderWater = true;
      if (drawdown < deepest) {
        deepest = drawdown;
        deepestPeakAt = peakAt;
        deepestAt = t;
        recoveredAt = -1;
      }
    }
  }
  if (isUnderWater && n - peakAt > longest) longest = n - peakAt;

  const sessionsPerYear = sessionsPerYearOf(options);
  const growth = previous / first;
  const annualReturn = n > 0 && growth >= 0 ? finiteOrNull(growth ** (sessionsPerYear / n) - 1) : null;
  const hasReturns = n > 0 && !isLost;
  const meanReturn = total / n;
  const varies = hasReturns && n > 1 && !isNegligibleRange(worst, best, RETURN_RESOLUTION);
  let squares = 0;
  let cubes = 0;
  let fourths = 0;
  if (hasReturns && n > 1) {
    previous = first;
    for (let t = 1; t <= n; t++) {
      const level = equity[t]!;
      const deviation = level / previous - 1 - meanReturn;
      const square = deviation * deviation;
      squares += square;
      cubes += square * deviation;
      fourths += square * square;
      previous = level;
    }
  }
  const standardDeviation = Math.sqrt(squares / (n - 1));
  const downside = Math.sqrt(downsideSquares / n);
  const annualise = Math.sqrt(sessionsPerYear);
  const hasDeviation = hasReturns && n > 1;
  return {
    sessions: n,
    totalReturn: growth - 1,
    annualReturn: hasReturns ? annualReturn : null,
    meanReturn: hasReturns ? meanReturn : null,
    standardDeviation: hasDeviation ? standardDeviation : null,
    annualVolatility: hasDeviation ? standardDeviation * annualise : null,
    sharpeRatio: varies ? ((meanReturn - (options.riskFree ?? 0)) / standardDeviation) * annualise : null,
    sortinoRatio: hasDeviation && downside > RETURN_RESOLUTION ? (meanReturn / downside) * annualise : null,
    calmarRatio: deepest < 0 && annualReturn !== null ? annualReturn / -deepest : null,
    skewness: varies ? cubes / n / (squares / n) ** 1.5 : null,
    rawKurtosis: varies ? fourths / n / (squares / n) ** 2 : null,
    bestReturn: hasReturns ? best : null,
    worstReturn: hasReturns ? worst : null,
    maxDrawdown: deepest,
    peakIndex: deepestPeakAt >= 0 ? deepestPeakAt : null,
    troughIndex: deepestAt >= 0 ? deepestAt : null,
    recoveryIndex: recoveredAt >= 0 ? recoveredAt : null,
    longestDrawdownSessions: longest,
    ulcerIndex: Math.sqrt(drawdownSquares / (n + 1)),
  };
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/**
 * What the kernel writes of one run, by place in the row. Undefined is NaN here, since the rows are numbers only: the
 * mean and the win rate of no trades, and the Sharpe ratio of returns that do not vary.
 */
export const KernelColumn = {
  /** last equity over capital, minus 1 */
  totalReturn: 0,
  /** arithmetic mean of the trades' returns after costs */
  meanTradeReturn: 1,
  /** annualised, ddof 1, over every session of the run */
  sharpeRatio: 2,
  /** deepest fall below the running peak, the capital included: in [-1, 0] */
  maxDrawdown: 3,
  /** share of trades with a profit after costs */
  winRate: 4,
  tradeCount: 5,
} as const;

/** Numbers in a row. */
export const KERNEL_COLUMNS = 6;

/** Range of returns that is the rounding of levels, as the metrics have it. */
const RETURN_RESOLUTION = 1e-14;
const RELATIVE_RESOLUTION = 1e-12;
/** A variance below this share of the mean square has lost too many digits to cancellation. */
const CANCELLED = 1e-2;
/** A deviation beyond this is more than rounding, whatever the returns. */
const SURELY_VARIES = 1e-8;

/** How a mean and a deviation a session become a ratio a year. */
export interface Annualisation {
  readonly sessionsPerYear: number;
  readonly riskFree: number;
}

/**
 * Annualised Sharpe ratio of a run that is flat most of the time: mean(r - rf) / sd(r, ddof 1) sqrt(N) over `sessions`
 * returns, from their sum and the sum of their squares.
 *
 * @returns null if the sums do not tell: the mean is large beside the deviation, or there is next to none
 */
export function sharpeFromSums(
  total: number,
  squares: number,
  sessions: number,
  { sessionsPerYear, riskFree }: Annualisation,
): number | null {
  const mean = total / sessions;
  const central = squares - total * mean;
  if (!(central > CANCELLED * squares && central > SURELY_VARIES * SURELY_VARIES * sessions)) return null;
  return ((mean - riskFree) / Math.sqrt(central / (sessions - 1))) * Math.sqrt(sessionsPerYear);
}

/**
 * The same ratio, from the returns themselves where the sums do not tell.
 *
 * @param returns of the sessions visited, the first `visited`, none at or below -1; all others are 0
 * @returns NaN when the returns do not vary
 */
export function sparseSharpe(
  returns: Float64Array,
  visited: number,
  total: number,
  squares: number,
  sessions: number,
  options: Annualisation,
): number {
  if (sessions < 2) return Number.NaN;
  const ratio = sharpeFromSums(total, squares, sessions, options);
  if (ratio !== null) return ratio;
  if (!varies(returns, visited, sessions)) return Number.NaN;
  const mean = total / sessions;
  let central = (sessions - visited) * (mean * mean);
  for (let i = 0; i < visited; i++) {
    const deviation = returns[i]! - mean;
    central += deviation * deviation;
  }
  const { sessionsPerYear, riskFree } = options;
  return ((mean - riskFree) / Math.sqrt(central / (sessions - 1))) * Math.sqrt(sessionsPerYear);
}

function varies(returns: Float64Array, visited: number, sessions: number): boolean {
  const isFlatSomewhere = visited < sessions;
  let lowest = isFlatSomewhere ? 0 : Number.POSITIVE_INFINITY;
  let highest = isFlatSomewhere ? 0 : Number.NEGATIVE_INFINITY;
  for (let i = 0; i < visited; i++) {
    const change = returns[i]!;
    if (change < lowest) lowest = change;
    if (change > highest) highest = change;
  }
  const magnitude = Math.max(Math.abs(lowest), Math.abs(highest));
  return highest - lowest > Math.max(RETURN_RESOLUTION, RELATIVE_RESOLUTION * magnitude);
}

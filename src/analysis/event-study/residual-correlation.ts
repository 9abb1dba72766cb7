/** Days that two estimation windows must share before their correlation is taken. */
export const MINIMUM_COMMON_DAYS = 3;

/**
 * An event's estimation residuals by place, NaN where it has none; and running sums of them and of their squares where
 * none is missing in between. Residuals have a mean near 0, so that Σx² - (Σx)²/n loses no digits.
 */
export interface ResidualRow {
  readonly start: number;
  readonly residuals: Float64Array;
  readonly sums: Float64Array | null;
  readonly squares: Float64Array | null;
}

export function residualRow(estimation: Float64Array, places: Int32Array): ResidualRow | null {
  const start = places[0];
  if (start === undefined) return null;
  const residuals = new Float64Array(places.at(-1)! - start + 1).fill(Number.NaN);
  for (let t = 0; t < places.length; t++) residuals[places[t]! - start] = estimation[t]!;
  const sums = new Float64Array(residuals.length + 1);
  const squares = new Float64Array(residuals.length + 1);
  for (let t = 0; t < residuals.length; t++) {
    sums[t + 1] = sums[t]! + residuals[t]!;
    squares[t + 1] = squares[t]! + residuals[t]! * residuals[t]!;
  }
  const isWhole = !Number.isNaN(sums[residuals.length]);
  return { start, residuals, sums: isWhole ? sums : null, squares: isWhole ? squares : null };
}

/** Pearson correlation over the days that both have; NaN for fewer than the minimum, or without variation. */
export function correlateRows(first: ResidualRow | null, second: ResidualRow | null): number {
  if (first === null || second === null) return Number.NaN;
  const from = Math.max(first.start, second.start);
  const a = from - first.start;
  const b = from - second.start;
  const days = Math.min(first.residuals.length - a, second.residuals.length - b);
  if (days < MINIMUM_COMMON_DAYS) return Number.NaN;
  const x = first.residuals;
  const y = second.residuals;
  if (first.sums !== null && second.sums !== null) {
    // Only the cross product needs a walk over the common days; the rest comes from the running sums.
    const cross = crossProduct(x, a, y, b, days);
    return fromSums(
      days,
      first.sums[a + days]! - first.sums[a]!,
      second.sums[b + days]! - second.sums[b]!,
      first.squares![a + days]! - first.squares![a]!,
      second.squares![b + days]! - second.squares![b]!,
      cross,
    );
  }
  let common = 0;
  let cross = 0;
  let sumX = 0;
  let sumY = 0;
  let squaresX = 0;
  let squaresY = 0;
  for (let t = 0; t < days; t++) {
    const own = x[a + t]!;
    const other = y[b + t]!;
    const product = own * other;
    if (Number.isNaN(product)) continue;
    common++;
    sumX += own;
    sumY += other;
    squaresX += own * own;
    squaresY += other * other;
    cross += product;
  }
  return fromSums(common, sumX, sumY, squaresX, squaresY, cross);
}

/** Σ x y, in two sums at once: one would wait for itself. */
function crossProduct(x: Float64Array, a: number, y: Float64Array, b: number, days: number): number {
  let even = 0;
  let odd = 0;
  let t = 0;
  for (; t + 1 < days; t += 2) {
    even += x[a + t]! * y[b + t]!;
    odd += x[a + t + 1]! * y[b + t + 1]!;
  }
  if (t < days) even += x[a + t]! * y[b + t]!;
  return even + odd;
}

function fromSums(
  n: number,
  sumX: number,
  sumY: number,
  squaresX: number,
  squaresY: number,
  cross: number,
): number {
  if (n < MINIMUM_COMMON_DAYS) return Number.NaN;
  const spreadX = squaresX - (sumX * sumX) / n;
  const spreadY = squaresY - (sumY * sumY) / n;
  // What is left of equal values is rounding.
  if (!(spreadX > 1e-13 * squaresX && spreadY > 1e-13 * squaresY)) return Number.NaN;
  return Math.max(-1, Math.min(1, (cross - (sumX * sumY) / n) / Math.sqrt(spreadX * spreadY)));
}

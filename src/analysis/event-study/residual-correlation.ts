/** Days that two estimation windows must share before their correlation is taken. */
export const MINIMUM_COMMON_DAYS = 3;

/**
 * Estimation residuals of many events by place on their common calendar, one row after another in one array, with running
 * sums of them and of their squares. Residuals have a mean near 0, so that Σx² - (Σx)²/n loses no digits.
 */
export interface ResidualTable {
  /** Where each event's row begins in `residuals`; one more entry than events. Its running sums begin `event` places on. */
  readonly offsets: Int32Array;
  /** Place on the calendar of each row's first residual. */
  readonly starts: Int32Array;
  /** NaN where the event has no residual. */
  readonly residuals: Float64Array;
  readonly sums: Float64Array;
  readonly squares: Float64Array;
  /** 1 where no residual is missing between an event's first place and its last: only then its running sums hold. */
  readonly isWhole: Uint8Array;
}

/**
 * @param rows residuals of each event, NaN where missing
 * @param sessions the ascending session of each of them; null for an event whose sessions are unknown: it has no row
 * @param placeOf place of a session on the common calendar
 */
export function residualTable(
  rows: readonly Float64Array[],
  sessions: readonly (Int32Array | null)[],
  placeOf: (session: number) => number,
): ResidualTable {
  const count = rows.length;
  const offsets = new Int32Array(count + 1);
  const starts = new Int32Array(count);
  for (const [i, own] of sessions.entries()) {
    const isEmpty = own === null || own.length === 0;
    starts[i] = isEmpty ? 0 : placeOf(own[0]!);
    offsets[i + 1] = offsets[i]! + (isEmpty ? 0 : placeOf(own[own.length - 1]!) - starts[i]! + 1);
  }
  const residuals = new Float64Array(offsets[count]!).fill(Number.NaN);
  const sums = new Float64Array(residuals.length + count);
  const squares = new Float64Array(residuals.length + count);
  const isWhole = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const own = sessions[i];
    if (own === null || own === undefined) continue;
    const row = rows[i]!;
    const offset = offsets[i]!;
    for (let t = 0; t < own.length; t++) residuals[offset + placeOf(own[t]!) - starts[i]!] = row[t]!;
    let sum = 0;
    let square = 0;
    for (let at = offset; at < offsets[i + 1]!; at++) {
      sum += residuals[at]!;
      square += residuals[at]! * residuals[at]!;
      sums[at + i + 1] = sum;
      squares[at + i + 1] = square;
    }
    isWhole[i] = Number.isNaN(sum) ? 0 : 1;
  }
  return { offsets, starts, residuals, sums, squares, isWhole };
}

/**
 * Pearson correlation of two events' residuals over the days that both have; NaN for fewer than the minimum, or without
 * variation.
 */
export function correlateResiduals(table: ResidualTable, first: number, second: number): number {
  const { offsets, starts, residuals, sums, squares, isWhole } = table;
  const from = Math.max(starts[first]!, starts[second]!);
  const a = offsets[first]! + from - starts[first]!;
  const b = offsets[second]! + from - starts[second]!;
  const days = Math.min(offsets[first + 1]! - a, offsets[second + 1]! - b);
  if (days < MINIMUM_COMMON_DAYS) return Number.NaN;
  if (isWhole[first] === 0 || isWhole[second] === 0) return correlateComplete(residuals, a, b, days);
  // Only the cross product needs a walk over the common days; the rest comes from the running sums.
  const own = a + first;
  const other = b + second;
  return fromSums(
    days,
    sums[own + days]! - sums[own]!,
    sums[other + days]! - sums[other]!,
    squares[own + days]! - squares[own]!,
    squares[other + days]! - squares[other]!,
    crossProduct(residuals, a, b, days),
  );
}

/** Σ x y of two stretches of one array, in four sums at once: one would wait for itself. */
function crossProduct(values: Float64Array, a: number, b: number, days: number): number {
  let [first, second, third, fourth] = [0, 0, 0, 0];
  let t = 0;
  for (; t + 3 < days; t += 4) {
    first += values[a + t]! * values[b + t]!;
    second += values[a + t + 1]! * values[b + t + 1]!;
    third += values[a + t + 2]! * values[b + t + 2]!;
    fourth += values[a + t + 3]! * values[b + t + 3]!;
  }
  for (; t < days; t++) first += values[a + t]! * values[b + t]!;
  return first + second + (third + fourth);
}

/** The same over the days on which neither is missing. */
function correlateComplete(values: Float64Array, a: number, b: number, days: number): number {
  let common = 0;
  let cross = 0;
  let sumX = 0;
  let sumY = 0;
  let squaresX = 0;
  let squaresY = 0;
  for (let t = 0; t < days; t++) {
    const own = values[a + t]!;
    const other = values[b + t]!;
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

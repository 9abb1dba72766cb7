import type { ReturnMatrix } from "./return-matrix.ts";

/** How many independent trials a search was worth. */
export interface EffectiveTrials {
  /** mean correlation of the returns over all pairs of variants */
  readonly meanCorrelation: number;
  /** ρ + (1 - ρ) K, ρ the mean correlation, K the points searched: Bailey and Lopez de Prado 2014, appendix 3 */
  readonly byMeanCorrelation: number;
  /** (Σ λ)² / Σ λ², λ the eigenvalues of the correlation matrix: dimensions that the variants' returns really have */
  readonly byEigenvalues: number;
}

/**
 * Estimates the number of independent trials from the correlation of the variants' returns.
 *
 *   by the mean correlation ρ   ρ + (1 - ρ) K, K the points searched (Bailey and Lopez de Prado 2014, appendix 3)
 *   by the eigenvalues λ        (Σ λ)² / Σ λ² of the correlation matrix: the dimensions that the returns really have
 *
 * The mean correlation needs no matrix: Σ over pairs is taken from the sum of all standardised series,
 * |Σ z_k|² = K + 2 Σ ρ_ij. The squared eigenvalues sum to the sum of the squared correlations.
 *
 * @param searched points searched, of which the matrix may hold a sample
 * @returns null with fewer than 2 variants whose returns vary
 */
export function effectiveTrials(matrix: ReturnMatrix, searched: number): EffectiveTrials | null {
  const standardised = matrix.rows.flatMap((row) => standardise(row, matrix.sessions) ?? []);
  const count = standardised.length;
  if (count < 2) return null;
  let pairs = 0;
  let squares = count;
  const correlations = new Float64Array(AT_ONCE);
  for (let i = 0; i < count; i++) {
    const one = standardised[i]!;
    for (let j = 0; j < i; j += AT_ONCE) {
      const last = i - 1;
      products(
        one,
        standardised[j]!,
        standardised[Math.min(j + 1, last)]!,
        standardised[Math.min(j + 2, last)]!,
        standardised[Math.min(j + 3, last)]!,
        correlations,
      );
      for (let k = 0; k < AT_ONCE && j + k < i; k++) {
        const correlation = correlations[k]!;
        pairs += correlation;
        squares += 2 * correlation * correlation;
      }
    }
  }
  const meanCorrelation = pairs / ((count * (count - 1)) / 2);
  const bounded = Math.max(0, Math.min(1, meanCorrelation));
  return {
    meanCorrelation,
    byMeanCorrelation: bounded + (1 - bounded) * searched,
    byEigenvalues: (count * count) / squares,
  };
}

interface Standardised {
  /** (r - mean) / length on the active sessions */
  readonly values: Float64Array;
  /** the same value on each quiet session, and how many there are */
  readonly quiet: number;
  readonly quietSessions: number;
}

function standardise(row: Float64Array, sessions: number): Standardised | null {
  let total = 0;
  let squares = 0;
  for (const value of row) {
    total += value;
    squares += value * value;
  }
  const mean = total / sessions;
  const length = Math.sqrt(squares - total * mean);
  if (!(squares > 0 && length * length > 1e-12 * squares)) return null;
  return {
    values: row.map((value) => (value - mean) / length),
    quiet: -mean / length,
    quietSessions: sessions - row.length,
  };
}

/** An addition waits for the one before it: the sums of other pairs fill the wait. */
const AT_ONCE = 4;

/** Writes the products of one series with each of four, each added up in the order of its sessions. */
function products(
  one: Standardised,
  a: Standardised,
  b: Standardised,
  c: Standardised,
  d: Standardised,
  into: Float64Array,
): void {
  const { quiet, quietSessions, values } = one;
  const [first, second, third, fourth] = [a.values, b.values, c.values, d.values];
  let sumA = quiet * a.quiet * quietSessions;
  let sumB = quiet * b.quiet * quietSessions;
  let sumC = quiet * c.quiet * quietSessions;
  let sumD = quiet * d.quiet * quietSessions;
  for (let t = 0; t < values.length; t++) {
    const value = values[t]!;
    sumA += value * first[t]!;
    sumB += value * second[t]!;
    sumC += value * third[t]!;
    sumD += value * fourth[t]!;
  }
  into[0] = sumA;
  into[1] = sumB;
  into[2] = sumC;
  into[3] = sumD;
}

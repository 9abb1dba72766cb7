import { SeededRandom } from "../../statistics/seeded-random.ts";

/** GARCH(1,1) of unit variance: variance = 0.02 + 0.16 * shock^2 + 0.82 * variance, of the day before. */
const CONSTANT = 0.02;
const SHOCK = 0.16;
const PERSISTENCE = 0.82;

const TWO_31 = 2_147_483_648;
const TWO_32 = 4_294_967_296;

/** Draws beyond this many scale units are drawn again: fat tails, but no day that ends a market. */
const WIDEST = 8;

/**
 * What moves values: the share of its daily variance that falls into each of the three stretches of a weekday, the
 * night before Hong Kong opens, Hong Kong's session, and New York's. A listing in Hong Kong opens after the first and
 * closes after the second; one in New York opens after the second and closes after the third.
 */
export interface FactorShape {
  /** number of its own sequence of random draws */
  readonly stream: number;
  readonly shares: readonly [night: number, hongKong: number, newYork: number];
}

/** A factor's path in units of its daily standard deviation. */
export interface FactorPath {
  /** three shocks a day: index 3 * day + stretch */
  readonly shocks: Float64Array;
  /** the standard deviation of each day, 1 on average */
  readonly volatility: Float64Array;
}

/**
 * A path with fat tails (Student t with 4 degrees of freedom) and volatility that clusters (GARCH).
 *
 * Only addition, multiplication, division and square roots, which IEEE 754 rounds alike everywhere: the same seed
 * gives the same bytes on every machine.
 */
export function factorPath(seed: number, shape: FactorShape, days: number): FactorPath {
  const random = new SeededRandom(seed, shape.stream);
  const scales = shape.shares.map((share) => Math.sqrt(share));
  const shocks = new Float64Array(3 * days);
  const volatility = new Float64Array(days);
  let variance = 1;
  for (let day = 0; day < days; day++) {
    const deviation = Math.sqrt(variance);
    volatility[day] = deviation;
    let total = 0;
    for (let stretch = 0; stretch < 3; stretch++) {
      const shock = deviation * scales[stretch]! * standardT4(random);
      shocks[3 * day + stretch] = shock;
      total += shock;
    }
    variance = CONSTANT + SHOCK * total * total + PERSISTENCE * variance;
  }
  return { shocks, volatility };
}

/**
 * A Student t draw with 4 degrees of freedom over its standard deviation, by Bailey's polar method (Mathematics of
 * Computation 62, 1994): with (x, y) uniform on the unit disc and w = x^2 + y^2, t = x sqrt(4 (w^(-1/2) - 1) / w).
 */
function standardT4(random: SeededRandom): number {
  while (true) {
    const x = coordinate(random);
    const y = coordinate(random);
    const w = x * x + y * y;
    if (w >= 1 || w === 0) continue;
    const draw = x * Math.sqrt((4 * (1 / Math.sqrt(w) - 1)) / w);
    if (draw < WIDEST && draw > -WIDEST) return draw / Math.SQRT2;
  }
}

/** Uniform on [-1, 1), from 32 bits: half the work of 53, and prices have fewer digits than either. */
function coordinate(random: SeededRandom): number {
  return random.integer(TWO_32) / TWO_31 - 1;
}

import type { FactorPath } from "./factor-path.ts";

/** A value after each of the three stretches of each weekday: index 3 * day + stretch. */
export interface ValuePath {
  readonly values: Float64Array;
  /** standard deviation of each weekday's return */
  readonly volatility: Float64Array;
}

export interface ValueMoves {
  readonly start: number;
  /** mean return of a weekday */
  readonly drift: number;
  /** paths of the factors, and the standard deviation of a weekday's return due to each */
  readonly factors: readonly FactorPath[];
  readonly sizes: readonly number[];
  /** pulls the value back by this share of the distance each weekday */
  readonly anchor: { readonly level: number; readonly pull: number } | undefined;
  /** returns added between Hong Kong's open and close, by weekday */
  readonly extra: Float64Array | undefined;
}

/**
 * A value moved by factors: value *= 1 + drift / 3 + sum of size * shock, three times a weekday.
 *
 * Plain loops over typed arrays: this runs before a first result shows, when nothing is compiled yet.
 */
export function valuePath(moves: ValueMoves, days: number): ValuePath {
  const { drift, factors, anchor, extra } = moves;
  const sizes = Float64Array.from(moves.sizes);
  const values = new Float64Array(3 * days);
  const volatility = new Float64Array(days);
  let value = moves.start;
  for (let day = 0; day < days; day++) {
    let variance = 0;
    for (let index = 0; index < sizes.length; index++) {
      const factor = factors[index]!;
      const deviation = sizes[index]! * factor.volatility[day]!;
      variance += deviation * deviation;
    }
    volatility[day] = Math.sqrt(variance);
    const pull = anchor === undefined ? 0 : anchor.pull * (anchor.level / value - 1);
    for (let stretch = 0; stretch < 3; stretch++) {
      const moment = 3 * day + stretch;
      let move = (drift + pull) / 3;
      for (let index = 0; index < sizes.length; index++) {
        const factor = factors[index]!;
        move += sizes[index]! * factor.shocks[moment]!;
      }
      if (stretch === 1 && extra !== undefined) move += extra[day]!;
      value *= 1 + move;
      values[moment] = value;
    }
  }
  return { values, volatility };
}

/** Decimals of a series (below 0: tens, hundreds), and the steps from value to value in units of the last one. */
export type PackedNumbers = readonly [decimals: number, ...steps: readonly (number | null)[]];

/** The most decimals that a value of a series is looked for in. */
const MOST_DECIMALS = 12;

/**
 * A number to a fixed number of decimals, of which there may be fewer than none.
 *
 * @example roundTo(1234.567, 1) // => 1234.6
 * @example roundTo(1234.567, -2) // => 1200
 */
export function roundTo(value: number, decimals: number): number {
  return fromUnits(toUnits(value, decimals), decimals);
}

/**
 * A series of rounded numbers as whole steps, a third of its text: what changes little from day to day takes few
 * digits. Nulls stay in their places. Numbers of more than twelve decimals are rounded to twelve.
 *
 * @example packNumbers([1.25, 1.5, null, 1.5]) // => [2, 125, 25, null, 0]
 */
export function packNumbers(values: readonly (number | null)[]): PackedNumbers {
  const decimals = decimalsOfAll(values);
  let last = 0;
  return [
    decimals,
    ...values.map((value) => {
      if (value === null) return null;
      const units = toUnits(value, decimals);
      const step = units - last;
      last = units;
      return step;
    }),
  ];
}

/** The series as it was before it was packed. */
export function unpackNumbers([decimals, ...steps]: PackedNumbers): (number | null)[] {
  let units = 0;
  return steps.map((step) => {
    if (step === null) return null;
    units += step;
    return fromUnits(units, decimals);
  });
}

function toUnits(value: number, decimals: number): number {
  return Math.round(decimals >= 0 ? value * 10 ** decimals : value / 10 ** -decimals);
}

function fromUnits(units: number, decimals: number): number {
  // Dividing by a power of ten gives the number nearest to the decimal one; multiplying by 0.01 would not.
  return decimals >= 0 ? units / 10 ** decimals : units * 10 ** -decimals;
}

/** The decimals of the value that has most; below 0 where all are whole tens or hundreds. */
function decimalsOfAll(values: readonly (number | null)[]): number {
  const fewest = values.some((value) => value !== null && value !== 0) ? -MOST_DECIMALS : 0;
  return values.reduce<number>((most, value) => (value === null ? most : decimalsOf(value, most)), fewest);
}

/** The decimals of a value, `least` or more. */
function decimalsOf(value: number, least: number): number {
  let decimals = least;
  while (decimals < MOST_DECIMALS && roundTo(value, decimals) !== value) decimals++;
  return decimals;
}

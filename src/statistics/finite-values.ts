/**
 * Refuses a series with a value that is not a finite number. A metric of a series with a hole in it would be a number
 * about another series; who calls decides what to do with missing days, and counts them.
 *
 * @param what the kind of value, for the message: "return", "level"
 * @throws RangeError naming the first value that is NaN or infinite
 */
export function assertFinite(values: ArrayLike<number>, what: string): void {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i]!))
      throw new RangeError(`${what} ${i} is ${values[i]}; a finite number is needed`);
  }
}

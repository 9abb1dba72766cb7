import type { SeededRandom } from "./seeded-random.ts";

/**
 * Indices of a stationary bootstrap sample (Politis and Romano 1994): blocks of random, geometric length with the given
 * mean, each starting anywhere, the series closed into a circle. The resampled series is stationary, and the choice of
 * the mean length matters less than that of a fixed one.
 *
 * Per index: with chance 1 / meanBlockLength a new block starts at a random place, else the block goes on by one.
 *
 * @param length of the series, >= 1
 * @param meanBlockLength >= 1 sessions; 1 is the ordinary bootstrap
 * @param into where the `into.length` indices are written; a resample as long as the series unless given
 * @throws RangeError for lengths below 1
 * @throws InputError from `edict/evidence` instead, and for arguments of the wrong kind
 */
export function stationaryBootstrapIndices(
  length: number,
  meanBlockLength: number,
  random: SeededRandom,
  into = new Int32Array(length),
): Int32Array {
  assertLengths(length, meanBlockLength);
  const restart = 1 / meanBlockLength;
  let index = 0;
  for (let i = 0; i < into.length; i++) {
    if (i === 0 || random.uniform() < restart) index = random.integer(length);
    else index = index + 1 === length ? 0 : index + 1;
    into[i] = index;
  }
  return into;
}

/**
 * Indices of a circular block bootstrap sample (Politis and Romano 1992): blocks of one fixed length, each starting
 * anywhere, the series closed into a circle so that every session is drawn equally often. The last block is cut.
 *
 * @param blockLength whole number >= 1 of sessions
 * @param into where the `into.length` indices are written; a resample as long as the series unless given
 * @throws RangeError for lengths below 1, or a block length that is not whole
 * @throws InputError from `edict/evidence` instead, and for arguments of the wrong kind
 */
export function circularBlockBootstrapIndices(
  length: number,
  blockLength: number,
  random: SeededRandom,
  into = new Int32Array(length),
): Int32Array {
  assertLengths(length, blockLength);
  if (!Number.isInteger(blockLength))
    throw new RangeError(`a block length is a whole number, got ${blockLength}`);
  let index = 0;
  for (let i = 0; i < into.length; i++) {
    if (i % blockLength === 0) index = random.integer(length);
    else index = index + 1 === length ? 0 : index + 1;
    into[i] = index;
  }
  return into;
}

function assertLengths(length: number, blockLength: number): void {
  if (!Number.isInteger(length) || length < 1)
    throw new RangeError(`a series has at least one value, got ${length}`);
  if (!(blockLength >= 1)) throw new RangeError(`a block has at least one session, got ${blockLength}`);
}

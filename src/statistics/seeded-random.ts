import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";
import { InputError } from "../errors.ts";

/**
 * A source of random numbers that is wholly determined by its seed and stream: the same bytes on every machine and for
 * every number of workers.
 *
 * The generator is xoroshiro128+ (Blackman and Vigna 2018). Its own seeding leaves the first outputs of seeds 1, 2, 3
 * nearly equal, so seed and stream are mixed into the 128 bits of state first. Draws use only operations that every
 * JavaScript engine rounds alike, and Math.log, Math.exp and Math.sqrt, which V8 computes in software.
 *
 * Give each piece of work that may run elsewhere its own `stream`: draw number 1,234 then does not depend on who drew
 * the ones before it.
 *
 * @example new SeededRandom(7).integer(100) === new SeededRandom(7).integer(100) // => true
 */
export class SeededRandom {
  readonly #generator: { next(): number };
  /** The second of a pair of normal draws, kept for the next call. */
  #spare = Number.NaN;

  /**
   * @param seed whole number from 0 to 2^53 - 1; recorded with every result that used it
   * @param stream whole number from 0 to 2^53 - 1 that sets apart sequences of one seed
   * @throws InputError for another kind of number
   */
  constructor(seed: number, stream = 0) {
    for (const [name, value] of [
      ["seed", seed],
      ["stream", stream],
    ] as const) {
      if (!Number.isSafeInteger(value) || value < 0)
        throw refusal(value, name, "give a whole number from 0 to 2^53 - 1");
    }
    this.#generator = xoroshiro128plusFromState(mixState(seed, stream));
  }

  /**
   * A whole number from 0 to bound - 1, each equally likely (by rejection, without modulo bias).
   *
   * @param bound a whole number from 1 to 2^32
   * @throws InputError for another kind of number
   */
  integer(bound: number): number {
    if (!(typeof bound === "number" && bound >= 1 && bound <= TWO_32 && Math.floor(bound) === bound))
      throw refusal(bound, "bound", "give a whole number from 1 to 2^32");
    const fair = TWO_32 - (TWO_32 % bound);
    while (true) {
      const draw = this.#generator.next() >>> 0;
      if (draw < fair) return draw % bound;
    }
  }

  /** 32 random bits, as a whole number from 0 to 2^32 - 1. */
  bits(): number {
    return this.#generator.next() >>> 0;
  }

  /** A number in [0, 1) with 53 random bits. */
  uniform(): number {
    // The high bits of xoroshiro128+ are its best ones.
    const high = this.#generator.next() >>> 5;
    const low = this.#generator.next() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  /** A standard normal draw, by Marsaglia's polar method. For simulations. */
  normal(): number {
    if (!Number.isNaN(this.#spare)) {
      const spare = this.#spare;
      this.#spare = Number.NaN;
      return spare;
    }
    while (true) {
      const x = 2 * this.uniform() - 1;
      const y = 2 * this.uniform() - 1;
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const scale = Math.sqrt((-2 * Math.log(square)) / square);
      this.#spare = y * scale;
      return x * scale;
    }
  }

  /**
   * A Student t draw with `degreesOfFreedom` > 0 by Bailey's (1994) polar method; its variance is df / (df - 2) for
   * df > 2. For simulations.
   *
   * @throws InputError for degrees of freedom that are not above 0
   */
  studentT(degreesOfFreedom: number): number {
    if (!(typeof degreesOfFreedom === "number" && degreesOfFreedom > 0))
      throw refusal(degreesOfFreedom, "degreesOfFreedom", "give a number above 0");
    while (true) {
      const x = 2 * this.uniform() - 1;
      const y = 2 * this.uniform() - 1;
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      // square^(-2/df) through exp and log: Math.pow differs between engines in the last bit.
      return (
        x *
        Math.sqrt((degreesOfFreedom * (Math.exp((-2 / degreesOfFreedom) * Math.log(square)) - 1)) / square)
      );
    }
  }

  /**
   * Puts the values in random order, in place (Fisher and Yates).
   *
   * @throws InputError for what is no list
   */
  shuffle<Values extends { length: number; [index: number]: unknown }>(values: Values): Values {
    if (!isList(values)) throw refusal(values, "values", "give a list");
    for (let i = values.length - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      const kept = values[i];
      values[i] = values[j];
      values[j] = kept;
    }
    return values;
  }

  /**
   * Puts a random sample without replacement, in random order, at the front of the values, and returns it.
   *
   * @param count of the sample, a whole number >= 0; all values where there are no more
   * @throws InputError for what is no list or no count
   */
  sample(values: Int32Array, count: number): Int32Array {
    if (!isList(values)) throw refusal(values, "values", "give an Int32Array");
    if (!(Number.isSafeInteger(count) && count >= 0))
      throw refusal(count, "count", "give a whole number >= 0");
    const most = Math.min(count, values.length);
    for (let i = 0; i < most; i++) {
      const j = i + this.integer(values.length - i);
      const kept = values[i]!;
      values[i] = values[j]!;
      values[j] = kept;
    }
    return values.slice(0, most);
  }
}

const TWO_32 = 4294967296;

function isList(values: unknown): boolean {
  return Array.isArray(values) || (ArrayBuffer.isView(values) && "length" in values);
}

function refusal(value: unknown, at: string, fix: string): InputError {
  const shown = typeof value === "object" && value !== null ? "an object" : String(value);
  return new InputError({ what: `${shown} is no ${at === "values" ? "list" : at}`, at, fix });
}

/** Four words of state from seed and stream: each word of both is folded into a running hash, which is drawn four times. */
function mixState(seed: number, stream: number): number[] {
  let hash = 0x9e3779b9;
  for (const word of [
    seed % TWO_32,
    Math.floor(seed / TWO_32),
    stream % TWO_32,
    Math.floor(stream / TWO_32),
  ]) {
    hash = scramble((hash ^ word) | 0);
    hash = (hash + 0x6d2b79f5) | 0;
  }
  const state: number[] = [];
  for (let i = 0; i < 4; i++) {
    hash = (hash + 0x9e3779b9) | 0;
    state.push(scramble(hash));
  }
  return state;
}

/** The 32-bit finaliser of MurmurHash3: every input bit flips every output bit about half of the time. */
function scramble(word: number): number {
  let mixed = word;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) | 0;
}

import { Buffer } from "node:buffer";

/** Powers of ten that are exact in a double. */
export const POWERS_OF_TEN = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));
/** 2^27 + 1, Veltkamp's constant: it splits a double into two halves whose products are exact. */
const SPLITTER = 134_217_729;
/** Digits that fit a double exactly, whatever they are. */
const EXACT_DIGITS = 15;

const MINUS = 45;
const POINT = 46;
const ZERO = 48;

/** Reads plain decimals such as `26.280000686645508` from bytes, one after the other. */
export class DecimalReader {
  readonly #bytes: Buffer;
  /** where the last number read ends: the index of the first byte behind it */
  end = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /**
   * The decimal that starts at `start`: the double nearest to it, the same bits as `Number` gives, at half its
   * time. NaN if no digit stands there.
   *
   * Procedure: up to 15 digits, digits and power of ten are exact doubles, so one division rounds correctly
   * (Clinger 1990). With 16 to 19 digits the digits are held as an unevaluated sum of two doubles and divided
   * with its remainder (Dekker 1971); where what is left is so near to half a unit of the last place that the
   * rounding is in doubt, and for all longer numbers, `Number` decides.
   */
  read(start: number): number {
    const bytes = this.#bytes;
    let at = start;
    const isNegative = bytes[at] === MINUS;
    if (isNegative) at += 1;
    const first = at;
    let digits = 0;
    let digit = bytes[at]! - ZERO;
    while (digit >= 0 && digit <= 9) {
      digits = digits * 10 + digit;
      at += 1;
      digit = bytes[at]! - ZERO;
    }
    let decimals = 0;
    let rest = 0;
    let restDigits = 0;
    let count = at - first;
    if (bytes[at] === POINT) {
      at += 1;
      const point = at;
      digit = bytes[at]! - ZERO;
      const exactEnd = at + EXACT_DIGITS - count;
      while (digit >= 0 && digit <= 9 && at < exactEnd) {
        digits = digits * 10 + digit;
        at += 1;
        digit = bytes[at]! - ZERO;
      }
      const restStart = at;
      while (digit >= 0 && digit <= 9) {
        rest = rest * 10 + digit;
        at += 1;
        digit = bytes[at]! - ZERO;
      }
      restDigits = at - restStart;
      decimals = at - point;
      count += decimals;
    }
    this.end = at;
    if (count === 0) return Number.NaN;
    if (count <= EXACT_DIGITS) {
      const value = decimals === 0 ? digits : digits / POWERS_OF_TEN[decimals]!;
      return isNegative ? -value : value;
    }
    const isShort = count - restDigits <= EXACT_DIGITS && restDigits <= 4 && decimals <= 22;
    const value = isShort ? divide(digits, rest, restDigits, POWERS_OF_TEN[decimals]!) : Number.NaN;
    if (Number.isNaN(value)) return this.#readSlowly(start, at);
    return isNegative ? -value : value;
  }

  #readSlowly(start: number, end: number): number {
    return Number(this.#bytes.toString("latin1", start, end));
  }
}

/** (digits * 10^restDigits + rest) / divisor, correctly rounded; NaN where that is in doubt. */
function divide(digits: number, rest: number, restDigits: number, divisor: number): number {
  const scale = POWERS_OF_TEN[restDigits]!;
  // digits * scale = product + productError, exactly: scale has few enough bits to need no splitting.
  const product = digits * scale;
  const digitsHigh = high(digits);
  const productError = digitsHigh * scale - product + (digits - digitsHigh) * scale;
  const sum = product + rest;
  const sumError = product - sum + rest + productError;
  const quotient = sum / divisor;
  // quotient * divisor = back + backError, exactly.
  const back = quotient * divisor;
  const quotientHigh = high(quotient);
  const quotientLow = quotient - quotientHigh;
  const divisorHigh = high(divisor);
  const divisorLow = divisor - divisorHigh;
  const backError =
    quotientHigh * divisorHigh -
    back +
    quotientHigh * divisorLow +
    quotientLow * divisorHigh +
    quotientLow * divisorLow;
  const correction = (sum - back - backError + sumError) / divisor;
  const value = quotient + correction;
  // What the last addition rounded away, against half a unit of the last place (known to a factor of two).
  const left = Math.abs(correction - (value - quotient));
  const unit = value * 1.1102230246251565e-16;
  return left > unit * 0.499 && left < unit * 1.001 ? Number.NaN : value;
}

function high(value: number): number {
  const scaled = SPLITTER * value;
  return scaled - (scaled - value);
}

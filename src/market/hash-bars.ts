import { createHash } from "node:crypto";
import type { Bars } from "./bars.ts";

const IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
/** The high half of the one NaN that is hashed; the low half is 0. */
const NAN_HIGH = 0x7ff80000;

/**
 * SHA-256, hex, of bars: days as 32-bit integers; open, high, low, close, volume as 64-bit floats; marks as bytes;
 * each column whole, little-endian, in this order. All NaN count as one and -0 as 0, so that equal values have equal
 * hashes on every machine.
 */
export function hashBars(bars: Bars): string {
  const hash = createHash("sha256");
  hash.update(littleEndian(bars.days));
  for (const column of [bars.open, bars.high, bars.low, bars.close, bars.volume]) {
    hash.update(littleEndian(isCanonical(column) ? column : withOneNaN(column)));
  }
  hash.update(bars.marks);
  return hash.digest("hex");
}

/** Whether a column has neither NaN nor -0, so that its bytes are as they shall be. */
function isCanonical(column: Float64Array): boolean {
  for (let index = 0; index < column.length; index++) {
    const value = column[index]!;
    if (Number.isNaN(value) || (value === 0 && 1 / value < 0)) return false;
  }
  return true;
}

function withOneNaN(column: Float64Array): Float64Array {
  const values = column.map((value) => value + 0);
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
  const high = IS_LITTLE_ENDIAN ? 1 : 0;
  for (let index = 0; index < values.length; index++) {
    if (!Number.isNaN(values[index]!)) continue;
    words[2 * index + high] = NAN_HIGH;
    words[2 * index + 1 - high] = 0;
  }
  return values;
}

/** The bytes of a column, least significant first. */
function littleEndian(column: Int32Array | Float64Array): Uint8Array {
  const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
  if (IS_LITTLE_ENDIAN) return bytes;
  const turned = bytes.slice();
  const size = column.BYTES_PER_ELEMENT;
  for (let start = 0; start < turned.length; start += size) turned.subarray(start, start + size).reverse();
  return turned;
}

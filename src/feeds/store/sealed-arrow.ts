import { crc32 } from "node:zlib";

const SEAL = Buffer.from("EDICTCRC");
const SEAL_LENGTH = 16;
/** At the end of an Arrow file: the length of its footer, four bytes, and `ARROW1`. */
const TAIL_LENGTH = 10;

/**
 * An Arrow IPC file with a checksum of its other bytes before its footer, where no reader looks: readers of files find
 * the batches by the offsets in the footer, which the seal does not move.
 *
 * Arrow has no checksum of its own. A damaged length in its metadata makes a reader allocate until the process ends, and
 * a flipped bit in a price is just another price; so nothing is read before the seal was found whole.
 */
export function sealArrow(file: Uint8Array): Uint8Array {
  const footer = footerStart(file);
  const [before, after] = [file.subarray(0, footer), file.subarray(footer)];
  return new Uint8Array(Buffer.concat([before, sealOf(before, after), after]));
}

/** @throws Error if the bytes are not those of {@link sealArrow} */
export function checkSeal(file: Uint8Array): void {
  const footer = footerStart(file);
  const start = footer - SEAL_LENGTH;
  const expected = sealOf(file.subarray(0, start), file.subarray(footer));
  if (expected.compare(file, start, footer) !== 0) {
    throw new Error("its bytes are not those that were written");
  }
}

/** `EDICTCRC`, the CRC-32 of what stands around it, and four zeros: sixteen bytes keep the addresses even. */
function sealOf(before: Uint8Array, after: Uint8Array): Buffer {
  const seal = Buffer.alloc(SEAL_LENGTH);
  SEAL.copy(seal);
  seal.writeUInt32LE(crc32(after, crc32(before)), SEAL.length);
  return seal;
}

function footerStart(file: Uint8Array): number {
  const end = file.length - TAIL_LENGTH;
  const length = end < 0 ? -1 : new DataView(file.buffer, file.byteOffset).getInt32(end, true);
  const start = end - length;
  if (length <= 0 || start < SEAL_LENGTH) throw new Error("it is not a whole Arrow file");
  return start;
}

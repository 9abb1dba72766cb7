import { crc32 } from "node:zlib";

const SEAL = Buffer.from("EDICTCRC");
/** Name, length of the note, checksum: sixteen bytes keep the addresses behind it even. */
const SEAL_LENGTH = 16;
const CHECKSUM_LENGTH = 4;
/** At the end of an Arrow file: the length of its footer, four bytes, and `ARROW1`. */
const TAIL_LENGTH = 10;
const ALIGNMENT = 8;

/**
 * An Arrow IPC file with a note and a checksum before its footer, where no reader looks: readers of files find the
 * batches by the offsets in the footer, which the two do not move.
 *
 *   batches, note, `EDICTCRC`, length of the note, CRC-32 of all bytes but its own four, footer
 *
 * Arrow has no checksum of its own. A damaged length in its metadata makes a reader allocate until the process ends, and
 * a flipped bit in a price is just another price; so nothing is read before the seal was found whole.
 *
 * @param note what {@link readSealedNote} gives back; ASCII
 */
export function sealArrow(file: Uint8Array, note: string): Uint8Array {
  const footer = footerStart(file);
  const padded = Buffer.from(note.padEnd(Math.ceil(note.length / ALIGNMENT) * ALIGNMENT), "latin1");
  const seal = Buffer.alloc(SEAL_LENGTH);
  SEAL.copy(seal);
  seal.writeUInt32LE(padded.length, SEAL.length);
  const sealed = Buffer.concat([file.subarray(0, footer), padded, seal, file.subarray(footer)]);
  const end = footer + padded.length + SEAL_LENGTH;
  sealed.writeUInt32LE(checksumOf(sealed, end), end - CHECKSUM_LENGTH);
  return new Uint8Array(sealed);
}

/**
 * The note of a sealed file, padded with spaces.
 *
 * @throws Error if the bytes are not those of {@link sealArrow}
 */
export function readSealedNote(file: Uint8Array): string {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const end = footerStart(bytes);
  const start = end - SEAL_LENGTH;
  const isWhole =
    start >= 0 &&
    bytes.subarray(start, start + SEAL.length).equals(SEAL) &&
    bytes.readUInt32LE(end - CHECKSUM_LENGTH) === checksumOf(bytes, end);
  if (!isWhole) throw new Error("its bytes are not those that were written");
  return bytes.toString("latin1", start - bytes.readUInt32LE(start + SEAL.length), start);
}

/** @param end where the seal ends, with the checksum */
function checksumOf(sealed: Uint8Array, end: number): number {
  return crc32(sealed.subarray(end), crc32(sealed.subarray(0, end - CHECKSUM_LENGTH)));
}

function footerStart(file: Uint8Array): number {
  const end = file.length - TAIL_LENGTH;
  const length = end < 0 ? -1 : new DataView(file.buffer, file.byteOffset).getInt32(end, true);
  const start = end - length;
  if (length <= 0 || start < 0) throw new Error("it is not a whole Arrow file");
  return start;
}

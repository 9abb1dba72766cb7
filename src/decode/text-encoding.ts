import { Buffer, isUtf8 } from "node:buffer";

/** Encodings in which price files come; GB 18030 is what Chinese spreadsheets save. */
export type TextEncodingName = "utf-8" | "utf-16le" | "utf-16be" | "gb18030";

export interface DecodedText {
  /** without a byte-order mark */
  readonly text: string;
  readonly encoding: TextEncodingName;
  readonly hasByteOrderMark: boolean;
}

/**
 * Bytes of a text file as text: by its byte-order mark, else UTF-8 if every byte is valid UTF-8, else GB 18030.
 *
 * @returns `undefined` if the bytes are text in none of them (an image, a spreadsheet, a cut file)
 * @example decodeText(new Uint8Array([0xef, 0xbb, 0xbf, 0x41]))?.text // => "A"
 */
export function decodeText(bytes: Uint8Array): DecodedText | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view[0] === 0xff && view[1] === 0xfe) return strictly(view, "utf-16le", true);
  if (view[0] === 0xfe && view[1] === 0xff) return strictly(view, "utf-16be", true);
  if (isUtf8(view)) {
    const hasByteOrderMark = view[0] === 0xef && view[1] === 0xbb && view[2] === 0xbf;
    const text = view.toString("utf8", hasByteOrderMark ? 3 : 0);
    // A zero byte is valid UTF-8, but no text: a ZIP or an image that happens to be clean.
    return text.includes("\0") ? undefined : { text, encoding: "utf-8", hasByteOrderMark };
  }
  const decoded = strictly(view, "gb18030", false);
  return decoded?.text.includes("\0") ? undefined : decoded;
}

function strictly(
  bytes: Uint8Array,
  encoding: TextEncodingName,
  hasByteOrderMark: boolean,
): DecodedText | undefined {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding, hasByteOrderMark };
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

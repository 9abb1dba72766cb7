import { Buffer } from "node:buffer";
import type { Issue } from "../../errors.ts";
import { decodeText, type TextEncodingName } from "../text-encoding.ts";

/** The text of a price file, and how it was encoded. */
export interface PriceText {
  readonly text: string;
  readonly encoding: TextEncodingName | "windows-1252";
  readonly hasByteOrderMark: boolean;
}

/** First bytes of files that are often taken for CSV: what they are, and how to make CSV of them. */
const SIGNATURES: readonly (readonly [bytes: readonly number[], what: string, fix: string])[] = [
  [[0x1f, 0x8b], "a gzip archive", "unpack it with gunzip"],
  [[0x50, 0x4b, 0x03, 0x04], "an Excel workbook or a ZIP archive", "save the sheet as CSV, or unzip it"],
  [[0xd0, 0xcf, 0x11, 0xe0], "an old Excel workbook", "save the sheet as CSV"],
  [[0x50, 0x41, 0x52, 0x31], "a Parquet file", "write it as CSV, e.g. with pandas: to_csv()"],
  [[0x41, 0x52, 0x52, 0x4f, 0x57, 0x31], "an Arrow file", "write it as CSV, e.g. with pandas: to_csv()"],
  [[0x25, 0x50, 0x44, 0x46], "a PDF document", "give the data itself as CSV"],
];

/** Bytes of a text in two bytes a character that are looked at. */
const LOOKED_AT = 2_000;
/** Control characters that stand in no text. */
const CONTROL = /[^\P{Control}\t\n\r\f]/u;

/**
 * The text of a price file: as `decodeText`, and where that finds none also UTF-16 without a mark, known by the
 * zero bytes of its digits, and Windows-1252, which Western European spreadsheets save. JSON and HTML, which services
 * send in place of a file, are named as such.
 *
 * @returns the text, or the issue with what the bytes are instead
 */
export function readPriceText(bytes: Uint8Array, file: string): PriceText | { readonly issue: Issue } {
  for (const [signature, what, fix] of SIGNATURES) {
    if (signature.every((byte, index) => bytes[index] === byte)) {
      return { issue: { what: `the file is ${what}, no CSV text`, at: file, fix } };
    }
  }
  const decoded = decodeText(bytes);
  const found =
    decoded?.encoding === "gb18030" && isRatherLatin(bytes)
      ? asWindows1252(bytes)
      : (decoded ?? asUtf16(bytes) ?? asWindows1252(bytes));
  if (found === undefined) {
    return { issue: { what: "the file is no text", at: file, fix: "save it as CSV text, in UTF-8" } };
  }
  const start = /^\s*(<|[[{]\s*["[{\]}])/.exec(found.text.slice(0, 200))?.[1];
  if (start !== undefined && !/^\s*<\w+>\s*[,;\t|]/.test(found.text)) {
    const what = start === "<" ? "a page (HTML or XML)" : "JSON";
    const fix = "download the prices as CSV; a service that refuses often sends a message in their place";
    return { issue: { what: `the file is ${what}, no CSV text: ${excerpt(found.text)}`, at: file, fix } };
  }
  return found;
}

/**
 * Whether bytes that GB 18030 could mean are letters of Western Europe: `Eröffnung` reads as `Er鰂fnung`. Hanzi in use
 * take two bytes above 0xA0; an accented letter has a plain one behind it.
 */
function isRatherLatin(bytes: Uint8Array): boolean {
  let alone = 0;
  let paired = 0;
  for (let index = 0; index < bytes.length; index++) {
    if (bytes[index]! < 0x80) continue;
    if ((bytes[index + 1] ?? 0) > 0xa0) {
      paired++;
      index++;
    } else alone++;
  }
  return alone > paired;
}

function asUtf16(bytes: Uint8Array): PriceText | undefined {
  if (bytes.length % 2 !== 0 || bytes.length === 0) return undefined;
  const zeros = [0, 0];
  const end = Math.min(bytes.length, LOOKED_AT);
  for (let index = 0; index < end; index++)
    if (bytes[index] === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even, odd] = zeros as [number, number];
  if (Math.min(even, odd) > 0 || Math.max(even, odd) < end / 8) return undefined;
  const encoding = odd > 0 ? "utf-16le" : "utf-16be";
  return strictly(bytes, encoding);
}

function asWindows1252(bytes: Uint8Array): PriceText | undefined {
  return strictly(bytes, "windows-1252");
}

function strictly(
  bytes: Uint8Array,
  encoding: "utf-16le" | "utf-16be" | "windows-1252",
): PriceText | undefined {
  try {
    const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const text = new TextDecoder(encoding, { fatal: true }).decode(view);
    return CONTROL.test(text) ? undefined : { text, encoding, hasByteOrderMark: false };
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function excerpt(text: string): string {
  const line = text.slice(0, 500).replace(/\s+/g, " ").trim();
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}

import { Buffer } from "node:buffer";
import { decodeText } from "../../../decode/text-encoding.ts";
import type { Issue } from "../../../errors.ts";
import type { ArticleWarning } from "../article.ts";
import { isHan } from "../units.ts";

export interface DecodedArticle {
  readonly text: string;
  readonly warnings: readonly ArticleWarning[];
  readonly issues: readonly Issue[];
}

const SAMPLE = 20_000;
const NOT_TEXT: Issue = {
  what: "not a text file in UTF-8, UTF-16, GB 18030 or Windows-1252",
  fix: "save it as UTF-8; a PDF or an office document must be turned into text first",
};

/**
 * Bytes of an article as text: UTF-8 or UTF-16 by mark, UTF-8 if valid, GB 18030 if that gives Chinese, else
 * Windows-1252 (Latin-1). Anything but UTF-8 is named in a warning, text in no encoding in an issue.
 *
 * A byte-order mark of a UTF-8 file stays the first character, so that offsets are those of the file as every
 * reader sees it that does not strip marks.
 */
export function decodeArticle(bytes: Uint8Array, fileName: string): DecodedArticle {
  const decoded = decodeText(bytes);
  if (decoded === undefined) return fromLatin(bytes, fileName);
  const { encoding, hasByteOrderMark } = decoded;
  if (encoding === "utf-8") {
    return { text: hasByteOrderMark ? `\uFEFF${decoded.text}` : decoded.text, warnings: [], issues: [] };
  }
  if (encoding === "gb18030" && !isChineseText(decoded.text)) return fromLatin(bytes, fileName);
  const name = encoding === "gb18030" ? "GB 18030 (GBK)" : encoding.toUpperCase();
  return { text: decoded.text, warnings: [warningOf(name)], issues: [] };
}

function fromLatin(bytes: Uint8Array, fileName: string): DecodedArticle {
  // Control characters are no part of a text in any of these encodings.
  let controls = 0;
  for (const byte of bytes) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) controls++;
  if (controls > bytes.length / 1000)
    return { text: "", warnings: [], issues: [{ ...NOT_TEXT, at: fileName }] };
  return {
    text: decodeWindows1252(bytes),
    warnings: [warningOf("Windows-1252 (Latin-1)")],
    issues: [],
  };
}

// Bytes 0x80..0x9f of Windows-1252; Node 20 decodes them as Latin-1 controls.
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

function decodeWindows1252(bytes: Uint8Array): string {
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  return latin.replace(/[\x80-\x9f]/g, (mark) => WINDOWS_1252[mark.charCodeAt(0) - 0x80]!);
}

function warningOf(name: string): ArticleWarning {
  return { code: "W_ENCODING", what: `not UTF-8: read as ${name}; save it as UTF-8 to be sure` };
}

/**
 * Whether a text decoded as GB 18030 is Chinese. Latin-1 letters and quotes read as GB 18030 give single Han
 * characters between Latin letters; Chinese comes in runs.
 */
function isChineseText(text: string): boolean {
  let inRuns = 0;
  let alone = 0;
  let run = 0;
  const end = Math.min(text.length, SAMPLE);
  for (let at = 0; at <= end; at++) {
    if (at < end && isHan(text.charCodeAt(at))) {
      run++;
      continue;
    }
    if (run >= 2) inRuns += run;
    else alone += run;
    run = 0;
  }
  return inRuns > alone;
}

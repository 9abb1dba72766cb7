import { Buffer } from "node:buffer";
import { decodeText } from "../../../decode/text-encoding.ts";
import type { Issue } from "../../../errors.ts";
import { isHan } from "../text/units.ts";
import type { ArticleWarning } from "./article.ts";

/** A file as text, with what is doubtful about it; `issues` if it is no text at all. */
export interface DecodedArticle {
  readonly text: string;
  readonly warnings: readonly ArticleWarning[];
  readonly issues: readonly Issue[];
}

const SAMPLE = 20_000;
const NOT_TEXT: Issue = {
  what: "not a text file in UTF-8, UTF-16, GB 18030, Big5 or Windows-1252",
  fix: "save it as UTF-8; a PDF or an office document must be turned into text first",
};

/**
 * Bytes of an article as text: UTF-8 or UTF-16 by mark, UTF-8 if valid, else whichever of GB 18030, Big5
 * and UTF-16 without a mark gives Chinese with the commonest characters, else Windows-1252 (Latin-1). Anything but UTF-8 is named in a warning, text in no encoding in an issue.
 *
 * A byte-order mark of a UTF-8 file stays the first character, so that offsets are those of the file as every
 * reader sees it that does not strip marks.
 */
export function decodeArticle(bytes: Uint8Array, fileName: string): DecodedArticle {
  const decoded = decodeText(bytes);
  if (decoded === undefined || decoded.encoding === "gb18030") {
    const guess = chineseOf(bytes) ?? wideLatinOf(bytes);
    if (guess !== undefined) return { text: guess.text, warnings: [warningOf(guess.name)], issues: [] };
  }
  if (decoded === undefined) return fromLatin(bytes, fileName);
  const { encoding, hasByteOrderMark } = decoded;
  if (encoding === "utf-8") {
    return { text: hasByteOrderMark ? `\uFEFF${decoded.text}` : decoded.text, warnings: [], issues: [] };
  }
  if (encoding === "gb18030" && !isChineseText(decoded.text)) return fromLatin(bytes, fileName);
  const name = encoding === "gb18030" ? "GB 18030 (GBK)" : encoding.toUpperCase();
  return { text: decoded.text, warnings: [warningOf(name)], issues: [] };
}

// The commonest characters of Chinese, simplified and traditional: one in four of any text, one in forty of a wrong decoding.
const COMMON = new Set(
  "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处市场监局银央罚金财证券企" +
    "國這個為時來們會發動說產種後經進過對機體實業點學還與關線數問無軍總論運農幾區強決處據將組見計別電級設長資邊頭題黨條變質氣義樣間構銀監財證券應開從當兩現",
);
const CANDIDATES = [
  ["gb18030", "GB 18030 (GBK)"],
  ["big5", "Big5"],
  ["utf-16le", "UTF-16LE without a mark"],
  ["utf-16be", "UTF-16BE without a mark"],
] as const;
const LEAST_COMMON = 0.2;

/** The text in the encoding that gives the likeliest Chinese; `undefined` if none gives any. */
function chineseOf(bytes: Uint8Array): { text: string; name: string } | undefined {
  let best: { encoding: string; name: string; share: number } | undefined;
  const sample = bytes.subarray(0, SAMPLE - (SAMPLE % 4));
  for (const [encoding, name] of CANDIDATES) {
    if (encoding.startsWith("utf-16") && bytes.length % 2 === 1) continue;
    const share = shareOfCommon(new TextDecoder(encoding).decode(sample));
    if (share >= LEAST_COMMON && share > (best?.share ?? 0)) best = { encoding, name, share };
  }
  if (best === undefined) return undefined;
  const text = new TextDecoder(best.encoding).decode(bytes);
  return isChineseText(text) ? { text, name: best.name } : undefined;
}

/** Latin letters in UTF-16 without a mark: every other byte is zero. */
function wideLatinOf(bytes: Uint8Array): { text: string; name: string } | undefined {
  if (bytes.length % 2 === 1 || bytes.length === 0) return undefined;
  const zeros = [0, 0];
  const end = Math.min(bytes.length, SAMPLE);
  for (let at = 0; at < end; at++) if (bytes[at] === 0) zeros[at % 2]!++;
  for (const [encoding, name] of CANDIDATES.slice(2)) {
    const [high, low] = encoding === "utf-16le" ? [zeros[1]!, zeros[0]!] : [zeros[0]!, zeros[1]!];
    if (high > 0.9 * (end / 2) && low === 0) return { text: new TextDecoder(encoding).decode(bytes), name };
  }
  return undefined;
}

/** Share of the commonest characters in the Han characters of a text; 0 where there are controls or too many gaps. */
function shareOfCommon(text: string): number {
  let han = 0;
  let common = 0;
  let broken = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (code === 0xfffd || (code < 32 && code !== 9 && code !== 10 && code !== 13)) broken++;
    else if (COMMON.has(character)) common++;
    if (isHan(code)) han++;
  }
  return han === 0 || broken > text.length / 100 ? 0 : common / han;
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

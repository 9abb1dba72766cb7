import { UNDEFINED_TEXT } from "./format-values.ts";

/**
 * A p-value for a table, `-` where it is undefined. The smallest of shifted calendars are told as they are (1 in 10,000
 * shifts cannot say more than 0.0002); no p-value is said to be nought.
 *
 * @example
 * formatPValue(0.0123) // => "0.012"
 * formatPValue(3e-7) // => "<0.0001"
 */
export function formatPValue(p: number | null | undefined): string {
  if (p === null || p === undefined) return UNDEFINED_TEXT;
  if (p < 0.00005) return "<0.0001";
  return p >= 0.0995 ? p.toFixed(2) : p >= 0.00995 ? p.toFixed(3) : p.toFixed(4);
}

/**
 * A p-value for a sentence.
 *
 * @example pValueInWords(3e-7) // => "p < 0.0001"
 */
export function pValueInWords(p: number): string {
  const text = formatPValue(p);
  return text.startsWith("<") ? `p < ${text.slice(1)}` : `p = ${text}`;
}

import { formatCount } from "../decode/format-count.ts";
import type { ResultMetric } from "../result/result-schema.ts";

/** What stands where a number is undefined. */
export const UNDEFINED_TEXT = "-";

/** A fraction as percent with its sign: 0.1234 is `+12.3%`. */
export function formatSignedPercent(fraction: number, decimals = 1): string {
  return withSign(fraction, formatPercent(fraction, decimals));
}

/** A difference of fractions in percentage points with its sign: 0.1234 is `+12.3 pp`. */
export function formatPoints(fraction: number, decimals = 1): string {
  return withSign(fraction, `${formatPercent(fraction, decimals).slice(0, -1)} pp`);
}

/** The text of a number with a plus before it if it is above 0; what rounds to nothing has no sign. */
export function withSign(value: number, text: string): string {
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** A fraction as percent: 0.1234 is `12.3%`; what rounds to nothing is `0.0%` whatever its sign. */
export function formatPercent(fraction: number, decimals = 1): string {
  const text = (fraction * 100).toFixed(decimals);
  return `${Number(text) === 0 ? text.replace("-", "") : text}%`;
}

/** A number with a fixed number of decimals. */
export function formatDecimal(value: number, decimals = 2): string {
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? text.replace("-", "") : text;
}

/** A price to as many digits as prices have: 5639.05, 0.991. */
export function formatPrice(price: number): string {
  return price >= 10 ? price.toFixed(2) : price.toPrecision(4);
}

/** Money of the book: `HKD 1,234,567`. */
export function formatMoney(amount: number, currency: string): string {
  return `${currency} ${formatCount(amount)}`;
}

/** A stance with its sign: +0.8, -0.5, 0. */
export function formatStance(stance: number): string {
  return stance > 0 ? `+${stance}` : String(stance);
}

/** A number by its formatter; `-` where it is undefined. */
export function formatOptional(value: number | null | undefined, format: (value: number) => string): string {
  return value === null || value === undefined ? UNDEFINED_TEXT : format(value);
}

/** A metric by a formatter of its number; `-` where it is undefined. */
export function formatMetric(metric: ResultMetric | undefined, format: (value: number) => string): string {
  return formatOptional(metric?.value, format);
}

/** What an event or a trade returned, as percent with its sign and two decimals; `-` where it is undefined. */
export function formatReturn(value: number | null): string {
  return formatOptional(value, (known) => formatSignedPercent(known, 2));
}

/** A session counted from day 0: +9, 0, -5. */
export function formatRelativeDay(day: number): string {
  return day > 0 ? `+${day}` : String(day);
}

/**
 * The text of a number with the thousands before its point marked: `2557.6` is `2,557.6`.
 *
 * As `Intl.NumberFormat("en-US")` would, which takes 11 ms to be made: a thirtieth of a whole run.
 *
 * @param text digits, with a sign and a point at most
 */
export function groupThousands(text: string): string {
  return text.replace(/(?<!\.\d*)\B(?=(\d{3})+(?!\d))/g, ",");
}

/** A whole number with thousands marked: 1000000 is `1,000,000`. */
export function formatCount(value: number): string {
  // Half a unit below nothing rounds to -0.
  return groupThousands((Math.round(value) || 0).toString());
}

/** At and below it a p-value is called small. */
const SMALL_P = 0.05;

/**
 * Why a 95% interval and the p-value of the calendar shift say different things, where they do: a reader who knows
 * them as two sides of one test would take it for a mistake.
 *
 * The interval asks how far the mean would move with other signals: it knows the spread of the bursts. The calendar
 * shift asks how often other dates would have done as much: it knows what the market did on the other days, and its
 * middle is their mean and not 0.
 *
 * @returns one sentence, or none where both agree or one of them is undefined
 */
export function intervalBesideP(
  interval: { readonly low: number | null; readonly high: number | null } | null | undefined,
  p: number | null | undefined,
): string[] {
  if (interval?.low == null || interval.high == null || p == null) return [];
  const holdsZero = interval.low <= 0 && interval.high >= 0;
  const isSmall = p <= SMALL_P;
  if (holdsZero !== isSmall) return [];
  const asked =
    "the interval asks how far other signals would move the mean, p how often the same calendar on other dates would do as much";
  return holdsZero
    ? [`The interval holds 0 though p is small: ${asked}. Go by the more cautious of the two.`]
    : [
        `The interval leaves out 0 though p is not small: ${asked}, and those dates need not average 0. Go by the more cautious of the two.`,
      ];
}

/** When a trade was open: places on the time line, the first and the last session held. */
export interface Held {
  readonly entry: number;
  readonly exit: number;
}

/**
 * Fewest independent bursts for which p-values and intervals are printed.
 *
 * With fewer than 6 even a result that goes the same way every time reaches no 5%: a sign test's smallest two-sided p is
 * 2 / 2^5 = 6%. At 8 it is 0.8%, no burst weighs more than an eighth unless it moved more than the others, and the test's
 * size has been measured (bench/luck-size.ts); below, one more or one fewer event turns the answer.
 */
export const FEWEST_BURSTS = 8;

/**
 * Groups trades into bursts that may be taken as independent. Two trades are of one burst if their holds overlap, or if
 * they begin less than a hold apart, a hold being the longest of all: a trade that was stopped out early is as close to
 * its neighbour as one that was not.
 *
 * Legs of one signal overlap, and so are one burst; signals that extended a trade belong to it.
 *
 * @returns indices of the trades, one list a burst, both in the order of entry
 * @throws InputError from `edict/evidence` for arguments of the wrong kind
 * @example burstsOf([{ entry: 0, exit: 9 }, { entry: 5, exit: 6 }, { entry: 30, exit: 39 }]) // => [[0, 1], [2]]
 */
export function burstsOf(trades: readonly Held[]): number[][] {
  const order = trades.map((_, index) => index).sort((a, b) => trades[a]!.entry - trades[b]!.entry || a - b);
  const hold = trades.reduce((longest, { entry, exit }) => Math.max(longest, exit - entry + 1), 0);
  const bursts: number[][] = [];
  let reach = Number.NEGATIVE_INFINITY;
  for (const index of order) {
    const { entry, exit } = trades[index]!;
    if (entry > reach) bursts.push([]);
    bursts.at(-1)!.push(index);
    reach = Math.max(reach, exit, entry + hold - 1);
  }
  return bursts;
}

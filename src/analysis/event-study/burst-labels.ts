/**
 * Bursts: two events are in one burst when their windows share a session, or both share one with a third. Bursts are the
 * clusters of `clusteredTest`, and their number is what a p-value rests on.
 *
 * @param windows first and last session of each event's window, both included
 * @returns for each event the number of its burst, 0, 1, ... in order of time
 * @throws RangeError for a window that ends before it starts
 * @throws InputError from `edict/evidence` instead, and for arguments of the wrong kind
 * @example burstLabels([{ first: 0, last: 9 }, { first: 20, last: 29 }, { first: 5, last: 14 }]) // => [0, 1, 0]
 */
export function burstLabels(
  windows: readonly { readonly first: number; readonly last: number }[],
): Int32Array {
  windows.forEach(({ first, last }, i) => {
    if (!(first <= last)) throw new RangeError(`window ${i} runs from ${first} to ${last}`);
  });
  const order = windows.map((_, i) => i).sort((a, b) => windows[a]!.first - windows[b]!.first || a - b);
  const labels = new Int32Array(windows.length);
  let burst = -1;
  let end = Number.NEGATIVE_INFINITY;
  for (const i of order) {
    const { first, last } = windows[i]!;
    if (first > end) burst++;
    end = Math.max(end, last);
    labels[i] = burst;
  }
  return labels;
}

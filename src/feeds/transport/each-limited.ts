/** Symbols asked for at once: what a browser does with one host, and no more. */
export const POLITE_CONCURRENCY = 4;

/**
 * Runs `work` on every item, at most `limit` at once, in order of the list. The first rejection stops further
 * items from being started and is thrown once those under way have ended.
 *
 * @returns the results, in the order of `items`
 * @example await eachLimited([1, 2, 3], 2, async (n) => n * 2) // => [2, 4, 6]
 */
export async function eachLimited<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results = new Array<Result>(items.length);
  const failures: unknown[] = [];
  let next = 0;
  const lane = async () => {
    while (next < items.length && failures.length === 0) {
      const index = next++;
      try {
        results[index] = await work(items[index] as Item, index);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(limit, items.length)) }, lane));
  if (failures.length > 0) throw failures[0];
  return results;
}

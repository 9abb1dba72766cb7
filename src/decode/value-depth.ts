/** Nothing that edict reads nests deeper than a few levels; more than this is an accident or an attack. */
export const MOST_DEPTH = 64;

/**
 * Whether lists and objects nest deeper than `most` levels. Works level by level, so depth cannot exhaust the stack.
 *
 * @example isDeeperThan([[1]], 1) // => true
 */
export function isDeeperThan(value: unknown, most: number): boolean {
  let level: readonly object[] = isContainer(value) ? [value] : [];
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > most) return true;
    level = level.flatMap((container) => Object.values(container).filter(isContainer));
  }
  return false;
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

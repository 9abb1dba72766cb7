import { distance } from "fastest-levenshtein";

/** Shorter beginnings say nothing. */
const FEWEST_LETTERS = 3;

/**
 * The candidate that `name` was probably meant to be, or `undefined` if none is close.
 *
 * Close: at most two fifths of the longer name's letters differ (Levenshtein, letter case ignored; two neighbours that
 * changed places count as one), and never more than four. Of equally close candidates the first wins. Where none is
 * close, the one candidate that begins with `name`, of at least three letters.
 *
 * @example nearestName("politbro", ["legislature", "politburo"]) // => "politburo"
 * @example nearestName("fri", ["thursday", "friday"]) // => "friday"
 * @example nearestName("xyz", ["legislature", "politburo"]) // => undefined
 */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase();
  let nearest: string | undefined;
  let smallest = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const longer = Math.max(name.length, candidate.length);
    const allowed = Math.min(4, Math.floor(longer * 0.4));
    // A difference in length alone is a lower bound of the distance, and saves most of the work.
    if (Math.abs(name.length - candidate.length) > allowed) continue;
    const found = editsBetween(wanted, candidate.toLowerCase());
    if (found <= allowed && found < smallest) {
      nearest = candidate;
      smallest = found;
    }
  }
  return nearest ?? onlyBeginning(wanted, candidates);
}

function onlyBeginning(wanted: string, candidates: Iterable<string>): string | undefined {
  if (wanted.length < FEWEST_LETTERS) return undefined;
  const found = [...candidates].filter((candidate) => candidate.toLowerCase().startsWith(wanted));
  return found.length === 1 ? found[0] : undefined;
}

function editsBetween(name: string, candidate: string): number {
  const edits = distance(name, candidate);
  return edits === 2 && isSwapOfNeighbours(name, candidate) ? 1 : edits;
}

function isSwapOfNeighbours(name: string, candidate: string): boolean {
  if (name.length !== candidate.length) return false;
  const at = [...name].findIndex((letter, index) => letter !== candidate[index]);
  return (
    name[at] === candidate[at + 1] &&
    name[at + 1] === candidate[at] &&
    name.slice(at + 2) === candidate.slice(at + 2)
  );
}

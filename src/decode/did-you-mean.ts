import { nearestName } from "./nearest-name.ts";

/**
 * How to mend a name that is not known: the nearest of those that are, as a question, or else what is said where none
 * is near.
 *
 * @param beside follows the question, e.g. a list of the known names
 */
export function didYouMean(name: string, known: Iterable<string>, otherwise: string, beside = ""): string {
  const nearest = nearestName(name, known);
  return nearest === undefined ? otherwise : `${askedBack(nearest)}${beside}`;
}

/** The question whether a name was meant. */
export function askedBack(name: string): string {
  return `did you mean "${name}"?`;
}

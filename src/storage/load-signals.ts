import type { Catalogue } from "../signals/catalogue.ts";
import { loadCatalogue } from "./signal-catalogue-files.ts";

/**
 * Loads policy signals: a file or folder of .json, .jsonl or .yaml, or, without a path, the catalogue that ships
 * with edict.
 *
 * @param options.drafts take in drafts that nobody has reviewed, too
 * @throws InputError with every issue of every file
 * @example const signals = await loadSignals(); // the shipped catalogue of Chinese policy signals
 */
export async function loadSignals(
  path?: string,
  options: { readonly drafts?: boolean } = {},
): Promise<Catalogue> {
  const { catalogue } = await loadCatalogue(path === undefined ? [] : [path], options);
  return catalogue;
}

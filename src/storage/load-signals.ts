import { assertArgument } from "../decode/assert-argument.ts";
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
  if (path !== undefined)
    assertArgument(path, "text", "path", "give a file or folder, or leave it out for the shipped catalogue");
  assertArgument(options, "object", "options", "give e.g. { drafts: true }, or leave it out");
  const { catalogue } = await loadCatalogue(path === undefined ? [] : [path], options);
  return catalogue;
}

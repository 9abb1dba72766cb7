import { join } from "node:path";
import { extractWithModel } from "../../feeds/model-endpoint.ts";
import type { Article } from "../../signals/extract/article.ts";
import { edictHome } from "../../storage/edict-home.ts";
import type { Drafter, ExtractFlags } from "./signals-extract.ts";

/** Lets a model read articles, one after the other; where it fails the rules stand in, and a warning says so. */
export function modelDrafter(model: string, endpoint: string, flags: ExtractFlags): Drafter {
  let last: Promise<unknown> = Promise.resolve();
  const read = async (article: Article) => {
    const { drafts, fallback, warnings } = await extractWithModel(article, {
      endpoint,
      model,
      cacheFolder: flags.modelCache ?? join(edictHome(), "cache", "models"),
      ...(flags.replay === true && { replay: true }),
      ...(flags.modelCutoff !== undefined && { modelCutoff: flags.modelCutoff }),
    });
    const said =
      fallback === undefined ? warnings : [...warnings, `the rules read it instead of ${model}: ${fallback}`];
    return { drafts, warnings: said.map((what) => ({ what, at: article.id })) };
  };
  return (article) => {
    // One request at a time: most such services run on the user's own machine.
    const answer = last.then(() => read(article));
    last = answer.catch(() => undefined);
    return answer;
  };
}

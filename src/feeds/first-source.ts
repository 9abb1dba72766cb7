import { EdictError, type Issue, MarketDataError } from "../errors.ts";
import { FeedRefusal } from "./feed-refusal.ts";
import type { PriceFeed } from "./price-feed.ts";
import type { SourceHealth } from "./source-health.ts";

/** What the first source that did not refuse gave. */
export interface FirstAnswer<Answer> {
  readonly source: string;
  readonly answer: Answer;
  /** why the sources before it were passed over */
  readonly refusals: readonly Issue[];
}

/**
 * Asks each source in turn until one does not refuse. Only a refusal passes to the next source: where a source
 * says that there is no such symbol, or sends what cannot be right, that is the answer.
 *
 * @throws MarketDataError with the issue of every source, if all refuse or a later one fails
 */
export async function askFirstSource<Answer>(
  sources: readonly PriceFeed[],
  health: SourceHealth,
  ask: (source: PriceFeed) => Promise<Answer>,
): Promise<FirstAnswer<Answer>> {
  const refusals: Issue[] = [];
  for (const source of sources) {
    const lost = health.lostTo(source.name);
    if (lost !== undefined) {
      refusals.push(
        ...lost.issues.map((issue) => ({ ...issue, what: `${issue.what}; it was not asked again` })),
      );
      continue;
    }
    try {
      const answer = await ask(source);
      health.answered(source.name);
      return { source: source.name, answer, refusals };
    } catch (error) {
      if (!(error instanceof EdictError)) throw error;
      if (!(error instanceof FeedRefusal)) {
        health.answered(source.name);
        if (refusals.length === 0) throw error;
        throw new MarketDataError([...refusals, ...error.issues]);
      }
      health.refused(source.name, error);
      refusals.push(...error.issues);
      if (sources.length === 1) throw error;
    }
  }
  throw new MarketDataError(refusals);
}

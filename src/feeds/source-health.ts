import type { FeedRefusal } from "./feed-refusal.ts";

/** So many symbols in a row must a source refuse before it is left alone. */
const MOST_REFUSALS = 3;

/**
 * Which sources are worth asking, during one run. A source that refuses symbol after symbol is blocked or
 * overloaded: to go on asking is slow for the user, who waits out every retry, and rude to the source.
 */
export class SourceHealth {
  readonly #refusals = new Map<string, FeedRefusal[]>();

  answered(source: string): void {
    this.#refusals.delete(source);
  }

  refused(source: string, refusal: FeedRefusal): void {
    this.#refusals.set(source, [...(this.#refusals.get(source) ?? []), refusal]);
  }

  /** The last refusal of a source that is no longer asked; `undefined` while it is. */
  lostTo(source: string): FeedRefusal | undefined {
    const refusals = this.#refusals.get(source) ?? [];
    return refusals.length >= MOST_REFUSALS ? refusals.at(-1) : undefined;
  }
}

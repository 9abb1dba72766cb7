import type { ResultDocument } from "../../../result/result-schema.ts";
import type { PolicySignal } from "../../../signals/policy-signal.ts";
import { sentimentIndex } from "../../../signals/sentiment-index.ts";
import type { ExchangeCode } from "../../../time/exchange.ts";

/** An act counts half after a month of sessions. */
export const SENTIMENT_HALF_LIFE = 20;

/**
 * Index of policy sentiment over the run, from all signals of its catalogue, read before each close: the sum of their
 * stances, each fading by half every 20 sessions. A result does not hold how sure or how new each signal was, so all
 * count alike; `edict sentiment` weighs them.
 *
 * @param days days of the equity, since 1970-01-01
 * @returns one value a day; null for a run without prices
 */
export function sentimentOfResult(result: ResultDocument, days: readonly number[]): readonly number[] | null {
  const traded = result.data.prices.find((series) => series.roles.includes("traded"));
  if (traded === undefined || days.length === 0) return null;
  const unique = new Map(result.signals.map((signal) => [signal.id, signal]));
  const { overall } = sentimentIndex(
    [...unique.values()].map(asPolicySignal),
    { exchange: traded.exchange as ExchangeCode, days: Int32Array.from(days) },
    {
      halfLife: { value: SENTIMENT_HALF_LIFE, unit: "sessions" },
      decideAt: "close",
      timing: result.config.timing,
      drafts: true,
    },
  );
  return [...overall];
}

/** What a result tells of a signal, in the shape that the index takes. */
function asPolicySignal(signal: ResultDocument["signals"][number]): PolicySignal {
  const { id, title, kind, status, stance, occursAt, publishedAt, family, familyComplete, sources } = signal;
  return {
    id,
    title,
    kind,
    status,
    stance,
    occursAt,
    publishedAt,
    family,
    familyComplete,
    sources,
    actors: [],
    targets: [],
    symbols: [],
    scheduled: false,
    verified: false,
  };
}

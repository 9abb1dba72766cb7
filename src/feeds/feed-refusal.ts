import { type Issue, MarketDataError } from "../errors.ts";

/** Why a service gave no data although it may well have some. */
export type RefusalReason =
  | "rate-limited" // 429
  | "forbidden" // 401, 403, 451: often a region block
  | "server-error" // 5xx
  | "not-data" // a page instead of data: a region block, a consent or a maintenance page
  | "network" // no connection, or one that broke off
  | "certificate" // somebody else answered, often a proxy that looks inside
  | "timeout";

/**
 * A service that could not or would not answer, after every retry. It says nothing about the symbol, so another
 * service may be asked; where a service answers that it has no such symbol, that is a plain `MarketDataError`.
 */
export class FeedRefusal extends MarketDataError {
  override readonly name = "FeedRefusal";
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, issue: Issue) {
    super(issue);
    this.reason = reason;
  }
}

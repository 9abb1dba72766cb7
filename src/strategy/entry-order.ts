import type { Market } from "../market/market.ts";
import type { PolicySignal } from "../signals/policy-signal.ts";
import type { Instant } from "../time/zoned-time.ts";
import type { OrderTerms } from "./resolve-strategy.ts";

/**
 * An entry that a rule wants for a signal, at its first fill opportunity: one leg of an occasion. A basket of hundreds
 * of legs makes an order of each, and what they share once.
 */
export interface EntryOrder {
  readonly occasion: EntryOccasion;
  readonly leg: OrderLeg;
}

/** What the orders of a signal under a rule share, on exchanges with the same sessions. No price was looked at. */
export interface EntryOccasion {
  /** index into the strategy's rules and the catalogue's signals */
  readonly rule: number;
  readonly signal: number;
  /** instruments of all legs of the rule for this signal, whether they can be traded or not */
  readonly basket: readonly number[];
  /** what the rule says of entry, exit and size */
  readonly terms: OrderTerms;
  /** bar index of the first fill opportunity */
  readonly session: number;
  readonly phase: "open" | "close";
  /**
   * when the signal may be acted on, the rule's delay not included; for an entry before a scheduled act, the
   * midnight before the fill
   */
  readonly knownAt: Instant;
  /** bar at whose close the exit falls due by date, or null */
  readonly untilSession: number | null;
}

/** What an order trades: a leg of the rule with its instrument in the market. */
export interface OrderLeg {
  /** index into the rule's legs; a leg for the tickers that a signal names stands for several instruments */
  readonly index: number;
  /** index into the market's series */
  readonly instrument: number;
  readonly side: 1 | -1;
  readonly weight: number;
}

/**
 * The order in which orders may fill: by day, then as {@link byKnowledge} has it.
 */
export function byFillOpportunity(
  market: Market,
  signals: readonly PolicySignal[],
): (a: EntryOrder, b: EntryOrder) => number {
  const dayOf = ({ leg, occasion }: EntryOrder) => market.calendars[leg.instrument]!.days[occasion.session]!;
  const compare = byKnowledge(signals);
  return (a, b) => dayOf(a) - dayOf(b) || compare(a, b);
}

/**
 * The order of orders that come up on one day: the signal known first is first. Between signals known at the same
 * instant the id decides, not the place in the catalogue, which depends on other signals.
 */
export function byKnowledge(signals: readonly PolicySignal[]): (a: EntryOrder, b: EntryOrder) => number {
  const idOf = (occasion: EntryOccasion) => signals[occasion.signal]!.id;
  return (a, b) => {
    const [one, other] = [a.occasion, b.occasion];
    if (one.knownAt !== other.knownAt) return one.knownAt - other.knownAt;
    if (one.signal !== other.signal) return idOf(one) < idOf(other) ? -1 : 1;
    return one.rule - other.rule || byLeg(a.leg, b.leg);
  };
}

/** The order of the legs of a signal under a rule. */
export function byLeg(a: OrderLeg, b: OrderLeg): number {
  return a.index - b.index || a.instrument - b.instrument;
}

import type { IndicatorView } from "../market/indicator-view.ts";
import type { InstrumentView } from "../market/instrument-view.ts";
import type { PolicySignal } from "../signals/policy-signal.ts";

/** A position as a callback sees it, at its last mark. */
export interface HeldPosition {
  readonly symbol: string;
  readonly side: "long" | "short";
  /** shares, > 0 */
  readonly quantity: number;
  /** name of the rule that opened it */
  readonly rule: string;
  /** the signal that opened it */
  readonly signalId: string;
  /** in the instrument's currency, per share as shares are now */
  readonly entryPrice: number;
  /** closes it has lived through, that of the entry session included */
  readonly sessionsHeld: number;
  /** fraction gained so far at the last mark, before costs */
  readonly openReturn: number;
}

/** What any callback may look at: everything known at its decision instant and nothing after it. */
export interface MarketSight {
  /** the signals known strictly before now, oldest first */
  readonly signals: readonly PolicySignal[];
  /** bars of an instrument of the strategy that had closed by now */
  readonly pricesOf: (symbol: string) => InstrumentView;
  /** its indicators, as they stood at its last closed bar */
  readonly indicatorsOf: (symbol: string) => IndicatorView;
  /** equity at the last marks, in the book's currency; before what is filled at the same open or close */
  readonly equity: number;
  /** positions held now, oldest first; before what is filled at the same open or close */
  readonly positions: readonly HeldPosition[];
}

/**
 * What `where` may look at. Its decision instant is the order's fill opportunity: an order for an open sees every
 * bar that closed before that open, an order for a close sees every bar that closed before that close.
 */
export interface DecisionContext extends MarketSight {
  /**
   * the signal that is being decided on. A rule that enters before a scheduled act sees only what its date tells
   * ({@link ScheduledAct}): reading anything else is an error, since it was not known
   */
  readonly signal: PolicySignal;
  /** bars of the leg's instrument that had closed by now */
  readonly prices: InstrumentView;
  /** indicators of the leg's instrument, as they stood at its last closed bar */
  readonly indicators: IndicatorView;
}

/** What an exit callback sees: the view at a close, that bar included, and the position it holds. */
export interface HoldingContext extends DecisionContext {
  readonly holding: HeldPosition;
}

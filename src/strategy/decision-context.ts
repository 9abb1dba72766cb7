import type { IndicatorView } from "../market/indicator-view.ts";
import type { InstrumentView } from "../market/instrument-view.ts";
import type { PolicySignal } from "../signals/policy-signal.ts";

/**
 * What a callback may look at: everything known at the decision instant and nothing after it.
 *
 * The decision instant of an entry is its fill opportunity: an order for an open sees every bar that closed
 * before that open, an order for a close sees every bar that closed before that close.
 */
export interface DecisionContext {
  /** the signal that is being decided on */
  readonly signal: PolicySignal;
  /** the signals known by now, oldest first, this one included */
  readonly signals: readonly PolicySignal[];
  /** bars of the leg's instrument (or another one's) that had closed by now */
  readonly prices: InstrumentView;
  /** prices of another instrument of the strategy */
  readonly pricesOf: (symbol: string) => InstrumentView;
  /** indicators of the leg's instrument, as they stood at its last closed bar */
  readonly indicators: IndicatorView;
  readonly indicatorsOf: (symbol: string) => IndicatorView;
  /** equity at the last marks, in the book's currency */
  readonly equity: number;
  /** positions open now */
  readonly positions: readonly {
    readonly symbol: string;
    readonly side: "long" | "short";
    readonly quantity: number;
  }[];
}

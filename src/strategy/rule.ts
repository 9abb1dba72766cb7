import type { SignalSelection } from "../signals/select-signals.ts";
import type { DecisionContext } from "./decision-context.ts";

/** Which way a leg bets. */
export type Side = "long" | "short";

/** One instrument that a rule trades. */
export interface Leg {
  /** a symbol, or `"named"`: each tradable ticker that the signal itself names */
  readonly instrument: string;
  readonly side: Side;
  /** share of the rule's size, > 0; default 1. The weights of a rule's legs add up to at most `leverage` */
  readonly weight?: number;
}

/** When a rule enters. The default is the first open strictly after the signal is known. */
export interface Entry {
  /** the fill opportunity: the session's open or its close; default `open` */
  readonly at?: "open" | "close";
  /** minutes to wait after the signal is known before looking for the fill opportunity; default 0 */
  readonly delayMinutes?: number;
  /** sessions to let pass before the fill opportunity; default 0 */
  readonly delaySessions?: number;
  /** enter this many sessions before `occursAt`; only *scheduled* signals may, others are refused */
  readonly sessionsBefore?: number;
  /** a limit order instead of a market order */
  readonly limit?: LimitEntry;
  /** do not enter if the open is further than this fraction from the previous close, in the leg's favour */
  readonly onlyIfGapBelow?: number;
  /** on a bar that cannot fill (halted, placeholder, locked at its limit): try the next one, or give up */
  readonly ifBlocked?: "wait" | "lapse";
}

/** A resting limit order. It fills only if the price trades *through* the limit, not at a mere touch. */
export interface LimitEntry {
  /** distance from the previous close as a fraction, in the leg's favour: 0.02 buys 2% below, sells 2% above */
  readonly below: number;
  /** sessions the order stays good; default 1, a day order */
  readonly sessions?: number;
}

/** When a rule leaves. Several conditions may stand together: the first to be met ends the trade. */
export interface Exit {
  /** leave at the close of the n-th session held; the entry session is the first */
  readonly afterSessions?: number;
  /** with `at: "open"`, leave at the open n sessions after the entry instead; default `close` */
  readonly at?: "open" | "close";
  /** leave at the last close on or before a day (`YYYY-MM-DD`), or before the signal's own act (`"occurs"`) */
  readonly until?: string;
  /** fraction of the entry price lost at which to leave; a gap through it fills at the open */
  readonly stopLoss?: number;
  /** fraction of the entry price gained at which to leave; a limit order, filled only if traded through */
  readonly target?: number;
  /** fraction given back from the best price since entry at which to leave */
  readonly trailingStop?: number;
  /** stop and target as multiples of the average true range known at the entry decision */
  readonly stopAtr?: AtrMultiple;
  readonly targetAtr?: AtrMultiple;
  /** leave at the first open after another signal of this selection is known */
  readonly onSignal?: SignalSelection;
  /** asked after each close held; `true` leaves at the next open */
  readonly when?: (context: HoldingContext) => boolean;
}

/** `multiple` average true ranges of `period` sessions (Wilder's smoothing). */
export interface AtrMultiple {
  readonly multiple: number;
  /** sessions; default 14 */
  readonly period?: number;
}

/** What an exit callback sees: the view at the last close, and the position it holds. */
export interface HoldingContext extends DecisionContext {
  readonly holding: {
    readonly symbol: string;
    readonly side: Side;
    readonly entryPrice: number;
    readonly sessionsHeld: number;
    /** fraction gained so far at the last close, before costs */
    readonly openReturn: number;
  };
}

/**
 * What to do with a signal while the rule already holds the leg's instrument: leave the position as it is, move
 * its exit out to the new signal's, open another beside it, or close it and open a new one.
 */
export const OVERLAP_POLICIES = ["ignore", "extend", "stack", "replace"] as const;
export type OverlapPolicy = (typeof OVERLAP_POLICIES)[number];

/** What to do with a signal while any rule holds the leg's instrument on the other side. */
export const OPPOSITE_POLICIES = ["ignore", "exit", "flip"] as const;
export type OppositePolicy = (typeof OPPOSITE_POLICIES)[number];

/** How large a position is. Fractions are of equity at the fill, costs included. */
export type Sizing =
  | { readonly fraction: number }
  /** a fixed amount of the book's currency */
  | { readonly cash: number }
  /** so that the position's annual volatility over the last `sessions` is `volatility`, at most `cap` of equity */
  | { readonly volatility: number; readonly sessions?: number; readonly cap?: number }
  /** `fraction` times the absolute stance of the signal */
  | { readonly stance: number }
  /** Kelly fraction of the rule's own closed trades so far, times `kelly`, at most `cap` of equity */
  | { readonly kelly: number; readonly cap: number; readonly minTrades?: number };

/** How the legs of a basket share the size: as their weights say, or by inverse volatility at the decision. */
export type Weighting = "own" | "equal" | "inverse-volatility";

/** Maps selected signals to one or more legs. */
export interface Rule {
  /** shown in reports; default `rule 1`, `rule 2`, ... */
  readonly name?: string;
  /** which signals */
  readonly on: SignalSelection;
  /** asked once for each selected signal at its decision instant, with a view that ends there; `false` skips */
  readonly where?: (context: DecisionContext) => boolean;
  readonly legs: readonly Leg[];
  readonly entry?: Entry;
  readonly exit: Exit;
  /** default `ignore` */
  readonly overlap?: OverlapPolicy;
  /** with `stack`: at most this many positions of the rule in one instrument; default 3 */
  readonly maxStack?: number;
  /** default `ignore` */
  readonly onOpposite?: OppositePolicy;
  /** default `{ fraction: 1 }` */
  readonly sizing?: Sizing;
  /** default `own` */
  readonly weighting?: Weighting;
}

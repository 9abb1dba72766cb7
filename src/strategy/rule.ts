import type { KnownSymbol } from "../market/known-symbol.ts";
import type { SignalSelection } from "../signals/select-signals.ts";
import type { DecisionContext, HoldingContext } from "./decision-context.ts";
import type { IndexTrigger } from "./index-trigger.ts";

export type { HoldingContext };

/** Which way a leg bets. */
export type Side = "long" | "short";

/** One instrument that a rule trades. */
export interface Leg {
  /** a symbol, or `"named"`: each tradable ticker that the signal itself names */
  readonly instrument: "named" | KnownSymbol;
  readonly side: Side;
  /**
   * share of the rule's size, > 0; default 1. The weights of a rule's legs, times its size, add up to at most
   * `leverage`
   */
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
  /** a limit order placed at the open instead of a market order */
  readonly limit?: LimitEntry;
  /**
   * do not enter if the price at the fill opportunity has already moved this fraction or more from the previous
   * close, in the leg's favour
   */
  readonly onlyIfGapBelow?: number;
  /** on a bar that cannot fill (halted, placeholder, locked at its limit): try the next one, or give up; default `wait` */
  readonly ifBlocked?: "wait" | "lapse";
}

/**
 * A resting limit order. It fills only if the price trades *through* the limit, not at a mere touch: at the open if
 * that is beyond the limit, otherwise at the limit. Filled inside a bar, it meets its stop in the same bar if the
 * bar reached it, but not its target, which the bar may have reached before.
 */
export interface LimitEntry {
  /**
   * distance of the limit from the close before the order was placed, as a fraction, in the leg's favour: 0.02 buys
   * 2% below, sells 2% above; a negative one caps what is paid
   */
  readonly below: number;
  /** sessions the order stays good, that of the order included; default 1, a day order */
  readonly sessions?: number;
}

/** When a rule leaves. Several conditions may stand together: the first to be met ends the trade. */
export interface Exit {
  /** leave at the close of the n-th session held; the entry session is the first */
  readonly afterSessions?: number;
  /** with `at: "open"`, leave at the open n sessions after the entry instead; default `close` */
  readonly at?: "open" | "close";
  /**
   * leave at the last close on or before a day (`YYYY-MM-DD`), or before the signal's own *scheduled* act
   * (`"occurs"`)
   */
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
  /**
   * leave at the first open after a signal of this selection is known that was not known at the entry, or at the
   * open at which the sentiment index crosses
   */
  readonly onSignal?: SignalSelection | IndexTrigger;
  /**
   * asked after each close held; `true` leaves at the next open. Asking for an indicator that has not warmed up
   * counts as `false`, and the report says so
   */
  readonly when?: (context: HoldingContext) => boolean;
}

/** `multiple` average true ranges of `period` sessions (Wilder's smoothing). */
export interface AtrMultiple {
  readonly multiple: number;
  /** sessions; default 14 */
  readonly period?: number;
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

/**
 * How large a position is, entry costs included. Equity is that at the last marks, less the costs of what was
 * filled at the same instant before.
 */
export type Sizing =
  /** a fraction of equity */
  | { readonly fraction: number }
  /** a fixed amount of the book's currency */
  | { readonly cash: number }
  /**
   * the fraction of equity at which the position's annual volatility, judged by the last `sessions` (default 20)
   * daily returns, is `volatility`; at most `cap` (default 1)
   */
  | { readonly volatility: number; readonly sessions?: number; readonly cap?: number }
  /** this fraction of equity times the absolute stance of the signal */
  | { readonly stance: number }
  /**
   * `kelly` times the Kelly fraction of the rule's own closed trades so far, at most `cap` of equity; until
   * `minTrades` (default 10) have closed, `start` (default `cap`) of equity
   */
  | {
      readonly kelly: number;
      readonly cap: number;
      readonly minTrades?: number;
      readonly start?: number;
    };

/**
 * How the legs of a basket share the size: `own` as their weights say, `stance` as their weights times the absolute
 * stance of the signal, `equal` in equal parts, `inverse-volatility` in inverse proportion to the standard deviation
 * of the last 20 daily returns. A leg that is not filled leaves its part in cash.
 */
export const WEIGHTINGS = ["own", "stance", "equal", "inverse-volatility"] as const;
export type Weighting = (typeof WEIGHTINGS)[number];

/** Maps selected signals to one or more legs. */
export interface Rule {
  /** shown in reports; default `rule 1`, `rule 2`, ... */
  readonly name?: string;
  /** which signals, or which crossing of the sentiment index */
  readonly on: SignalSelection | IndexTrigger;
  /**
   * asked once for each signal at the first leg's fill opportunity, with a view that ends there; `false` skips the
   * signal
   */
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

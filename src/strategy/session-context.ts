import type { PolicySignal } from "../signals/policy-signal.ts";
import type { HeldPosition, MarketSight } from "./decision-context.ts";
import type { Entry, Exit, OppositePolicy, OverlapPolicy, Side, Sizing } from "./rule.ts";
import type { ScheduledAct } from "./scheduled-act.ts";

/**
 * What `onSession` receives: called before each open of each exchange that the strategy trades, on each day on
 * which that exchange has a session. It sees what had closed and what was known strictly before that open, and may
 * order fills at that open, at that session's close, or later.
 */
export interface SessionContext<Params> extends MarketSight {
  /** the strategy's parameters */
  readonly params: Params;
  /** the open that comes next: an ISO instant on its exchange's clocks, and its day, `YYYY-MM-DD` */
  readonly now: string;
  readonly day: string;
  /** symbols whose session opens now; tickers of `"named"` legs once a signal has named them */
  readonly opening: readonly string[];
  /** the signals that were not known yet at the last call, oldest first; at the first call, all that are known */
  readonly newSignals: readonly PolicySignal[];
  /** acts to come whose date was public in advance, earliest first: only what the date tells */
  readonly scheduled: readonly ScheduledAct[];
  /** cash in the book's currency; negative if borrowed */
  readonly cash: number;
  /**
   * Orders a position.
   *
   * @throws InputError if a field is wrong, the symbol is none of the strategy's, or the signal is not known
   */
  readonly enter: (order: SessionEntry) => void;
  /**
   * Orders the end of a position, or of all positions in a symbol: at the next open (this one, if the symbol opens
   * now) or at the next close.
   */
  readonly exit: (held: HeldPosition | string, at?: "open" | "close") => void;
}

/** An order of `onSession`: what a rule's leg, entry, exit and sizing say, for one signal and one instrument. */
export interface SessionEntry {
  /** the signal it is about, to which its profit is put down: one of `signals` or `scheduled` */
  readonly signal: PolicySignal | ScheduledAct;
  readonly instrument: string;
  readonly side: Side;
  /** default the next open (this one, if the instrument opens now); `close` is the next close */
  readonly at?: "open" | "close";
  readonly limit?: Entry["limit"];
  readonly onlyIfGapBelow?: number;
  readonly ifBlocked?: Entry["ifBlocked"];
  /** default none: it is held until `exit` is called or the prices end */
  readonly exit?: Exit;
  /** default `{ fraction: 1 }` */
  readonly sizing?: Sizing;
  /** as in a rule, among the positions that onSession opened; default `ignore` */
  readonly overlap?: OverlapPolicy;
  readonly maxStack?: number;
  readonly onOpposite?: OppositePolicy;
}

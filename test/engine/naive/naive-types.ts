import type { CostConfig } from "../../../src/strategy/cost-spec.ts";
import type { ResolvedRule } from "../../../src/strategy/resolve-strategy.ts";
import type { NaiveBar, NaiveInstrument } from "./naive-market.ts";
import type { NaiveOrder } from "./naive-orders.ts";

/** A signal as the naive engine needs it. */
export interface NaiveSignal {
  readonly id: string;
  readonly known: number;
  readonly stance: number;
  readonly scheduled: boolean;
  readonly occursAt: string;
  readonly isSelectedBy: readonly boolean[];
  readonly isExitOf: readonly boolean[];
}

export interface NaiveInput {
  readonly rules: readonly ResolvedRule[];
  readonly signals: readonly NaiveSignal[];
  readonly instruments: readonly NaiveInstrument[];
  /** dates of the run */
  readonly dates: readonly string[];
  /** units of the book's currency for one of an instrument's: the last fixed before a date, and by its end */
  readonly rate: (instrument: NaiveInstrument, date: string, which: "before" | "upTo") => number;
  readonly capital: number;
  readonly costs: CostConfig;
  readonly leverage: number;
  readonly maintenance: number;
  readonly sessionsPerYear: number;
}

export interface NaiveTrade {
  readonly signals: string[];
  readonly rule: number;
  readonly symbol: string;
  readonly side: number;
  readonly quantity: number;
  readonly entryDate: string;
  readonly entryPrice: number;
  readonly paid: number;
  readonly exitDate: string;
  readonly exitPrice: number;
  readonly reason: string;
  readonly costs: number;
  readonly profit: number;
}

/** A position as an object that remembers everything in plain words. */
export interface NaivePosition {
  rule: ResolvedRule;
  order: NaiveOrder;
  instrument: NaiveInstrument;
  side: number;
  signals: string[];
  shares: number;
  sharesAtEntry: number;
  entryBar: NaiveBar;
  enteredAt: "open" | "inside" | "close";
  /** entry price per share as shares are now, and as they were */
  price: number;
  boughtAt: number;
  paid: number;
  received: number;
  costs: number;
  mark: number;
  best: number;
  stop: number | null;
  target: number | null;
  trailing: number | null;
  dueBar: number | null;
  dueAt: "open" | "close";
  dueReason: string;
  leaveFrom: number | null;
  leaveReason: string;
  borrowedFrom: string;
}

export interface NaiveResult {
  readonly trades: NaiveTrade[];
  readonly equity: number[];
  readonly exposure: number[];
  readonly interest: number;
  /** order by order, what became of it: traded, extended, or not */
  readonly fates: Map<NaiveOrder, "traded" | "extended" | "skipped">;
}

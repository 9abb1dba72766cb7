import type { Market } from "../market/market.ts";
import type { PolicySignal } from "../signals/policy-signal.ts";
import type { TimingPolicy } from "../signals/timing-policy.ts";
import type { Instant } from "../time/zoned-time.ts";
import type { OrderList, OrderRun } from "./order-list.ts";
import type { ResolvedRule } from "./resolve-strategy.ts";
import type { SkipReason } from "./skip-reason.ts";

/** A signal that never became an order under a rule. */
export interface UnplannedSignal {
  readonly rule: number;
  readonly signal: number;
  /** null if it is about the whole rule, else the leg's symbol */
  readonly symbol: string | null;
  readonly reason: SkipReason;
  readonly detail: string;
}

export interface OrderPlan {
  /** in the order in which they may fill: by day, then by the time the signal was known, then by its id */
  readonly orders: OrderList;
  readonly unplanned: readonly UnplannedSignal[];
}

/** A plan that one rule after another adds to. */
export interface PlanInHand {
  readonly runs: OrderRun[];
  readonly unplanned: UnplannedSignal[];
}

/** What planning reads. */
export interface PlanInput {
  readonly rules: readonly ResolvedRule[];
  readonly signals: readonly PolicySignal[];
  /** when each signal is known, as the timing policy says */
  readonly known: readonly Instant[];
  readonly market: Market;
  readonly timing: TimingPolicy;
}

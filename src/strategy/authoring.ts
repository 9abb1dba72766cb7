/**
 * What `import ... from "edict"` gives a strategy file while edict loads it. It holds nothing that runs a
 * backtest, so that a strategy loads in a millisecond; scripts get the whole library from the same name.
 */

export type { PolicySignal } from "../signals/policy-signal.ts";
export type { SignalSelection } from "../signals/select-signals.ts";
export type { SignalKind } from "../signals/signal-kind.ts";
export type { DecisionContext, HeldPosition, HoldingContext } from "./decision-context.ts";
export { defineStrategy, type Strategy, type StrategyDefinition } from "./define-strategy.ts";
export type { IndexTrigger } from "./index-trigger.ts";
export { param } from "./param.ts";
export type { Entry, Exit, Leg, Rule, Sizing } from "./rule.ts";
export type { SessionContext, SessionEntry } from "./session-context.ts";

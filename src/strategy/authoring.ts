/**
 * What `import ... from "edict"` gives a strategy file while edict loads it. It holds nothing that runs a
 * backtest, so that a strategy loads in a millisecond; scripts get the whole library from the same name.
 */

export type { SignalKind } from "../signals/signal-kind.ts";
export type { DecisionContext } from "./decision-context.ts";
export { defineStrategy, type Strategy, type StrategyDefinition } from "./define-strategy.ts";
export { param } from "./param.ts";
export type { Entry, Exit, HoldingContext, Leg, Rule, Sizing } from "./rule.ts";

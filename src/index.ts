export { isKindWithin, type SignalKind } from "./signals/signal-kind.ts";
export { defineStrategy, type Strategy, type StrategyDefinition } from "./strategy/define-strategy.ts";
export { param } from "./strategy/param.ts";
export type { Entry, Exit, Leg, Rule, Sizing } from "./strategy/rule.ts";

/**
 * edict's public library: what a strategy file imports, and what a script needs to compute what the command line
 * prints. Functions are pure and synchronous unless their name says `load`.
 *
 * @packageDocumentation
 */
export { type EventStudy, eventStudy } from "./analysis/event-study/event-study.ts";
export type { EventOfAsset, EventStudyInput } from "./analysis/event-study/event-study-input.ts";
export type { PerformanceInput } from "./analysis/metrics/compute-metrics.ts";
export { EdictError, InputError, type Issue, MarketDataError } from "./errors.ts";
export { metrics } from "./evidence/checked-metrics.ts";
export { type LoadPricesOptions, loadPrices } from "./feeds/load-prices.ts";
export type { Instrument } from "./market/instrument.ts";
export type { PriceSeries } from "./market/price-series.ts";
export { type BacktestInputs, backtest } from "./result/backtest.ts";
export { backtestFamily } from "./result/backtest-family.ts";
export type { FamilyDocument } from "./result/family-schema.ts";
export { formatResult } from "./result/format-result.ts";
export { luckTest } from "./result/luck-test.ts";
export type { ResultDocument, ResultMetric, ResultSignal, ResultTrade } from "./result/result-schema.ts";
export type { RunConfig } from "./result/run-config.ts";
export { studySelection, studyStrategy as study } from "./result/study-document.ts";
export type { StudyDocument } from "./result/study-document-schema.ts";
export type { StudyOptions } from "./result/study-options.ts";
export { type Sweep, sweep } from "./search/sweep.ts";
export type { SweepRequest } from "./search/sweep-plan.ts";
export type { SweepDocument } from "./search/sweep-schema.ts";
export { type WalkForward, type WalkForwardRequest, walkForward } from "./search/walk-forward.ts";
export { buildCatalogue, type Catalogue } from "./signals/catalogue.ts";
export type { PolicySignal } from "./signals/policy-signal.ts";
export type { SignalSelection } from "./signals/select-signals.ts";
export { isKindWithin, type SignalKind } from "./signals/signal-kind.ts";
export { loadSignals } from "./storage/load-signals.ts";
export { loadStrategyFile as loadStrategy } from "./storage/load-strategy-file.ts";
export type { DecisionContext } from "./strategy/decision-context.ts";
export { defineStrategy, type Strategy, type StrategyDefinition } from "./strategy/define-strategy.ts";
export { param } from "./strategy/param.ts";
export type { Entry, Exit, HoldingContext, Leg, Rule, Sizing } from "./strategy/rule.ts";

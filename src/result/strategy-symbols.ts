import type { PolicySignal } from "../signals/policy-signal.ts";
import { type SignalSelection, selectSignals } from "../signals/select-signals.ts";
import { knownAt, type TimingPolicy } from "../signals/timing-policy.ts";
import { isIndexTrigger } from "../strategy/index-trigger.ts";
import type { ResolvedStrategy } from "../strategy/resolve-strategy.ts";

/** The symbols whose prices a strategy needs, and those it can do without. */
export interface StrategySymbols {
  /** instruments of its legs, then those that onSession may trade: without their prices there is nothing to trade */
  readonly legs: readonly string[];
  /** what it says its callbacks look at and no leg names: needed, too; one that signals name is traded as well */
  readonly watched: readonly string[];
  /** tickers that its signals name, for legs that trade `"named"`, the first named first: one without prices skips its signals */
  readonly named: readonly string[];
  readonly benchmark: string | null;
}

/** Symbols of a strategy, once `--instrument A=B` has been applied. */
export function strategySymbols(
  strategy: ResolvedStrategy,
  signals: readonly PolicySignal[],
  timing: TimingPolicy,
): StrategySymbols {
  const legs = new Set<string>();
  const named = new Set<string>();
  for (const { legs: own, on } of strategy.rules) {
    for (const { instrument } of own) if (instrument !== "named") legs.add(instrument);
    if (own.every(({ instrument }) => instrument !== "named") || isIndexTrigger(on)) continue;
    for (const symbol of symbolsNamedBy(on, signals, timing)) named.add(symbol);
  }
  if (strategy.onSession !== null) for (const symbol of strategy.instruments) legs.add(symbol);
  const watched = new Set(strategy.instruments.filter((symbol) => !legs.has(symbol)));
  for (const symbol of legs) named.delete(symbol);
  return {
    legs: [...legs],
    watched: [...watched],
    named: [...named],
    benchmark: strategy.benchmark,
  };
}

/**
 * The tickers that selected signals name, that of the signal known first first: the book's currency may hang on the
 * first, and must not on what is named later.
 */
function symbolsNamedBy(
  on: SignalSelection,
  signals: readonly PolicySignal[],
  timing: TimingPolicy,
): readonly string[] {
  const instants = new Map(signals.map((signal) => [signal, knownAt(signal, timing)]));
  const instantOf = (signal: PolicySignal) => instants.get(signal)!;
  const selected = selectSignals(signals, on, instantOf);
  return selected
    .toSorted((a, b) => instantOf(a) - instantOf(b) || (a.id < b.id ? -1 : 1))
    .flatMap((signal) => signal.symbols);
}

/** The strategy with instrument B wherever it says A. */
export function replaceInstruments(
  strategy: ResolvedStrategy,
  replacements: Readonly<Record<string, string>>,
): ResolvedStrategy {
  const replaced = (symbol: string) => (Object.hasOwn(replacements, symbol) ? replacements[symbol]! : symbol);
  return {
    ...strategy,
    instruments: strategy.instruments.map(replaced),
    rules: strategy.rules.map((rule) => ({
      ...rule,
      legs: rule.legs.map((leg) => ({ ...leg, instrument: replaced(leg.instrument) })),
    })),
  };
}

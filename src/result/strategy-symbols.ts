import type { PolicySignal } from "../signals/policy-signal.ts";
import { selectSignals } from "../signals/select-signals.ts";
import { knownAt, type TimingPolicy } from "../signals/timing-policy.ts";
import { isIndexTrigger } from "../strategy/index-trigger.ts";
import type { ResolvedStrategy } from "../strategy/resolve-strategy.ts";

/** The symbols whose prices a strategy needs, and those it can do without. */
export interface StrategySymbols {
  /** instruments of its legs: without their prices there is nothing to trade */
  readonly legs: readonly string[];
  /** what its callbacks look at, or its onSession trades, beside the legs: needed, too */
  readonly watched: readonly string[];
  /** tickers that its signals name, for legs that trade `"named"`: one without prices skips its signals */
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
  for (const rule of strategy.rules) {
    for (const leg of rule.legs) {
      if (leg.instrument !== "named") {
        legs.add(leg.instrument);
        continue;
      }
      if (isIndexTrigger(rule.on)) continue;
      const selected = selectSignals(signals, rule.on, (signal) => knownAt(signal, timing));
      for (const signal of selected) for (const symbol of signal.symbols) named.add(symbol);
    }
  }
  const watched = strategy.instruments.filter((symbol) => !legs.has(symbol));
  for (const symbol of [...legs, ...watched]) named.delete(symbol);
  return {
    legs: [...legs],
    watched: [...new Set(watched)],
    named: [...named].sort(),
    benchmark: strategy.benchmark,
  };
}

/** The strategy with instrument B wherever it says A. */
export function replaceInstruments(
  strategy: ResolvedStrategy,
  replacements: Readonly<Record<string, string>>,
): ResolvedStrategy {
  const replaced = (symbol: string) =>
    Object.hasOwn(replacements, symbol) ? (replacements[symbol] as string) : symbol;
  return {
    ...strategy,
    instruments: strategy.instruments.map(replaced),
    rules: strategy.rules.map((rule) => ({
      ...rule,
      legs: rule.legs.map((leg) => ({ ...leg, instrument: replaced(leg.instrument) })),
    })),
  };
}

import { MarketDataError } from "../errors.ts";
import { isTradable } from "../market/instrument.ts";
import type { PriceSeries } from "../market/price-series.ts";
import type { CostConfig } from "../strategy/cost-spec.ts";
import type { OrderTerms, ResolvedStrategy } from "../strategy/resolve-strategy.ts";
import type { StrategySymbols } from "./strategy-symbols.ts";

/** The series that a run trades, which make its time line, and those that its callbacks only look at. */
export interface RunSeries {
  readonly traded: readonly PriceSeries[];
  readonly watched: readonly PriceSeries[];
}

/**
 * Finds the series of a strategy among those at hand.
 *
 * @throws MarketDataError naming every symbol that it needs and that has no prices
 */
export function runSeries(symbols: StrategySymbols, seriesOf: ReadonlyMap<string, PriceSeries>): RunSeries {
  const missing = [...symbols.legs, ...symbols.watched].filter((symbol) => !seriesOf.has(symbol));
  if (missing.length > 0) {
    throw new MarketDataError(
      missing.map((symbol) => ({
        what: `no prices of ${symbol}, which the strategy ${symbols.legs.includes(symbol) ? "trades" : "looks at"}`,
        at: symbol,
        fix: `give them with --file ${symbol}=prices.csv or --prices, or trade another with --instrument ${symbol}=OTHER`,
      })),
    );
  }
  const found = (names: readonly string[]) => names.flatMap((symbol) => seriesOf.get(symbol) ?? []);
  const traded = found([...symbols.legs, ...symbols.named]);
  if (traded.length === 0) {
    throw new MarketDataError({
      what: `the strategy trades the tickers that its signals name, and none of them has prices`,
      ...(symbols.named.length > 0 && { at: symbols.named.join(", ") }),
      fix: "give prices of at least one of them",
    });
  }
  return { traded, watched: found(symbols.watched).filter((series) => !traded.includes(series)) };
}

/**
 * Checks that the prices have the columns that the rules ask for.
 *
 * @throws MarketDataError naming every series that lacks one
 */
export function checkColumns(
  strategy: ResolvedStrategy,
  costs: CostConfig,
  traded: readonly PriceSeries[],
): void {
  const issues = traded.flatMap((series) => {
    const { instrument, bars, source } = series;
    const rules = strategy.rules.filter((rule) =>
      rule.legs.some((leg) => leg.instrument === instrument.symbol || leg.instrument === "named"),
    );
    const found = [];
    if (rules.some(needsOpens) && !hasValues(bars.open)) {
      found.push({
        what: `${instrument.symbol} has no opens, and the strategy trades at the open`,
        at: source,
        fix: `give prices with opens, or write entry: { at: "close" }`,
      });
    }
    if (rules.some(needsRanges) && !(hasValues(bars.high) && hasValues(bars.low))) {
      found.push({
        what: `${instrument.symbol} has no highs and lows, and the strategy has stops, targets or limits`,
        at: source,
        fix: "give prices with highs and lows, or leave those exits out",
      });
    }
    if (costs.impact !== null && isTradable(instrument) && !hasValues(bars.volume)) {
      found.push({
        what: `${instrument.symbol} has no volumes, and market impact depends on them`,
        at: source,
        fix: "give prices with volumes, or leave out costs.impact",
      });
    }
    return found;
  });
  if (issues.length > 0) throw new MarketDataError(issues);
}

function hasValues(column: Float64Array): boolean {
  return column.some((value) => !Number.isNaN(value));
}

function needsOpens({ entry, exit }: OrderTerms): boolean {
  const leavesAtOpens = exit.at === "open" || exit.onSignal !== undefined || exit.when !== undefined;
  return entry.at === "open" || leavesAtOpens;
}

function needsRanges({ entry, exit }: OrderTerms): boolean {
  const levels = [exit.stopLoss, exit.target, exit.trailingStop, exit.stopAtr, exit.targetAtr, entry.limit];
  return levels.some((level) => level !== undefined);
}

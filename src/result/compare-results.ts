import { metricCatalogue } from "../analysis/metrics/metric-catalogue.ts";
import { compareInputs } from "./compare-inputs.ts";
import { compareReturns, type PairedDifference } from "./compare-returns.ts";
import type { ResultDocument, ResultMetric, ResultTrade } from "./result-schema.ts";

/** Two runs side by side; "difference" is always the second less the first. */
export interface ResultComparison {
  readonly first: RunLabel;
  readonly second: RunLabel;
  readonly metrics: readonly MetricComparison[];
  /** whether the second did better on the sessions that both share, and how sure that is */
  readonly returns: readonly PairedDifference[];
  readonly trades: TradeComparison;
  readonly inputs: readonly InputDifference[];
}

export interface RunLabel {
  readonly runId: string;
  readonly name: string;
  readonly from: string | null;
  readonly to: string | null;
}

export interface MetricComparison {
  readonly key: string;
  readonly name: string;
  readonly first: number | null;
  readonly second: number | null;
  /** null if either is undefined, or the two are defined in different ways */
  readonly difference: number | null;
  /** the two numbers are not of one definition, e.g. annualised by other factors */
  readonly isSameDefinition: boolean;
}

/** Trades are the same trade if signal, rule, instrument and side are. */
export interface TradeComparison {
  readonly onlyFirst: readonly ResultTrade[];
  readonly onlySecond: readonly ResultTrade[];
  /** in both, but entered or left at another session or price */
  readonly changed: readonly { readonly first: ResultTrade; readonly second: ResultTrade }[];
  readonly unchanged: number;
}

/** An input that the two runs do not share. */
export interface InputDifference {
  /** e.g. `params.hold`, `config.timing`, `strategy`, `signals`, `prices KWEB` */
  readonly name: string;
  readonly first: string;
  readonly second: string;
}

/** Compares two runs: metrics, returns on the sessions they share, trades, and what went into them. */
export function compareResults(first: ResultDocument, second: ResultDocument): ResultComparison {
  return {
    first: labelOf(first),
    second: labelOf(second),
    metrics: compareMetrics(first, second),
    returns: compareReturns(first, second),
    trades: compareTrades(first.trades, second.trades),
    inputs: differingInputs(first, second),
  };
}

function labelOf({ runId, strategy, span }: ResultDocument): RunLabel {
  return { runId, name: strategy.name, from: span.from, to: span.to };
}

function compareMetrics(first: ResultDocument, second: ResultDocument): MetricComparison[] {
  const names = new Map(metricCatalogue.map(({ key, name }) => [key, name]));
  const keys = [...new Set([...Object.keys(first.summary), ...Object.keys(second.summary)])];
  return keys.map((key) => {
    const [one, other] = [first.summary[key], second.summary[key]];
    const isSameDefinition = one === undefined || other === undefined || one.definition === other.definition;
    const [a, b] = [valueIn(one), valueIn(other)];
    return {
      key,
      name: names.get(key) ?? key,
      first: a,
      second: b,
      difference: a === null || b === null || !isSameDefinition ? null : b - a,
      isSameDefinition,
    };
  });
}

function valueIn(metric: ResultMetric | undefined): number | null {
  return metric?.value ?? null;
}

function compareTrades(first: readonly ResultTrade[], second: readonly ResultTrade[]): TradeComparison {
  const others = byKey(second);
  const onlyFirst: ResultTrade[] = [];
  const changed: { first: ResultTrade; second: ResultTrade }[] = [];
  let unchanged = 0;
  for (const [key, trade] of byKey(first)) {
    const other = others.get(key);
    if (other === undefined) onlyFirst.push(trade);
    else if (isSameRoundTrip(trade, other)) unchanged++;
    else changed.push({ first: trade, second: other });
    others.delete(key);
  }
  return { onlyFirst, onlySecond: [...others.values()], changed, unchanged };
}

/** Trades by what makes them the same; a signal may open several alike, which are then told apart by their order. */
function byKey(trades: readonly ResultTrade[]): Map<string, ResultTrade> {
  const keyed = new Map<string, ResultTrade>();
  for (const trade of trades) {
    const base = JSON.stringify([trade.signalId, trade.rule, trade.instrument, trade.side]);
    let key = base;
    for (let copy = 2; keyed.has(key); copy++) key = `${base} ${copy}`;
    keyed.set(key, trade);
  }
  return keyed;
}

function isSameRoundTrip(a: ResultTrade, b: ResultTrade): boolean {
  return [a.entry, a.exit].every((fill, index) => {
    const other = [b.entry, b.exit][index]!;
    return fill.session === other.session && fill.price === other.price;
  });
}

/** What `compareInputs` finds, with short hashes. */
function differingInputs(first: ResultDocument, second: ResultDocument): InputDifference[] {
  const symbols = new Set([...first.data.prices, ...second.data.prices].map((series) => series.symbol));
  return compareInputs(first, second).map(({ name, was, is }): InputDifference => {
    if (symbols.has(name)) return { name: `prices ${name}`, first: was, second: is };
    const isHash = name === "strategy" || name === "signals";
    return isHash
      ? { name, first: was.slice(0, HASH_SHOWN), second: is.slice(0, HASH_SHOWN) }
      : { name, first: was, second: is };
  });
}

const HASH_SHOWN = 12;

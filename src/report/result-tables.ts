import type { ResultDocument, ResultMetric } from "../result/result-schema.ts";

/** A cell of an exported table; null is a value that is not there. */
export type TableValue = string | number | boolean | null;

/** A table as columns of equal length. Names are those of the result document; fractions stay fractions. */
export interface ResultTable {
  readonly name: "trades" | "signals" | "equity" | "metrics";
  readonly columns: Readonly<Record<string, readonly TableValue[]>>;
}

/**
 * The tables of a result that spreadsheets, frames and CSV files hold: one row a trade, a signal under a rule, a
 * session, and a metric.
 */
export function resultTables(result: ResultDocument): readonly ResultTable[] {
  return [tradesTable(result), signalsTable(result), equityTable(result), metricsTable(result)];
}

/** One row a trade, with the title and the kind of the signal that opened it. */
export function tradesTable(result: ResultDocument): ResultTable {
  const signals = new Map(result.signals.map((signal) => [signal.id, signal]));
  const column = columnsOf(result.trades);
  return {
    name: "trades",
    columns: {
      id: column((trade) => trade.id),
      signalId: column((trade) => trade.signalId),
      title: column((trade) => signals.get(trade.signalId)?.title ?? null),
      kind: column((trade) => signals.get(trade.signalId)?.kind ?? null),
      rule: column((trade) => trade.rule),
      instrument: column((trade) => trade.instrument),
      side: column((trade) => trade.side),
      quantity: column((trade) => trade.quantity),
      currency: column((trade) => trade.currency),
      entrySession: column((trade) => trade.entry.session),
      entryPrice: column((trade) => trade.entry.price),
      entryReason: column((trade) => trade.entry.reason),
      exitSession: column((trade) => trade.exit.session),
      exitPrice: column((trade) => trade.exit.price),
      exitReason: column((trade) => trade.exit.reason),
      sessionsHeld: column((trade) => trade.sessionsHeld),
      grossReturn: column((trade) => trade.grossReturn),
      return: column((trade) => trade.return),
      profit: column((trade) => trade.profit),
      costs: column((trade) => trade.costs),
      gap: column((trade) => trade.attribution.gap),
      firstSession: column((trade) => trade.attribution.firstSession),
      drift: column((trade) => trade.attribution.drift),
      currencyEffect: column((trade) => trade.attribution.currency),
      maxAdverse: column((trade) => trade.maxAdverse),
      maxFavourable: column((trade) => trade.maxFavourable),
    },
  };
}

/** One row a signal under a rule, traded or not. */
export function signalsTable(result: ResultDocument): ResultTable {
  const column = columnsOf(result.signals);
  return {
    name: "signals",
    columns: {
      id: column((signal) => signal.id),
      rule: column((signal) => signal.rule),
      title: column((signal) => signal.title),
      kind: column((signal) => signal.kind),
      status: column((signal) => signal.status),
      stance: column((signal) => signal.stance),
      disposition: column((signal) => signal.disposition),
      reason: column((signal) => signal.reason),
      detail: column((signal) => signal.detail),
      publishedDate: column((signal) => signal.publishedAt.date),
      publishedTime: column((signal) => signal.publishedAt.time),
      publishedBasis: column((signal) => signal.publishedAt.basis),
      knownAt: column((signal) => signal.knownAt),
      session: column((signal) => signal.session),
      tradeIds: column((signal) => signal.tradeIds.join(" ")),
      family: column((signal) => signal.family),
      familyComplete: column((signal) => signal.familyComplete),
      source: column((signal) => signal.sources[0] ?? null),
    },
  };
}

/** One row a session: the account and its benchmark. */
export function equityTable(result: ResultDocument): ResultTable {
  const { date, equity, drawdown, exposure, benchmark } = result.equity;
  return {
    name: "equity",
    columns: { date, equity, drawdown, exposure, benchmark: benchmark ?? date.map(() => null) },
  };
}

/** One row a metric, of the strategy and of its benchmark. */
function metricsTable(result: ResultDocument): ResultTable {
  const other: Readonly<Record<string, ResultMetric>> =
    "summary" in result.benchmark ? result.benchmark.summary : {};
  const column = columnsOf(Object.entries(result.summary));
  return {
    name: "metrics",
    columns: {
      metric: column(([key]) => key),
      strategy: column(([, metric]) => metric.value),
      benchmark: column(([key]) => other[key]?.value ?? null),
      definition: column(([, metric]) => metric.definition),
      undefinedBecause: column(([, metric]) => (metric.value === null ? metric.reason : null)),
    },
  };
}

function columnsOf<Row>(rows: readonly Row[]): (value: (row: Row) => TableValue) => readonly TableValue[] {
  return (value) => rows.map(value);
}

/** A table row by row, its header first. */
export function rowsOf(table: ResultTable): readonly (readonly TableValue[])[] {
  const names = Object.keys(table.columns);
  const columns = Object.values(table.columns);
  const length = columns[0]?.length ?? 0;
  return [names, ...Array.from({ length }, (_, row) => columns.map((column) => column[row] as TableValue))];
}

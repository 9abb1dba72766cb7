import type { DataFrame } from "danfojs-node";
import { assertArgument } from "./decode/assert-argument.ts";
import { equityTable, type ResultTable, signalsTable, tradesTable } from "./report/result-tables.ts";
import type { ResultDocument } from "./result/result-schema.ts";
import { loadDanfo } from "./storage/danfo-library.ts";

/** A result as danfojs data frames. */
export interface ResultFrames {
  /** one row a trade */
  readonly trades: DataFrame;
  /** one row a signal under a rule, traded or not */
  readonly signals: DataFrame;
  /** one row a session */
  readonly equity: DataFrame;
}

/**
 * The trades, signals and equity of a result as danfojs-node data frames, for those who think in pandas. Columns are
 * named as in the result; fractions stay fractions, and a value that is not there is NaN in a column of numbers. A
 * run without trades has a frame of trades with its columns and no row.
 *
 * @throws InputError if danfojs-node, an optional dependency, is not installed
 * @example
 *   const { trades } = frames(result);
 *   trades.groupby(["kind"]).col(["return"]).mean().print();
 */
export function frames(result: ResultDocument): ResultFrames {
  assertArgument(result, "object", "result", "give what backtest() returns");
  assertArgument(result.trades, "list", "result.trades", "give what backtest() returns");
  const danfo = loadDanfo("frames()");
  const frameOf = (table: ResultTable) => {
    const columns = Object.keys(table.columns);
    const isEmpty = table.columns[columns[0]!]?.length === 0;
    // danfojs refuses columns without rows; it takes the names of columns that have none.
    return new danfo.DataFrame(isEmpty ? [] : columnsOf(table), { columns }) as DataFrame;
  };
  return {
    trades: frameOf(tradesTable(result)),
    signals: frameOf(signalsTable(result)),
    equity: frameOf(equityTable(result)),
  };
}

/** danfojs takes NaN for a number that is not there, and would make texts of a column with null. */
function columnsOf({ columns }: ResultTable): Record<string, unknown[]> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, values]) => {
      const isNumeric = values.every((value) => value === null || typeof value === "number");
      return [name, values.map((value) => value ?? (isNumeric ? Number.NaN : ""))];
    }),
  );
}

import type { SweepDocument } from "../search/sweep-schema.ts";
import { labelText } from "./point-text.ts";

/** Mean objective of a search over two of its parameters, by the columns and rows of the map. */
export type HeatMap = NonNullable<SweepDocument["heatMap"]>;

type Params = NonNullable<SweepDocument["best"]>["params"];

/** One cell as every drawing of a map shows it. */
export interface HeatMapCell {
  readonly column: number;
  readonly row: number;
  /** null where no point lies, or none has a value */
  readonly value: number | null;
  /** `hold 5, stopLoss 0.1: 1.24` */
  readonly words: string;
}

/**
 * All cells, row by row.
 *
 * @param show a value in words
 */
export function heatMapCells(
  { x, y, mean }: HeatMap,
  show: (value: number) => string,
): readonly HeatMapCell[] {
  return mean.flatMap((line, row) =>
    line.map((value, column) => {
      const across = `${x.name} ${labelText(x.labels[column])}`;
      const down = y === null ? "" : `, ${y.name} ${labelText(y.labels[row])}`;
      return { column, row, value, words: `${across}${down}: ${value === null ? "no value" : show(value)}` };
    }),
  );
}

/** Lowest and highest value of a map. */
export function heatMapRange({ mean }: HeatMap): readonly [number, number] {
  const values = mean.flat().filter((value) => value !== null);
  return [Math.min(...values), Math.max(...values)];
}

/** The cell that a point lies in. */
export function cellOfPoint(
  { x, y }: HeatMap,
  params: Params,
): { readonly column: number; readonly row: number } {
  return {
    column: cellOf(x.labels, params[x.name]),
    row: y === null ? 0 : cellOf(y.labels, params[y.name]),
  };
}

/** The last cell that begins at or before a number; the cell of any other value. */
export function cellOf(labels: HeatMap["x"]["labels"], value: string | number | boolean | undefined): number {
  if (typeof value !== "number") return Math.max(0, labels.indexOf(value as string));
  return Math.max(
    0,
    labels.findLastIndex((label) => (label as number) <= value),
  );
}

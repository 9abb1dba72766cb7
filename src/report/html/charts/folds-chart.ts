import { COLOR } from "./chart-colors.ts";
import { baseOption, type Chart, type ChartSize, marks } from "./chart-frame.ts";
import { rowLayout } from "./row-layout.ts";

/** What a chosen point made where it was chosen, and where it was not; null is undefined. */
export interface FoldPair {
  readonly label: string;
  readonly inSample: number | null;
  readonly outOfSample: number | null;
}

/** A row for each fold: a ring for in sample, a dot for out of sample, and the way between them. */
export function foldsChart(
  folds: readonly FoldPair[],
  show: (value: number) => string,
  size: ChartSize,
): Chart {
  const say = (value: number | null) => (value === null ? "undefined" : show(value));
  const words = (value: (fold: FoldPair) => number | null) =>
    folds
      .filter((fold) => value(fold) !== null)
      .map(
        ({ label, inSample, outOfSample }) =>
          `${label}\nin sample ${say(inSample)}, out of sample ${say(outOfSample)}`,
      );
  const labels = folds.map(({ label }) => label);
  const { height, grid, xAxis, yAxis } = rowLayout(labels, size, 210, show);
  return {
    height,
    titles: new Map([
      [1, words(({ inSample }) => inSample)],
      [2, words(({ outOfSample }) => outOfSample)],
    ]),
    option: {
      ...baseOption(),
      grid,
      xAxis,
      yAxis,
      series: [
        waysBetween(folds),
        rowMarks(
          "in-sample",
          folds.map(({ inSample }) => inSample),
          () => ({ color: COLOR.paper, borderColor: COLOR.muted, borderWidth: 1.5, opacity: 1 }),
        ),
        rowMarks(
          "out-of-sample",
          folds.map(({ outOfSample }) => outOfSample),
          (value) => ({ color: value < 0 ? COLOR.loss : COLOR.strategy, opacity: 1 }),
        ),
      ],
    },
  };
}

/** From ring to dot in every row that has both, as one line with a gap after each. */
function waysBetween(folds: readonly FoldPair[]): Record<string, unknown> {
  return {
    type: "line",
    z: 1,
    silent: true,
    showSymbol: false,
    connectNulls: false,
    data: folds.flatMap(({ inSample, outOfSample }, row) =>
      inSample === null || outOfSample === null
        ? []
        : [
            [inSample, row],
            [outOfSample, row],
            [outOfSample, null],
          ],
    ),
    lineStyle: { color: COLOR.faint, width: 1.5 },
  };
}

/** A mark in each row that has a value. */
function rowMarks(
  id: string,
  values: readonly (number | null)[],
  styleOf: (value: number) => Record<string, unknown>,
): Record<string, unknown> {
  const data = values.flatMap((value, row) =>
    value === null ? [] : [{ value: [value, row], itemStyle: styleOf(value) }],
  );
  return marks(id, 0, data, { silent: true, symbolSize: 11 });
}

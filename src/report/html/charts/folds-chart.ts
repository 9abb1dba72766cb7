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
  const known = folds.map((fold, row) => ({ ...fold, row }));
  const points = (value: (fold: FoldPair) => number | null) =>
    known.flatMap((fold) => {
      const at = value(fold);
      return at === null ? [] : [{ at, row: fold.row }];
    });
  const say = (value: number | null) => (value === null ? "undefined" : show(value));
  const words = (value: (fold: FoldPair) => number | null) =>
    folds
      .filter((fold) => value(fold) !== null)
      .map(
        ({ label, inSample, outOfSample }) =>
          `${label}\nin sample ${say(inSample)}, out of sample ${say(outOfSample)}`,
      );
  const ways = known.flatMap(({ inSample, outOfSample, row }) =>
    inSample === null || outOfSample === null
      ? []
      : [
          [inSample, row],
          [outOfSample, row],
          [outOfSample, null],
        ],
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
        {
          type: "line",
          z: 1,
          silent: true,
          showSymbol: false,
          connectNulls: false,
          data: ways,
          lineStyle: { color: COLOR.faint, width: 1.5 },
        },
        marks(
          "in-sample",
          0,
          points(({ inSample }) => inSample).map(({ at, row }) => ({
            value: [at, row],
            itemStyle: { color: COLOR.paper, borderColor: COLOR.muted, borderWidth: 1.5, opacity: 1 },
          })),
          { silent: true, symbolSize: 11 },
        ),
        marks(
          "out-of-sample",
          0,
          points(({ outOfSample }) => outOfSample).map(({ at, row }) => ({
            value: [at, row],
            itemStyle: { color: at < 0 ? COLOR.loss : COLOR.strategy, opacity: 1 },
          })),
          { silent: true, symbolSize: 11 },
        ),
      ],
    },
  };
}

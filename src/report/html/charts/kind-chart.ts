import { formatCount } from "../../../decode/format-count.ts";
import { formatSignedPercent } from "../../format-values.ts";
import type { KindReturns } from "../../returns-by-kind.ts";
import { COLOR, colorOfReturn } from "./chart-colors.ts";
import { baseOption, type Chart, type ChartSize, marks, percentLabel } from "./chart-frame.ts";
import { rowLayout } from "./row-layout.ts";

/** A row for each kind of signal: every trade a dot at its return, the mean a bar across. */
export function kindChart(kinds: readonly KindReturns[], size: ChartSize): Chart {
  const labels = kinds.map(({ kind, trades }) => `${kind} (${formatCount(trades.length)})`);
  const { height, grid, xAxis, yAxis } = rowLayout(labels, size, 190, percentLabel);
  const trades = kinds
    .flatMap(({ kind, trades }) => trades.map((trade) => ({ kind, trade })))
    .sort((a, b) => Number(a.trade.return < 0) - Number(b.trade.return < 0));
  return {
    height,
    titles: new Map([
      [
        0,
        trades.length > 300
          ? []
          : trades.map(
              ({ trade }) => `${trade.id} ${trade.entry.session}: ${formatSignedPercent(trade.return, 2)}`,
            ),
      ],
    ]),
    option: {
      ...baseOption(),
      grid,
      xAxis,
      yAxis,
      series: [
        marks(
          "trades",
          0,
          trades.map(({ kind, trade }) => ({
            value: [trade.return, kinds.findIndex((one) => one.kind === kind)],
            itemStyle: { color: colorOfReturn(trade.return), opacity: 0.55 },
          })),
          { symbolSize: trades.length > 150 ? 6 : 9 },
        ),
        marks(
          "means",
          0,
          kinds.map(({ mean }, index) => ({
            value: [mean, index],
            itemStyle: { color: COLOR.ink, opacity: 1 },
          })),
          { symbol: "rect", symbolSize: [2.5, 22], silent: true },
        ),
      ],
    },
  };
}

import { formatSignedPercent } from "../../format-values.ts";
import { COLOR, colorOfReturn } from "./chart-colors.ts";
import { baseOption, type Chart, type ChartSize, marks, percentLabel } from "./chart-frame.ts";
import { rowLayout } from "./row-layout.ts";

/** An event: its cumulated abnormal return, and what it was. */
export interface GroupEvent {
  readonly value: number;
  readonly name: string;
}

/** Cumulated abnormal returns of a group of events; single ones where they are known. */
export interface EventGroup {
  readonly label: string;
  readonly mean: number;
  readonly median: number;
  readonly events: readonly GroupEvent[];
}

const say = (value: number) => formatSignedPercent(value, 2);

/** A row for each group: its events as dots, its mean as a bar across, its median as a ring. */
export function groupChart(groups: readonly EventGroup[], size: ChartSize): Chart {
  const labels = groups.map(({ label }) => label);
  const { height, grid, xAxis, yAxis } = rowLayout(labels, size, 230, percentLabel);
  return {
    height,
    titles: new Map([
      [0, groups.flatMap(({ events }) => events.map(({ name, value }) => `${name}\nCAR ${say(value)}`))],
      [1, groups.map(({ label, median }) => `${label}\nmedian ${say(median)}`)],
      [2, groups.map(({ label, mean }) => `${label}\nmean ${say(mean)}`)],
    ]),
    option: {
      ...baseOption(),
      grid,
      xAxis,
      yAxis,
      series: [
        marks(
          "events",
          0,
          groups.flatMap(({ events }, row) =>
            events.map(({ value }) => ({
              value: [value, row],
              itemStyle: { color: colorOfReturn(value), opacity: 0.45 },
            })),
          ),
          { silent: true, symbolSize: 8 },
        ),
        marks(
          "medians",
          0,
          groups.map(({ median }, row) => ({
            value: [median, row],
            itemStyle: { color: COLOR.paper, borderColor: COLOR.ink, borderWidth: 1.5, opacity: 1 },
          })),
          { silent: true, symbolSize: 10 },
        ),
        marks(
          "means",
          0,
          groups.map(({ mean }, row) => ({
            value: [mean, row],
            itemStyle: { color: COLOR.ink, opacity: 1 },
          })),
          { silent: true, symbol: "rect", symbolSize: [2.5, 22] },
        ),
      ],
    },
  };
}

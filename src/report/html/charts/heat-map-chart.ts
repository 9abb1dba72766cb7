import { cellOfPoint, type HeatMap, heatMapCells, heatMapRange } from "../../heat-map-cell.ts";
import { labelText } from "../../point-text.ts";
import { COLOR } from "./chart-colors.ts";
import { baseOption, type Chart, type ChartSize, type DrawingApi } from "./chart-frame.ts";

type Params = Readonly<Record<string, string | number | boolean>>;

/** A cell never grows beyond this, however few there are. */
const LARGEST_CELL = 40;
/** Figures stand in the cells where all of them have room. */
const ROOM_FOR_FIGURES = 34;
/** Pixels that a label needs, across and down. */
const LABEL_WIDTH = 26;
const LABEL_HEIGHT = 15;
/** The faintest tint still differs from an empty cell. */
const FAINTEST = 0.06;

/**
 * A search's objective over two parameters: a tint for each cell, blue where it is above 0 and vermilion below, deeper
 * the further from 0; where no sign changes, from the value nearest to 0 to the furthest. The best point's cell is framed.
 *
 * @param show a value in words
 */
export function heatMapChart(
  map: HeatMap,
  best: Params,
  show: (value: number) => string,
  size: ChartSize,
): Chart {
  const columns = map.x.labels.length;
  const rows = map.mean.length;
  const left = size.isCompact ? 46 : 110;
  const right = size.isCompact ? 8 : 72;
  const cell = Math.min(LARGEST_CELL, (size.width - left - right) / columns);
  // A map of many rows still fits a screen and a page.
  const height = Math.max(18, Math.min(cell, size.isCompact || rows > 12 ? 20 : 30));
  const tint = tintOf(heatMapRange(map));
  const hasFigures = cell >= ROOM_FOR_FIGURES;
  const cells = heatMapCells(map, show);
  const framed = cellOfPoint(map, best);
  return {
    height: 14 + rows * height + 48,
    titles: new Map([[0, cells.map(({ words }) => words)]]),
    option: {
      ...baseOption(),
      grid: { left, top: 14, width: cell * columns, height: rows * height, outerBoundsMode: "none" },
      xAxis: categoryAxis(map.x.name, map.x.labels, [cell, LABEL_WIDTH], {
        nameLocation: "middle",
        nameGap: 28,
      }),
      yAxis: categoryAxis(map.y?.name ?? "", map.y?.labels ?? [""], [height, LABEL_HEIGHT], {
        inverse: true,
        nameLocation: "start",
        nameGap: 4,
        nameTextStyle: size.isCompact
          ? { align: "left", verticalAlign: "bottom", padding: [0, 0, 0, 4 - left], color: COLOR.ink }
          : { align: "right", verticalAlign: "bottom", padding: [0, 8, 0, 0], color: COLOR.ink },
      }),
      series: [
        {
          type: "custom",
          silent: true,
          data: cells.map(({ column, row, value }) => [column, row, value ?? Number.NaN]),
          renderItem: ({ dataIndex }: { readonly dataIndex: number }, api: DrawingApi) => {
            const { column, row, value } = cells[dataIndex]!;
            return drawCell(api.coord([column, row]), [cell, height], value, tint, hasFigures ? show : null);
          },
        },
        {
          type: "custom",
          silent: true,
          data: [[framed.column, framed.row]],
          renderItem: (_: unknown, api: DrawingApi) =>
            drawFrame(api.coord([framed.column, framed.row]), [cell, height]),
        },
      ],
    },
  };
}

interface Tint {
  readonly color: string;
  readonly opacity: number;
}

/** How a value is tinted: its sign by colour, its size by depth. */
function tintOf([lowest, highest]: readonly [number, number]): (value: number) => Tint {
  const depth = (share: number) => FAINTEST + (1 - FAINTEST) * share;
  if (lowest < 0 && highest > 0) {
    const furthest = Math.max(-lowest, highest);
    return (value) => ({
      color: value < 0 ? COLOR.loss : COLOR.strategy,
      opacity: depth(Math.abs(value) / furthest),
    });
  }
  const span = highest - lowest;
  const isBelow = lowest < 0;
  return (value) => ({
    color: isBelow ? COLOR.loss : COLOR.strategy,
    opacity: depth(span === 0 ? 0.5 : (isBelow ? highest - value : value - lowest) / span),
  });
}

function drawCell(
  [x, y]: readonly [number, number],
  [width, height]: readonly [number, number],
  value: number | null,
  tint: (value: number) => Tint,
  show: ((value: number) => string) | null,
): Record<string, unknown> {
  const shape = { x: x - width / 2 + 0.5, y: y - height / 2 + 0.5, width: width - 1, height: height - 1 };
  if (value === null) {
    return { type: "rect", shape, style: { fill: "none", stroke: COLOR.rule, lineWidth: 1 } };
  }
  const { color, opacity } = tint(value);
  // Figures have to be read on it, in dark and in light.
  const deepest = show === null ? 1 : 0.5;
  const rect = { type: "rect", shape, style: { fill: color, opacity: opacity * deepest } };
  if (show === null) return rect;
  const style = {
    x,
    y,
    text: show(value),
    fill: COLOR.ink,
    fontSize: 11,
    align: "center",
    verticalAlign: "middle",
  };
  return { type: "group", children: [rect, { type: "text", style }] };
}

function drawFrame(
  [x, y]: readonly [number, number],
  [width, height]: readonly [number, number],
): Record<string, unknown> {
  return {
    type: "rect",
    shape: { x: x - width / 2, y: y - height / 2, width, height },
    style: { fill: "none", stroke: COLOR.ink, lineWidth: 2 },
  };
}

function categoryAxis(
  name: string,
  labels: HeatMap["x"]["labels"],
  [step, room]: readonly [number, number],
  more: Record<string, unknown>,
): Record<string, unknown> {
  return {
    type: "category",
    name,
    nameTextStyle: { color: COLOR.ink },
    data: labels.map(labelText),
    axisLine: { show: false },
    axisTick: { show: false },
    // Where there is no room for every label, every second or third stands.
    axisLabel: { color: COLOR.muted, interval: Math.ceil(room / step) - 1 },
    splitLine: { show: false },
    ...more,
  };
}

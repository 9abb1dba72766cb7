import type { SweepDocument } from "../search/sweep-schema.ts";
import { OBJECTIVE_NAMES } from "./format-objective.ts";
import { formatDecimal } from "./format-values.ts";
import { cellOfPoint, type HeatMap, type HeatMapCell, heatMapCells, heatMapRange } from "./heat-map-cell.ts";
import { escapeHtml } from "./html/html-text.ts";
import { labelText } from "./point-text.ts";

const CELL = 26;
const LEFT = 96;
const TOP = 52;
const BOTTOM = 70;
/** Lightness of the lowest and the highest value: readable in grey, and to those who do not see red from green. */
const [PALE, DARK] = [96, 28];

/**
 * The heat map of a sweep as a picture that stands alone: mean objective over two parameters, the best point outlined.
 *
 * @returns null for a sweep without a best point
 */
export function renderHeatMapSvg({ heatMap, best, objective, strategy }: SweepDocument): string | null {
  if (heatMap === null || best === null) return null;
  const range = heatMapRange(heatMap);
  const columns = heatMap.x.labels.length;
  const rows = heatMap.mean.length;
  const width = LEFT + columns * CELL + 24;
  const height = TOP + rows * CELL + BOTTOM;
  const cells = heatMapCells(heatMap, (value) => formatDecimal(value, 3)).map((cell) =>
    drawCell(cell, range),
  );
  const xLabels = heatMap.x.labels.map((label, column) =>
    thinned(column, columns)
      ? text(LEFT + (column + 0.5) * CELL, TOP + rows * CELL + 16, labelText(label), "middle")
      : "",
  );
  const yLabels = (heatMap.y?.labels ?? []).map((label, row) =>
    thinned(row, rows) ? text(LEFT - 8, TOP + (row + 0.5) * CELL + 4, labelText(label), "end") : "",
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="11" fill="#222" role="img">`,
    `<title>${escapeHtml(strategy.name)}: mean ${OBJECTIVE_NAMES[objective]} over ${escapeHtml(heatMap.x.name)}${heatMap.y === null ? "" : ` and ${escapeHtml(heatMap.y.name)}`}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    text(
      LEFT,
      20,
      `mean ${OBJECTIVE_NAMES[objective]}, ${formatDecimal(range[0])} (pale) to ${formatDecimal(range[1])} (dark)`,
      "start",
    ),
    heatMap.y === null ? "" : text(LEFT, 40, `${heatMap.y.name} down, ${heatMap.x.name} across`, "start"),
    ...cells,
    drawFrame(heatMap, best.params),
    ...xLabels,
    ...yLabels,
    text(LEFT + (columns * CELL) / 2, TOP + rows * CELL + 40, heatMap.x.name, "middle"),
    "</svg>\n",
  ]
    .filter((line) => line !== "")
    .join("\n");
}

function drawCell(
  { column, row, value, words }: HeatMapCell,
  [lowest, highest]: readonly [number, number],
): string {
  const place = `x="${LEFT + column * CELL}" y="${TOP + row * CELL}" width="${CELL - 1}" height="${CELL - 1}"`;
  const title = `<title>${escapeHtml(words)}</title>`;
  if (value === null) return `<rect ${place} fill="none" stroke="#ccc">${title}</rect>`;
  const share = highest === lowest ? 0.5 : (value - lowest) / (highest - lowest);
  const lightness = Math.round(PALE - share * (PALE - DARK));
  return `<rect ${place} fill="hsl(215 55% ${lightness}%)">${title}</rect>`;
}

function drawFrame(map: HeatMap, params: Parameters<typeof cellOfPoint>[1]): string {
  const { column, row } = cellOfPoint(map, params);
  return `<rect x="${LEFT + column * CELL - 1}" y="${TOP + row * CELL - 1}" width="${CELL + 1}" height="${CELL + 1}" fill="none" stroke="#c2410c" stroke-width="2"><title>the best point</title></rect>`;
}

/** Of many labels, every second, third, ... so that they do not run into each other. */
function thinned(place: number, count: number): boolean {
  return place % Math.ceil(count / 12) === 0;
}

function text(x: number, y: number, words: string, anchor: string): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}">${escapeHtml(words)}</text>`;
}

import type { SweepDocument } from "../../../search/sweep-schema.ts";
import { formatObjective, OBJECTIVE_NAMES } from "../../format-objective.ts";
import { UNDEFINED_TEXT } from "../../format-values.ts";
import { type HeatMap, heatMapRange } from "../../heat-map-cell.ts";
import { labelText, pointText } from "../../point-text.ts";
import { heatMapChart } from "../charts/heat-map-chart.ts";
import { type Html, html } from "../html-text.ts";
import { renderDataTable } from "./data-table.ts";
import { legendEntry, renderFigure } from "./figure.ts";
import { renderSection } from "./section.ts";

/** The objective over two parameters as a map: a plateau is a broad patch, an island a lone strong cell. */
export function renderHeatMap({ heatMap, best, objective, space }: SweepDocument): Html | null {
  if (heatMap === null || best === null) return null;
  const [lowest, highest] = heatMapRange(heatMap);
  const show = (value: number) => formatObjective(objective, value);
  const averaged = space.axes
    .map(({ name }) => name)
    .filter((name) => name !== heatMap.x.name && name !== heatMap.y?.name);
  const over = `${heatMap.x.name}${heatMap.y === null ? "" : ` and ${heatMap.y.name}`}`;
  return renderSection({
    id: "map",
    title: `${capital(OBJECTIVE_NAMES[objective])} over ${over}`,
    lede: `${averaged.length === 0 ? "Each cell is a point, or the mean of neighbouring ones" : `Each cell is the mean over ${averaged.join(" and ")}`}; the frame holds the best point. A broad patch is a plateau; a lone strong cell among faint ones is more likely luck.`,
    body: html`${renderFigure({
      id: "map-chart",
      chart: (size) => heatMapChart(heatMap, best.params, show, size),
      description: `Heat map of the mean ${OBJECTIVE_NAMES[objective]} over ${over}, from ${show(lowest)} to ${show(highest)}. The best point is ${pointText(best.params)}. The same figures stand in the table beneath.`,
      legend: html`${renderScale(show(lowest), show(highest), lowest < 0, highest > 0)}${legendEntry("frame", "the best point")}`,
    })}<details><summary>The map in figures</summary>${renderFigures(heatMap, show)}</details>`,
  });
}

function renderScale(lowest: string, highest: string, hasBelow: boolean, hasAbove: boolean): Html {
  if (hasBelow && hasAbove) {
    return html`${legendEntry("below", `${lowest} at worst`)}${legendEntry("above", `${highest} at best`)}`;
  }
  return hasBelow
    ? legendEntry("below", `${lowest} at worst, fainter up to ${highest}`)
    : legendEntry("above", `${highest} at best, fainter down to ${lowest}`);
}

function renderFigures({ x, y, mean }: HeatMap, show: (value: number) => string): Html {
  return renderDataTable({
    caption: y === null ? x.name : `${y.name} down, ${x.name} across`,
    columns: [
      { title: y?.name ?? "Parameter" },
      ...x.labels.map((label) => ({ title: labelText(label), align: "right" as const })),
    ],
    rows: mean.map((line, row) => [
      y === null ? x.name : labelText(y.labels[row]),
      ...line.map((value) => (value === null ? UNDEFINED_TEXT : show(value))),
    ]),
  });
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

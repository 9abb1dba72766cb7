import { formatCount, formatCounted } from "../../../decode/format-count.ts";
import type { ResultDocument } from "../../../result/result-schema.ts";
import { formatPercent, formatSignedPercent, UNDEFINED_TEXT } from "../../format-values.ts";
import type { ChartData } from "../charts/chart-data.ts";
import { equityChart } from "../charts/equity-chart.ts";
import { type Html, html } from "../html-text.ts";
import { renderDataTable } from "./data-table.ts";
import { type FigureMode, legendEntry, renderFigure } from "./figure.ts";
import { renderSection } from "./section.ts";

const DRAWDOWNS_SHOWN = 5;

/** Equity against the benchmark, with what was invested and the drawdown beneath, and the deepest drawdowns as a table. */
export function renderEquity(result: ResultDocument, data: ChartData, mode: FigureMode): Html {
  const { benchmark } = result;
  const missing = "missing" in benchmark ? ` Not compared with anything: ${benchmark.missing}.` : "";
  return renderSection({
    id: "equity",
    title: "Equity and drawdown",
    lede: `Growth of the account after costs. The band beneath shows how much of it was invested, and the lowest panel how far it stood below its peak.${missing}`,
    body: html`${renderFigure(
      {
        id: "equity-chart",
        live: "equity",
        chart: (size) => equityChart(data, size),
        description: describe(result),
        legend: html`${legendEntry("strategy", "strategy")}${
          data.benchmark === null ? null : legendEntry("benchmark", data.benchmark.symbol)
        }${legendEntry("invested", "invested")}${legendEntry("drawdown", "drawdown")}`,
      },
      mode,
    )}${renderDrawdowns(result)}`,
  });
}

function describe(result: ResultDocument): string {
  const { equity, drawdown, benchmark } = result.equity;
  const last = equity.at(-1);
  if (last === undefined) return "There is no equity curve.";
  const other = benchmark?.at(-1);
  const against =
    typeof other === "number"
      ? `, its benchmark at ${formatSignedPercent(other / result.config.capital - 1)}`
      : "";
  const deepest = drawdown.reduce((lowest, value) => Math.min(lowest, value), 0);
  return `Line chart of the account's growth: it ends at ${formatSignedPercent(last / result.config.capital - 1)}${against}. Its deepest drawdown was ${formatPercent(deepest)}.`;
}

function renderDrawdowns(result: ResultDocument): Html | null {
  const deepest = [...result.drawdowns].sort((a, b) => a.depth - b.depth).slice(0, DRAWDOWNS_SHOWN);
  if (deepest.length === 0) return null;
  const titles = new Map(result.signals.map((signal) => [signal.id, signal.title]));
  return renderDataTable({
    caption:
      result.drawdowns.length > DRAWDOWNS_SHOWN
        ? `The ${DRAWDOWNS_SHOWN} deepest of ${formatCounted(result.drawdowns.length, "drawdown")}`
        : "Drawdowns, the deepest first",
    columns: [
      { title: "Depth", align: "right" },
      { title: "Peak", isUnbroken: true },
      { title: "Trough", isUnbroken: true },
      { title: "Recovered", isUnbroken: true },
      { title: "Sessions", align: "right" },
      { title: "Trades open on" },
    ],
    rows: deepest.map((episode) => [
      formatSignedPercent(episode.depth),
      episode.peak,
      episode.trough,
      episode.recovery ?? "not yet",
      formatCount(episode.sessions),
      episode.signalIds.length === 0
        ? UNDEFINED_TEXT
        : html`<span dir="auto">${titles.get(episode.signalIds[0]!)}</span>${
            episode.signalIds.length === 1 ? null : ` and ${episode.signalIds.length - 1} more`
          }`,
    ]),
  });
}

import { formatCount, formatCounted } from "../../../decode/format-count.ts";
import type { ResultDocument } from "../../../result/result-schema.ts";
import { formatMoney, formatPercent, formatSignedPercent } from "../../format-values.ts";
import { returnsByKind } from "../../returns-by-kind.ts";
import { kindChart } from "../charts/kind-chart.ts";
import { type Html, html } from "../html-text.ts";
import { renderDataTable } from "./data-table.ts";
import { legendEntry, renderFigure } from "./figure.ts";
import { renderSection } from "./section.ts";

/** Returns by kind of signal: every trade as a dot, and the same in figures. */
export function renderKinds(result: ResultDocument): Html | null {
  const kinds = returnsByKind(result);
  if (kinds.length === 0) return null;
  return renderSection({
    id: "kinds",
    title: "Returns by kind of signal",
    lede: "Each dot is a trade after costs, under the kind of the signal that opened it.",
    body: html`${renderFigure({
      id: "kinds-chart",
      chart: (size) => kindChart(kinds, size),
      description: `Strip plot of trade returns by kind of signal: ${kinds
        .map(
          ({ kind, trades, mean }) =>
            `${kind} ${formatCounted(trades.length, "trade")}, mean ${formatSignedPercent(mean, 2)}`,
        )
        .join("; ")}.`,
      legend: html`${legendEntry("dot", "gained")}${legendEntry("dot-loss", "lost")}${legendEntry("mean", "mean")}`,
    })}${renderDataTable({
      caption: "Trades by kind of signal",
      columns: [
        { title: "Kind", isSortable: true },
        { title: "Trades", align: "right", isSortable: true },
        { title: "Mean", align: "right", isSortable: true },
        { title: "Median", align: "right", isSortable: true },
        { title: "Won", align: "right", isSortable: true },
        { title: "Profit", align: "right", isSortable: true },
      ],
      rows: kinds.map(({ kind, trades, mean, median, winRate, profit }) => [
        kind,
        formatCount(trades.length),
        formatSignedPercent(mean, 2),
        formatSignedPercent(median, 2),
        formatPercent(winRate, 0),
        formatMoney(profit, result.config.currency),
      ]),
    })}`,
  });
}

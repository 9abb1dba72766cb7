import { formatCounted } from "../../../decode/format-count.ts";
import type { ResultDocument } from "../../../result/result-schema.ts";
import { formatDecimal } from "../../format-values.ts";
import type { ChartData } from "../charts/chart-data.ts";
import { sentimentChart } from "../charts/sentiment-chart.ts";
import { SENTIMENT_HALF_LIFE } from "../charts/sentiment-of-result.ts";
import { type Html, html } from "../html-text.ts";
import { type FigureMode, legendEntry, renderFigure } from "./figure.ts";
import { renderSection } from "./section.ts";

/** Policy sentiment against the market; nothing where there is no benchmark to set it against. */
export function renderSentiment(result: ResultDocument, data: ChartData, mode: FigureMode): Html | null {
  const { sentiment, benchmark } = data;
  if (sentiment === null || benchmark === null) return null;
  const last = sentiment.values.at(-1) ?? 0;
  const count = new Set(result.signals.map((signal) => signal.id)).size;
  return renderSection({
    id: "sentiment",
    title: "Policy sentiment against the market",
    lede: `The index adds up the stances of ${formatCounted(count, "signal")}, each fading by half every ${SENTIMENT_HALF_LIFE} sessions. edict sentiment measures whether it leads or follows.`,
    body: renderFigure(
      {
        id: "sentiment-chart",
        live: "sentiment",
        chart: (size) => sentimentChart(data, size),
        description: `Two line charts on one time line: ${benchmark.symbol} above, the index of policy sentiment beneath. The index ends at ${formatDecimal(last)}.`,
        legend: html`${legendEntry("benchmark", benchmark.symbol)}${legendEntry("supportive", "supportive")}${legendEntry("restrictive", "restrictive")}`,
      },
      mode,
    ),
  });
}

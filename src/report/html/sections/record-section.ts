import type { MetricUnit } from "../../../analysis/metrics/metric.ts";
import { metricCatalogue } from "../../../analysis/metrics/metric-catalogue.ts";
import { formatCount, formatCounted } from "../../../decode/format-count.ts";
import type { ResultDocument, ResultMetric } from "../../../result/result-schema.ts";
import { formatUnit } from "../../format-unit.ts";
import { UNDEFINED_TEXT } from "../../format-values.ts";
import { type Html, type HtmlPart, html } from "../html-text.ts";
import { renderDataTable } from "./data-table.ts";
import { type Fact, renderFacts, renderHash, renderPriceTable, settingFacts } from "./record-parts.ts";
import { renderSection } from "./section.ts";

/** All that would be needed to check or repeat the run: every metric, the configuration, the data with their hashes. */
export function renderRecord(result: ResultDocument): Html {
  return renderSection({
    id: "record",
    title: "For the record",
    lede: "The same strategy source, parameters, configuration, signals and prices give the same run id and the same numbers.",
    body: html`${renderFacts("Run", runFacts(result))}${renderFacts("Configuration", settingFacts(result.config))}${renderPriceTable(result.data.prices)}<details><summary>All metrics, with their definitions</summary>${renderMetrics(result)}</details>`,
  });
}

function runFacts({ runId, strategy, data, span }: ResultDocument): Fact[] {
  return [
    ["Run id", html`<code>${runId}</code>`],
    ["Strategy file", html`<code dir="auto">${strategy.file}</code>`],
    ["Strategy SHA-256", renderHash(strategy.sha256)],
    ...Object.entries(strategy.params).map(([name, value]): Fact => [`Parameter ${name}`, String(value)]),
    [
      "Span",
      `${span.from ?? UNDEFINED_TEXT} to ${span.to ?? UNDEFINED_TEXT}, ${formatCounted(span.sessions, "session")}`,
    ],
    ["Signals", html`${formatCount(data.signals.count)} in <code dir="auto">${data.signals.file}</code>`],
    ["Signals SHA-256", renderHash(data.signals.sha256)],
  ];
}

function renderMetrics({ summary, benchmark, config }: ResultDocument): Html {
  const other: Readonly<Record<string, ResultMetric>> | null =
    "summary" in benchmark ? benchmark.summary : null;
  const known = new Map(metricCatalogue.map((definition) => [definition.key, definition]));
  return renderDataTable({
    caption: "Metrics and their definitions",
    columns: [
      { title: "Metric" },
      { title: "Strategy", align: "right" },
      ...(other === null ? [] : [{ title: benchmark.symbol as string, align: "right" as const }]),
      { title: "Formula" },
      { title: "Definition" },
    ],
    rows: Object.entries(summary).map(([key, metric]) => {
      const definition = known.get(key);
      const show = (one: ResultMetric | undefined) => renderMetric(one, definition?.unit, config.currency);
      return [
        definition?.name ?? key,
        show(metric),
        ...(other === null ? [] : [show(other[key])]),
        definition?.formula ?? "",
        html`<code>${metric.definition}</code>`,
      ];
    }),
  });
}

/** An undefined metric shows why. */
function renderMetric(
  metric: ResultMetric | undefined,
  unit: MetricUnit | undefined,
  currency: string,
): HtmlPart {
  if (metric === undefined) return UNDEFINED_TEXT;
  if (metric.value === null) return html`${UNDEFINED_TEXT}<small>${metric.reason}</small>`;
  return formatUnit(metric.value, unit, currency);
}

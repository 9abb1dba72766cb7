import type { MetricUnit } from "../../../analysis/metrics/metric.ts";
import { metricCatalogue } from "../../../analysis/metrics/metric-catalogue.ts";
import type { ResultDocument, ResultMetric } from "../../../result/result-schema.ts";
import { formatUnit } from "../../format-unit.ts";
import { formatCount, UNDEFINED_TEXT } from "../../format-values.ts";
import { type Html, type HtmlPart, html } from "../html-text.ts";
import { renderDataTable } from "./data-table.ts";
import { renderSection } from "./section.ts";

/** All that would be needed to check or repeat the run: every metric, the configuration, the data with their hashes. */
export function renderRecord(result: ResultDocument): Html {
  return renderSection({
    id: "record",
    title: "For the record",
    lede: "The same strategy source, parameters, configuration, signals and prices give the same run id and the same numbers.",
    body: html`${renderFacts("Run", runFacts(result))}${renderFacts("Configuration", configFacts(result))}${renderPrices(result)}<details><summary>All metrics, with their definitions</summary>${renderMetrics(result)}</details>`,
  });
}

type Fact = readonly [string, HtmlPart];

function renderFacts(title: string, facts: readonly Fact[]): Html {
  return html`<h3>${title}</h3>
<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
`;
}

function runFacts({ runId, strategy, data, span }: ResultDocument): Fact[] {
  return [
    ["Run id", html`<code>${runId}</code>`],
    ["Strategy file", html`<code dir="auto">${strategy.file}</code>`],
    ["Strategy SHA-256", renderHash(strategy.sha256)],
    ...Object.entries(strategy.params).map(([name, value]): Fact => [`Parameter ${name}`, String(value)]),
    [
      "Span",
      `${span.from ?? UNDEFINED_TEXT} to ${span.to ?? UNDEFINED_TEXT}, ${formatCount(span.sessions)} sessions`,
    ],
    ["Signals", html`${formatCount(data.signals.count)} in <code dir="auto">${data.signals.file}</code>`],
    ["Signals SHA-256", renderHash(data.signals.sha256)],
  ];
}

function configFacts({ config }: ResultDocument): Fact[] {
  return Object.entries(config).flatMap(([name, value]) => settingFacts(name, value));
}

/** A setting by its path: `costs.bps`. One that holds nothing, e.g. no replaced instrument, says so. */
function settingFacts(name: string, value: unknown): Fact[] {
  if (typeof value !== "object" || value === null) {
    return [[name, settingText(value)]];
  }
  const fields = Object.entries(value);
  if (fields.length === 0) return [[name, "none"]];
  return fields.flatMap(([field, content]) => settingFacts(`${name}.${field}`, content));
}

function settingText(value: unknown): string {
  if (value === null) return UNDEFINED_TEXT;
  return typeof value === "number" && Number.isInteger(value) ? formatCount(value) : String(value);
}

function renderHash(sha256: string): Html {
  return html`<code class="hash" title="${sha256}">${sha256.slice(0, 16)}</code>`;
}

function renderPrices({ data }: ResultDocument): Html {
  return html`<h3>Prices</h3>
${renderDataTable({
  caption: "Prices that the run read",
  columns: [
    { title: "Instrument" },
    { title: "Used as" },
    { title: "Source" },
    { title: "Adjustment" },
    { title: "Days", isUnbroken: true },
    { title: "Sessions", align: "right" },
    { title: "Findings" },
    { title: "SHA-256" },
  ],
  rows: data.prices.map((series) => [
    html`${series.symbol}<small>${series.name}, ${series.exchange}, ${series.currency}</small>`,
    series.roles.join(", "),
    html`<span dir="auto">${series.source}</span>${series.synthetic ? html`<small>SYNTHETIC</small>` : null}`,
    series.adjustment,
    html`${series.from ?? UNDEFINED_TEXT}<small>to ${series.to ?? UNDEFINED_TEXT}</small>`,
    formatCount(series.sessions),
    Object.entries(series.findings)
      .map(([finding, count]) => `${finding} ${count}`)
      .join(", ") || "none",
    renderHash(series.sha256),
  ]),
})}`;
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

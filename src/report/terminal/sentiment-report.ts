import type { DependentCorrelation } from "../../analysis/sentiment-vs-market/dependent-correlation.ts";
import type { SentimentVsMarket } from "../../analysis/sentiment-vs-market/sentiment-vs-market.ts";
import { formatCount, formatCounted } from "../../decode/format-count.ts";
import { formatDecimal, formatSignedPercent, UNDEFINED_TEXT } from "../format-values.ts";
import { sparkline } from "./sparkline.ts";
import { layoutWidth, paint, type TerminalStyle, tableLayout } from "./style.ts";
import { renderTable } from "./table.ts";

/** An index and the market it is set against. */
export interface SentimentReport {
  readonly instrument: string;
  readonly source: string;
  readonly synthetic: boolean;
  readonly halfLife: number;
  readonly decideAt: "open" | "close";
  readonly timing: "safe" | "best";
  /** signals in the index, and those that are not, with reasons */
  readonly counted: number;
  readonly uncounted: readonly { readonly id: string; readonly reason: string }[];
  /** from the first session on which a signal counts */
  readonly dates: readonly string[];
  readonly index: readonly number[];
  readonly closes: readonly number[];
  readonly comparison: SentimentVsMarket;
}

/** Charts of index and market, lead and lag correlations, information coefficients, and returns by quintile. */
export function renderSentiment(report: SentimentReport, style: TerminalStyle): string {
  const { heading, aside, alarm } = paint(style);
  const { comparison, dates } = report;
  const title = `Policy sentiment (${comparison.target ?? "all signals"}) against ${report.instrument}`;
  if (dates.length === 0) return `${heading(title)}\nNo signal counts on any session of these prices.\n`;
  const sections = [
    [
      heading(title),
      ...(report.synthetic ? [alarm("*** SYNTHETIC PRICES: made by a generator, not by a market ***")] : []),
      aside(
        `${dates[0]} to ${dates.at(-1)}, ${formatCounted(dates.length, "session")}; ${formatCounted(report.counted, "signal")}, half-life ${report.halfLife} sessions, read at the ${report.decideAt}, timing ${report.timing}; prices from ${report.source}`,
      ),
      ...(report.uncounted.length === 0
        ? []
        : [
            aside(
              `${formatCounted(report.uncounted.length, "signal")} not counted, e.g. ${report.uncounted[0]?.id}: ${report.uncounted[0]?.reason}`,
            ),
          ]),
    ].join("\n"),
    renderCharts(report, style),
    `${heading("Lead and lag")}  correlation of the index with the return that starts so many sessions after it is read\n${renderLags(comparison, style)}`,
    `${heading("Information coefficient")}  rank correlation with the return held\n${renderCoefficients(comparison, style)}`,
    `${heading("Return held, by fifth of the index")}  borders as known at the time\n${renderGroups(comparison, style)}`,
  ];
  return `${sections.join("\n\n")}\n`;
}

function renderCharts(report: SentimentReport, style: TerminalStyle): string {
  const { aside } = paint(style);
  const width = layoutWidth(style) - "index  ".length;
  const closes = report.closes.filter((close) => !Number.isNaN(close));
  return `${aside("index")}  ${sparkline(report.index, width)}\n${aside("price")}  ${sparkline(closes, width)}`;
}

const number = (value: number | null | undefined, decimals = 3) =>
  value === null || value === undefined ? UNDEFINED_TEXT : formatDecimal(value, decimals);

function interval(value: DependentCorrelation): string {
  return value.correlation === null ? UNDEFINED_TEXT : `${number(value.low)} to ${number(value.high)}`;
}

function renderLags({ leadLag }: SentimentVsMarket, style: TerminalStyle): string {
  const { heading, aside } = paint(style);
  const table = renderTable(
    [
      { title: heading("lag"), align: "right" },
      { title: heading("correlation"), align: "right" },
      { title: heading("95% interval"), align: "right" },
      { title: heading("p by shifts"), align: "right" },
      { title: heading("p, all lags"), align: "right" },
    ],
    leadLag.lags.map(({ lag, correlation, shiftPValue, familyPValue }) => [
      String(lag),
      number(correlation.correlation),
      interval(correlation),
      number(shiftPValue),
      number(familyPValue),
    ]),
    tableLayout(style),
  );
  const basis =
    leadLag.shifts > 0
      ? `p-values from all ${formatCount(leadLag.shifts)} slides of the index along the returns`
      : (leadLag.reason ?? "");
  return `${table}\n${aside(`intervals: Newey-West; ${basis}`)}`;
}

function renderCoefficients({ informationCoefficients }: SentimentVsMarket, style: TerminalStyle): string {
  const { heading } = paint(style);
  return renderTable(
    [
      { title: heading("sessions"), align: "right" },
      { title: heading("IC"), align: "right" },
      { title: heading("95% interval"), align: "right" },
      { title: heading("separate windows"), align: "right" },
    ],
    informationCoefficients.map(({ horizon, coefficient, separateWindows }) => [
      String(horizon),
      number(coefficient.correlation),
      interval(coefficient),
      formatCount(separateWindows),
    ]),
    tableLayout(style),
  );
}

function renderGroups({ groups }: SentimentVsMarket, style: TerminalStyle): string {
  const { heading } = paint(style);
  const count = groups[0]?.groups.length ?? 0;
  return renderTable(
    [
      { title: heading("sessions"), align: "right", names: true },
      ...Array.from({ length: count }, (_, index) => ({
        title: heading(index === 0 ? "lowest" : index === count - 1 ? "highest" : String(index + 1)),
        align: "right" as const,
      })),
      { title: heading("highest - lowest"), align: "right" },
      { title: heading("p"), align: "right" },
    ],
    groups.map((byHorizon) => [
      String(byHorizon.horizon),
      ...byHorizon.groups.map((group) =>
        group.meanReturn === null
          ? UNDEFINED_TEXT
          : `${formatSignedPercent(group.meanReturn, 2)} (${formatCount(group.observations)})`,
      ),
      byHorizon.spread.difference === null
        ? UNDEFINED_TEXT
        : formatSignedPercent(byHorizon.spread.difference, 2),
      byHorizon.spread.difference === null ? UNDEFINED_TEXT : number(byHorizon.spread.pValue),
    ]),
    tableLayout(style),
  );
}

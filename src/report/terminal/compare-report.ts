import type { MetricUnit } from "../../analysis/metrics/metric.ts";
import { metricCatalogue } from "../../analysis/metrics/metric-catalogue.ts";
import type { ResultComparison, RunLabel } from "../../result/compare-results.ts";
import type { PairedDifference } from "../../result/compare-returns.ts";
import type { ResultTrade } from "../../result/result-schema.ts";
import { formatDifference, formatUnit } from "../format-unit.ts";
import {
  formatCount,
  formatCounted,
  formatDecimal,
  formatPoints,
  formatPrice,
  formatSignedPercent,
  UNDEFINED_TEXT,
  withSign,
} from "../format-values.ts";
import { layoutWidth, paint, type TerminalStyle, tableLayout } from "./style.ts";
import { renderTable, wrap } from "./table.ts";

const TRADES_SHOWN = 10;

/** Two runs side by side: metrics, whether the difference may be chance, trades of one alone, inputs that differ. */
export function renderComparison(comparison: ResultComparison, style: TerminalStyle): string {
  const sections = [
    renderRuns(comparison, style),
    renderMetrics(comparison, style),
    renderReturns(comparison, style),
    renderTrades(comparison, style),
    renderInputs(comparison, style),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function renderRuns({ first, second }: ResultComparison, style: TerminalStyle): string {
  const { heading } = paint(style);
  const row = (letter: string, { name, runId, from, to }: RunLabel) => [
    heading(letter),
    runId,
    `${from ?? UNDEFINED_TEXT} to ${to ?? UNDEFINED_TEXT}`,
    name,
  ];
  return renderTable(
    [{ title: "" }, { title: "run" }, { title: "span" }, { title: "strategy", flexible: true }],
    [row("A", first), row("B", second)],
    tableLayout(style),
  );
}

function renderMetrics({ metrics }: ResultComparison, style: TerminalStyle): string {
  const { heading } = paint(style);
  const units = new Map(metricCatalogue.map(({ key, unit }) => [key, unit]));
  const text = (value: number | null, unit: MetricUnit | undefined) =>
    value === null ? UNDEFINED_TEXT : formatUnit(value, unit, "");
  const rows = metrics
    .filter(({ first, second }) => first !== null || second !== null)
    .map(({ key, name, first, second, difference, isSameDefinition }) => [
      name,
      text(first, units.get(key)),
      text(second, units.get(key)),
      isSameDefinition ? differenceText(difference, units.get(key)) : "other definition",
    ]);
  return renderTable(
    [
      { title: heading("Metric"), flexible: true },
      { title: heading("A"), align: "right" },
      { title: heading("B"), align: "right" },
      { title: heading("B - A"), align: "right" },
    ],
    rows,
    tableLayout(style),
  );
}

function differenceText(difference: number | null, unit: MetricUnit | undefined): string {
  if (difference === null) return UNDEFINED_TEXT;
  return difference === 0 ? "same" : formatDifference(difference, unit);
}

function renderReturns({ returns }: ResultComparison, style: TerminalStyle): string {
  const { heading } = paint(style);
  const lines = returns.flatMap((one) => {
    const [start = "", ...rest] = wrap(describeDifference(one), layoutWidth(style) - 2);
    return [`  ${start}`, ...rest.map((line) => `    ${line}`)];
  });
  return [heading("Is B better than A?"), ...lines].join("\n");
}

/** The difference with its interval, and what the interval says of it. */
function describeDifference(paired: PairedDifference): string {
  const { name, difference, interval, sessions, blockLength, isIdentical } = paired;
  if (isIdentical) {
    return `${name}: no difference, the returns of A and B are identical on ${sessions === 1 ? "the one session" : `all ${formatCount(sessions)} sessions`} that they share`;
  }
  if (difference === null || interval.low === null || interval.high === null) {
    return `${name}: not known, ${"reason" in interval ? interval.reason : "it is undefined"}`;
  }
  const text = (value: number) =>
    name === "Sharpe ratio" ? withSign(value, formatDecimal(value)) : formatPoints(value);
  const verdict = interval.low > 0 ? "B is better" : interval.high < 0 ? "A is better" : "it may be chance";
  return (
    `${name}: ${text(difference)}, 95% interval ${text(interval.low)} to ${text(interval.high)}: ${verdict} ` +
    `(${formatCounted(sessions, "shared session")}, blocks of ${formatDecimal(blockLength as number, 1)})`
  );
}

function renderTrades({ trades }: ResultComparison, style: TerminalStyle): string {
  const { heading } = paint(style);
  const { onlyFirst, onlySecond, changed, unchanged } = trades;
  const lines = [
    heading("Trades"),
    `  ${formatCount(unchanged)} the same, ${formatCount(changed.length)} entered or left otherwise, ${formatCount(onlyFirst.length)} only in A, ${formatCount(onlySecond.length)} only in B`,
  ];
  const rows = [
    ...changed
      .slice(0, TRADES_SHOWN)
      .map(({ first, second }) => [
        "differs",
        first.signalId,
        `${first.side} ${first.instrument}`,
        whatDiffers(first, second),
        `${formatSignedPercent(first.return, 2)} / ${formatSignedPercent(second.return, 2)}`,
      ]),
    ...onlyFirst.slice(0, TRADES_SHOWN).map((trade) => rowOf("only A", trade)),
    ...onlySecond.slice(0, TRADES_SHOWN).map((trade) => rowOf("only B", trade)),
  ];
  if (rows.length > 0) {
    lines.push(
      renderTable(
        [
          { title: "" },
          { title: "signal", flexible: true },
          { title: "position" },
          { title: "in and out" },
          { title: "return", align: "right" },
        ],
        rows,
        { ...tableLayout(style), width: tableLayout(style).width - 2 },
      ).replace(/^/gm, "  "),
    );
  }
  const hidden = [changed, onlyFirst, onlySecond].reduce(
    (sum, list) => sum + Math.max(0, list.length - TRADES_SHOWN),
    0,
  );
  if (hidden > 0) lines.push(`and ${formatCount(hidden)} more; --json has all`);
  return lines.join("\n");
}

/** Where two round trips part first: entry or exit, by its day, or by its price on the same day. */
function whatDiffers(first: ResultTrade, second: ResultTrade): string {
  for (const side of ["entry", "exit"] as const) {
    const [a, b] = [first[side], second[side]];
    const verb = side === "entry" ? "in" : "out";
    if (a.session !== b.session) return `${verb} ${a.session} / ${b.session}`;
    if (a.price !== b.price) return `${verb} at ${formatPrice(a.price)} / ${formatPrice(b.price)}`;
  }
  return "";
}

function rowOf(label: string, trade: ResultTrade): string[] {
  const { entry, exit } = trade;
  return [
    label,
    trade.signalId,
    `${trade.side} ${trade.instrument}`,
    `${entry.session} to ${exit.session}`,
    formatSignedPercent(trade.return, 2),
  ];
}

function renderInputs({ inputs }: ResultComparison, style: TerminalStyle): string {
  const { heading, aside } = paint(style);
  if (inputs.length === 0) return `${heading("Inputs")}  the same`;
  const width = layoutWidth(style);
  const rows = inputs.flatMap(({ name, first, second }) => [
    ...wrap(`${name}`, width),
    `  ${aside("A")} ${first}`,
    `  ${aside("B")} ${second}`,
  ]);
  return [heading("Inputs that differ"), ...rows].join("\n");
}

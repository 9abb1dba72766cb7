import type { MetricUnit } from "../../analysis/metrics/metric.ts";
import { metricCatalogue } from "../../analysis/metrics/metric-catalogue.ts";
import { formatCount, formatCounted } from "../../decode/format-count.ts";
import type { MetricComparison, ResultComparison, RunLabel } from "../../result/compare-results.ts";
import type { PairedDifference } from "../../result/compare-returns.ts";
import type { ResultTrade } from "../../result/result-schema.ts";
import { formatDifference, formatUnit } from "../format-unit.ts";
import {
  formatDecimal,
  formatPoints,
  formatPrice,
  formatSignedPercent,
  UNDEFINED_TEXT,
  withSign,
} from "../format-values.ts";
import { layoutWidth, paint, type TerminalStyle, tableLayout } from "./style.ts";
import { renderTable } from "./table.ts";
import { wrap } from "./wrap-text.ts";

const TRADES_SHOWN = 10;

/** A comparison with the letter of its second run; the first run is A in all of them. */
type Lettered = ResultComparison & { readonly letter: string };

/**
 * Two runs side by side, or several, each beside the first: metrics, whether the difference may be chance, trades of
 * one alone, inputs that differ.
 *
 * @param comparisons each of the same first run with another; at least one
 */
export function renderComparison(comparisons: readonly ResultComparison[], style: TerminalStyle): string {
  const lettered = comparisons.map((comparison, index) => ({ ...comparison, letter: letterOf(index + 1) }));
  const sections = [
    renderRuns(lettered, style),
    renderMetrics(lettered, style),
    ...lettered.map((comparison) => renderReturns(comparison, style)),
    ...lettered.map((comparison) => renderTrades(comparison, lettered.length > 1, style)),
    renderInputs(lettered, style),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

/** A, B, ... Z, A2, B2, ... */
function letterOf(index: number): string {
  const round = Math.floor(index / 26);
  return `${String.fromCharCode(65 + (index % 26))}${round === 0 ? "" : round + 1}`;
}

function renderRuns(comparisons: readonly Lettered[], style: TerminalStyle): string {
  const { heading } = paint(style);
  const [{ first }] = comparisons as [Lettered];
  const row = (letter: string, { name, runId, from, to }: RunLabel) => [
    heading(letter),
    runId,
    `${from ?? UNDEFINED_TEXT} to ${to ?? UNDEFINED_TEXT}`,
    name,
  ];
  return renderTable(
    [{ title: "" }, { title: "run" }, { title: "span" }, { title: "strategy", flexible: true }],
    [row("A", first), ...comparisons.map(({ letter, second }) => row(letter, second))],
    tableLayout(style),
  );
}

function renderMetrics(comparisons: readonly Lettered[], style: TerminalStyle): string {
  const { heading } = paint(style);
  const units = new Map(metricCatalogue.map(({ key, unit }) => [key, unit]));
  const text = (value: number | null, unit: MetricUnit | undefined) =>
    value === null ? UNDEFINED_TEXT : formatUnit(value, unit, "");
  const keys = [...new Set(comparisons.flatMap(({ metrics }) => metrics.map(({ key }) => key)))];
  const rows = keys.flatMap((key) => {
    const each = comparisons.map(({ metrics }) => metrics.find((metric) => metric.key === key));
    const known = each.find((metric) => metric !== undefined)!;
    const values = [known.first, ...each.map((metric) => metric?.second ?? null)];
    if (values.every((value) => value === null)) return [];
    const unit = units.get(key);
    return [
      [
        known.name,
        ...values.map((value) => text(value, unit)),
        ...each.map((metric) => changeText(metric, unit)),
      ],
    ];
  });
  const letters = comparisons.map(({ letter }) => letter);
  return renderTable(
    [
      { title: heading("Metric"), flexible: true },
      ...["A", ...letters, ...letters.map((letter) => `${letter} - A`)].map((title) => ({
        title: heading(title),
        align: "right" as const,
      })),
    ],
    rows,
    tableLayout(style),
  );
}

function changeText(metric: MetricComparison | undefined, unit: MetricUnit | undefined): string {
  if (metric === undefined) return UNDEFINED_TEXT;
  return metric.isSameDefinition ? differenceText(metric.difference, unit) : "other definition";
}

function differenceText(difference: number | null, unit: MetricUnit | undefined): string {
  if (difference === null) return UNDEFINED_TEXT;
  return difference === 0 ? "same" : formatDifference(difference, unit);
}

function renderReturns({ returns, letter }: Lettered, style: TerminalStyle): string {
  const { heading } = paint(style);
  const lines = returns.flatMap((one) => {
    const [start = "", ...rest] = wrap(describeDifference(one, letter), layoutWidth(style) - 2);
    return [`  ${start}`, ...rest.map((line) => `    ${line}`)];
  });
  return [heading(`Is ${letter} better than A?`), ...lines].join("\n");
}

/** The difference with its interval, and what the interval says of it. */
function describeDifference(paired: PairedDifference, letter: string): string {
  const { name, difference, interval, sessions, blockLength, isIdentical } = paired;
  if (isIdentical) {
    return `${name}: no difference, the returns of A and ${letter} are identical on ${sessions === 1 ? "the one session" : `all ${formatCounted(sessions, "session")}`} that they share`;
  }
  if (difference === null || interval.low === null || interval.high === null) {
    return `${name}: not known, ${"reason" in interval ? interval.reason : "it is undefined"}`;
  }
  const text = (value: number) =>
    name === "Sharpe ratio" ? withSign(value, formatDecimal(value)) : formatPoints(value);
  const verdict =
    interval.low > 0 ? `${letter} is better` : interval.high < 0 ? "A is better" : "it may be chance";
  return (
    `${name}: ${text(difference)}, 95% interval ${text(interval.low)} to ${text(interval.high)}: ${verdict} ` +
    `(${formatCounted(sessions, "shared session")}, blocks of ${formatDecimal(blockLength as number, 1)})`
  );
}

function renderTrades({ trades, letter }: Lettered, isOneOfSeveral: boolean, style: TerminalStyle): string {
  const { heading } = paint(style);
  const { onlyFirst, onlySecond, changed, unchanged } = trades;
  const lines = [
    heading(isOneOfSeveral ? `Trades of A and ${letter}` : "Trades"),
    `  ${formatCount(unchanged)} the same, ${formatCount(changed.length)} entered or left otherwise, ${formatCount(onlyFirst.length)} only in A, ${formatCount(onlySecond.length)} only in ${letter}`,
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
    ...onlySecond.slice(0, TRADES_SHOWN).map((trade) => rowOf(`only ${letter}`, trade)),
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

function renderInputs(comparisons: readonly Lettered[], style: TerminalStyle): string {
  const { heading, aside } = paint(style);
  const names = [...new Set(comparisons.flatMap(({ inputs }) => inputs.map(({ name }) => name)))];
  if (names.length === 0) return `${heading("Inputs")}  the same`;
  const width = layoutWidth(style);
  const rows = names.flatMap((name) => {
    const each = comparisons.map(({ inputs }) => inputs.find((input) => input.name === name));
    // Whoever does not differ in it has what A has.
    const inFirst = each.find((input) => input !== undefined)!.first;
    return [
      ...wrap(name, width),
      `  ${aside("A")} ${inFirst}`,
      ...comparisons.map(({ letter }, index) => `  ${aside(letter)} ${each[index]?.second ?? inFirst}`),
    ];
  });
  return [heading("Inputs that differ"), ...rows].join("\n");
}

import { monthlyReturns } from "../analysis/metrics/period-returns.ts";
import { formatCount } from "../decode/format-count.ts";
import type { ResultDocument, ResultMetric } from "../result/result-schema.ts";
import { parseCalendarDay } from "../time/calendar-day.ts";
import {
  formatMetric,
  formatMoney,
  formatPercent,
  formatPrice,
  formatSignedPercent,
  UNDEFINED_TEXT,
} from "./format-values.ts";
import { HEADLINE_METRICS } from "./headline-metrics.ts";
import { plainAnswer } from "./plain-answer.ts";
import { returnsByKind } from "./returns-by-kind.ts";
import { inertText } from "./terminal/inert-text.ts";

/**
 * The report of a run in Markdown (GitHub's, with tables), for a pull request or a notebook: answer, caveats, metrics,
 * returns by kind and month, trades, and what became of the signals.
 */
export function renderMarkdown(result: ResultDocument): string {
  const { strategy, warnings, runId } = result;
  const parts = [
    `# ${plain(strategy.name)}`,
    plain(strategy.hypothesis),
    ...(result.data.synthetic
      ? ["**SYNTHETIC PRICES: made by a generator, not by a market. No result below is real.**"]
      : []),
    `**${plain(plainAnswer(result).join(" "))}**`,
    warnings.map((warning) => `- ${plain(warning.message)}`).join("\n"),
    `## Metrics\n\n${renderMetrics(result)}`,
    renderKinds(result),
    renderMonths(result),
    renderTrades(result),
    renderSignals(result),
    `Run \`${runId}\`; strategy \`${strategy.sha256.slice(0, 16)}\`; signals \`${result.data.signals.sha256.slice(0, 16)}\`; ${result.data.prices
      .map(
        (series) => `${plain(series.symbol)} from ${plain(series.source)} \`${series.sha256.slice(0, 16)}\``,
      )
      .join("; ")}.`,
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** Text in which nothing means anything to Markdown, to HTML, or to the terminal on which it may be printed. */
function plain(text: string): string {
  return (
    inertText(text.replace(/\s+/g, " ").trim(), false)
      .replace(/&/g, "&amp;")
      .replace(/</g, "&lt;")
      .replace(/[\\`*_{}[\]()#+!|~>]/g, (character) => `\\${character}`)
      // What would begin a list, a rule or a heading.
      .replace(/^([-=]|\d+(?=\.))/, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`))
  );
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  // Every column but the first holds numbers.
  const rule = header.map((_, index) => (index === 0 ? ":--" : "--:"));
  return [line(header), line(rule), ...rows.map(line)].join("\n");
}

function renderMetrics({ summary, benchmark }: ResultDocument): string {
  const other: Readonly<Record<string, ResultMetric>> | null =
    "summary" in benchmark ? benchmark.summary : null;
  return table(
    ["", "strategy", ...(other === null ? [] : [plain(benchmark.symbol as string)])],
    HEADLINE_METRICS.map(({ label, key, format }) => [
      label,
      formatMetric(summary[key], format),
      ...(other === null ? [] : [formatMetric(other[key], format)]),
    ]),
  );
}

function renderKinds(result: ResultDocument): string {
  const kinds = returnsByKind(result);
  if (kinds.length === 0) return "";
  const rows = kinds.map(({ kind, trades, mean, median, winRate, profit }) => [
    kind,
    formatCount(trades.length),
    formatSignedPercent(mean, 2),
    formatSignedPercent(median, 2),
    formatPercent(winRate, 0),
    formatMoney(profit, result.config.currency),
  ]);
  return `## Returns by kind of signal\n\n${table(["kind", "trades", "mean", "median", "won", "profit"], rows)}`;
}

function renderMonths({ equity }: ResultDocument): string {
  if (equity.equity.length < 2) return "";
  const days = equity.date.map((text) => parseCalendarDay(text)!);
  const rows = monthlyReturns(equity.equity, days)
    .filter((month) => formatSignedPercent(month.return) !== "0.0%")
    .map((month) => [
      `${month.year}-${String(month.month).padStart(2, "0")}`,
      formatSignedPercent(month.return),
    ]);
  return rows.length === 0
    ? ""
    : `## Months\n\nMonths without a return are left out.\n\n${table(["month", "return"], rows)}`;
}

function renderTrades(result: ResultDocument): string {
  if (result.trades.length === 0) return "";
  const titles = new Map(result.signals.map((signal) => [signal.id, signal.title]));
  const rows = result.trades.map((trade) => [
    plain(titles.get(trade.signalId) ?? trade.signalId),
    `${trade.side} ${plain(trade.instrument)}`,
    `${trade.entry.session} at ${formatPrice(trade.entry.price)}`,
    `${trade.exit.session} at ${formatPrice(trade.exit.price)}, ${trade.exit.reason}`,
    formatSignedPercent(trade.return, 2),
  ]);
  return `## Trades\n\n${table(["signal", "position", "in", "out", "return"], rows)}`;
}

function renderSignals({ signals }: ResultDocument): string {
  const counts = new Map<string, number>();
  for (const { disposition, reason } of signals) {
    const fate = disposition === "skipped" ? `skipped, ${reason}` : (reason ?? "traded");
    counts.set(fate, (counts.get(fate) ?? 0) + 1);
  }
  const rows = [...counts].sort((a, b) => b[1] - a[1]).map(([fate, count]) => [fate, formatCount(count)]);
  return `## Signals\n\n${rows.length === 0 ? UNDEFINED_TEXT : table(["what became of them", "signals"], rows)}`;
}

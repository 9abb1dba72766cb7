import { formatCount, formatCounted } from "../../decode/format-count.ts";
import type { ResultDocument, ResultMetric, ResultTrade } from "../../result/result-schema.ts";
import { SKIP_REASONS, type SkipReason } from "../../strategy/skip-reason.ts";
import {
  formatMetric,
  formatMoney,
  formatPrice,
  formatSignedPercent,
  UNDEFINED_TEXT,
} from "../format-values.ts";
import { HEADLINE_METRICS } from "../headline-metrics.ts";
import { plainAnswer } from "../plain-answer.ts";
import { sayAsked, tallySignals } from "../signal-tally.ts";
import { renderLuck } from "./luck-report.ts";
import { renderSensitivity } from "./sensitivity-report.ts";
import { sparkline } from "./sparkline.ts";
import { layoutWidth, paint, type TerminalStyle, tableLayout } from "./style.ts";
import { renderTable } from "./table.ts";
import { wrap } from "./wrap-text.ts";

const TRADES_SHOWN = 5;

/** The report of one run for a terminal or a text file. */
export function renderRunReport(result: ResultDocument, style: TerminalStyle): string {
  const sections = [
    renderHeading(result, style),
    renderAnswer(result, style),
    renderData(result, style),
    renderMetrics(result, style),
    renderEquity(result, style),
    renderLuck(result, style),
    renderSensitivity(result, style),
    renderBestAndWorst(result, style),
    renderSignals(result, style),
    renderWarnings(result, style),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function renderHeading(result: ResultDocument, style: TerminalStyle): string {
  const { heading, aside, alarm } = paint(style);
  const width = layoutWidth(style);
  const params = Object.entries(result.strategy.params).map(([name, value]) => `${name} ${value}`);
  const lines = [
    heading(result.strategy.name),
    ...wrap(result.strategy.hypothesis, width),
    ...(params.length === 0 ? [] : [aside(params.join(", "))]),
  ];
  if (result.data.synthetic) {
    lines.push(
      "",
      alarm("*** SYNTHETIC PRICES: made by a generator, not by a market. No result below is real. ***"),
    );
  }
  return lines.join("\n");
}

/** The one-page answer: what a reader needs who reads no further. */
function renderAnswer(result: ResultDocument, style: TerminalStyle): string {
  const width = layoutWidth(style);
  return plainAnswer(result)
    .flatMap((sentence) => wrap(sentence, width))
    .join("\n");
}

function renderData(result: ResultDocument, style: TerminalStyle): string {
  const { aside } = paint(style);
  const { span, config, data } = result;
  const rows = [
    [
      "span",
      `${span.from ?? UNDEFINED_TEXT} to ${span.to ?? UNDEFINED_TEXT}, ${formatCounted(span.sessions, "session")}`,
    ],
    [
      "book",
      `${formatMoney(config.capital, config.currency)}, costs ${config.costs.bps} bps a side${config.costs.statutory ? " and statutory duties" : ""}, timing ${config.timing}`,
    ],
    ["signals", `${formatCount(data.signals.count)} in ${data.signals.file}`],
    ...data.prices.map((series) => [
      "prices",
      `${series.symbol} from ${series.source}, ${series.adjustment}, ${series.from ?? UNDEFINED_TEXT} to ${series.to ?? UNDEFINED_TEXT}${series.synthetic ? ", SYNTHETIC" : ""}`,
    ]),
  ];
  return renderTable(
    [{ title: "" }, { title: "", wraps: true }],
    rows.map(([label, text]) => [aside(label!), text!]),
    tableLayout(style),
  );
}

function renderMetrics(result: ResultDocument, style: TerminalStyle): string {
  const { heading } = paint(style);
  const { benchmark } = result;
  const other: Record<string, ResultMetric> = "summary" in benchmark ? benchmark.summary : {};
  const hasOther = "summary" in benchmark;
  const rows = HEADLINE_METRICS.map(({ label, key, format }) => [
    label,
    formatMetric(result.summary[key], format),
    ...(hasOther ? [formatMetric(other[key], format)] : []),
  ]);
  const table = renderTable(
    [
      { title: "" },
      { title: heading("strategy"), align: "right" },
      ...(hasOther ? [{ title: heading(benchmark.symbol), align: "right" as const }] : []),
    ],
    rows,
    tableLayout(style),
  );
  return [table, ...renderUndefined(result, layoutWidth(style)), ...renderDeepestDrawdown(result)].join("\n");
}

/** Why a metric of the strategy is not there. */
function renderUndefined(result: ResultDocument, width: number): string[] {
  const reasons = HEADLINE_METRICS.flatMap(({ label, key }) => {
    const metric = result.summary[key];
    return metric === undefined || metric.value !== null ? [] : [`${label} (${metric.reason})`];
  });
  return reasons.length === 0 ? [] : wrap(`Undefined: ${reasons.join(", ")}`, width);
}

function renderDeepestDrawdown(result: ResultDocument): string[] {
  const deepest = result.drawdowns.reduce<ResultDocument["drawdowns"][number] | null>(
    (worst, episode) => (worst === null || episode.depth < worst.depth ? episode : worst),
    null,
  );
  if (deepest === null) return [];
  const end = deepest.recovery === null ? "not recovered" : `recovered ${deepest.recovery}`;
  return [
    `Deepest drawdown ${formatSignedPercent(deepest.depth)}: peak ${deepest.peak}, trough ${deepest.trough}, ${end}, ${formatCounted(deepest.sessions, "session")}`,
  ];
}

function renderEquity(result: ResultDocument, style: TerminalStyle): string {
  const { equity } = result.equity;
  const last = equity.at(-1);
  if (last === undefined || equity.length < 2) return "";
  const { aside } = paint(style);
  const width = layoutWidth(style) - "equity  ".length;
  const lines = [`${aside("equity")}  ${sparkline(equity, width)}`];
  const { benchmark } = result.equity;
  const levels = benchmark?.filter((level) => level !== null) ?? [];
  if (levels.length > 1) lines.push(`${aside("bench.")}  ${sparkline(levels, width)}`);
  return lines.join("\n");
}

function renderBestAndWorst(result: ResultDocument, style: TerminalStyle): string {
  if (result.trades.length === 0) return "";
  const { heading } = paint(style);
  const ranked = [...result.trades].sort((a, b) => b.return - a.return);
  const best = ranked.slice(0, TRADES_SHOWN);
  const worst = ranked.slice(TRADES_SHOWN).slice(-TRADES_SHOWN).reverse();
  const blocks = [`${heading("Best trades")}\n${renderTrades(result, best, style)}`];
  if (worst.length > 0) blocks.push(`${heading("Worst trades")}\n${renderTrades(result, worst, style)}`);
  return blocks.join("\n\n");
}

function renderTrades(result: ResultDocument, trades: readonly ResultTrade[], style: TerminalStyle): string {
  const { gain, loss } = paint(style);
  const titles = new Map(result.signals.map((signal) => [signal.id, signal.title]));
  return renderTable(
    [
      { title: "return", align: "right" },
      { title: "trade" },
      { title: "entry" },
      { title: "price", align: "right" },
      { title: "exit" },
      { title: "price", align: "right" },
      { title: "why" },
      { title: "signal", flexible: true },
    ],
    trades.map((trade) => [
      (trade.return >= 0 ? gain : loss)(formatSignedPercent(trade.return, 2)),
      `${trade.side} ${trade.instrument}`,
      trade.entry.session,
      formatPrice(trade.entry.price),
      trade.exit.session,
      formatPrice(trade.exit.price),
      trade.exit.reason,
      titles.get(trade.signalId) ?? trade.signalId,
    ]),
    tableLayout(style),
  );
}

function renderSignals(result: ResultDocument, style: TerminalStyle): string {
  const { heading } = paint(style);
  const tally = tallySignals(result.signals);
  const { signals, rules, asked, opened, extended, skipped } = tally;
  const counts = new Map<string, number>();
  for (const { disposition, reason } of result.signals) {
    if (disposition === "skipped" && reason !== "not-selected")
      counts.set(reason ?? "", (counts.get(reason ?? "") ?? 0) + 1);
  }
  const lines = [
    `${heading("Signals")}  ${formatCount(signals)} looked at${rules > 1 ? ` under each of ${formatCounted(rules, "rule")}` : ""}, ${sayAsked(tally)} asked for by the rules: ` +
      `${formatCount(opened)} opened a trade, ${formatCount(extended)} extended one, ${formatCount(skipped)} skipped`,
    ...[...counts].map(
      ([reason, count]) =>
        `  ${formatCount(count)} skipped, ${reason}: ${SKIP_REASONS[reason as SkipReason]}`,
    ),
    `  ${formatCount(signals - asked)} not asked for`,
  ];
  return lines.join("\n");
}

function renderWarnings(result: ResultDocument, style: TerminalStyle): string {
  if (result.warnings.length === 0) return "";
  const { alarm } = paint(style);
  const width = layoutWidth(style) - 2;
  const lines = result.warnings.flatMap((warning) => {
    const [first, ...rest] = wrap(warning.message, width);
    return [`${alarm("!")} ${first}`, ...rest.map((line) => `  ${line}`)];
  });
  return lines.join("\n");
}

import type { ResultDocument, ResultSignal, ResultTrade } from "../../result/result-schema.ts";
import { SKIP_REASONS, type SkipReason } from "../../strategy/skip-reason.ts";
import { formatCounted, formatPrice, formatSignedPercent, UNDEFINED_TEXT } from "../format-values.ts";
import { publicationText } from "./publication-text.ts";
import { layoutWidth, paint, type TerminalStyle, tableLayout } from "./style.ts";
import { renderTable } from "./table.ts";
import { wrap } from "./wrap-text.ts";

/**
 * One line for each signal the rules ask for: title, published (with its basis), known at, exchange and first
 * session, fill and price, exit and price, return; or the reason why it was skipped. Signals that no rule asks
 * for are counted by reason.
 */
export function renderExplanation(result: ResultDocument, style: TerminalStyle): string {
  const { heading, aside, alarm } = paint(style);
  const width = layoutWidth(style);
  const trades = new Map(result.trades.map((trade) => [trade.id, trade]));
  const exchanges = new Map(result.data.prices.map((series) => [series.symbol, series.exchange]));
  const asked = result.signals.filter((signal) => signal.reason !== "not-selected");
  const rows = asked.flatMap((signal) => rowsOf(signal, trades, exchanges));
  const table = renderTable(
    [
      { title: heading("signal"), flexible: true },
      { title: heading("published") },
      { title: heading("known at") },
      { title: heading("session") },
      { title: heading("fill") },
      { title: heading("exit") },
      { title: heading("return"), align: "right" },
    ],
    rows,
    style.isTerminal === true ? tableLayout(style) : WIDTH_OF_A_LINE,
  );
  const rest = result.signals.length - asked.length;
  const lines = [
    heading(result.strategy.name),
    ...(result.data.synthetic
      ? [alarm("*** SYNTHETIC PRICES: made by a generator, not by a market ***")]
      : []),
    aside(`timing ${result.config.timing}; times are those of Shanghai; fills are on the leg's own exchange`),
    "",
    rows.length === 0 ? "No signal is one that the rules ask for." : table,
    "",
    `${rest} of ${formatCounted(result.signals.length, "signal")} are not asked for by the rules.`,
    ...result.warnings.flatMap((warning) => wrap(`! ${warning.message}`, width)),
  ];
  return `${lines.join("\n")}\n`;
}

/** Titles are cut only where a line would be longer than this, so that a pipe or a wide terminal shows them whole. */
const WIDTH_OF_A_LINE = 220;

function rowsOf(
  signal: ResultSignal,
  trades: ReadonlyMap<string, ResultTrade>,
  exchanges: ReadonlyMap<string, string>,
): string[][] {
  const start = [
    signal.title,
    publicationText(signal.publishedAt),
    signal.knownAt.slice(0, 16).replace("T", " "),
  ];
  if (signal.disposition === "skipped") {
    const reason = signal.detail ?? SKIP_REASONS[signal.reason as SkipReason];
    return [[...start, signal.session ?? UNDEFINED_TEXT, `skipped: ${reason}`, "", ""]];
  }
  return signal.tradeIds.map((id) => {
    const trade = trades.get(id) as ResultTrade;
    const exchange = exchanges.get(trade.instrument) ?? "";
    const isExtended = signal.reason === "extended";
    return [
      ...start,
      `${exchange} ${isExtended ? (signal.session ?? "") : trade.entry.session}`,
      isExtended
        ? `extended ${trade.id} of ${trade.entry.session}`
        : `${trade.id} ${trade.side} ${trade.instrument} ${trade.entry.reason} ${formatPrice(trade.entry.price)}`,
      `${trade.exit.session} ${formatPrice(trade.exit.price)} ${trade.exit.reason}`,
      formatSignedPercent(trade.return, 2),
    ];
  });
}

import { formatCounted } from "../../decode/format-count.ts";
import type { ResultDocument, ResultSignal, ResultTrade } from "../../result/result-schema.ts";
import { SKIP_REASONS, type SkipReason } from "../../strategy/skip-reason.ts";
import { formatPrice, formatSignedPercent, UNDEFINED_TEXT } from "../format-values.ts";
import { publicationText } from "./publication-text.ts";
import { layoutWidth, paint, type TerminalStyle } from "./style.ts";
import { renderTable } from "./table.ts";
import { wrap } from "./wrap-text.ts";

/**
 * Each signal the rules ask for, on a line in a pipe and on a few on a terminal: title, published (with its basis), known at, exchange and first
 * session, fill and price, exit and price, return; or the reason why it was skipped. Signals that no rule asks
 * for are counted by reason.
 */
export function renderExplanation(result: ResultDocument, style: TerminalStyle): string {
  const { heading, aside, alarm } = paint(style);
  const width = layoutWidth(style);
  const trades = new Map(result.trades.map((trade) => [trade.id, trade]));
  const exchanges = new Map(result.data.prices.map((series) => [series.symbol, series.exchange]));
  const asked = result.signals.filter((signal) => signal.reason !== "not-selected");
  const told = asked.map((signal) => ({ signal, outcomes: outcomesOf(signal, trades, exchanges) }));
  const list = style.isTerminal === true ? renderCards(told, style) : renderLines(told, style);
  const rest = result.signals.length - asked.length;
  const lines = [
    heading(result.strategy.name),
    ...(result.data.synthetic
      ? [alarm("*** SYNTHETIC PRICES: made by a generator, not by a market ***")]
      : []),
    aside(`timing ${result.config.timing}; times are those of Shanghai; fills are on the leg's own exchange`),
    "",
    told.length === 0 ? "No signal is one that the rules ask for." : list,
    "",
    `${rest} of ${formatCounted(result.signals.length, "signal")} are not asked for by the rules.`,
    ...result.warnings.flatMap((warning) => wrap(`! ${warning.message}`, width)),
  ];
  return `${lines.join("\n")}\n`;
}

/** What one leg made of a signal; a skipped one has no exit. */
interface Outcome {
  readonly session: string;
  readonly fill: string;
  readonly exit: string;
  readonly return: string;
}

interface Told {
  readonly signal: ResultSignal;
  readonly outcomes: readonly Outcome[];
}

/** Titles are cut only where a line would be longer than this. */
const WIDTH_OF_A_LINE = 220;

/** For a pipe: a line each, which a program can part. */
function renderLines(told: readonly Told[], style: TerminalStyle): string {
  const { heading } = paint(style);
  return renderTable(
    [
      { title: heading("signal"), flexible: true },
      { title: heading("published") },
      { title: heading("known at") },
      { title: heading("session") },
      { title: heading("fill") },
      { title: heading("exit") },
      { title: heading("return"), align: "right" },
    ],
    told.flatMap(({ signal, outcomes }) =>
      outcomes.map(({ session, fill, exit, return: earned }) => [
        signal.title,
        publicationText(signal.publishedAt),
        knownText(signal),
        session,
        fill,
        exit,
        earned,
      ]),
    ),
    WIDTH_OF_A_LINE,
  );
}

/** For a person: no screen is as wide as those lines, so a signal's way stands below its title, step by step. */
function renderCards(told: readonly Told[], style: TerminalStyle): string {
  const { heading } = paint(style);
  const steps = told.flatMap(({ signal, outcomes }) => [
    heading(signal.title),
    ["published", `${publicationText(signal.publishedAt)}, known at ${knownText(signal)}`],
    ...outcomes.flatMap(({ session, fill, exit, return: earned }) => [
      ["session", session === UNDEFINED_TEXT ? fill : `${session}, ${fill}`],
      ...(exit === "" ? [] : [["exit", `${exit}, ${earned}`]]),
    ]),
  ]);
  const width = layoutWidth(style);
  return steps
    .flatMap((step) => {
      if (typeof step === "string") return wrap(step, width);
      const [name = "", text = ""] = step;
      const [first = "", ...more] = wrap(text, width - STEP_INDENT);
      return [
        `  ${name.padEnd(STEP_INDENT - 2)}${first}`,
        ...more.map((line) => " ".repeat(STEP_INDENT) + line),
      ];
    })
    .join("\n");
}

/** Where the text of a step begins: behind two spaces and the longest name. */
const STEP_INDENT = 13;

const knownText = ({ knownAt }: ResultSignal) => knownAt.slice(0, 16).replace("T", " ");

function outcomesOf(
  signal: ResultSignal,
  trades: ReadonlyMap<string, ResultTrade>,
  exchanges: ReadonlyMap<string, string>,
): Outcome[] {
  if (signal.disposition === "skipped") {
    const reason = signal.detail ?? SKIP_REASONS[signal.reason as SkipReason];
    return [{ session: signal.session ?? UNDEFINED_TEXT, fill: `skipped: ${reason}`, exit: "", return: "" }];
  }
  return signal.tradeIds.map((id) => {
    const trade = trades.get(id)!;
    const exchange = exchanges.get(trade.instrument) ?? "";
    const isExtended = signal.reason === "extended";
    return {
      session: `${exchange} ${isExtended ? (signal.session ?? "") : trade.entry.session}`,
      fill: isExtended
        ? `extended ${trade.id} of ${trade.entry.session}`
        : `${trade.id} ${trade.side} ${trade.instrument} ${trade.entry.reason} ${formatPrice(trade.entry.price)}`,
      exit: `${trade.exit.session} ${formatPrice(trade.exit.price)} ${trade.exit.reason}`,
      return: formatSignedPercent(trade.return, 2),
    };
  });
}

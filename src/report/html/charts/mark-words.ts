import { formatCounted } from "../../../decode/format-count.ts";
import { formatPrice, formatSignedPercent, formatStance } from "../../format-values.ts";
import type { ChartData, ChartSignal, ChartTrade } from "./chart-data.ts";
import { dayText } from "./day-text.ts";

/** What is told where a mark is pointed at: a heading and lines beneath it. Plain text, never HTML. */
export interface MarkWords {
  readonly heading: string;
  readonly lines: readonly string[];
}

const LONGEST_SOURCE = 80;

/** The signal behind a trade, and what came of it. */
export function tradeWords(trade: ChartTrade, data: ChartData): MarkWords {
  const { entry, exit } = trade;
  const signal = data.signals.find((one) => one.id === trade.signalId);
  return {
    heading: signal?.title ?? trade.signalId,
    lines: [
      ...(signal === undefined ? [] : [knownLine(signal), sourceLine(signal)]),
      `${trade.id}, ${trade.side} ${trade.instrument}: ${formatSignedPercent(trade.return, 2)} after costs in ${sessions(trade.sessionsHeld)}`,
      `In ${dayText(entry.day)} at ${formatPrice(entry.price)} (${entry.reason}), out ${dayText(exit.day)} at ${formatPrice(exit.price)} (${exit.reason})`,
    ],
  };
}

/** A signal: what it is, when it was known, who says so, and what became of it. */
export function signalWords(signal: ChartSignal, data: ChartData): MarkWords {
  return {
    heading: signal.title,
    lines: [
      `${signal.kind}, ${signal.status}, stance ${formatStance(signal.stance)}`,
      knownLine(signal),
      sourceLine(signal),
      whatHappened(signal, data),
    ],
  };
}

function knownLine(signal: ChartSignal): string {
  return `Known ${signal.known} in Shanghai (time: ${signal.basis})`;
}

function sourceLine(signal: ChartSignal): string {
  return `Source: ${signal.source === null ? "none given" : shortSource(signal.source)}`;
}

/** The site of an address, whose whole length the table of signals has; or the beginning of a text. */
function shortSource(source: string): string {
  const site = /^https?:\/\/(?:www\.)?([^/?#]+)/i.exec(source)?.[1];
  return site ?? (source.length > LONGEST_SOURCE ? `${source.slice(0, LONGEST_SOURCE)}...` : source);
}

/** What became of a signal: its trades and their returns, or why there is none. */
function whatHappened(signal: ChartSignal, data: ChartData): string {
  if (signal.state === "skipped") return `Skipped, ${signal.why}`;
  const trades = data.instruments.flatMap((instrument) => instrument.trades);
  const told = signal.tradeIds.map((id) => {
    const trade = trades.find((one) => one.id === id);
    return trade === undefined
      ? id
      : `${id} ${trade.side} ${trade.instrument} ${formatSignedPercent(trade.return, 2)}`;
  });
  return `${signal.state === "extended" ? "Extended" : "Traded"}: ${told.join(", ")}`;
}

function sessions(count: number): string {
  return formatCounted(count, "session");
}

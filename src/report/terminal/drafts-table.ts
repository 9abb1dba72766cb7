import { formatCount, formatCounted } from "../../decode/format-count.ts";
import type { PolicySignal } from "../../signals/policy-signal.ts";

import { paint, type TerminalStyle, tableLayout } from "./style.ts";
import { renderTable } from "./table.ts";

/** What an extraction found and wrote. */
export interface DraftsReport {
  readonly signals: readonly PolicySignal[];
  readonly articles: number;
  readonly file: string;
  /** ids that are new in the file, and those that were in it before */
  readonly added: readonly string[];
  readonly known: readonly string[];
  /** articles with acts in them that nobody can trade on, since they have no date */
  readonly undated: number;
}

/** One line a draft, and what to do with them. */
export function renderDrafts(
  { signals, articles, file, added, known, undated }: DraftsReport,
  style: TerminalStyle,
): string {
  const { heading } = paint(style);
  const read = `${formatCounted(articles, "article")} read`;
  if (signals.length === 0) {
    return `${read}: ${undated === 0 ? "no policy act in them" : "nothing written, since the acts in them have no date"}.\n`;
  }
  const table = renderTable(
    [
      { title: heading("published") },
      { title: heading("kind") },
      { title: heading("stance"), align: "right" },
      { title: heading("confidence"), align: "right" },
      { title: heading("title"), flexible: true },
    ],
    signals.map((signal) => [
      signal.publishedAt.date,
      signal.kind,
      signal.stance.toFixed(2),
      (signal.confidence ?? 1).toFixed(2),
      signal.title,
    ]),
    tableLayout(style),
  );
  const before = known.length === 0 ? "" : `, ${formatCount(known.length)} were in it before`;
  return `${table}\n\n${read}: ${formatCounted(signals.length, "draft")}, ${formatCount(added.length)} written to ${file}${before}.\nReview them there (the evidence stands beside each field), then: edict signals accept ${file} --into <catalogue>\n`;
}

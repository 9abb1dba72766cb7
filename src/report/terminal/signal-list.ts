import { formatCount, formatCounted } from "../../decode/format-count.ts";
import type { PolicySignal } from "../../signals/policy-signal.ts";

import { publicationText } from "./publication-text.ts";
import { paint, type TerminalStyle, tableLayout } from "./style.ts";
import { renderTable } from "./table.ts";

/** What a list of signals is of. */
export interface SignalListing {
  readonly signals: readonly PolicySignal[];
  /** signals in the catalogue before they were selected */
  readonly total: number;
  /** the files, as they were named */
  readonly files: readonly string[];
  /** the day as of which the catalogue is shown, if not today */
  readonly asOf?: string;
}

/**
 * One line a signal: published (with what the time rests on), kind, status, stance, family (`*` if it is complete),
 * id and title; drafts are marked. Below it, what the selection holds.
 */
export function renderSignalList(listing: SignalListing, style: TerminalStyle): string {
  const { heading, aside, gain, loss, alarm } = paint(style);
  const { signals, total, files, asOf } = listing;
  const stance = (value: number) => (value > 0 ? gain(`+${value}`) : value < 0 ? loss(String(value)) : "0");
  const rows = signals.map((signal) => [
    publicationText(signal.publishedAt),
    signal.kind,
    signal.status,
    stance(signal.stance),
    signal.family === null ? "-" : `${signal.family}${signal.familyComplete ? "*" : ""}`,
    signal.id,
    signal.review?.status === "pending" ? `${alarm("DRAFT")} ${signal.title}` : signal.title,
  ]);
  const table = renderTable(
    [
      { title: heading("published") },
      { title: heading("kind") },
      { title: heading("status") },
      { title: heading("stance"), align: "right" },
      { title: heading("family") },
      { title: heading("id") },
      { title: heading("title"), flexible: true },
    ],
    rows,
    tableLayout(style),
  );
  const complete = signals.filter((signal) => signal.familyComplete).length;
  const backed = signals.filter(
    ({ publishedAt: { basis } }) => basis === "stamp" || basis === "wording",
  ).length;
  const lines = [
    ...(signals.length > 0 ? [table, ""] : []),
    `${formatCount(signals.length)} of ${formatCounted(total, "signal")} in ${files.join(", ")}${asOf === undefined ? "" : `, as of ${asOf}`}`,
    ...(signals.length > 0
      ? [
          aside(
            `${complete} of complete families (*); ${backed} with a publication time that a source backs; times are Shanghai's`,
          ),
        ]
      : ["No signal is selected: loosen a filter, or see them all without one."]),
  ];
  return `${lines.join("\n")}\n`;
}

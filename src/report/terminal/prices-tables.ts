import { formatCount, formatCounted } from "../../decode/format-count.ts";
import { describePriceDialect, type PriceDialect } from "../../decode/price-csv/price-dialect.ts";
import { formatIssue, type Issue } from "../../errors.ts";
import type { SourceComparison } from "../../market/compare-sources.ts";
import type { DataFinding } from "../../market/data-finding.ts";
import { groupBy } from "../../result/group-by.ts";
import { type CalendarDay, formatCalendarDay } from "../../time/calendar-day.ts";
import { formatPrice, formatSignedPercent, UNDEFINED_TEXT } from "../format-values.ts";
import { paint, type TerminalStyle, tableLayout } from "./style.ts";
import { renderTable } from "./table.ts";

/** What became of one symbol that was fetched; the fields of the feeds' own report that a reader needs. */
export interface FetchRow {
  readonly symbol: string;
  readonly outcome: string;
  readonly source: string | null;
  readonly update: {
    readonly manifest: { readonly from: string; readonly to: string; readonly sessions: number };
    readonly sessionsAdded: number;
    readonly holesAfter: number;
    readonly restatement: unknown;
  } | null;
  readonly refusals: readonly Issue[];
}

/** One line a symbol: what was done, from where, the span, and what a reader should know. Notes are never cut. */
export function renderFetches(rows: readonly FetchRow[], style: TerminalStyle): string {
  const { heading } = paint(style);
  const table = renderTable(
    [
      { title: heading("symbol") },
      { title: heading("outcome") },
      { title: heading("source") },
      { title: heading("from") },
      { title: heading("to") },
      { title: heading("sessions"), align: "right" },
      { title: heading("note") },
    ],
    rows.map((row) => [
      row.symbol,
      row.outcome,
      row.source ?? UNDEFINED_TEXT,
      row.update?.manifest.from ?? UNDEFINED_TEXT,
      row.update?.manifest.to ?? UNDEFINED_TEXT,
      row.update === null ? UNDEFINED_TEXT : formatCount(row.update.manifest.sessions),
      noteOf(row),
    ]),
    tableLayout(style),
  );
  return `${table}\n`;
}

function noteOf(row: FetchRow): string {
  const notes: string[] = [];
  if (row.update !== null && row.update.sessionsAdded > 0)
    notes.push(`${formatCount(row.update.sessionsAdded)} new`);
  if (row.update !== null && row.update.sessionsAdded < 0)
    notes.push(`${formatCount(-row.update.sessionsAdded)} fewer`);
  if (row.update?.restatement) notes.push("history was restated: replaced whole");
  if (row.update !== null && row.update.holesAfter > 0)
    notes.push(`${formatCounted(row.update.holesAfter, "hole")} left`);
  if (row.refusals.length > 0) notes.push(`${row.refusals[0]?.what}`);
  return notes.join("; ");
}

/** What a store holds. */
export interface StoreRows {
  readonly folder: string;
  readonly rows: readonly {
    readonly manifest: {
      readonly symbol: string;
      readonly source: string;
      readonly from: string;
      readonly to: string;
      readonly sessions: number;
      readonly fetchedAt: string;
      readonly synthetic: boolean;
    };
    readonly findings: number;
  }[];
  readonly issues: readonly Issue[];
}

/** The table of a price store. */
export function renderStoreListing({ folder, rows, issues }: StoreRows, style: TerminalStyle): string {
  const { heading, aside, alarm } = paint(style);
  const where = aside(`store: ${folder}`);
  if (rows.length === 0 && issues.length === 0) {
    return `${where}\nIt is empty. edict prices fetch HSTECH.HK ^HSI fills it.\n`;
  }
  const table = renderTable(
    [
      { title: heading("symbol") },
      { title: heading("from") },
      { title: heading("to") },
      { title: heading("sessions"), align: "right" },
      { title: heading("source") },
      { title: heading("fetched") },
      { title: heading("findings"), align: "right" },
    ],
    rows.map(({ manifest, findings }) => [
      manifest.symbol,
      manifest.from,
      manifest.to,
      formatCount(manifest.sessions),
      manifest.synthetic ? `${manifest.source} ${alarm("SYNTHETIC")}` : manifest.source,
      manifest.fetchedAt.slice(0, 16).replace("T", " "),
      findings === 0 ? UNDEFINED_TEXT : formatCount(findings),
    ]),
    tableLayout(style),
  );
  const damaged = issues.map((issue) => `\n${formatIssue(issue)}`).join("");
  return `${where}\n${table}\n${damaged === "" ? "" : `${damaged}\n`}`;
}

/** Findings of a quality check. */
export interface FindingRows {
  readonly symbols: readonly string[];
  readonly findings: readonly DataFinding[];
  readonly refusals: readonly Issue[];
  /** every finding, not only the first of each kind and symbol */
  readonly all: boolean;
}

/**
 * Findings by symbol and kind, each with what is done about it; the first of a kind stands for the rest unless all
 * are asked for. The last column is never cut: it holds the values.
 */
export function renderFindings(
  { symbols, findings, refusals, all }: FindingRows,
  style: TerminalStyle,
): string {
  const { heading } = paint(style);
  const groups = groupBy(findings, ({ symbol, kind, action }) => `${symbol}/${kind}/${action}`);
  const rows = [...groups.values()].flatMap((group) => {
    const shown = all ? group : group.slice(0, 1);
    return shown.map((finding, index) => [
      finding.symbol,
      finding.day === null ? UNDEFINED_TEXT : formatCalendarDay(finding.day),
      finding.kind,
      finding.action,
      !all && index === 0 && group.length > 1
        ? `${finding.what} (and ${group.length - 1} more)`
        : finding.what,
    ]);
  });
  const counted = `${formatCount(symbols.length)} series checked: ${formatCounted(findings.length, "finding")}, ${formatCount(refusals.length)} refused\n`;
  if (rows.length === 0) return counted;
  const table = renderTable(
    [
      { title: heading("symbol") },
      { title: heading("day") },
      { title: heading("finding") },
      { title: heading("action") },
      { title: heading("what") },
    ],
    rows,
    tableLayout(style),
  );
  return `${table}\n\n${counted}`;
}

/** Two sources of a symbol side by side. */
export interface ComparisonRows {
  readonly symbol: string;
  readonly first: string;
  readonly second: string;
  readonly result: SourceComparison;
}

/** Where two sources disagree, day by day, and how their histories hang together. */
export function renderComparison(
  { symbol, first, second, result }: ComparisonRows,
  style: TerminalStyle,
): string {
  const { heading } = paint(style);
  const { comparison, disagreements, onlyInFirst, onlyInSecond } = result;
  const lines = [
    heading(`${symbol}: ${first} against ${second}`),
    `${formatCounted(comparison.sessions, "session")} in both; as wholes they are ${comparison.kind === "same" ? "the same" : comparison.kind}${comparison.kind === "restated" ? ` by a factor of ${comparison.ratio.toPrecision(4)}` : ""}`,
    `only in ${first}: ${daysInWords(onlyInFirst)}`,
    `only in ${second}: ${daysInWords(onlyInSecond)}`,
  ];
  if (disagreements.length === 0)
    return `${[...lines, "no day on which their returns disagree"].join("\n")}\n`;
  const table = renderTable(
    [
      { title: heading("day") },
      { title: heading(first), align: "right" },
      { title: heading(second), align: "right" },
      { title: heading("difference of returns"), align: "right" },
    ],
    disagreements.map((row) => [
      formatCalendarDay(row.day),
      formatPrice(row.first),
      formatPrice(row.second),
      formatSignedPercent(row.difference, 3),
    ]),
    tableLayout(style),
  );
  return `${[...lines, "", table].join("\n")}\n`;
}

const DAYS_SHOWN = 8;

function daysInWords(days: readonly CalendarDay[]): string {
  if (days.length === 0) return "none";
  const shown = days.slice(0, DAYS_SHOWN).map(formatCalendarDay).join(", ");
  return days.length > DAYS_SHOWN ? `${shown} and ${days.length - DAYS_SHOWN} more` : shown;
}

/** One file that was imported. */
export interface ImportedFile {
  readonly symbol: string;
  readonly path: string;
  readonly dialect: PriceDialect;
  readonly findings: readonly DataFinding[];
  /** what was imported for the symbol before, in words; `null` if nothing was */
  readonly before: string | null;
  readonly isStored: boolean;
}

/** How a file is written, what the check found, and whether it is stored now. */
export function renderImport(
  { symbol, path, dialect, findings, before, isStored }: ImportedFile,
  style: TerminalStyle,
): string {
  const { heading, aside } = paint(style);
  const rows = describePriceDialect(dialect).map(([label, text]) => [aside(label), text]);
  const found = new Map<string, number>();
  for (const finding of findings) found.set(finding.kind, (found.get(finding.kind) ?? 0) + 1);
  const counted = [...found].map(([kind, count]) => `${formatCount(count)} ${kind}`).join(", ");
  rows.push([aside("findings"), counted === "" ? "none" : counted]);
  if (before !== null) rows.push([aside("in place of"), before]);
  const table = renderTable([{ title: "" }, { title: "" }], rows, tableLayout(style));
  return `${heading(`${symbol} from ${path}`)}\n${table}\n${isStored ? "stored as source import; edict run --frozen uses it" : "not stored (--dry-run)"}\n`;
}

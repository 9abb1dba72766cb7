import { compareHistories, restatementFinding } from "../../market/compare-histories.ts";
import type { DataFinding } from "../../market/data-finding.ts";
import {
  emptyRawColumns,
  PRICE_COLUMNS,
  type PriceColumn,
  type RawColumns,
  type RawSeries,
} from "../../market/raw-series.ts";
import { type CalendarDay, formatCalendarDay } from "../../time/calendar-day.ts";

/** The last sessions of a history are never final: a source may still correct them. */
export const NEVER_FINAL_SESSIONS = 5;
/** So many sessions before those are asked again, too: if one of them moved, so did everything before it. */
export const ANCHOR_SESSIONS = 5;
/** Prices agree within this: a source computes adjusted closes anew each time, in single precision. */
const RELATIVE_TOLERANCE = 1e-5;
/** A new whole history may lack this share of the sessions of the old one, and no more. */
const MOST_LOST = 0.05;

/** So many sessions in common tell another instrument from a correction. */
const ENOUGH_TO_JUDGE = 20;
const OTHER_INSTRUMENT =
  "the closes of the answer and those that are stored do not hang together, as if they were of two instruments";

const PRICES: readonly PriceColumn[] = ["open", "high", "low", "close", "adjustedClose"];

/** What a restated history changed. */
export interface Restatement {
  readonly sessionsCompared: number;
  readonly sessionsChanged: number;
  readonly firstChanged: CalendarDay;
  readonly lastChanged: CalendarDay;
  /** new close / old close on the first changed day; null if either is missing */
  readonly factor: number | null;
  /** sessions of the old history that the new one does not have */
  readonly sessionsLost: number;
}

export type Merge =
  | {
      readonly outcome: "merged";
      readonly series: RawSeries;
      readonly sessionsAdded: number;
      readonly sessionsRevised: number;
      /** the new history stands in place of the old; null if the old was continued */
      readonly restatement: Restatement | null;
    }
  /** the part that was asked for does not fit the rest: the whole must be asked for */
  | { readonly outcome: "needs-whole" }
  /** what came is less than what is stored, which stays */
  | { readonly outcome: "poorer"; readonly what: string };

/**
 * Lays a new answer over a stored history of the same source.
 *
 * The stored sessions that are final (all but the last five) and stand in the answer, too, are compared. If all
 * agree, the answer's rows continue the stored ones: a new row replaces the stored one unless it is less complete.
 * If one differs, the source has restated its history (a split, a dividend, a correction), and old and new rows
 * must not stand in one series: the whole is asked for, and replaces the old as it is.
 *
 * @param isWhole whether the answer was asked from the beginning of the stored history, or before
 */
export function mergeHistory(stored: RawSeries, fresh: RawSeries, isWhole: boolean): Merge {
  const lacking = lackingColumns(stored, fresh);
  if (lacking !== null) return isWhole ? { outcome: "poorer", what: lacking } : { outcome: "needs-whole" };
  const isSame = stored.basis === fresh.basis && isIncreasing(stored.columns) && isIncreasing(fresh.columns);
  const isRicher = fresh.columnsGiven.length > stored.columnsGiven.length;
  if (!isWhole && (!isSame || isRicher)) return { outcome: "needs-whole" };

  const comparison = compareFinal(stored, fresh);
  const restatement = isSame && comparison.changed.length === 0 ? null : describe(stored, fresh, comparison);
  if (!isWhole && (restatement !== null || comparison.compared === 0)) return { outcome: "needs-whole" };
  if (isSame && restatement === null && comparison.compared > 0) return continueHistory(stored, fresh);
  return replaceHistory(stored, fresh, restatement);
}

/**
 * What would be lost if a whole answer took the place of what is stored: a column, or more than one session in twenty.
 *
 * @returns in words; null if nothing
 */
export function lossBy(stored: RawSeries, fresh: RawSeries): string | null {
  return lackingColumns(stored, fresh) ?? lackingSessions(stored, fresh);
}

function lackingColumns(stored: RawSeries, fresh: RawSeries): string | null {
  const lacking = stored.columnsGiven.filter((name) => !fresh.columnsGiven.includes(name));
  return lacking.length === 0 ? null : `the answer has no ${lacking.join(", ")}, which is stored`;
}

function lackingSessions(stored: RawSeries, fresh: RawSeries): string | null {
  const before = pricedRows(stored).length;
  const lost = sessionsLost(stored, fresh);
  return lost <= MOST_LOST * before
    ? null
    : `the answer lacks ${lost} of the ${before} sessions that are stored`;
}

/** Whether a row has a close that can be traded at. */
function hasClose(columns: RawColumns, row: number): boolean {
  return columns.close[row]! > 0;
}

interface Comparison {
  readonly compared: number;
  readonly changed: readonly { day: CalendarDay; oldRow: number; newRow: number }[];
}

function compareFinal(stored: RawSeries, fresh: RawSeries): Comparison {
  const newRows = rowsByDay(fresh.columns);
  const priced = pricedRows(stored);
  const final = priced.slice(0, -NEVER_FINAL_SESSIONS);
  // A history of five sessions or fewer has none that is final, and must be known by what it has.
  const candidates = final.length > 0 ? final : priced;
  const changed: { day: CalendarDay; oldRow: number; newRow: number }[] = [];
  let compared = 0;
  for (const oldRow of candidates) {
    const day = stored.columns.days[oldRow]!;
    const newRow = newRows.get(day);
    if (newRow === undefined || !hasClose(fresh.columns, newRow) || day === stored.unfinishedDay) continue;
    compared++;
    if (differs(stored.columns, oldRow, fresh.columns, newRow)) changed.push({ day, oldRow, newRow });
  }
  return { compared, changed };
}

function differs(old: RawColumns, oldRow: number, fresh: RawColumns, newRow: number): boolean {
  return PRICES.some((name) => {
    const before = old[name][oldRow]!;
    const after = fresh[name][newRow]!;
    return Math.abs(after - before) > RELATIVE_TOLERANCE * Math.abs(before);
  });
}

function continueHistory(stored: RawSeries, fresh: RawSeries): Merge {
  const oldRows = rowsByDay(stored.columns);
  const newRows = rowsByDay(fresh.columns);
  // An unfinished bar is worth nothing once the source has moved on.
  if (stored.unfinishedDay !== null) oldRows.delete(stored.unfinishedDay);
  const days = [...new Set([...oldRows.keys(), ...newRows.keys()])].sort((a, b) => a - b);
  const columns = emptyRawColumns(days.length);
  let sessionsAdded = 0;
  let sessionsRevised = 0;
  days.forEach((day, row) => {
    const oldRow = oldRows.get(day);
    const newRow = newRows.get(day);
    const isNew =
      newRow !== undefined && (oldRow === undefined || isAsComplete(fresh, newRow, stored, oldRow));
    if (isNew) copyRow(fresh.columns, newRow, columns, row);
    else copyRow(stored.columns, oldRow!, columns, row);
    if (!isNew) return;
    if (hasClose(columns, row) && (oldRow === undefined || !hasClose(stored.columns, oldRow)))
      sessionsAdded++;
    else if (oldRow !== undefined && differs(stored.columns, oldRow, fresh.columns, newRow))
      sessionsRevised++;
  });
  const firstNew = fresh.columns.days[0]!;
  const series: RawSeries = {
    ...fresh,
    currency: fresh.currency ?? stored.currency,
    columns,
    dividends: continueEvents(stored.dividends, fresh.dividends, firstNew),
    splits: continueEvents(stored.splits, fresh.splits, firstNew),
    findings: [...lastingFindings(stored), ...fresh.findings],
  };
  return { outcome: "merged", series, sessionsAdded, sessionsRevised, restatement: null };
}

function replaceHistory(stored: RawSeries, fresh: RawSeries, restatement: Restatement | null): Merge {
  const lacking = lackingSessions(stored, fresh);
  if (lacking !== null) return { outcome: "poorer", what: lacking };
  const findings = [...lastingFindings(stored), ...fresh.findings];
  if (restatement !== null) {
    const closes =
      isIncreasing(stored.columns) && isIncreasing(fresh.columns)
        ? compareHistories(stored.columns, fresh.columns)
        : null;
    if (closes?.kind === "different" && closes.sessions >= ENOUGH_TO_JUDGE)
      return { outcome: "poorer", what: OTHER_INSTRUMENT };
    const isInCloses = closes?.kind === "restated";
    findings.push(isInCloses ? restatementFinding(fresh.symbol, closes) : changeFinding(fresh, restatement));
  }
  const sessionsAdded = pricedRows(fresh).length - (pricedRows(stored).length - sessionsLost(stored, fresh));
  const series = { ...fresh, currency: fresh.currency ?? stored.currency, findings };
  return { outcome: "merged", series, sessionsAdded, sessionsRevised: 0, restatement };
}

function describe(
  stored: RawSeries,
  fresh: RawSeries,
  { compared, changed }: Comparison,
): Restatement | null {
  const first = changed[0];
  const last = changed.at(-1);
  if (first === undefined || last === undefined) return null;
  const factor = fresh.columns.close[first.newRow]! / stored.columns.close[first.oldRow]!;
  return {
    sessionsCompared: compared,
    sessionsChanged: changed.length,
    firstChanged: first.day,
    lastChanged: last.day,
    factor: Number.isFinite(factor) ? factor : null,
    sessionsLost: sessionsLost(stored, fresh),
  };
}

/** A change that is not one of closes by ratios: adjusted closes after a dividend, or single sessions. */
function changeFinding(fresh: RawSeries, change: Restatement): DataFinding {
  const span = `${formatCalendarDay(change.firstChanged)} .. ${formatCalendarDay(change.lastChanged)}`;
  const factor = change.factor === null ? "" : `, closes times ${change.factor.toPrecision(6)} on the first`;
  return {
    kind: "restated-history",
    symbol: fresh.symbol,
    day: change.firstChanged,
    what: `${fresh.source} restated ${change.sessionsChanged} of ${change.sessionsCompared} stored sessions (${span}${factor}): the new history replaces the old one`,
    action: "kept",
  };
}

/** Restatements stay on record; what else a feed found concerned rows that the next answer brings again. */
function lastingFindings(stored: RawSeries): DataFinding[] {
  return stored.findings.filter(({ kind }) => kind === "restated-history");
}

/**
 * Events of days before the answer's first row stand as stored, and so does one on that day if the answer, which
 * may not see it, has none. A source may send events of days before its rows: none is counted twice.
 */
function continueEvents<Event extends { readonly day: CalendarDay }>(
  stored: readonly Event[],
  fresh: readonly Event[],
  firstNew: CalendarDay,
): Event[] {
  const sent = new Set(fresh.map(({ day }) => day));
  return [...stored.filter(({ day }) => day <= firstNew && !sent.has(day)), ...fresh].sort(
    (a, b) => a.day - b.day,
  );
}

/** Of two rows for a day, the new one unless it has fewer values; a price of zero is no value. */
function isAsComplete(fresh: RawSeries, newRow: number, stored: RawSeries, oldRow: number): boolean {
  const count = (columns: RawColumns, row: number) =>
    PRICE_COLUMNS.filter(
      (name) => columns[name][row]! > 0 || (name === "volume" && columns.volume[row] === 0),
    ).length;
  return count(fresh.columns, newRow) >= count(stored.columns, oldRow);
}

function sessionsLost(stored: RawSeries, fresh: RawSeries): number {
  const kept = new Set(pricedRows(fresh).map((row) => fresh.columns.days[row]!));
  return pricedRows(stored).filter((row) => {
    const day = stored.columns.days[row]!;
    return day !== stored.unfinishedDay && !kept.has(day);
  }).length;
}

function pricedRows({ columns }: RawSeries): number[] {
  const rows: number[] = [];
  for (let row = 0; row < columns.days.length; row++) if (hasClose(columns, row)) rows.push(row);
  return rows;
}

function rowsByDay(columns: RawColumns): Map<CalendarDay, number> {
  const rows = new Map<CalendarDay, number>();
  columns.days.forEach((day, row) => {
    rows.set(day, row);
  });
  return rows;
}

function isIncreasing({ days }: RawColumns): boolean {
  return days.every((day, row) => row === 0 || day > days[row - 1]!);
}

function copyRow(from: RawColumns, fromRow: number, into: RawColumns, row: number): void {
  into.days[row] = from.days[fromRow]!;
  for (const name of PRICE_COLUMNS) into[name][row] = from[name][fromRow]!;
}

import { isWeekend } from "../../time/calendar-day.ts";
import type { Instrument } from "../instrument.ts";
import { PRICE_COLUMNS, type PriceColumn, type RawColumns, type RawSeries } from "../raw-series.ts";
import type { PeerSessions } from "./peer-sessions.ts";
import { price, type QualityNotes } from "./quality-notes.ts";

/** A market that trades on weekends all year is no exchange's: such a share of its rows is a fault of the dates. */
const MOST_ON_WEEKENDS = 0.05;
/** Rows further apart than this, by and large, are no daily prices; and so many gaps are enough to tell. */
const MOST_DAYS_APART = 4;
const ENOUGH_GAPS = 10;
/** More rows on one day than this are no repetition but bars within the day. */
const MOST_ROWS_OF_A_DAY = 3;

/** Rows in order of their days, one a session: those that are no session are left out, each with a finding. */
export interface SelectedRows {
  readonly columns: RawColumns;
  /** the last day came twice with different values, so its bar is not final */
  readonly isLastDisputed: boolean;
}

/**
 * Puts the rows of a source in order and leaves out those that are no session: blank rows, weekends, days on which
 * the exchange's other instruments have no row and nothing moved, repetitions, and rows without a positive close.
 * Refuses rows whose dates are off by a day, and rows of weeks or months.
 */
export function selectRows(
  raw: RawSeries,
  instrument: Instrument,
  peers: PeerSessions,
  notes: QualityNotes,
): SelectedRows {
  const ordered = orderRows(raw.columns.days, notes);
  refuseWiderThanDays(raw.columns.days, ordered, instrument, notes);
  if (instrument.type !== "currency-pair") refuseShiftedDates(raw, ordered, notes);
  const hasVolumes = raw.columns.volume.some((value) => value > 0);
  const sessions: number[] = [];
  for (const row of ordered) {
    const previous = sessions.at(-1);
    if (isSession(raw, row, { peers, hasVolumes, previous }, notes)) sessions.push(row);
  }
  const { rows, isLastDisputed } = withoutRepetitions(raw, instrument, sessions, notes);
  return { columns: gatherRows(raw.columns, rows), isLastDisputed };
}

/**
 * Dates off by a day, as a time zone makes them, put Fridays on Saturdays or Mondays on Sundays: then one weekday
 * has no row at all, and a weekend has a good part of them.
 */
function refuseShiftedDates({ columns }: RawSeries, ordered: readonly number[], notes: QualityNotes): void {
  const onWeekday = new Array<number>(7).fill(0);
  for (const row of ordered) {
    if (!(columns.close[row]! > 0)) continue;
    const weekday = (((columns.days[row]! + 3) % 7) + 7) % 7;
    onWeekday[weekday] = onWeekday[weekday]! + 1;
  }
  const all = onWeekday.reduce((sum, count) => sum + count, 0);
  const onWeekends = onWeekday[5]! + onWeekday[6]!;
  const empty = onWeekday.slice(0, 5).indexOf(0);
  if (empty < 0 || all < ENOUGH_GAPS || onWeekends <= MOST_ON_WEEKENDS * all) return;
  const day = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"][empty];
  notes.refuse(
    "weekend-row",
    null,
    `${onWeekends} of ${all} rows lie on weekends, and none on a ${day}: the dates are off by a day`,
    "give the dates of the exchange's own sessions; a time zone has moved them",
  );
}

/** Rows of weeks or months show by their dates, whether they have prices or not. */
function refuseWiderThanDays(
  days: Int32Array,
  ordered: readonly number[],
  instrument: Instrument,
  notes: QualityNotes,
): void {
  const dates = Int32Array.from(ordered, (row) => days[row]!);
  const gaps = dates
    .slice(1)
    .map((day, index) => day - dates[index]!)
    .filter((gap) => gap > 0);
  if (gaps.length < ENOUGH_GAPS) return;
  const usual = gaps.sort()[gaps.length >> 1]!;
  if (usual <= MOST_DAYS_APART) return;
  notes.refuse(
    "missing-session",
    null,
    `the rows are ${usual} days apart, by and large: these are not daily prices`,
    `give daily prices of ${instrument.symbol}, one row a session`,
  );
}

/** The rows of `columns` at `rows`, in that order. */
function gatherRows(columns: RawColumns, rows: readonly number[]): RawColumns {
  const isWhole = rows.length === columns.days.length && rows.every((row, index) => row === index);
  const gather = <Column extends Float64Array | Int32Array>(from: Column): Column => {
    if (isWhole) return from.slice() as Column;
    const to = from.slice(0, rows.length) as Column;
    for (let index = 0; index < rows.length; index++) to[index] = from[rows[index]!]!;
    return to;
  };
  return {
    days: gather(columns.days),
    open: gather(columns.open),
    high: gather(columns.high),
    low: gather(columns.low),
    close: gather(columns.close),
    volume: gather(columns.volume),
    adjustedClose: gather(columns.adjustedClose),
  };
}

/** Row indices by day; rows of one day stay in the order of the source. */
function orderRows(days: Int32Array, notes: QualityNotes): number[] {
  const rows: number[] = new Array(days.length);
  for (let index = 0; index < days.length; index++) rows[index] = index;
  let falls = 0;
  let firstFall = -1;
  for (let index = 1; index < days.length; index++) {
    if (days[index]! >= days[index - 1]!) continue;
    falls += 1;
    if (firstFall < 0) firstFall = index;
  }
  if (falls === 0) return rows;
  if (falls === days.length - 1) {
    notes.add("unsorted-rows", null, "the rows are newest first; turned round", "kept");
    // Turned round and not sorted, so that rows of one day keep the order in which they were written down.
    return rows.reverse();
  }
  const what = `${falls} ${falls === 1 ? "row is" : "rows are"} out of order, the first where the day goes back; sorted by day`;
  notes.add("unsorted-rows", days[firstFall]!, what, "kept");
  return rows.sort((a, b) => days[a]! - days[b]! || a - b);
}

interface Surroundings {
  readonly peers: PeerSessions;
  /** the source gives volumes at all */
  readonly hasVolumes: boolean;
  /** the session before, as a row */
  readonly previous: number | undefined;
}

function isSession(
  raw: RawSeries,
  row: number,
  { peers, hasVolumes, previous }: Surroundings,
  notes: QualityNotes,
): boolean {
  const { days, open, high, low, close, volume } = raw.columns;
  const day = days[row]!;
  const last = close[row]!;
  if (last > 0 && !isWeekend(day) && !peers.isHoliday(day)) return true;
  if ([open, high, low, close].every((column) => Number.isNaN(column[row]!))) {
    if (day === raw.unfinishedDay) notes.add("unfinished-bar", day, "the row has no prices yet", "left-out");
    else if (peers.isSession(day)) {
      notes.add(
        "missing-value",
        day,
        "the row has no prices, though others of the exchange traded",
        "left-out",
      );
    } else notes.add("holiday-row", day, "the row has no prices", "left-out");
    return false;
  }
  if (isWeekend(day)) {
    const name = (day + 3) % 7 === 5 ? "a Saturday" : "a Sunday";
    notes.add("weekend-row", day, `${name}, close ${price(last)}`, "left-out");
    return false;
  }
  if (Number.isNaN(last)) {
    notes.add("missing-value", day, `no close; open ${price(open[row]!)}`, "left-out");
    return false;
  }
  if (last <= 0) {
    notes.add("not-positive", day, `close ${price(last)}`, "left-out");
    return false;
  }
  // Without volumes, what repeats the session before was carried forward; what moved was traded.
  const traded = hasVolumes ? volume[row]! > 0 : !isCarriedForward(raw, row, previous);
  const what = `no other instrument of the exchange has a row; close ${price(last)}, volume ${price(volume[row]!)}`;
  notes.add("holiday-row", day, what, traded ? "kept" : "left-out");
  return traded;
}

/** The same prices as those of the session before, or nothing but its close. */
function isCarriedForward({ columns }: RawSeries, row: number, previous: number | undefined): boolean {
  if (previous === undefined) return false;
  const before = columns.close[previous];
  const columnsOf = [columns.open, columns.high, columns.low, columns.close];
  const isSame = columnsOf.every((column) => Object.is(column[row], column[previous]));
  const isFlat = columnsOf.every((column) => Number.isNaN(column[row]!) || column[row] === before);
  return isSame || isFlat;
}

function withoutRepetitions(
  raw: RawSeries,
  instrument: Instrument,
  ordered: readonly number[],
  notes: QualityNotes,
): { rows: number[]; isLastDisputed: boolean } {
  const { days } = raw.columns;
  const rows: number[] = [];
  let isLastDisputed = false;
  for (let start = 0; start < ordered.length; ) {
    const first = ordered[start]!;
    const day = days[first]!;
    let end = start + 1;
    while (end < ordered.length && days[ordered[end]!] === day) end += 1;
    if (end === start + 1) {
      rows.push(first);
      start = end;
      continue;
    }
    const same = ordered.slice(start, end);
    start = end;
    const kept = same.at(-1)!;
    rows.push(kept);
    const differing = same.find((row) => differingColumn(raw, row, kept) !== undefined);
    if (differing === undefined) {
      notes.add("duplicate-session", day, `${same.length} equal rows; one is kept`, "left-out");
      continue;
    }
    const closes = same.map((row) => price(raw.columns.close[row]!)).join(" and ");
    if (end === ordered.length && same.length <= MOST_ROWS_OF_A_DAY) {
      isLastDisputed = true;
      notes.add(
        "duplicate-session",
        day,
        `the last session comes twice, closes ${closes}; the later row is kept`,
        "left-out",
      );
      continue;
    }
    const what =
      same.length > MOST_ROWS_OF_A_DAY
        ? `${same.length} rows on one day: these are not daily prices`
        : `${same.length} rows on one day that differ in ${differingColumn(raw, differing, kept)}, closes ${closes}`;
    notes.refuse(
      "duplicate-session",
      day,
      what,
      `give daily prices of ${instrument.symbol}, one row a session`,
    );
  }
  return { rows, isLastDisputed };
}

function differingColumn(raw: RawSeries, row: number, other: number): PriceColumn | undefined {
  return PRICE_COLUMNS.find((column) => !Object.is(raw.columns[column][row], raw.columns[column][other]));
}

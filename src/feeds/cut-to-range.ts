import { MarketDataError } from "../errors.ts";
import { pickRows, type RawColumns, type RawSeries } from "../market/raw-series.ts";
import { formatCalendarDay } from "../time/calendar-day.ts";
import { type DayRange, isWithin } from "./price-feed.ts";

/**
 * The rows of a series in a range, as views where its days increase. All splits stay: split-adjusted prices
 * carry the later ones, too.
 *
 * @throws MarketDataError if there are none
 */
export function cutToRange(series: RawSeries, range: DayRange): RawSeries {
  const { days } = series.columns;
  const rows = [...days.keys()].filter((row) => isWithin(days[row]!, range));
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) throw nothingInRange(series, range);
  if (rows.length === days.length) return series;
  const isBlock = last - first + 1 === rows.length;
  const columns = isBlock ? blockOf(series.columns, first, last + 1) : pickRows(series.columns, rows);
  const { unfinishedDay } = series;
  return {
    ...series,
    columns,
    dividends: series.dividends.filter(({ day }) => isWithin(day, range)),
    unfinishedDay: unfinishedDay !== null && isWithin(unfinishedDay, range) ? unfinishedDay : null,
  };
}

/** Rows from `first` to before `end`, as views. */
function blockOf(columns: RawColumns, first: number, end: number): RawColumns {
  return {
    days: columns.days.subarray(first, end),
    open: columns.open.subarray(first, end),
    high: columns.high.subarray(first, end),
    low: columns.low.subarray(first, end),
    close: columns.close.subarray(first, end),
    volume: columns.volume.subarray(first, end),
    adjustedClose: columns.adjustedClose.subarray(first, end),
  };
}

function nothingInRange({ symbol, source, columns }: RawSeries, range: DayRange): MarketDataError {
  const text = (day: number | null | undefined) =>
    day === null || day === undefined ? ".." : formatCalendarDay(day);
  const span = `${text(columns.days[0])} to ${text(columns.days.at(-1))}`;
  return new MarketDataError({
    what: `no prices of ${symbol} between ${text(range.from)} and ${text(range.to)}; ${source} has ${span}`,
    at: source,
    fix: "choose a range in which it was traded: --from, --to",
  });
}

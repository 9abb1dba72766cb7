import { type CalendarDay, parseCalendarDay } from "../../time/calendar-day.ts";

/** A rate that holds from a day on, `YYYY-MM-DD`, until the next row. */
export interface DatedRate {
  readonly from: string;
  /** fraction of the amount traded, unless the table says otherwise */
  readonly rate: number;
  /** where the rate was published */
  readonly source: string;
}

/** A table of dated rates, compiled for lookup. */
export interface RateTable {
  readonly days: readonly CalendarDay[];
  readonly rates: readonly number[];
}

/** Compiles rows, oldest first. Before the first row its rate holds: earlier rates are out of scope. */
export function rateTable(rows: readonly DatedRate[]): RateTable {
  return {
    days: rows.map((row) => parseCalendarDay(row.from)!),
    rates: rows.map((row) => row.rate),
  };
}

/** The rate in force on a day. */
export function rateOn(table: RateTable, day: CalendarDay): number {
  for (let index = table.days.length - 1; index > 0; index--) {
    if (table.days[index]! <= day) return table.rates[index]!;
  }
  return table.rates[0]!;
}

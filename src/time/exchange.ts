import { type CalendarDay, parseCalendarDay } from "./calendar-day.ts";
import { earlyCloseMinute } from "./early-close.ts";
import { EXCHANGE_CODES, type ExchangeCode } from "./exchange-code.ts";
import { oneOffHours } from "./one-off-hours.ts";
import type { MinuteOfDay } from "./zoned-time.ts";

export { EXCHANGE_CODES, type ExchangeCode };

/** Regular hours of continuous trading from a day on, in local minutes since midnight. */
export interface TradingHours {
  /** first day of these hours, `YYYY-MM-DD`; the first row of a table holds for all days before it, too */
  readonly from: string;
  readonly open: MinuteOfDay;
  readonly close: MinuteOfDay;
  /** lunch break, if the exchange has one */
  readonly lunch?: { readonly from: MinuteOfDay; readonly to: MinuteOfDay };
}

/** Open and close of one session, in local minutes since midnight. */
export interface SessionHours {
  readonly open: MinuteOfDay;
  readonly close: MinuteOfDay;
  /** shorter than the regular hours, at either end */
  readonly isHalfDay: boolean;
}

/** An exchange: its zone and hours. Which days are sessions is not here: that comes from prices. */
export interface Exchange {
  readonly code: ExchangeCode;
  readonly name: string;
  readonly zone: string;
  /** oldest first, at least one */
  readonly hours: readonly TradingHours[];
}

const at = (hour: number, minute = 0): MinuteOfDay => hour * 60 + minute;

const HONG_KONG_LUNCH = { from: at(12), to: at(13) };
const MAINLAND_HOURS = [
  { from: "1990-12-19", open: at(9, 30), close: at(15), lunch: { from: at(11, 30), to: at(13) } },
];
const NEW_YORK_HOURS = [{ from: "1985-09-30", open: at(9, 30), close: at(16) }];

/** The exchanges, by code. Sources of the hours: the exchanges' own trading-hours pages. */
export const EXCHANGES: Readonly<Record<ExchangeCode, Exchange>> = {
  HKEX: {
    code: "HKEX",
    name: "Hong Kong Exchanges and Clearing",
    zone: "Asia/Hong_Kong",
    hours: [
      { from: "1986-04-02", open: at(10), close: at(16), lunch: { from: at(12, 30), to: at(14, 30) } },
      { from: "2011-03-07", open: at(9, 30), close: at(16), lunch: { from: at(12), to: at(13, 30) } },
      { from: "2012-03-05", open: at(9, 30), close: at(16), lunch: HONG_KONG_LUNCH },
    ],
  },
  SSE: { code: "SSE", name: "Shanghai Stock Exchange", zone: "Asia/Shanghai", hours: MAINLAND_HOURS },
  SZSE: { code: "SZSE", name: "Shenzhen Stock Exchange", zone: "Asia/Shanghai", hours: MAINLAND_HOURS },
  NYSE: { code: "NYSE", name: "New York Stock Exchange", zone: "America/New_York", hours: NEW_YORK_HOURS },
  NASDAQ: { code: "NASDAQ", name: "Nasdaq Stock Market", zone: "America/New_York", hours: NEW_YORK_HOURS },
  LSE: {
    code: "LSE",
    name: "London Stock Exchange",
    zone: "Europe/London",
    hours: [{ from: "1999-09-20", open: at(8), close: at(16, 30) }],
  },
  TSE: {
    code: "TSE",
    name: "Tokyo Stock Exchange",
    zone: "Asia/Tokyo",
    hours: [
      { from: "1990-01-01", open: at(9), close: at(15), lunch: { from: at(11), to: at(12, 30) } },
      { from: "2011-11-21", open: at(9), close: at(15), lunch: { from: at(11, 30), to: at(12, 30) } },
      { from: "2024-11-05", open: at(9), close: at(15, 30), lunch: { from: at(11, 30), to: at(12, 30) } },
    ],
  },
  FX: {
    code: "FX",
    name: "Currency market",
    zone: "Europe/London",
    hours: [{ from: "1970-01-01", open: 0, close: at(24) }],
  },
};

/** First days of the rows of each exchange's table, read once. */
const FIRST_DAYS = new Map(
  EXCHANGE_CODES.map((code) => [code, EXCHANGES[code].hours.map((row) => parseCalendarDay(row.from)!)]),
);

/** The regular hours in force on a day. */
export function tradingHoursOn(exchange: ExchangeCode, day: CalendarDay): TradingHours {
  const table = EXCHANGES[exchange].hours;
  const firstDays = FIRST_DAYS.get(exchange) as readonly CalendarDay[];
  let row = table.length - 1;
  while (row > 0 && firstDays[row]! > day) row--;
  return table[row]!;
}

/**
 * Open and close of the session of `exchange` on `day`: regular hours, recurring half days, and single days on
 * which it opened late or closed early. It does not ask whether there is a session on that day.
 */
export function sessionHours(exchange: ExchangeCode, day: CalendarDay): SessionHours {
  const known = HOURS_BY_DAY[exchange];
  let hours = known.get(day);
  if (hours === undefined) {
    hours = hoursOn(exchange, day);
    known.set(day, hours);
  }
  return hours;
}

/** A backtest asks for the same few thousand days again and again. */
const HOURS_BY_DAY = Object.fromEntries(
  EXCHANGE_CODES.map((code) => [code, new Map<CalendarDay, SessionHours>()]),
) as Readonly<Record<ExchangeCode, Map<CalendarDay, SessionHours>>>;

function hoursOn(exchange: ExchangeCode, day: CalendarDay): SessionHours {
  const regular = tradingHoursOn(exchange, day);
  const oneOff = oneOffHours(exchange, day);
  const open = oneOff?.open ?? regular.open;
  const close = oneOff?.close ?? earlyCloseMinute(exchange, day, regular.lunch?.from) ?? regular.close;
  return { open, close, isHalfDay: open > regular.open || close < regular.close };
}

import { type CalendarDay, isWeekend, parseCalendarDay } from "../../time/calendar-day.ts";
import type { ExchangeCode } from "../../time/exchange-code.ts";

/** First and last day of the sample market. */
const SAMPLE_FROM = parseCalendarDay("2020-06-01")!;
const SAMPLE_TO = parseCalendarDay("2026-08-31")!;

/** Weekdays on which Hong Kong did not trade: public holidays, and whole days lost to storms up to 2024. */
const HONG_KONG = `
  2020-06-25 2020-07-01 2020-10-01 2020-10-02 2020-10-13 2020-10-26 2020-12-25
  2021-01-01 2021-02-12 2021-02-15 2021-04-02 2021-04-05 2021-04-06 2021-05-19 2021-06-14 2021-07-01 2021-09-22
  2021-10-01 2021-10-13 2021-10-14 2021-12-27
  2022-02-01 2022-02-02 2022-02-03 2022-04-05 2022-04-15 2022-04-18 2022-05-02 2022-05-09 2022-06-03 2022-07-01
  2022-09-12 2022-10-04 2022-12-26 2022-12-27
  2023-01-02 2023-01-23 2023-01-24 2023-01-25 2023-04-05 2023-04-07 2023-04-10 2023-05-01 2023-05-26 2023-06-22
  2023-07-17 2023-09-01 2023-09-08 2023-10-02 2023-10-23 2023-12-25 2023-12-26
  2024-01-01 2024-02-12 2024-02-13 2024-03-29 2024-04-01 2024-04-04 2024-05-01 2024-05-15 2024-06-10 2024-07-01
  2024-09-06 2024-09-18 2024-10-01 2024-10-11 2024-12-25 2024-12-26
  2025-01-01 2025-01-29 2025-01-30 2025-01-31 2025-04-04 2025-04-18 2025-04-21 2025-05-01 2025-05-05 2025-07-01
  2025-10-01 2025-10-07 2025-10-29 2025-12-25 2025-12-26
  2026-01-01 2026-02-17 2026-02-18 2026-02-19 2026-04-03 2026-04-06 2026-04-07 2026-05-01 2026-05-25 2026-06-19
  2026-07-01`;

/** Weekdays on which New York did not trade, the day of mourning of 2025-01-09 among them. */
const NEW_YORK = `
  2020-07-03 2020-09-07 2020-11-26 2020-12-25
  2021-01-01 2021-01-18 2021-02-15 2021-04-02 2021-05-31 2021-07-05 2021-09-06 2021-11-25 2021-12-24
  2022-01-17 2022-02-21 2022-04-15 2022-05-30 2022-06-20 2022-07-04 2022-09-05 2022-11-24 2022-12-26
  2023-01-02 2023-01-16 2023-02-20 2023-04-07 2023-05-29 2023-06-19 2023-07-04 2023-09-04 2023-11-23 2023-12-25
  2024-01-01 2024-01-15 2024-02-19 2024-03-29 2024-05-27 2024-06-19 2024-07-04 2024-09-02 2024-11-28 2024-12-25
  2025-01-01 2025-01-09 2025-01-20 2025-02-17 2025-04-18 2025-05-26 2025-06-19 2025-07-04 2025-09-01 2025-11-27
  2025-12-25
  2026-01-01 2026-01-19 2026-02-16 2026-04-03 2026-05-25 2026-06-19 2026-07-03`;

const CLOSED: Readonly<Partial<Record<ExchangeCode, ReadonlySet<CalendarDay>>>> = {
  HKEX: daysOf(HONG_KONG),
  NYSE: daysOf(NEW_YORK),
};

/** Every weekday of the sample market, oldest first: the steps at which its values move. */
export function sampleWeekdays(): CalendarDay[] {
  const days: CalendarDay[] = [];
  for (let day = SAMPLE_FROM; day <= SAMPLE_TO; day++) if (!isWeekend(day)) days.push(day);
  return days;
}

/** Whether an exchange of the sample market trades on a weekday; currencies trade on all. */
export function isSampleSession(exchange: ExchangeCode, day: CalendarDay): boolean {
  return CLOSED[exchange]?.has(day) !== true;
}

function daysOf(text: string): ReadonlySet<CalendarDay> {
  const words = text.trim().split(/\s+/);
  return new Set(words.map((word) => parseCalendarDay(word)!));
}

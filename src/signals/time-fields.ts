import * as v from "valibot";
import { whatAndFix } from "../decode/decode-with.ts";
import { parseCalendarDay } from "../time/calendar-day.ts";
import { parseInstant, parseMinuteOfDay } from "../time/zoned-time.ts";

/** Schema of a calendar day, `YYYY-MM-DD`, that exists. */
export const calendarDayText = v.pipe(
  v.string(),
  v.check(
    (text) => parseCalendarDay(text) !== undefined,
    (issue) =>
      whatAndFix(`${issue.received} is not a calendar day`, "write it as YYYY-MM-DD, e.g. 2026-02-27"),
  ),
  v.description("a calendar day, YYYY-MM-DD"),
  v.metadata({ format: "date" }),
);

/** Schema of a clock time, `HH:MM`, 00:00 to 24:00. */
export const clockTimeText = v.pipe(
  v.string(),
  v.check(
    (text) => parseMinuteOfDay(text) !== undefined,
    (issue) =>
      whatAndFix(`${issue.received} is not a clock time`, "write it as HH:MM on a 24-hour clock, e.g. 16:05"),
  ),
  v.description("a clock time, HH:MM, on a 24-hour clock"),
  v.metadata({ pattern: "^([01]\\d|2[0-3]):[0-5]\\d$|^24:00$" }),
);

/** Schema of an instant, ISO 8601 with an offset or `Z`. */
export const instantText = v.pipe(
  v.string(),
  v.check(
    (text) => parseInstant(text) !== undefined,
    (issue) =>
      whatAndFix(
        `${issue.received} is not an instant`,
        "write date, time and offset, e.g. 2025-02-17T18:30:00+08:00",
      ),
  ),
  v.description("an instant, ISO 8601 with its offset"),
  v.metadata({ format: "date-time" }),
);

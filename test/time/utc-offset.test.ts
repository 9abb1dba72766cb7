import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { formatCalendarDay } from "../../src/time/calendar-day.ts";
import { SETTLED_UNTIL, SETTLED_ZONES } from "../../src/time/settled-zones.ts";
import { utcOffsetAt } from "../../src/time/utc-offset.ts";
import { formatInstant, instantAt, localTimeAt } from "../../src/time/zoned-time.ts";

const ZONES = [
  "Asia/Shanghai",
  "Asia/Hong_Kong",
  "America/New_York",
  "Europe/London",
  "Asia/Tokyo",
  "America/St_Johns",
];
const instants = fc.integer({ min: Date.UTC(1986, 0, 1), max: Date.UTC(2035, 0, 1) });

describe("offsets and readings agree with Temporal", () => {
  it("at any instant", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), instants, (zone, instant) => {
        const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
        expect(utcOffsetAt(instant, zone)).toBe(zoned.offsetNanoseconds / 1e6);
        const local = localTimeAt(instant, zone);
        expect(formatCalendarDay(local.day)).toBe(zoned.toPlainDate().toString());
        expect(local.minute).toBe(zoned.hour * 60 + zoned.minute);
        const text = zoned.toString({ timeZoneName: "never", smallestUnit: "second" });
        expect(formatInstant(instant, zone)).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  it("at any wall-clock reading, also in the hours that clocks skip or repeat", () => {
    const readings = fc.record({
      day: fc.integer({ min: 5900, max: 23_000 }),
      minute: fc.integer({ min: 0, max: 1440 }),
    });
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), readings, (zone, { day, minute }) => {
        const wall = Temporal.PlainDate.from(formatCalendarDay(day))
          .toPlainDateTime()
          .add({ minutes: minute });
        expect(instantAt(day, minute, zone)).toBe(wall.toZonedDateTime(zone).epochMilliseconds);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ["2025-03-09", 150, "America/New_York"], // skipped: 02:30
    ["2025-11-02", 90, "America/New_York"], // repeated: 01:30
    ["2025-03-30", 90, "Europe/London"],
    ["2025-10-26", 90, "Europe/London"],
  ])("%s minute %i in %s", (date, minute, zone) => {
    const day = Temporal.PlainDate.from(date);
    const expected = day.toPlainDateTime().add({ minutes: minute }).toZonedDateTime(zone).epochMilliseconds;
    expect(instantAt(Date.UTC(day.year, day.month - 1, day.day) / 86_400_000, minute, zone)).toBe(expected);
  });
});

describe("zones that have settled", () => {
  it.each(Object.entries(SETTLED_ZONES))(
    "%s has changed nothing since, by Temporal's calendar",
    (zone, { from, hours }) => {
      const start = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
      expect(start.offsetNanoseconds).toBe(hours * 3600e9);
      const next = start.getTimeZoneTransition("next");
      expect(next?.epochMilliseconds ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(SETTLED_UNTIL);
    },
  );

  it("are asked for before they settled and from the horizon on", () => {
    // Shanghai's last summer time ended on 1991-09-15; Hong Kong's on 1979-10-21.
    expect(utcOffsetAt(Date.UTC(1991, 6, 1), "Asia/Shanghai")).toBe(9 * 3_600_000);
    expect(utcOffsetAt(Date.UTC(1979, 6, 1), "Asia/Hong_Kong")).toBe(9 * 3_600_000);
    expect(utcOffsetAt(SETTLED_UNTIL, "Asia/Shanghai")).toBe(8 * 3_600_000);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DatedRate, RatePeriods, rateTable } from "../../../src/engine/costs/dated-rate.ts";
import { formatCalendarDay } from "../../../src/time/calendar-day.ts";
import { everyCase } from "../../every-case.ts";

const RUNS = Number(process.env["PROPERTY_RUNS"] ?? 800);
const FIRST_DAY = 11_000;
const SPAN = 400;

/** Rows of a table, oldest first, no two of one day. */
const rows = fc
  .uniqueArray(fc.nat({ max: SPAN }), { minLength: 1, maxLength: 6 })
  .map((days) =>
    days
      .toSorted((a, b) => a - b)
      .map((day, row): DatedRate => ({ from: dateOf(day), rate: row + day / 1_000, source: "made up" })),
  );

function dateOf(day: number): string {
  return formatCalendarDay(FIRST_DAY + day);
}

/** Dates as text are in the order of their days. */
function rateOf(table: readonly DatedRate[], day: number): number {
  return (table.findLast(({ from }) => from <= dateOf(day)) ?? table[0]!).rate;
}

describe("RatePeriods", () => {
  it("has of each table the last rate that began by the day, in whatever order days are asked for", () => {
    let changes = 0;
    const property = fc.property(
      rows,
      rows,
      fc.array(fc.integer({ min: -50, max: SPAN + 50 }), { minLength: 1 }),
      (fee, levy, days) => {
        const periods = new RatePeriods({ fee: rateTable(fee), levy: rateTable(levy) });
        const found = days.map((day) => periods.on(FIRST_DAY + day));
        expect(found).toEqual(days.map((day) => ({ fee: rateOf(fee, day), levy: rateOf(levy, day) })));
        changes += new Set(found).size - 1;
      },
    );
    everyCase(property, RUNS, (cases) => expect(changes).toBeGreaterThan(cases));
  });
});

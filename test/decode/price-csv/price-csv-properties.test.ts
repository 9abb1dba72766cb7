import fc from "fast-check";
import { expect, it } from "vitest";
import { decodePriceCsv } from "../../../src/decode/price-csv/price-csv.ts";
import { InputError } from "../../../src/errors.ts";
import { formatCalendarDay } from "../../../src/time/calendar-day.ts";
import { processorTime } from "../../processor-time.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const day = fc.integer({ min: -10_000, max: 40_000 });
const price = fc.oneof(
  fc.constant(Number.NaN),
  fc.double({ min: 1e-4, max: 1e7, noNaN: true }),
  fc.float({ min: 1, max: 1e5, noNaN: true }),
);
const row = fc.tuple(day, price, price, fc.nat(1e9));
const print = (value: number) => (Number.isNaN(value) ? "" : String(value));

it("values come back as they were printed, whatever the delimiter, the quotes and the line breaks", () => {
  const shape = fc.record({
    delimiter: fc.constantFrom(",", ";", "\t", "|"),
    quote: fc.constantFrom("", '"'),
    lineBreak: fc.constantFrom("\n", "\r\n"),
    mark: fc.constantFrom("", "\ufeff"),
    hasLast: fc.boolean(),
  });
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 1, maxLength: 30 }),
      shape,
      (rows, { delimiter, quote, lineBreak, mark, hasLast }) => {
        const line = (cells: readonly string[]) =>
          cells.map((cell) => `${quote}${cell}${quote}`).join(delimiter);
        const lines = [
          line(["Date", "Open", "Close", "Volume"]),
          ...rows.map(([each, open, close, volume]) =>
            line([formatCalendarDay(each), print(open), print(close), String(volume)]),
          ),
        ];
        const text = `${mark}${lines.join(lineBreak)}${hasLast ? lineBreak : ""}`;
        // Between semicolons `1.234` alone could be a thousand, and the file would ask.
        const mapping = { columns: {}, ...(delimiter === ";" && { decimalMark: "." as const }) };
        const prices = decodePriceCsv(bytes(text), { file: "a.csv", mapping });
        expect([...prices.days]).toEqual(rows.map(([each]) => each));
        expect([...prices.open]).toEqual(rows.map(([, open]) => open));
        expect([...prices.close]).toEqual(rows.map(([, , close]) => close));
        expect([...prices.volume]).toEqual(rows.map(([, , , volume]) => volume));
      },
    ),
    { numRuns: 500 },
  );
});

it("any text is read or refused with what, at and fix; nothing else is thrown, and nothing hangs", () => {
  const cell = fc.oneof(
    fc.constantFrom(
      "Date",
      "Close",
      "Open",
      "Ticker",
      "Price",
      "2024-01-02",
      "02/03/2024",
      "1,5",
      "1.234",
      '"',
      '""',
      "",
      " ",
      "-",
      "x",
      "9e9",
      "日期",
    ),
    fc.string({ maxLength: 8 }),
  );
  const text = fc
    .array(
      fc.array(cell, { maxLength: 6 }).map((cells) => cells.join(",")),
      { maxLength: 12 },
    )
    .map((lines) => lines.join("\n"));
  fc.assert(
    fc.property(fc.oneof(text, fc.string({ maxLength: 200 })), (content) => {
      try {
        decodePriceCsv(bytes(content), { file: "a.csv" });
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
        for (const issue of (error as InputError).issues) {
          expect(issue.what).not.toBe("");
          expect(issue.at).toMatch(/^a\.csv/);
        }
      }
    }),
    { numRuns: 2_000 },
  );
});

it("any bytes are read or refused", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (content) => {
      try {
        decodePriceCsv(content, { file: "a.csv" });
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
      }
    }),
    { numRuns: 2_000 },
  );
});

it("a file with an open quote of a megabyte is refused in under a second", () => {
  const text = `Date,Close\n"${"2024-01-02,1\n".repeat(80_000)}`;
  const spent = processorTime();
  expect(() => decodePriceCsv(bytes(text), { file: "a.csv" })).toThrow(InputError);
  expect(spent()).toBeLessThan(1_000);
});

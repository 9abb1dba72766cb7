import { describe, expect, it } from "vitest";
import { BarMark } from "../../src/market/bars.ts";
import { checkQuality } from "../../src/market/check-quality.ts";
import type { DataFinding, DataFindingKind } from "../../src/market/data-finding.ts";
import type { Instrument } from "../../src/market/instrument.ts";
import type { RawSeries } from "../../src/market/raw-series.ts";
import { formatCalendarDay } from "../../src/time/calendar-day.ts";
import {
  bar,
  day,
  INDEX,
  makeRaw,
  ordinaryRows,
  RATE,
  type Row,
  STOCK,
  weekdays,
} from "./make-raw-series.ts";

const check = (raw: RawSeries, instrument: Instrument = STOCK, peers: readonly Int32Array[] = []) =>
  checkQuality(raw, instrument, peers);

const said = (findings: readonly DataFinding[], kind: DataFindingKind) =>
  findings
    .filter((finding) => finding.kind === kind)
    .map((finding) => [
      finding.day === null ? null : formatCalendarDay(finding.day),
      finding.action,
      finding.what,
    ]);

/** Ordinary rows with one of them replaced. */
function withRow(index: number, values: Row[1], rows = ordinaryRows(40)): Row[] {
  return rows.map((row, at) => (at === index ? [row[0], values] : row));
}

const days = (rows: readonly Row[]) => Int32Array.from(rows, ([text]) => day(text));

it("finds nothing in ordinary rows, and changes none of their values", () => {
  const raw = makeRaw(ordinaryRows(40));
  const checked = check(raw);
  expect(checked.findings).toEqual([]);
  expect(checked.refusals).toEqual([]);
  expect([...checked.marks]).toEqual(new Array(40).fill(0));
  for (const column of ["days", "open", "high", "low", "close", "volume"] as const) {
    expect(checked.columns[column]).toEqual(raw.columns[column]);
  }
});

it("carries what the source found itself, before its own findings", () => {
  const own: DataFinding = {
    kind: "restated-history",
    symbol: "1234.HK",
    day: null,
    what: "x",
    action: "kept",
  };
  expect(check(makeRaw(ordinaryRows(3), { findings: [own] })).findings).toEqual([own]);
});

describe("rows that are no session", () => {
  it("on weekends are left out, blank ones and priced ones", () => {
    const rows: Row[] = [
      ["2024-01-05", bar(100)],
      ["2024-01-06", bar(101)],
      ["2024-01-07", {}],
      ["2024-01-08", bar(102)],
    ];
    const { findings, columns } = check(makeRaw(rows));
    expect([...columns.days]).toEqual([day("2024-01-05"), day("2024-01-08")]);
    expect(said(findings, "weekend-row")).toEqual([["2024-01-06", "left-out", "a Saturday, close 101"]]);
    expect(said(findings, "holiday-row")).toEqual([["2024-01-07", "left-out", "the row has no prices"]]);
  });

  it("that are blank although peers traded are missing values, not holidays", () => {
    const rows = withRow(5, {});
    const { findings } = check(makeRaw(rows), STOCK, [days(ordinaryRows(40))]);
    expect(said(findings, "holiday-row")).toEqual([]);
    expect(said(findings, "missing-value")[0]?.slice(0, 2)).toEqual([rows[5]?.[0], "left-out"]);
  });

  it("that no peer has are left out if nothing traded, and kept with a word if something did", () => {
    const rows = ordinaryRows(40);
    const peers = [days(rows.filter((_, index) => index !== 5 && index !== 6))];
    const { findings, columns } = check(makeRaw(withRow(5, { ...bar(100), volume: 0 }, rows)), STOCK, peers);
    expect(said(findings, "holiday-row").map((row) => row.slice(0, 2))).toEqual([
      [rows[5]?.[0], "left-out"],
      [rows[6]?.[0], "kept"],
    ]);
    expect(columns.days).toHaveLength(39);
  });

  it("that no peer has, of a source without volumes, are left out if they repeat the session before", () => {
    const priced = (close: number) => ({ open: close, high: close * 1.01, low: close * 0.99, close });
    const rows: Row[] = weekdays("2024-01-01", 30).map((text, index) => [text, priced(100 + index / 10)]);
    const [carried, flat, moved] = [5, 10, 15];
    rows[carried] = [rows[carried]?.[0] as string, rows[carried - 1]?.[1] as Row[1]];
    const close = rows[flat - 1]?.[1].close as number;
    rows[flat] = [rows[flat]?.[0] as string, { open: close, high: close, low: close, close }];
    const peers = [days(rows.filter((_, index) => ![carried, flat, moved].includes(index)))];
    const { findings, columns } = check(makeRaw(rows), STOCK, peers);
    expect(said(findings, "holiday-row").map((row) => row.slice(0, 2))).toEqual([
      [rows[carried]?.[0], "left-out"],
      [rows[flat]?.[0], "left-out"],
      // A hole in the only peer must not take a session away that moved.
      [rows[moved]?.[0], "kept"],
    ]);
    expect(columns.days).toHaveLength(28);
  });

  it("of a currency are not told by other currencies, whose holidays are others", () => {
    const rows = ordinaryRows(40).map(([text, { close }]): Row => [text, { close: close as number }]);
    const peers = [days(rows.filter((_, index) => index % 4 > 0))];
    const { findings, columns } = check(makeRaw(rows, { symbol: "HKD=X" }), RATE, peers);
    expect(columns.days).toHaveLength(40);
    expect(said(findings, "holiday-row")).toEqual([]);
    const other = check(makeRaw(rows.slice(0, 10).concat(rows.slice(12))), RATE, [days(rows)]);
    expect(said(other.findings, "missing-session")).toEqual([]);
  });

  it("of dates that a time zone moved by a day are refused", () => {
    const moved = (by: number) =>
      ordinaryRows(40).map(([text, values]): Row => [formatCalendarDay(day(text) + by), values]);
    const [sundays] = check(makeRaw(moved(-1))).refusals;
    expect(sundays?.what).toBe(
      "1234.HK: 8 of 40 rows lie on weekends, and none on a Friday: the dates are off by a day",
    );
    expect(check(makeRaw(moved(1))).refusals[0]?.what).toContain("none on a Monday");
    expect(check(makeRaw(moved(0))).refusals).toEqual([]);
    // Saturdays beside all weekdays were sessions, e.g. in New York before 1952, or are a vendor's habit.
    const saturdays: Row[] = [
      ...ordinaryRows(40),
      ["2024-01-06", bar(100)],
      ["2024-01-13", bar(100)],
      ["2024-01-20", bar(100)],
    ];
    expect(check(makeRaw(saturdays)).refusals).toEqual([]);
  });

  it("of weeks or months are refused", () => {
    const weeks = ordinaryRows(60).filter((_, index) => index % 5 === 4);
    expect(check(makeRaw(weeks)).refusals[0]?.what).toBe(
      "1234.HK: the rows are 7 days apart, by and large: these are not daily prices",
    );
    expect(check(makeRaw(ordinaryRows(60).filter((_, index) => index % 2 === 0))).refusals).toEqual([]);
  });

  it("without a close, or with none above zero, are left out", () => {
    const rows = withRow(
      5,
      { open: 100 },
      withRow(6, { ...bar(100), close: 0 }, withRow(7, { ...bar(100), close: -3 })),
    );
    const { findings, columns } = check(makeRaw(rows));
    expect(columns.days).toHaveLength(37);
    expect(said(findings, "missing-value").map((row) => row[1])).toEqual(["left-out"]);
    expect(said(findings, "not-positive").map((row) => row[2])).toEqual(["close 0", "close -3"]);
  });

  it("leave nothing: the series is refused", () => {
    const { refusals } = check(makeRaw([["2024-01-06", bar(100)]]));
    expect(refusals).toEqual([
      expect.objectContaining({ what: "1234.HK: not one row has a price", at: "test" }),
    ]);
  });
});

describe("dividends beside adjusted closes", () => {
  // Closes of 100, a dividend of 2 before row 20: adjusted closes before it are 98.
  const adjusted = (carried: number): Row[] =>
    weekdays("2024-01-01", 40).map((text, index) => [
      text,
      {
        ...bar(100 + (index % 2)),
        adjustedClose: (100 + (index % 2)) * (index < 20 ? 1 - carried / 101 : 1),
      },
    ]);
  const exDate = weekdays("2024-01-01", 40)[20] as string;
  const found = (carried: number, amount: number) =>
    said(
      check(makeRaw(adjusted(carried), { dividends: [{ day: day(exDate), amount }] })).findings,
      "dividend-mismatch",
    );

  it("that carry them are not mentioned", () => {
    expect(found(2, 2)).toEqual([]);
    expect(found(2, 2.05)).toEqual([]);
  });

  it("that carry another, or none, are named with both", () => {
    expect(found(2, 0.26)[0]?.slice(0, 2)).toEqual([exDate, "kept"]);
    expect(found(2, 0.26)[0]?.[2]).toBe(
      "a dividend of 0.26 is listed, and the adjusted closes carry one of 2; total return follows the adjusted closes",
    );
    expect(found(0, 2)[0]?.[2]).toContain("carry one of 0;");
  });

  it("of a session of a split, or without adjusted closes, cannot be held against each other", () => {
    const dividends = [{ day: day(exDate), amount: 9 }];
    const splits = [{ day: day(exDate), ratio: 2 }];
    expect(said(check(makeRaw(adjusted(2), { dividends, splits })).findings, "dividend-mismatch")).toEqual(
      [],
    );
    expect(said(check(makeRaw(ordinaryRows(40), { dividends })).findings, "dividend-mismatch")).toEqual([]);
  });
});

it("a volume below zero is taken as absent, and said", () => {
  const { findings, columns } = check(makeRaw(withRow(5, { ...bar(100), volume: -5 })));
  expect(columns.volume[5]).toBeNaN();
  expect(said(findings, "not-positive")).toEqual([
    [ordinaryRows(40)[5]?.[0], "kept", "volume -5, taken as absent"],
  ]);
});

it("a listed split that does not show in the prices is said to be in them already", () => {
  const rows = ordinaryRows(40);
  const splits = [{ day: day(rows[20]?.[0] as string), ratio: 4 }];
  const { findings } = check(makeRaw(rows, { splits, basis: "unknown" }));
  expect(said(findings, "unexplained-jump")[0]?.[2]).toContain("with the listed split of 4:1 taken out");
});

describe("the order of rows", () => {
  it("newest first is turned round, and said", () => {
    const rows = ordinaryRows(5);
    const { findings, columns } = check(makeRaw(rows.toReversed()));
    expect(columns.days).toEqual(days(rows));
    expect(said(findings, "unsorted-rows")).toEqual([
      [null, "kept", "the rows are newest first; turned round"],
    ]);
  });

  it("mixed up is sorted, and said with the first day that goes back", () => {
    const [a, b, c, d] = ordinaryRows(4) as [Row, Row, Row, Row];
    const { findings, columns } = check(makeRaw([a, c, b, d]));
    expect(columns.days).toEqual(days([a, b, c, d]));
    expect(said(findings, "unsorted-rows")[0]?.slice(0, 2)).toEqual([b[0], "kept"]);
  });
});

describe("two rows on one day", () => {
  it("that are equal count once", () => {
    const rows = ordinaryRows(5);
    const { findings, columns, refusals } = check(makeRaw([...rows.slice(0, 3), ...rows.slice(2)]));
    expect(columns.days).toEqual(days(rows));
    expect(said(findings, "duplicate-session")).toEqual([
      [rows[2]?.[0], "left-out", "2 equal rows; one is kept"],
    ]);
    expect(refusals).toEqual([]);
  });

  it("that differ refuse the series, with day and values", () => {
    const rows = ordinaryRows(5);
    const { refusals } = check(
      makeRaw([...rows.slice(0, 3), [rows[2]?.[0] as string, bar(50)], ...rows.slice(3)]),
    );
    expect(refusals).toEqual([
      expect.objectContaining({
        what: "1234.HK: 2 rows on one day that differ in open, closes 100.2 and 50",
        at: `test ${rows[2]?.[0]}`,
      }),
    ]);
  });

  it("that differ on the last day are a session not over: the later row stays and fills nothing", () => {
    const rows = ordinaryRows(5);
    const { columns, marks, refusals } = check(makeRaw([...rows, [rows[4]?.[0] as string, bar(50)]]));
    expect(refusals).toEqual([]);
    expect(columns.close.at(-1)).toBe(50);
    expect(marks.at(-1)).toBe(BarMark.unfinished);
  });

  it("or many more are no daily prices", () => {
    const rows = ["09:30", "09:31", "09:32", "09:33"].map(
      (_, index): Row => ["2024-01-02", bar(100 + index)],
    );
    expect(check(makeRaw(rows)).refusals[0]?.what).toContain("4 rows on one day: these are not daily prices");
  });
});

describe("a bar by itself", () => {
  it("whose prices contradict each other is marked and fills nothing", () => {
    const { findings, marks } = check(
      makeRaw(withRow(5, { open: 90, high: 98, low: 94, close: 95, volume: 1 })),
    );
    expect(marks[5]).toBe(BarMark.inconsistent);
    expect(said(findings, "order-of-prices")).toEqual([
      ["2024-01-08", "marked", "open 90, high 98, low 94, close 95; the bar fills nothing"],
    ]);
  });

  it("outside high and low by rounding alone is kept, and counted once a file", () => {
    const { findings, marks } = check(
      makeRaw(
        withRow(
          5,
          { open: 6171.4, high: 6446.18, low: 6171.01, close: 6446.18018 },
          withRow(5, {}).map(([text]) => [text, { open: 6400, high: 6500, low: 6300, close: 6400 }]),
        ),
      ),
      INDEX,
    );
    expect(marks[5]).toBe(0);
    expect(said(findings, "order-of-prices")[0]?.slice(0, 2)).toEqual(["2024-01-08", "kept"]);
  });

  it("without an open, or with an open of zero, is marked, and the value is absent", () => {
    const rows = withRow(
      5,
      { high: 101, low: 99, close: 100, volume: 1 },
      withRow(6, { ...bar(100), open: 0 }),
    );
    const { findings, marks, columns } = check(makeRaw(rows));
    expect([marks[5], marks[6]]).toEqual([BarMark.inconsistent, BarMark.inconsistent]);
    expect([columns.open[5], columns.open[6]]).toEqual([Number.NaN, Number.NaN]);
    expect(said(findings, "missing-value")[0]?.[2]).toBe("no open; the bar fills nothing");
    expect(said(findings, "not-positive")[0]?.[2]).toBe("open 0, taken as absent; the bar fills nothing");
  });

  it("of a file whose opens are all zero says so once", () => {
    const { findings, marks } = check(
      makeRaw(ordinaryRows(40).map(([text, values]) => [text, { ...values, open: 0 }])),
    );
    expect(said(findings, "missing-column")).toEqual([
      [null, "kept", "open holds no price in any row; taken as absent"],
    ]);
    expect(marks.every((mark) => mark === 0)).toBe(true);
  });

  it("of no volume and one price is a placeholder", () => {
    const { findings, marks } = check(
      makeRaw(withRow(5, { open: 100, high: 100, low: 100, close: 100, volume: 0 })),
    );
    expect(marks[5]).toBe(BarMark.placeholder);
    expect(said(findings, "placeholder")).toEqual([
      ["2024-01-08", "marked", "volume 0 and every price 100; the bar fills nothing"],
    ]);
  });

  it("is no placeholder in a file without volumes, of a currency, or of an index that had none before", () => {
    const flat = { open: 100, high: 100, low: 100, close: 100, volume: 0 };
    const allZero = ordinaryRows(40).map(([text, values]): Row => [text, { ...values, volume: 0 }]);
    expect(check(makeRaw(withRow(5, flat, allZero))).marks[5]).toBe(0);
    expect(check(makeRaw(withRow(5, flat)), RATE).marks[5]).toBe(0);
    // An index whose volumes begin later: its old flat rows are prices.
    const late = ordinaryRows(40).map(([text, values], index): Row => [text, index < 30 ? flat : values]);
    expect(
      check(makeRaw(late), INDEX)
        .marks.slice(0, 30)
        .every((mark) => mark === 0),
    ).toBe(true);
    expect(check(makeRaw(withRow(35, flat)), INDEX).marks[35]).toBe(BarMark.placeholder);
  });
});

describe("a bar against its neighbours", () => {
  const closes = (values: readonly number[], from = "2024-01-01"): Row[] =>
    weekdays(from, values.length).map((text, index) => [text, bar(values[index] as number)]);

  it("that jumps without an event is named with its values, and a split that would explain it", () => {
    const { findings } = check(makeRaw(closes([100, 101, 50.2, 50, 20, 21])));
    expect(said(findings, "unexplained-jump")).toEqual([
      [
        "2024-01-03",
        "kept",
        "close 101 to 50.2, -50.3%; near to a 2:1 split, which the source does not list",
      ],
      ["2024-01-05", "kept", "close 50 to 20, -60.0%"],
    ]);
  });

  it("is explained by a listed split of raw prices, and by a dividend", () => {
    const splits = [{ day: day("2024-01-03"), ratio: 2 }];
    expect(
      said(check(makeRaw(closes([100, 101, 50.2]), { basis: "raw", splits })).findings, "unexplained-jump"),
    ).toEqual([]);
    expect(
      said(check(makeRaw(closes([100, 101, 50.2]), { splits })).findings, "unexplained-jump"),
    ).toHaveLength(1);
    const dividends = [{ day: day("2024-01-03"), amount: 50 }];
    expect(said(check(makeRaw(closes([100, 101, 51]), { dividends })).findings, "unexplained-jump")).toEqual(
      [],
    );
  });

  it("that leaves and comes back is a spike: of a currency it is marked, else kept", () => {
    const rate = closes([7.3, 7.31, 7.15, 7.3, 7.31]);
    const { findings, marks } = check(makeRaw(rate), RATE);
    expect(said(findings, "reversing-spike")).toEqual([
      ["2024-01-03", "marked", "close 7.31 to 7.15, -2.2%, and back by +2.1% the next session"],
    ]);
    expect([...marks]).toEqual([0, 0, BarMark.unconfirmed, 0, 0]);
    const stock = check(makeRaw(closes([10, 10.1, 1010, 10.2])));
    expect(said(stock.findings, "reversing-spike")[0]?.slice(0, 2)).toEqual(["2024-01-03", "kept"]);
    expect(said(stock.findings, "unexplained-jump")).toEqual([]);
  });

  it("of a currency that moves as much every day is no spike", () => {
    const restless = Array.from({ length: 80 }, (_, index) => 100 * (1 + 0.012 * ((index * 7) % 3)));
    expect(said(check(makeRaw(closes(restless)), RATE).findings, "reversing-spike")).toEqual([]);
  });

  it("that opens far from both closes is named", () => {
    const rows = withRow(5, { open: 140, high: 140, low: 99, close: 100, volume: 10 });
    expect(said(check(makeRaw(rows)).findings, "reversing-spike")).toEqual([
      ["2024-01-08", "kept", "open 140 between closes 100.4 and 100"],
    ]);
  });

  it("with one close for many sessions is a stale run, placeholders not counted", () => {
    const stale = [...new Array(9).fill(100), ...new Array(12).fill(101), 102];
    expect(said(check(makeRaw(closes(stale))).findings, "stale-run")).toEqual([
      ["2024-01-12", "kept", "12 sessions in a row close at 101"],
    ]);
    const halted = closes(stale).map(
      ([text]): Row => [text, { open: 9, high: 9, low: 9, close: 9, volume: 0 }],
    );
    const { findings } = check(makeRaw([...ordinaryRows(3, "2023-12-01"), ...halted]));
    expect([said(findings, "stale-run"), said(findings, "placeholder").length]).toEqual([[], 22]);
  });
});

describe("sessions", () => {
  it("on which most peers traded are missing", () => {
    const rows = ordinaryRows(40);
    const all = days(rows);
    const without = days(rows.filter((_, index) => index !== 20));
    const holed = makeRaw(rows.filter((_, index) => index !== 10 && index !== 20));
    const { findings } = check(holed, STOCK, [all, all, without, without]);
    // On day 20 two of four peers traded, which is not most.
    expect(said(findings, "missing-session").map((row) => row[0])).toEqual([rows[10]?.[0]]);
  });

  it("in a long gap are missing also without peers", () => {
    const { findings } = check(makeRaw([...ordinaryRows(10), ...ordinaryRows(10, "2024-03-01")]));
    expect(said(findings, "missing-session")).toEqual([
      ["2024-01-13", "kept", "no row on 34 weekdays from here to 2024-03-01"],
    ]);
    // Lunar New Year 2020 closed Shanghai from 24 January to 31 January; a week and two weekends are no gap.
    const lunar = [...weekdays("2020-01-13", 9), ...weekdays("2020-02-03", 9)].map(
      (text): Row => [text, bar(100)],
    );
    expect(said(check(makeRaw(lunar)).findings, "missing-session")).toEqual([]);
  });

  it("before the listing and after the delisting are named", () => {
    const instrument = { ...STOCK, listed: "2024-01-03", delisted: "2024-01-10" };
    expect(said(check(makeRaw(ordinaryRows(10)), instrument).findings, "outside-listing")).toEqual([
      ["2024-01-01", "kept", "2 rows from here on lie before the listing on 2024-01-03"],
      ["2024-01-12", "kept", "2 rows up to here lie after the delisting on 2024-01-10"],
    ]);
  });

  it("that were not over are marked where the source says so, and suspected where volume is small", () => {
    const rows = ordinaryRows(40);
    const last = rows.at(-1)?.[0] as string;
    const told = check(makeRaw(rows, { unfinishedDay: day(last) }));
    expect([told.marks.at(-1), said(told.findings, "unfinished-bar")[0]?.[1]]).toEqual([
      BarMark.unfinished,
      "marked",
    ]);
    const suspected = check(makeRaw(withRow(39, bar(100, 100), rows)));
    expect([suspected.marks.at(-1), said(suspected.findings, "unfinished-bar")[0]?.[2]]).toEqual([
      0,
      "volume 100 is 10% of the usual; the session may not have been over",
    ]);
    const blank = check(makeRaw(withRow(39, {}, rows), { unfinishedDay: day(last) }));
    expect(said(blank.findings, "unfinished-bar")).toEqual([[last, "left-out", "the row has no prices yet"]]);
  });
});

describe("the source", () => {
  it("whose content names another symbol is refused", () => {
    const { refusals } = check(makeRaw(ordinaryRows(5), { symbol: "9988.HK", symbolsNamed: ["1810.HK"] }));
    expect(refusals[0]?.what).toBe("1234.HK: the content is of 1810.HK, not of 9988.HK");
    for (const spelling of ["9988.HK", "09988", "hk09988", "9988"]) {
      expect(
        check(makeRaw(ordinaryRows(5), { symbol: "9988.HK", symbolsNamed: [spelling] })).refusals,
      ).toEqual([]);
    }
  });

  it("without open, high, low or volume says what that means", () => {
    const rows = ordinaryRows(5).map(([text, values]): Row => [text, { close: values.close as number }]);
    expect(said(check(makeRaw(rows)).findings, "missing-column").map((row) => row[2])).toEqual([
      "no open: rules that enter or leave at an open cannot use it",
      "no high and no low: stops and targets see closes only",
      "no volume: placeholder bars cannot be told",
    ]);
    expect(said(check(makeRaw(rows), RATE).findings, "missing-column")).toEqual([]);
  });
});

describe("mainland price limits", () => {
  const shares = (symbol: string): Instrument => ({
    ...STOCK,
    symbol,
    exchange: symbol.endsWith("SZ") ? "SZSE" : "SSE",
    currency: "CNY",
  });
  const locked = (before: number, price: number, from = "2024-01-01"): Row[] => [
    [weekdays(from, 2)[0] as string, bar(before)],
    [weekdays(from, 2)[1] as string, { open: price, high: price, low: price, close: price, volume: 5 }],
  ];

  it.each([
    ["600000.SS", 10, 11, "2024-01-01", BarMark.limitLocked],
    ["600000.SS", 10, 9, "2024-01-01", BarMark.limitLocked],
    ["600000.SS", 3.37, 3.71, "2024-01-01", BarMark.limitLocked], // 3.707, to the tick
    ["600000.SS", 10, 10.5, "2024-01-01", BarMark.limitLocked], // special treatment
    ["600000.SS", 10, 10.8, "2024-01-01", 0],
    ["688981.SS", 10, 12, "2024-01-01", BarMark.limitLocked],
    ["688981.SS", 10, 11, "2024-01-01", 0],
    ["300750.SZ", 10, 12, "2020-08-24", BarMark.limitLocked],
    ["300750.SZ", 10, 11, "2020-08-17", BarMark.limitLocked],
    ["0700.HK", 10, 11, "2024-01-01", 0],
  ])("%s from %d to one price of %d on %s gives mark %i", (symbol, before, price, from, expected) => {
    const instrument = symbol.endsWith("HK") ? { ...STOCK, symbol } : shares(symbol);
    const raw = makeRaw(locked(before, price, from), { symbol });
    expect(check(raw, instrument).marks[1]).toBe(expected);
  });

  it("do not lock a bar that moved, or one without volume", () => {
    const moved: Row[] = [
      ["2024-01-01", bar(10)],
      ["2024-01-02", { open: 10.5, high: 11, low: 10.4, close: 11, volume: 5 }],
    ];
    expect(check(makeRaw(moved), shares("600000.SS")).marks[1]).toBe(0);
  });

  it("say which side cannot fill", () => {
    expect(said(check(makeRaw(locked(10, 9)), shares("600000.SS")).findings, "limit-locked")[0]?.[2]).toBe(
      "one price 9, -10.0%: nothing can be sold",
    );
  });
});

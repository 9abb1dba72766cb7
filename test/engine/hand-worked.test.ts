// Longer than other files: it is one table, from the sentences of the design to cases that can be worked out by hand.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { PolicySignal } from "../../src/signals/policy-signal.ts";
import type { Entry, Exit, Rule, Sizing } from "../../src/strategy/rule.ts";
import { REPOSITORY } from "../cli/edict.ts";
import { day, flatPrices, priceTable, type SeriesFields } from "./price-table.ts";
import { type Case, type CaseResult, holdRule, knownAtMinute, runCase } from "./run-case.ts";

/** From a Thursday to the Monday after next; date, open, high, low, close. */
const PRICES = `
  2025-02-13   98 101  97 100
  2025-02-14  100 102  99 101
  2025-02-17  102 104 101 103
  2025-02-18  103 105 102 104
  2025-02-19  104 106  98  99
  2025-02-20   95  97  93  96
  2025-02-21   97 108  96 107
  2025-02-24  107 109 106 108`;

/** The prices with some rows changed. */
function withRows(...rows: string[]): string {
  return PRICES.trim()
    .split("\n")
    .map((line) => rows.find((row) => row.startsWith(line.trim().slice(0, 10))) ?? line)
    .join("\n");
}

const without = (date: string) =>
  PRICES.split("\n")
    .filter((line) => !line.includes(date))
    .join("\n");

interface Given {
  /** when the signal is known, by Shanghai's clock */
  readonly known?: string;
  readonly signals?: readonly PolicySignal[];
  readonly prices?: string;
  readonly series?: SeriesFields;
  readonly others?: Case["prices"];
  readonly side?: "long" | "short";
  readonly entry?: Entry;
  readonly exit?: Exit;
  readonly sizing?: Sizing;
  readonly rules?: readonly Rule[];
  readonly config?: Case["config"];
  readonly strategy?: Case["strategy"];
}

type Expected = string | readonly string[] | ((result: CaseResult) => void);
type Row = readonly [case_: string, given: Given, expected: Expected];

const at = (instant: string, fields: Partial<PolicySignal> = {}) => {
  const [date = "", time = ""] = instant.split(" ");
  return knownAtMinute(date, time, { id: "it", ...fields });
};
const scheduled = { scheduled: true, occursAt: "2025-02-20" };
const legs = (instrument: string, side: "long" | "short" = "long") => [{ instrument, side }];
const two = (overlap: NonNullable<Rule["overlap"]>): Given => ({
  signals: [at("2025-02-14 20:00"), at("2025-02-17 20:00", { id: "second" })],
  rules: [holdRule({ exit: { afterSessions: 3 }, overlap, sizing: { fraction: 0.4 } })],
});
const newYork = flatPrices("N", ["2025-03-06", "2025-03-07", "2025-03-10", "2025-03-11"], 50, {
  exchange: "NYSE",
  currency: "HKD",
});
const spring = flatPrices("Q", ["2025-03-06", "2025-03-07", "2025-03-10", "2025-03-11"]);

/** What stands in the design, then the cases that show it. */
// biome-ignore format: a table is read by its rows
const SENTENCES: readonly (readonly [sentence: string, rows: readonly Row[]])[] = [
  // 4. Time
  [
    "Bars carry session dates.",
    [["known before the open of a Monday", { known: "2025-02-17 08:00" }, "2025-02-17 open 102 -> 2025-02-18 close 104 after-sessions"]],
  ],
  [
    "An exchange has a zone, trading hours, lunch break and half days; which days are sessions comes from the prices (a typhoon day has no bar).",
    [
      ["in the lunch break the next open is tomorrow's", { known: "2025-02-17 12:30" }, "2025-02-18 open 103 -> 2025-02-19 close 99 after-sessions"],
      ["in the lunch break the next close is today's", { known: "2025-02-17 12:30", entry: { at: "close" } }, "2025-02-17 close 103 -> 2025-02-18 close 104 after-sessions"],
      [
        "a half day closes at noon: in its afternoon its close has gone by",
        {
          known: "2024-12-24 13:00",
          entry: { at: "close" },
          prices: "2024-12-23 10\n2024-12-24 11\n2024-12-27 12\n2024-12-30 13",
        },
        "2024-12-27 close 12 -> 2024-12-30 close 13 after-sessions",
      ],
      [
        "and in its morning it has not",
        {
          known: "2024-12-24 11:59",
          entry: { at: "close" },
          prices: "2024-12-23 10\n2024-12-24 11\n2024-12-27 12\n2024-12-30 13",
        },
        "2024-12-24 close 11 -> 2024-12-27 close 12 after-sessions",
      ],
      ["a typhoon day is passed over", { known: "2025-02-17 20:00", prices: without("2025-02-18") }, "2025-02-19 open 104 -> 2025-02-20 close 96 after-sessions"],
    ],
  ],
  [
    "A Beijing announcement at 21:00 can trade in New York the same evening and in Hong Kong the next morning: each leg is mapped on its own exchange.",
    [
      [
        "before America's clocks go forward New York opens at 22:30 in Beijing",
        {
          known: "2025-03-07 22:00",
          others: [newYork, spring],
          rules: [
            holdRule({ legs: [...legs("N"), ...legs("Q")], weighting: "equal", exit: { afterSessions: 1 } }),
          ],
        },
        ["N long 2025-03-07 open 50 -> 2025-03-07 close 50 after-sessions", "Q long 2025-03-10 open 100 -> 2025-03-10 close 100 after-sessions"],
      ],
      [
        "the Monday after at 21:30: 22:00 is too late for it",
        {
          known: "2025-03-10 22:00",
          others: [newYork, spring],
          rules: [
            holdRule({ legs: [...legs("N"), ...legs("Q")], weighting: "equal", exit: { afterSessions: 1 } }),
          ],
        },
        ["Q long 2025-03-11 open 100 -> 2025-03-11 close 100 after-sessions", "N long 2025-03-11 open 50 -> 2025-03-11 close 50 after-sessions"],
      ],
    ],
  ],
  [
    "A signal on a weekend or holiday maps forward, never back.",
    [
      ["a Saturday's noon", { known: "2025-02-15 12:00" }, "2025-02-17 open 102 -> 2025-02-18 close 104 after-sessions"],
      ["a Sunday's midnight, for a close", { known: "2025-02-16 00:00", entry: { at: "close" } }, "2025-02-17 close 103 -> 2025-02-18 close 104 after-sessions"],
      ["the lunar new year", { known: "2025-01-29 10:00", prices: "2025-01-27 10\n2025-01-28 11\n2025-02-03 12\n2025-02-04 13" }, "2025-02-03 open 12 -> 2025-02-04 close 13 after-sessions"],
    ],
  ],
  [
    "A bar with zero volume and O=H=L=C is a placeholder: it marks, but it fills nothing.",
    [
      ["no entry: the order waits", { known: "2025-02-17 20:00", prices: withRows("2025-02-18 103 103 103 103 0 placeholder") }, "2025-02-19 open 104 -> 2025-02-20 close 96 after-sessions"],
      ["or lapses", { known: "2025-02-17 20:00", entry: { ifBlocked: "lapse" }, prices: withRows("2025-02-18 103 103 103 103 0 placeholder") }, "not-fillable"],
      ["no exit: it waits for the next close", { known: "2025-02-16 20:00", prices: withRows("2025-02-18 103 103 103 103 0 placeholder") }, "2025-02-17 open 102 -> 2025-02-19 close 99 after-sessions"],
      [
        "no stop, and it marks",
        {
          known: "2025-02-16 20:00",
          exit: { stopLoss: 0.01, afterSessions: 3 },
          prices: withRows("2025-02-18 90 90 90 90 0 placeholder"),
        },
        ({ simulation, lines }) => {
          expect(simulation.equity[3]).toBeCloseTo((1_000_000 * 90) / 102, 6);
          expect(lines).toEqual(["X long 2025-02-17 open 102 -> 2025-02-19 intraday 100.98 stop-loss"]);
        },
      ],
      [
        "a bar locked at its upper limit sells nothing to a buyer",
        { known: "2025-02-17 20:00", prices: withRows("2025-02-18 113 113 113 113 locked") },
        "2025-02-19 open 104 -> 2025-02-20 close 96 after-sessions",
      ],
      ["and buys from a seller", { known: "2025-02-16 20:00", prices: withRows("2025-02-18 113 113 113 113 locked") }, "2025-02-17 open 102 -> 2025-02-18 close 113 after-sessions"],
    ],
  ],
  [
    "Fills come strictly after `knownAt`; day 0 of an event study is the first session whose close is at or after it (news inside a session of unknown minute is known at that session's close: day 0 is that session, the first open fill is the next).",
    [
      ["known at the very minute of an open", { known: "2025-02-17 09:30" }, "2025-02-18 open 103 -> 2025-02-19 close 99 after-sessions"],
      ["a minute before it", { known: "2025-02-17 09:29" }, "2025-02-17 open 102 -> 2025-02-18 close 104 after-sessions"],
      ["known at the very minute of a close", { known: "2025-02-17 16:00", entry: { at: "close" } }, "2025-02-18 close 104 -> 2025-02-19 close 99 after-sessions"],
      [
        "inside a session, the minute unknown",
        {
          signals: [
            at("2025-02-17 00:00", {
              publishedAt: { date: "2025-02-17", time: null, session: "intraday", basis: "wording" },
            }),
          ],
        },
        "2025-02-18 open 103 -> 2025-02-19 close 99 after-sessions",
      ],
    ],
  ],
  [
    "When the time is not source-backed, day 0 and day +1 are both reported.",
    [
      [
        "safe takes it as the end of its day; best believes it",
        {
          signals: [
            at("2025-02-17 00:00", {
              publishedAt: { date: "2025-02-17", time: "08:00", session: "pre-open", basis: "unsourced" },
            }),
          ],
        },
        "2025-02-18 open 103 -> 2025-02-19 close 99 after-sessions",
      ],
      [
        "best",
        {
          config: { timing: "best" },
          signals: [
            at("2025-02-17 00:00", {
              publishedAt: { date: "2025-02-17", time: "08:00", session: "pre-open", basis: "unsourced" },
            }),
          ],
        },
        "2025-02-17 open 102 -> 2025-02-18 close 104 after-sessions",
      ],
    ],
  ],
  // 5. Fills and costs
  [
    "Default entry: next open.",
    [["after the close", { known: "2025-02-17 16:01" }, "2025-02-18 open 103 -> 2025-02-19 close 99 after-sessions"]],
  ],
  [
    "Also: next close, limit, delay in minutes, n sessions before a *scheduled* act.",
    [
      ["the next close", { known: "2025-02-17 15:00", entry: { at: "close" } }, "2025-02-17 close 103 -> 2025-02-18 close 104 after-sessions"],
      // 2% below the close of 103 is 100.94; the low of the 18th is 102, that of the 19th 98.
      ["a limit that is traded through on its second day", { known: "2025-02-17 20:00", entry: { limit: { below: 0.02, sessions: 2 } } }, "2025-02-19 intraday 100.94 -> 2025-02-20 close 96 after-sessions"],
      ["a day order that is not", { known: "2025-02-17 20:00", entry: { limit: { below: 0.02 } } }, "limit-not-reached"],
      ["a limit that is only touched", { known: "2025-02-17 20:00", entry: { limit: { below: 0.02 } }, prices: withRows("2025-02-18 103 105 100.94 104") }, "limit-not-reached"],
      // 3% below the close of 99 is 96.03: the open of the 20th is below it.
      ["a limit that the open has gone beyond fills there", { known: "2025-02-19 20:00", entry: { limit: { below: 0.03 } } }, "2025-02-20 open 95 -> 2025-02-21 close 107 after-sessions"],
      ["an hour's delay, before the open", { known: "2025-02-17 08:29", entry: { delayMinutes: 60 } }, "2025-02-17 open 102 -> 2025-02-18 close 104 after-sessions"],
      ["and up to it", { known: "2025-02-17 08:30", entry: { delayMinutes: 60 } }, "2025-02-18 open 103 -> 2025-02-19 close 99 after-sessions"],
      ["a session's delay", { known: "2025-02-17 08:00", entry: { delaySessions: 1 } }, "2025-02-18 open 103 -> 2025-02-19 close 99 after-sessions"],
      ["two sessions before an act of the 20th", { signals: [at("2025-02-20 20:00", scheduled)], entry: { sessionsBefore: 2 } }, "2025-02-18 open 103 -> 2025-02-19 close 99 after-sessions"],
      ["before an act that was not scheduled", { signals: [at("2025-02-20 20:00", { ...scheduled, scheduled: false })], entry: { sessionsBefore: 2 } }, "not-scheduled"],
      // The open of 95 is 4.04% below the close of 99: against a long, which buys it; for a short, which comes too late.
      ["only if the gap is small: one against it is none", { known: "2025-02-19 20:00", entry: { onlyIfGapBelow: 0.04 } }, "2025-02-20 open 95 -> 2025-02-21 close 107 after-sessions"],
      ["and one for it is too wide", { known: "2025-02-19 20:00", side: "short", entry: { onlyIfGapBelow: 0.04 } }, "gap-too-wide"],
      ["a halted bar has no open", { known: "2025-02-17 20:00", prices: withRows("2025-02-18 - - - 103 0 placeholder") }, "2025-02-19 open 104 -> 2025-02-20 close 96 after-sessions"],
    ],
  ],
  [
    'Exits: after n sessions (the entry session is the first; the exit is at the close of the n-th, so `afterSessions: 1` with an open entry buys the open and sells that close; `at: "open"` leaves at the open n sessions after the entry instead), stop, target, trailing stop, opposite signal, a date, end of data.',
    [
      ["afterSessions: 1", { known: "2025-02-17 08:00", exit: { afterSessions: 1 } }, "2025-02-17 open 102 -> 2025-02-17 close 103 after-sessions"],
      ["at the open", { known: "2025-02-17 08:00", exit: { afterSessions: 1, at: "open" } }, "2025-02-17 open 102 -> 2025-02-18 open 103 after-sessions"],
      ["at the open, three later", { known: "2025-02-17 08:00", exit: { afterSessions: 3, at: "open" } }, "2025-02-17 open 102 -> 2025-02-20 open 95 after-sessions"],
      // 4% below 103 is 98.88.
      ["a stop that is touched", { known: "2025-02-17 20:00", exit: { stopLoss: 0.04 } }, "2025-02-18 open 103 -> 2025-02-19 intraday 98.88 stop-loss"],
      ["a target that is traded through", { known: "2025-02-17 20:00", exit: { target: 0.02 } }, "2025-02-18 open 103 -> 2025-02-19 intraday 105.06 target"],
      [
        "a target that is only touched",
        {
          known: "2025-02-17 20:00",
          exit: { target: 0.02, afterSessions: 2 },
          prices: withRows("2025-02-19 104 105.06 98 99"),
        },
        "2025-02-18 open 103 -> 2025-02-19 close 99 after-sessions",
      ],
      // The best price before the 19th is 105: 5% below it is 99.75, though the 19th itself went up to 106.
      ["a trailing stop", { known: "2025-02-17 20:00", exit: { trailingStop: 0.05 } }, "2025-02-18 open 103 -> 2025-02-19 intraday 99.75 trailing-stop"],
      [
        "an opposite signal",
        {
          signals: [at("2025-02-17 08:00"), at("2025-02-18 20:00", { id: "against", stance: -1 })],
          rules: [
            holdRule({ on: { stance: { atLeast: 0 } }, exit: { afterSessions: 9 } }),
            holdRule({ on: { stance: { atMost: -0.5 } }, legs: legs("X", "short"), onOpposite: "flip" }),
          ],
        },
        ["X long 2025-02-17 open 102 -> 2025-02-19 open 104 opposite-signal", "X short 2025-02-19 open 104 -> 2025-02-20 close 96 after-sessions"],
      ],
      ["a date without a session: the last close before it", { known: "2025-02-17 08:00", exit: { until: "2025-02-22" } }, "2025-02-17 open 102 -> 2025-02-21 close 107 until"],
      ["the eve of a scheduled act", { signals: [at("2025-02-17 08:00", scheduled)], exit: { until: "occurs" } }, "2025-02-17 open 102 -> 2025-02-19 close 99 until"],
    ],
  ],
  [
    "A stop that is gapped through fills at the open.",
    [
      // 6% below 103 is 96.82: above the open of the 20th.
      ["a long's", { known: "2025-02-17 20:00", exit: { stopLoss: 0.06 } }, "2025-02-18 open 103 -> 2025-02-20 open 95 stop-loss"],
      ["a short's", { known: "2025-02-20 20:00", side: "short", exit: { stopLoss: 0.06 }, prices: withRows("2025-02-21 97 98 96 97") }, "2025-02-21 open 97 -> 2025-02-24 open 107 stop-loss"],
    ],
  ],
  [
    "When stop and target both lie inside one bar, the stop is assumed first.",
    [["105.06 and 98.88 on the 19th, from 98 to 106", { known: "2025-02-17 20:00", exit: { stopLoss: 0.04, target: 0.02 } }, "2025-02-18 open 103 -> 2025-02-19 intraday 98.88 stop-loss"]],
  ],
  [
    "Exit at end of data is marked as such.",
    [["the last close", { known: "2025-02-20 20:00", exit: { afterSessions: 9 } }, "2025-02-21 open 97 -> 2025-02-24 close 108 end-of-data"]],
  ],
  [
    "Overlap policy per rule: `ignore`, `extend`, `stack`, `replace`.",
    [
      ["ignore", two("ignore"), "2025-02-17 open 102 -> 2025-02-19 close 99 after-sessions"],
      ["extend", two("extend"), "2025-02-17 open 102 -> 2025-02-20 close 96 after-sessions"],
      ["stack", two("stack"), ["X long 2025-02-17 open 102 -> 2025-02-19 close 99 after-sessions", "X long 2025-02-18 open 103 -> 2025-02-20 close 96 after-sessions"]],
      ["replace", two("replace"), ["X long 2025-02-17 open 102 -> 2025-02-18 open 103 replaced", "X long 2025-02-18 open 103 -> 2025-02-20 close 96 after-sessions"]],
    ],
  ],
  [
    "Sizing: fraction of equity, fixed cash, volatility target, stance-weighted; one cash account across legs and currencies, leverage refused unless asked for.",
    [
      [
        "a quarter of 1,000,000 at 100",
        { known: "2025-02-14 08:00", sizing: { fraction: 0.25 } },
        ({ trades }) => expect(trades[0]!.quantity).toBe(2_500),
      ],
      [
        "cash of 50,000 at 100",
        { known: "2025-02-14 08:00", sizing: { cash: 50_000 } },
        ({ trades }) => expect(trades[0]!.quantity).toBe(500),
      ],
      [
        "half of it, times a stance of -0.6",
        { signals: [at("2025-02-14 08:00", { stance: -0.6 })], sizing: { stance: 0.5 } },
        ({ trades }) => expect(trades[0]!.quantity).toBe(3_000),
      ],
      [
        // Returns of +1% and then -1/101: their deviation (ddof 1) is (0.01 + 1/101) / sqrt(2), times sqrt(252) a year.
        "a volatility of 10% a year",
        {
          known: "2025-02-17 08:00",
          sizing: { volatility: 0.1, sessions: 2 },
          prices: "2025-02-12 100\n2025-02-13 101\n2025-02-14 100\n2025-02-17 100\n2025-02-18 100",
        },
        ({ trades }) =>
          expect(trades[0]!.entryValue).toBeCloseTo(
            1e6 * Math.min(1, 0.1 / (((0.01 + 1 / 101) / Math.SQRT2) * Math.sqrt(252))),
            4,
          ),
      ],
      [
        "two legs of 60%: the second is cut to what is left",
        {
          known: "2025-02-14 08:00",
          rules: [
            holdRule({ sizing: { fraction: 0.6 } }),
            holdRule({ sizing: { fraction: 0.6 }, name: "again" }),
          ],
        },
        ({ trades, simulation }) => {
          expect(trades.map((trade) => Math.round(trade.entryValue))).toEqual([600_000, 400_000]);
          expect(simulation.scaled.map(({ wanted, given }) => [wanted, Math.round(given)])).toEqual([
            [600_000, 400_000],
          ]);
        },
      ],
      [
        "with leverage it is not",
        {
          known: "2025-02-14 08:00",
          strategy: { leverage: 1.2 },
          rules: [
            holdRule({ sizing: { fraction: 0.6 } }),
            holdRule({ sizing: { fraction: 0.6 }, name: "again" }),
          ],
        },
        ({ trades }) =>
          expect(trades.map((trade) => Math.round(trade.entryValue))).toEqual([600_000, 600_000]),
      ],
      [
        // 1,000,000 USD at 7.8 buy 78,000 shares of 100; sold at 104 x 78,000 / 7.6.
        "a book in dollars: bought at the rate before the day, sold at the rate before that",
        {
          known: "2025-02-14 08:00",
          exit: { afterSessions: 1, at: "open" },
          config: { currency: "USD" },
          others: [
            priceTable("HKD=X", "2025-02-13 7.8\n2025-02-14 7.6\n2025-02-17 7.5", {
              exchange: "FX",
              type: "currency-pair",
            }),
          ],
        },
        ({ trades }) => {
          const [trade] = trades;
          expect(trade!.quantity).toBeCloseTo(78_000, 6);
          expect(trade!.profit).toBeCloseTo((78_000 * 102) / 7.6 - 1_000_000, 6);
          expect(trade!.attribution.currency).toBeCloseTo(78_000 * 102 * (1 / 7.6 - 1 / 7.8), 6);
        },
      ],
    ],
  ],
  [
    "Short legs pay borrow.",
    [
      [
        // From Friday the 14th to Monday the 17th on 1,000,000 (at 100, marked 101), to Tuesday on 1,030,000 (at 103).
        "3 days of 3.65% a year on 1,010,000, one on 1,030,000",
        {
          known: "2025-02-14 08:00",
          side: "short",
          exit: { afterSessions: 3 },
          config: { costs: { borrow: 0.0365, bps: 0, statutory: false } },
        },
        ({ trades }) => expect(trades[0]!.costs).toBeCloseTo(3 * 101 + 103, 6),
      ],
      [
        // 10,000 shares at 100.
        "and the dividend of 2 a share, while the price falls by it",
        {
          known: "2025-02-14 08:00",
          side: "short",
          exit: { afterSessions: 2 },
          prices: "2025-02-13 100\n2025-02-14 100\n2025-02-17 98\n2025-02-18 98",
          series: { adjustment: "split-only", dividends: [{ day: day("2025-02-17"), amount: 2 }] },
        },
        ({ trades }) => expect(trades[0]).toMatchObject({ income: -20_000, profit: 0 }),
      ],
      [
        "a split of two for one multiplies the shares, not the profit",
        {
          known: "2025-02-14 08:00",
          exit: { afterSessions: 2 },
          prices: "2025-02-13 100\n2025-02-14 100\n2025-02-17 51\n2025-02-18 51",
          series: { adjustment: "none", splits: [{ day: day("2025-02-17"), ratio: 2 }] },
        },
        ({ trades }) => expect(trades[0]).toMatchObject({ quantity: 10_000, profit: 20_000 }),
      ],
    ],
  ],
  [
    "Costs are composable: commission (bps, minimum), half-spread, dated statutory schedules (Hong Kong stamp duty and levies by date; ETFs exempt), lots.",
    [
      // q x 100 x 1.002 = 1,000,000, sold at 103.
      [
        "10 bps and a half-spread of 10",
        { known: "2025-02-14 08:00", config: { costs: { bps: 10, halfSpreadBps: 10, statutory: false } } },
        ({ trades }) => expect(trades[0]!.costs).toBeCloseTo((1e6 / 1.002) * 0.002 * (1 + 1.03), 6),
      ],
      [
        "a minimum of 5,000 a fill",
        { known: "2025-02-14 08:00", config: { costs: { bps: 10, minimum: 5_000, statutory: false } } },
        ({ trades }) => expect(trades[0]!.costs).toBeCloseTo(10_000, 6),
      ],
      [
        // HKD 100,000 bought: stamp duty 100, levies 2.70 + 0.15 + 5.65, settlement 2.00; sold for 103,000: 103, 2.78 + 0.15 + 5.82, 2.06.
        "Hong Kong's on a stock, with a lot of 500",
        {
          known: "2025-02-14 08:00",
          sizing: { cash: 100_300 },
          series: { type: "stock", lot: 500 },
          config: { wholeLots: true, costs: { bps: 0, statutory: true } },
        },
        ({ trades }) => {
          expect(trades[0]!.quantity).toBe(1_000);
          expect(trades[0]!.costs).toBeCloseTo(110.5 + 113.81, 6);
        },
      ],
      [
        "an exchange-traded fund pays no stamp duty",
        {
          known: "2025-02-14 08:00",
          sizing: { cash: 100_300 },
          series: { type: "etf", lot: 500 },
          config: { wholeLots: true, costs: { bps: 0, statutory: true } },
        },
        ({ trades }) => expect(trades[0]!.costs).toBeCloseTo(10.5 + 10.81, 6),
      ],
    ],
  ],
  [
    "Each trade splits its profit into gap (previous close to first fill), first session, drift, and costs.",
    [
      [
        // 1,000,000 / 102 shares: the close before is 101, the first close 103, the last 104.
        "missed 1, then 1, then 1",
        { known: "2025-02-17 08:00" },
        ({ trades }) => {
          const shares = 1e6 / 102;
          const { gap, firstSession, drift, costs } = trades[0]!.attribution;
          for (const [part, expected] of [
            [gap, shares],
            [firstSession, shares],
            [drift, shares],
            [costs, 0],
          ] as const)
            expect(part).toBeCloseTo(expected, 6);
        },
      ],
    ],
  ],
];

function run(given: Given): CaseResult {
  const { known, side, entry, exit, sizing, prices = PRICES } = given;
  const rule = holdRule({
    ...(side && { legs: legs("X", side) }),
    ...(entry && { entry }),
    ...(exit && { exit }),
    ...(sizing && { sizing }),
  });
  return runCase({
    prices: [priceTable("X", prices, given.series), ...(given.others ?? [])],
    signals: given.signals ?? [at(known!)],
    rules: given.rules ?? [rule],
    ...(given.config && { config: given.config }),
    ...(given.strategy && { strategy: given.strategy }),
  });
}

describe.each(SENTENCES)("%s", (_, rows) => {
  it.each(rows)("%s", (_case, given, expected) => {
    const result = run(given);
    if (typeof expected === "function") expected(result);
    else if (typeof expected !== "string") expect(result.lines).toEqual(expected);
    else
      expect([result.lines.join("; ").replace(/^X (long|short) /, "") || result.fates["it"]]).toEqual([
        expected,
      ]);
  });
});

const DESIGN = join(REPOSITORY, "../shared/design.md");

describe.skipIf(!existsSync(DESIGN))("the design (skipped where ../shared is absent)", () => {
  it("says nothing of time, fills and costs that has no case here", () => {
    const text = readFileSync(DESIGN, "utf8");
    const sections = [...text.matchAll(/^## (?:4\. Time|5\. Fills and costs)\n([\s\S]*?)(?=^## )/gm)];
    const said = sections.map(([, body]) => body!.replaceAll(/\s+/g, " ").trim()).join(" ");
    let rest = said;
    for (const [sentence] of SENTENCES) {
      expect(said).toContain(sentence);
      rest = rest.replace(sentence, "");
    }
    expect(rest.trim()).toBe("");
  });
});

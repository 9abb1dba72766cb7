import { describe, expect, it } from "vitest";
import type { DecisionContext, HoldingContext } from "../../src/strategy/decision-context.ts";
import type { Strategy } from "../../src/strategy/define-strategy.ts";
import type { SessionContext } from "../../src/strategy/session-context.ts";
import { flatPrices, priceTable, weekdays } from "./price-table.ts";
import { type Case, holdRule, knownAtMinute, runCase } from "./run-case.ts";

// Strategies that try to see what they must not. Each of these once could.

const FIRST = knownAtMinute("2025-02-14", "20:00", { id: "first" });
const SECOND = knownAtMinute("2025-02-17", "20:00", { id: "second" });

/** The 18th, on which the second signal is traded, opens and closes as said. */
function prices(open: number, close: number) {
  return priceTable(
    "X",
    `2025-02-14  100 101  99 100
     2025-02-17  100 101  99 100
     2025-02-18  ${open} 120 80 ${close}
     2025-02-19  100 101  99 100
     2025-02-20  100 101  99 100`,
  );
}

/** The book that `where` sees on the 18th, while a position of another rule leaves at the same open or close. */
function bookSeen(at: "open" | "close", open: number, close: number) {
  const seen: unknown[] = [];
  const look = ({ equity, positions }: DecisionContext) => {
    seen.push(equity, positions);
    return true;
  };
  const exit = at === "open" ? ({ afterSessions: 1, at } as const) : { afterSessions: 2 };
  runCase({
    prices: [prices(open, close)],
    signals: [FIRST, SECOND],
    rules: [
      holdRule({ on: { ids: ["first"] }, exit, sizing: { fraction: 0.2 } }),
      // Filled at the same open or close, before the rule that looks.
      holdRule({ on: { ids: ["second"] }, entry: { at }, sizing: { fraction: 0.1 } }),
      holdRule({ on: { ids: ["second"] }, entry: { at }, where: look, sizing: { fraction: 0.1 } }),
    ],
  });
  return seen;
}

describe("a callback cannot read from the book", () => {
  it("the close at which its order is to fill, by what leaves or enters at that close", () => {
    const seen = bookSeen("close", 100, 110);
    expect(seen).toEqual(bookSeen("close", 100, 90));
    // Its own share of the account at the marks of the day before, and the position that is about to leave.
    expect(seen).toMatchObject([1_000_000, [{ signalId: "first", quantity: 2_000, openReturn: 0 }]]);
  });

  it("nor the open", () => {
    const seen = bookSeen("open", 110, 100);
    expect(seen).toEqual(bookSeen("open", 90, 100));
    expect(seen).toMatchObject([1_000_000, [{ signalId: "first", quantity: 2_000, openReturn: 0 }]]);
  });

  it("another mark than that of its own close, whichever position is asked first", () => {
    const days = weekdays("2025-02-14", 6);
    const rise = (symbol: string, last: number) =>
      priceTable(symbol, days.map((date, index) => `${date} ${index < 2 ? 100 : last}`).join("\n"));
    const seen: number[] = [];
    const when = ({ equity }: HoldingContext) => {
      seen.push(equity);
      return false;
    };
    runCase({
      prices: [rise("X", 110), rise("Y", 130)],
      signals: [FIRST],
      rules: ["X", "Y"].map((instrument) =>
        holdRule({
          legs: [{ instrument, side: "long" }],
          sizing: { fraction: 0.5 },
          exit: { afterSessions: 3, when },
        }),
      ),
    });
    // Bought on the 17th for 500,000 each, marked at 110 and 130 on the 18th; they leave at the close of the 19th.
    expect(seen).toEqual([1_000_000, 1_000_000, 1_200_000, 1_200_000]);
  });
});

describe("that a leak came true", () => {
  const act = { id: "act", relation: "leak-of" as const };
  const leak = knownAtMinute("2025-02-14", "20:00", { id: "leak", status: "leak", relatesTo: [act] });
  const official = knownAtMinute("2025-02-18", "20:00", { id: "act" });
  const days = weekdays("2025-02-14", 8);
  const run = (given: Partial<Case>) =>
    runCase({ prices: [flatPrices("X", days)], signals: [leak, official], ...given });
  const tiesOf = (signals: DecisionContext["signals"]) =>
    signals.map(({ id, relatesTo }) => [id, relatesTo?.map((tie) => tie.id) ?? []]);

  it("is not known to where before the act, and is after it", () => {
    const seen: unknown[] = [];
    const where = ({ signal, signals }: DecisionContext) => {
      seen.push([signal.id, signal.relatesTo ?? [], tiesOf(signals)]);
      return true;
    };
    run({ rules: [holdRule({ where, exit: { afterSessions: 1 } })] });
    expect(seen).toEqual([
      ["leak", [], [["leak", []]]],
      [
        "act",
        [],
        [
          ["leak", ["act"]],
          ["act", []],
        ],
      ],
    ]);
  });

  it("nor to a selection by callback, which would choose the leaks that proved right", () => {
    const { fates } = run({
      rules: [holdRule({ on: { matches: (signal) => (signal.relatesTo ?? []).length > 0 } })],
    });
    expect(fates).toEqual({ leak: "not-selected", act: "not-selected" });
  });

  it("nor to exit.when and onSession", () => {
    const seen: unknown[] = [];
    const when = ({ signal }: HoldingContext) => {
      seen.push((signal.relatesTo ?? []).length);
      return false;
    };
    const onSession = ({ day, newSignals }: SessionContext<unknown>) => {
      if (newSignals.length > 0) seen.push([day, tiesOf(newSignals)]);
    };
    run({
      rules: [holdRule({ on: { ids: ["leak"] }, exit: { afterSessions: 9, when } })],
      strategy: { instruments: ["X"], onSession: onSession as NonNullable<Strategy["onSession"]> },
    });
    // Held from the 17th; the act is known after the close of the 18th.
    expect(seen).toEqual([["2025-02-17", [["leak", []]]], 0, 0, ["2025-02-19", [["act", []]]], 1, 1, 1, 1]);
  });
});

describe("the stance of an act to come", () => {
  it("sizes no position of onSession", () => {
    const act = knownAtMinute("2025-02-20", "12:00", { id: "act", scheduled: true, occursAt: "2025-02-20" });
    const onSession = ({ scheduled: [next], enter }: SessionContext<unknown>) => {
      if (next !== undefined) enter({ signal: next, instrument: "X", side: "long", sizing: { stance: 1 } });
    };
    const run = () =>
      runCase({
        prices: [prices(100, 100)],
        signals: [act],
        strategy: { instruments: ["X"], onSession: onSession as NonNullable<Strategy["onSession"]> },
      });
    expect(run).toThrow("the stance of act is not known before the act");
  });
});

describe("the tickers that only a later signal names", () => {
  const days = weekdays("2025-02-14", 6);
  const stock = (symbol: string, exchange: "HKEX" | "NASDAQ") =>
    flatPrices(symbol, days, 100, { type: "stock", exchange, currency: "HKD" });
  const prices = [stock("X", "HKEX"), stock("9988.HK", "HKEX"), stock("BIDU", "NASDAQ")];
  const later = knownAtMinute("2025-02-18", "20:00", { id: "later", symbols: ["9988.HK", "BIDU"] });

  function byHand(signals: Case["signals"], look: (session: SessionContext<unknown>) => unknown) {
    const seen: unknown[] = [];
    const onSession = (session: SessionContext<unknown>) => seen.push([session.now, look(session)]);
    runCase({
      prices,
      signals,
      rules: [holdRule(), holdRule({ legs: [{ instrument: "named", side: "long" }] })],
      strategy: { instruments: ["X"], onSession: onSession as unknown as NonNullable<Strategy["onSession"]> },
    });
    return seen;
  }

  it("are not opening before, nor is onSession called for the opens of their exchanges", () => {
    const quiet = knownAtMinute("2025-02-14", "20:00", { id: "quiet", symbols: [] });
    const seen = byHand([quiet, later], ({ opening }) => opening);
    expect(seen.slice(0, 3)).toEqual([
      ["2025-02-14T09:30:00+08:00", ["X"]],
      ["2025-02-17T09:30:00+08:00", ["X"]],
      ["2025-02-18T09:30:00+08:00", ["X"]],
    ]);
    // Known at 20:00 in Beijing: New York opens the same evening.
    expect(seen.slice(3, 5)).toEqual([
      ["2025-02-18T09:30:00-05:00", ["BIDU"]],
      ["2025-02-19T09:30:00+08:00", ["X", "9988.HK"]],
    ]);
  });

  it("have no prices for a callback before, and an error names none of them", () => {
    const ask = ({ pricesOf }: SessionContext<unknown>) => {
      try {
        return pricesOf("9988.HK").length;
      } catch (error) {
        return (error as Error).message;
      }
    };
    const seen = byHand([later], ask).map((one) => (one as unknown[])[1]);
    expect(seen.slice(0, 3)).toEqual(Array(3).fill(expect.stringContaining("no prices of 9988.HK here")));
    expect(String(seen[0])).toContain("a callback may ask for X;");
    // From New York's open on the 18th on, by when Hong Kong had closed on the 14th, 17th and 18th.
    expect(seen.slice(3)).toEqual([3, 3, 4, 4, 5, 5, 6]);
  });

  it("cannot be traded by hand before", () => {
    const quiet = knownAtMinute("2025-02-14", "20:00", { id: "quiet", symbols: [] });
    const enterEarly = () =>
      byHand([quiet, later], ({ newSignals, enter }) => {
        for (const signal of newSignals) enter({ signal, instrument: "9988.HK", side: "long" });
      });
    expect(enterEarly).toThrow("9988.HK is none of the strategy's instruments");
  });
});

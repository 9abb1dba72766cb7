import { describe, expect, it } from "vitest";
import type { DecisionContext } from "../../src/strategy/decision-context.ts";
import type { Rule } from "../../src/strategy/rule.ts";
import { flatPrices, priceTable, weekdays } from "./price-table.ts";
import { type Case, holdRule, knownAtMinute, runCase } from "./run-case.ts";

const TABLE = `
  2025-02-14  100 101  99 100 500
  2025-02-17  101 103 100 102 600
  2025-02-18  103 105 102 104 700
  2025-02-19  104 107 103 106 800
  2025-02-20  106 108 105 107 900`;
const EARLIER = knownAtMinute("2025-02-14", "20:00", { id: "earlier", status: "leak" });
const SIGNAL = knownAtMinute("2025-02-17", "20:00", { id: "it" });
const LATER = knownAtMinute("2025-02-18", "09:30", { id: "later", status: "leak" });

/** What `where` sees of the signal `it`. */
function seenBy<Seen>(
  look: (context: DecisionContext) => Seen,
  rule: Partial<Rule> = {},
  given: Partial<Case> = {},
): Seen {
  let seen: Seen | undefined;
  runCase({
    prices: [priceTable("X", TABLE)],
    signals: [EARLIER, SIGNAL, LATER],
    rules: [
      holdRule({
        on: { ids: ["it"] },
        where: (context) => {
          seen = look(context);
          return true;
        },
        ...rule,
      }),
    ],
    ...given,
  });
  return seen!;
}

describe("where", () => {
  it("sees the bars that had closed before the open at which it decides", () => {
    const seen = seenBy(({ prices }) => [
      prices.symbol,
      prices.length,
      prices.day(),
      [prices.open(), prices.high(), prices.low(), prices.close(), prices.volume()],
      prices.close(1),
      prices.close(2),
      prices.returnOver(1),
      prices.closes(9),
    ]);
    expect(seen).toEqual([
      "X",
      2,
      "2025-02-17",
      [101, 103, 100, 102, 600],
      100,
      null,
      102 / 100 - 1,
      [100, 102],
    ]);
  });

  it("at a close sees the bars that had closed before that close, not the one it trades at", () => {
    expect(seenBy(({ prices }) => prices.day(), { entry: { at: "close" } })).toBe("2025-02-17");
  });

  it("cannot ask for a bar that is not there", () => {
    expect(() => seenBy(({ prices }) => prices.close(-1))).toThrow("-1 is not 0, 1, 2");
  });

  it("sees the signals known strictly before, oldest first, and the one it decides on", () => {
    expect(seenBy(({ signal, signals }) => [signal.id, signals.map((one) => one.id)])).toEqual([
      "it",
      ["earlier", "it"],
    ]);
    expect(seenBy(({ signals }) => signals.map((one) => one.id), { entry: { at: "close" } })).toEqual([
      "earlier",
      "it",
      "later",
    ]);
  });

  it("sees the equity and the positions at the last marks", () => {
    const first = holdRule({
      name: "first",
      on: { ids: ["earlier"] },
      sizing: { fraction: 0.5 },
      exit: { afterSessions: 9 },
    });
    const rules = (look: (context: DecisionContext) => boolean) => [
      first,
      holdRule({ on: { ids: ["it"] }, where: look, sizing: { fraction: 0.1 } }),
    ];
    let seen: unknown;
    runCase({
      prices: [priceTable("X", TABLE)],
      signals: [EARLIER, SIGNAL],
      rules: rules(({ equity, positions }) => {
        seen = { equity, positions };
        return true;
      }),
    });
    // 500,000 bought at 101 on the 17th, marked at 102.
    const shares = 500_000 / 101;
    expect(seen).toEqual({
      equity: 500_000 + shares * 102,
      positions: [
        {
          symbol: "X",
          side: "long",
          quantity: shares,
          rule: "first",
          signalId: "earlier",
          entryPrice: 101,
          sessionsHeld: 1,
          openReturn: 102 / 101 - 1,
        },
      ],
    });
  });

  it("sees other instruments that the strategy names, each on its own exchange's clock", () => {
    const newYork = flatPrices("SPY", ["2025-02-13", "2025-02-14", "2025-02-18", "2025-02-19"], 600, {
      exchange: "NYSE",
    });
    const given = { prices: [priceTable("X", TABLE), newYork], strategy: { instruments: ["SPY"] } };
    // The open in Hong Kong on the 18th comes before New York's session of that day; the 17th was its holiday.
    expect(seenBy(({ pricesOf }) => pricesOf("SPY").day(), {}, given)).toBe("2025-02-14");
    expect(seenBy(({ indicatorsOf }) => indicatorsOf("SPY").sma(2), {}, given)).toBe(600);
    expect(() => seenBy(({ pricesOf }) => pricesOf("KWEB"), {}, given)).toThrow(
      "no prices of KWEB here\n  fix  a callback may ask for X, SPY",
    );
  });

  it("may go on calling an instrument by its name when another is traded instead", () => {
    const given = { prices: [priceTable("Y", TABLE)], config: { instruments: { X: "Y" } } };
    expect(seenBy(({ pricesOf }) => pricesOf("X").symbol, {}, given)).toBe("Y");
  });

  it("that says no skips the signal, and is asked once for all legs", () => {
    let asked = 0;
    const { fates } = runCase({
      prices: [priceTable("X", TABLE), priceTable("Y", TABLE)],
      signals: [SIGNAL],
      rules: [
        holdRule({
          legs: [
            { instrument: "X", side: "long" },
            { instrument: "Y", side: "short" },
          ],
          weighting: "equal",
          where: () => {
            asked++;
            return false;
          },
        }),
      ],
    });
    expect(fates["it"]).toBe("declined");
    expect(asked).toBe(1);
  });

  it.each([
    ["asks for an indicator too early", ({ indicators }: DecisionContext) => indicators.rsi(14) < 80],
  ])("that %s skips the signal, and says how many bars there were", (_, where) => {
    const { fates, simulation } = runCase({
      prices: [priceTable("X", TABLE)],
      signals: [SIGNAL],
      rules: [holdRule({ where })],
    });
    expect(fates["it"]).toBe("warm-up");
    expect(simulation.outcomes[0]).toMatchObject({
      detail: "rsi(14) of X has not warmed up: only 2 bars had closed",
    });
  });

  it.each([
    ["throws", () => (undefined as unknown as { x: boolean }).x, "where() threw: Cannot read properties"],
    [
      "answers with a number",
      () => 1 as unknown as boolean,
      "where() returned number instead of true or false",
    ],
    [
      "forgets to answer",
      (() => undefined) as unknown as () => boolean,
      "where() returned undefined instead",
    ],
    ["answers later", (async () => true) as unknown as () => boolean, "where() returned object instead"],
  ])("that %s is an error that names the rule and the signal", (_, where, message) => {
    const run = () =>
      runCase({ prices: [priceTable("X", TABLE)], signals: [SIGNAL], rules: [holdRule({ where })] });
    expect(run).toThrow(message);
    expect(run).toThrow("at   rule 1, signal it");
  });
});

describe("a callback before a scheduled act", () => {
  const prices = [flatPrices("X", weekdays("2025-02-10", 20))];
  const act = knownAtMinute("2025-03-05", "12:00", {
    id: "congress",
    scheduled: true,
    occursAt: "2025-03-05",
    kind: "legislature",
  });
  const run = (look: (context: DecisionContext) => boolean) =>
    runCase({
      prices,
      signals: [act],
      rules: [holdRule({ entry: { sessionsBefore: 5 }, where: look })],
    });

  it("sees what its date tells, and not the act among the signals", () => {
    let seen: unknown;
    const { fates } = run(({ signal, signals }) => {
      seen = [signal.id, signal.kind, signal.occursAt, signal.actors, signals.length];
      return true;
    });
    expect(fates["congress"]).toBe("traded");
    expect(seen).toEqual(["congress", "legislature", "2025-03-05", ["Xi Jinping"], 0]);
  });

  it("cannot read what only the act brought", () => {
    expect(() => run(({ signal }) => signal.stance > 0)).toThrow(
      "stance of congress is not known before the act",
    );
  });

  it("nor while it holds a position that it took before it; afterwards it can", () => {
    const stances: unknown[] = [];
    runCase({
      prices,
      signals: [act],
      rules: [
        holdRule({
          entry: { sessionsBefore: 1 },
          exit: {
            when: ({ signal, prices: seen }) => {
              try {
                stances.push([seen.day(), signal.stance]);
              } catch {
                stances.push([seen.day(), "unknown"]);
              }
              return false;
            },
          },
        }),
      ],
    });
    expect(stances).toEqual([
      ["2025-03-04", "unknown"],
      ["2025-03-05", 1],
      ["2025-03-06", 1],
    ]);
  });
});

describe("a callback that writes to what it is shown", () => {
  const writing = (write: (context: DecisionContext) => void) => () =>
    runCase({
      prices: [priceTable("X", TABLE)],
      signals: [EARLIER, SIGNAL],
      rules: [
        holdRule({
          where: (context) => {
            write(context);
            return true;
          },
        }),
      ],
    });

  it("is refused, so that no later run reads what it wrote", () => {
    const stance = { stance: -1 };
    expect(writing(({ signal }) => Object.assign(signal, stance))).toThrow(/where\(\) threw: Cannot assign/);
    expect(writing(({ signal }) => (signal.symbols as string[]).push("KWEB"))).toThrow(/not extensible/);
    expect(writing(({ signals }) => Object.assign(signals[0]!, stance))).toThrow(/Cannot assign/);
    expect(writing(({ signals }) => (signals[0]!.targets as string[]).pop())).toThrow(/Cannot delete/);
    expect([EARLIER.stance, SIGNAL.stance, SIGNAL.symbols]).toEqual([1, 1, ["9988.HK"]]);
  });

  it("of the positions, too", () => {
    expect(
      writing(({ positions }) => positions.length > 0 && Object.assign(positions[0]!, { quantity: 0 })),
    ).toThrow(/Cannot assign/);
  });
});

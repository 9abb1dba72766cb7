import { describe, expect, it } from "vitest";
import type { Strategy } from "../../src/strategy/define-strategy.ts";
import { param } from "../../src/strategy/param.ts";
import type { SessionContext } from "../../src/strategy/session-context.ts";
import { flatPrices, priceTable } from "./price-table.ts";
import { type Case, holdRule, knownAtMinute, runCase } from "./run-case.ts";

type Session = SessionContext<Record<string, never>>;

const TABLE = `
  2025-02-14  100 101  99 100
  2025-02-17  101 103 100 102
  2025-02-18  103 105 102 104
  2025-02-19  104 107 103 106
  2025-02-20  106 108 105 107
  2025-02-21  107 109 106 108`;
const SIGNAL = knownAtMinute("2025-02-17", "20:00", { id: "it" });

function byHand(onSession: (session: Session) => void, given: Partial<Case> = {}) {
  return runCase({
    prices: [priceTable("X", TABLE)],
    signals: [SIGNAL],
    ...given,
    strategy: {
      instruments: ["X"],
      ...given.strategy,
      onSession: onSession as unknown as NonNullable<Strategy["onSession"]>,
    },
  });
}

/** Enters X on each new signal. */
const enterNew =
  (fields: Partial<Parameters<Session["enter"]>[0]> = {}) =>
  ({ newSignals, enter }: Session) => {
    for (const signal of newSignals) enter({ signal, instrument: "X", side: "long", ...fields });
  };

describe("onSession", () => {
  it("is called before each open, with what had closed and was known by then", () => {
    const seen: unknown[] = [];
    byHand((session) => {
      seen.push([
        session.now,
        session.pricesOf("X").day(),
        session.signals.map((signal) => signal.id),
        session.newSignals.map((signal) => signal.id),
      ]);
    });
    expect(seen).toEqual([
      ["2025-02-14T09:30:00+08:00", null, [], []],
      ["2025-02-17T09:30:00+08:00", "2025-02-14", [], []],
      ["2025-02-18T09:30:00+08:00", "2025-02-17", ["it"], ["it"]],
      ["2025-02-19T09:30:00+08:00", "2025-02-18", ["it"], []],
      ["2025-02-20T09:30:00+08:00", "2025-02-19", ["it"], []],
      ["2025-02-21T09:30:00+08:00", "2025-02-20", ["it"], []],
    ]);
  });

  it("orders positions that rules' own machinery fills, stops and closes", () => {
    expect(byHand(enterNew({ exit: { afterSessions: 2 } })).lines).toEqual([
      "X long 2025-02-18 open 103 -> 2025-02-19 close 106 after-sessions",
    ]);
    expect(byHand(enterNew({ at: "close" })).lines).toEqual([
      "X long 2025-02-18 close 104 -> 2025-02-21 close 108 end-of-data",
    ]);
    expect(byHand(enterNew({ side: "short", exit: { stopLoss: 0.02 } })).lines).toEqual([
      "X short 2025-02-18 open 103 -> 2025-02-19 intraday 105.06 stop-loss",
    ]);
    // 2% below the close of 102.
    expect(byHand(enterNew({ limit: { below: 0.02, sessions: 2 } })).fates).toEqual({
      it: "limit-not-reached",
    });
    expect(byHand(enterNew({ onlyIfGapBelow: 0.005 })).fates).toEqual({ it: "gap-too-wide" });
    expect(byHand(enterNew({ sizing: { cash: 103_000 } })).trades[0]!.quantity).toBeCloseTo(1_000, 9);
  });

  it("leaves a position at the next open or close, when it says so", () => {
    const leave = (at: "open" | "close", asSymbol: boolean) =>
      byHand((session) => {
        enterNew()(session);
        for (const held of session.positions) {
          if (held.sessionsHeld === 2) session.exit(asSymbol ? "X" : held, at);
        }
      }).lines;
    for (const asSymbol of [true, false]) {
      expect(leave("open", asSymbol)).toEqual(["X long 2025-02-18 open 103 -> 2025-02-20 open 106 order"]);
      expect(leave("close", asSymbol)).toEqual(["X long 2025-02-18 open 103 -> 2025-02-20 close 107 order"]);
    }
  });

  it("puts a signal that it does nothing about down as not taken", () => {
    const other = knownAtMinute("2025-02-18", "20:00", { id: "other" });
    const { fates } = byHand(
      ({ newSignals, enter }) => {
        const signal = newSignals.find((one) => one.id === "it");
        if (signal !== undefined) enter({ signal, instrument: "X", side: "long" });
      },
      { signals: [SIGNAL, other] },
    );
    expect(fates).toEqual({ it: "traded", other: "not-taken" });
  });

  it("trades acts to come by their date alone", () => {
    const act = knownAtMinute("2025-02-20", "12:00", {
      id: "congress",
      scheduled: true,
      occursAt: "2025-02-20",
    });
    const seen: unknown[] = [];
    const { lines } = byHand(
      ({ day, scheduled, positions, enter }) => {
        seen.push([day, scheduled.map((one) => one.id)]);
        const [next] = scheduled;
        if (next !== undefined && day === "2025-02-18" && positions.length === 0) {
          enter({ signal: next, instrument: "X", side: "long", exit: { until: "occurs" } });
        }
      },
      { signals: [act] },
    );
    expect(lines).toEqual(["X long 2025-02-18 open 103 -> 2025-02-19 close 106 until"]);
    expect(seen.at(-2)).toEqual(["2025-02-20", ["congress"]]);
    expect(seen.at(-1)).toEqual(["2025-02-21", []]);
  });

  it("takes orders for another exchange to its own next open", () => {
    const days = ["2025-02-17", "2025-02-18", "2025-02-19", "2025-02-20"];
    const seen: unknown[] = [];
    const { lines } = byHand(
      ({ now, opening, newSignals, enter }) => {
        seen.push([now, opening]);
        for (const signal of newSignals) {
          for (const instrument of ["HK", "NY"]) {
            enter({
              signal,
              instrument,
              side: "long",
              sizing: { fraction: 0.4 },
              exit: { afterSessions: 1 },
            });
          }
        }
      },
      {
        prices: [
          flatPrices("HK", days, 10, { currency: "USD" }),
          flatPrices("NY", days, 10, { exchange: "NYSE", currency: "USD" }),
        ],
        strategy: { instruments: ["HK", "NY"] },
      },
    );
    // Known at 20:00 in Beijing: asked before New York's open, it trades there at once and in Hong Kong in the morning.
    expect(lines).toEqual([
      "NY long 2025-02-17 open 10 -> 2025-02-17 close 10 after-sessions",
      "HK long 2025-02-18 open 10 -> 2025-02-18 close 10 after-sessions",
    ]);
    expect(seen.slice(0, 3)).toEqual([
      ["2025-02-17T09:30:00+08:00", ["HK"]],
      ["2025-02-17T09:30:00-05:00", ["NY"]],
      ["2025-02-18T09:30:00+08:00", ["HK"]],
    ]);
  });

  it("leaves at a close that comes after another exchange's open", () => {
    // In summer London opens at 15:00 in Hong Kong, an hour before the close there.
    const days = ["2025-07-01", "2025-07-02", "2025-07-03", "2025-07-04"];
    const { lines } = byHand(
      ({ newSignals, opening, day, enter, exit }) => {
        for (const signal of newSignals) enter({ signal, instrument: "HK", side: "long" });
        if (opening.includes("LN") && day === "2025-07-03") exit("HK", "close");
      },
      {
        signals: [knownAtMinute("2025-07-01", "20:00")],
        prices: [
          flatPrices("HK", days, 10, { currency: "USD" }),
          flatPrices("LN", days, 10, { exchange: "LSE", currency: "USD" }),
        ],
        strategy: { instruments: ["HK", "LN"] },
      },
    );
    expect(lines).toEqual(["HK long 2025-07-02 open 10 -> 2025-07-03 close 10 order"]);
  });

  it("passes parameters, cash and equity on", () => {
    const seen: unknown[] = [];
    byHand(
      (session) => {
        const { params, cash, equity } = session as unknown as SessionContext<{ share: number }>;
        seen.push([params.share, cash, equity]);
        enterNew({ sizing: { fraction: params.share } })(session);
      },
      {
        strategy: { params: { share: param.fraction(0.5, { min: 0, max: 1 }) } },
      },
    );
    expect(seen.slice(0, 4)).toEqual([
      [0.5, 1_000_000, 1_000_000],
      [0.5, 1_000_000, 1_000_000],
      [0.5, 1_000_000, 1_000_000],
      // Half of it bought at 103, marked at 104.
      [0.5, 500_000, 500_000 + (500_000 / 103) * 104],
    ]);
  });

  it.each<[string, (session: Session) => void, string]>([
    ["a misspelt field", enterNew({ afterSesions: 2 } as never), 'unknown field "afterSesions"'],
    ["an unknown instrument", enterNew({ instrument: "KWEB" }), "KWEB is none of the strategy's instruments"],
    [
      "a signal that is not known",
      ({ enter }) => enter({ signal: SIGNAL, instrument: "X", side: "long" }),
      "the signal it is not known yet",
    ],
    [
      "the day of an act that was not scheduled",
      enterNew({ exit: { until: "occurs" } }),
      "the act of it was not scheduled, so its day was not known",
    ],
    [
      "a position that is none",
      ({ exit }) => exit({ symbol: "X" } as never),
      "there is no such position open in X",
    ],
    [
      "a fault of its own",
      () => {
        throw new TypeError("no such thing");
      },
      "onSession() threw: no such thing",
    ],
  ])("with %s is an error that names the day", (_, onSession, message) => {
    expect(() => byHand(onSession)).toThrow(message);
    expect(() => byHand(onSession)).toThrow(/onSession, 2025-02-1\d/);
  });

  it("stands beside rules, whose positions it sees and may end", () => {
    const seen: string[] = [];
    const { lines } = byHand(
      ({ positions, exit }) => {
        for (const held of positions) {
          seen.push(`${held.rule} ${held.signalId}`);
          exit(held);
        }
      },
      { rules: [holdRule({ name: "meeting", exit: { afterSessions: 4 } })] },
    );
    expect(lines).toEqual(["X long 2025-02-18 open 103 -> 2025-02-19 open 104 order"]);
    expect(seen).toEqual(["meeting it"]);
  });

  it("refuses a position that has closed, though another has been opened since", () => {
    const second = knownAtMinute("2025-02-19", "20:00", { id: "second" });
    let kept: Session["positions"][number] | undefined;
    const holdTwo = (session: Session) => {
      enterNew({ exit: { afterSessions: 2 } })(session);
      if (session.day === "2025-02-21") session.exit(kept!);
      kept ??= session.positions[0];
    };
    expect(() => byHand(holdTwo, { signals: [SIGNAL, second] })).toThrow(
      "there is no such position open in X",
    );
  });

  it("is told of an order that contradicts itself, as a rule is", () => {
    const placing = (fields: object) => () => byHand(enterNew(fields));
    expect(placing({ at: "close", limit: { below: 0.01 } })).toThrow("a limit order rests during a session");
    expect(placing({ at: "close", exit: { afterSessions: 1 } })).toThrow("sell at the very close it bought");
    expect(placing({ exit: { stopLoss: 0.1, at: "open" } })).toThrow("there is no afterSessions");
    expect(placing({ maxStack: 2 })).toThrow("maxStack without stacking");
    expect(placing({ side: "short", exit: { target: 1 } })).toThrow("a short position cannot gain 100%");
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { simulate } from "../../src/engine/simulate.ts";
import type { Simulation } from "../../src/engine/simulation.ts";
import type { PreparedRun } from "../../src/result/prepare-run.ts";
import { knownAt } from "../../src/signals/timing-policy.ts";
import type { SessionContext } from "../../src/strategy/session-context.ts";
import { closeInstant, openInstant } from "../../src/time/session-calendar.ts";
import { prepareCase, pricesOf, type RandomCase, randomCase } from "../engine/naive/random-case.ts";
import { everyCase } from "../every-case.ts";
import { endOfDay, poisonPrices, poisonSignals } from "./poison.ts";
import { indexRules, watchingRules, watchingSession } from "./watching-strategy.ts";

const RUNS = Number(process.env["PROPERTY_RUNS"] ?? 400);

/** Everything that had happened by the end of the day at `index` of the time line. */
function historyUpTo(run: PreparedRun, simulation: Simulation, index: number) {
  const day = run.market.days[index]!;
  const dayOf = (instrument: number, session: number) => run.market.series[instrument]!.bars.days[session]!;
  const ids = (signals: readonly number[]) => signals.map((signal) => run.signals[signal]!.id);
  const entered = simulation.trades.filter((trade) => dayOf(trade.instrument, trade.entry.session) <= day);
  const fills = entered.map(({ signals, rule, instrument, side, quantity, entry, entryValue }) => ({
    opener: ids(signals)[0],
    rule,
    instrument,
    side,
    quantity,
    entry,
    entryValue,
  }));
  const text = (one: unknown) => JSON.stringify(one);
  return {
    equity: [...simulation.equity.subarray(0, index + 1)],
    cash: [...simulation.cash.subarray(0, index + 1)],
    exposure: [...simulation.exposure.subarray(0, index + 1)],
    fills: fills.map(text).sort(),
    closed: entered
      .filter((trade) => dayOf(trade.instrument, trade.exit.session) <= day)
      .map((trade) => text({ ...trade, signals: ids(trade.signals) }))
      .sort(),
    planned: [...run.plan.orders]
      .filter((order) => dayOf(order.leg.instrument, order.occasion.session) <= day)
      .map((order) =>
        text([
          run.signals[order.occasion.signal]!.id,
          order.occasion.rule,
          order.leg.index,
          order.occasion.session,
          order.occasion.phase,
          order.leg.side,
        ]),
      )
      .sort(),
  };
}

const idOf = ({ id }: { id: string }) => id;

const cut = fc.record({ given: randomCase, at: fc.integer({ min: 20, max: 100 }), seed: fc.nat() });

/** The same history from the true and from the poisoned future. */
function expectBlind(
  given: RandomCase,
  at: number,
  seed: number,
  prepare: (...inputs: Parameters<typeof prepareCase>) => PreparedRun,
): number {
  const prices = pricesOf(given);
  // The whole span, so that both runs have the same days.
  const span = { from: "2024-02-26" };
  const run = prepare(given, prices, given.signals, span);
  const index = Math.floor((at / 100) * (run.market.days.length - 1));
  const day = run.market.days[index]!;
  const poisoned = prepare(
    given,
    poisonPrices(prices, day, seed),
    poisonSignals(given.signals, endOfDay(run.market.series, day), seed),
    span,
  );
  const history = historyUpTo(run, simulate(run.input), index);
  expect(historyUpTo(poisoned, simulate(poisoned.input), index)).toEqual(history);
  return history.fills.length;
}

describe("invariant 1: no look-ahead", () => {
  it("no price after a day and no signal known after it changes an order, fill or equity value up to it", () => {
    let fills = 0;
    everyCase(
      fc.property(cut, ({ given, at, seed }) => {
        fills += expectBlind(given, at, seed, prepareCase);
      }),
      2 * RUNS,
      (cases) => expect(fills).toBeGreaterThan(cases / 2),
    );
  });

  it("nor does it for callbacks that look at everything they are shown", () => {
    let fills = 0;
    everyCase(
      fc.property(cut, ({ given, at, seed }) => {
        const symbols = ["X", "Y", "Z"].slice(0, given.parts.length);
        const watching = { ...given, rules: watchingRules(given.rules, symbols) };
        fills += expectBlind(watching, at, seed, (one, prices, signals, span) =>
          prepareCase(one, prices, signals, span, { instruments: symbols }),
        );
      }),
      RUNS,
      (cases) => expect(fills).toBeGreaterThan(cases / 4),
    );
  });

  it("nor does it for rules that wait for the sentiment index", () => {
    let fills = 0;
    everyCase(
      fc.property(cut, ({ given, at, seed }) => {
        fills += expectBlind({ ...given, rules: indexRules(given.rules, seed) }, at, seed, prepareCase);
      }),
      RUNS,
      (cases) => expect(fills).toBeGreaterThan(cases / 8),
    );
  });

  it("nor does it for onSession", () => {
    let fills = 0;
    everyCase(
      fc.property(cut, ({ given, at, seed }) => {
        const symbols = ["X", "Y", "Z"].slice(0, given.parts.length);
        const byHand = { instruments: symbols, onSession: watchingSession(symbols) };
        fills += expectBlind(given, at, seed, (one, prices, signals, span) =>
          prepareCase(one, prices, signals, span, byHand),
        );
      }),
      RUNS / 4,
      (cases) => expect(fills).toBeGreaterThan(cases),
    );
  });

  it("nor does it for onSession beside rules on the tickers that signals name", () => {
    let calls = 0;
    everyCase(
      fc.property(cut, ({ given, at, seed }) => {
        const symbols = ["X", "Y", "Z"].slice(0, given.parts.length);
        const rules = given.rules.map((rule) => ({
          ...rule,
          entry: { at: rule.entry?.at ?? "open" },
          legs: [{ instrument: "named", side: "long" as const }],
        }));
        const parts = given.parts.map((one) => ({ ...one, type: "stock" as const }));
        const signals = given.signals.map((signal, index) => ({
          ...signal,
          symbols: [symbols[(seed + index) % symbols.length]!],
        }));
        const one: RandomCase = { ...given, parts, rules };
        const prices = pricesOf(one);
        const days = prices[0]!.bars.days;
        const end = endOfDay(prices, days[Math.floor((at / 101) * days.length)]!);
        const heard = (known: typeof signals) => {
          const calls: unknown[] = [];
          const onSession = ({ now, opening, equity, positions, newSignals }: SessionContext<unknown>) => {
            if (Date.parse(now) <= end) calls.push([now, opening, equity, positions, newSignals.map(idOf)]);
          };
          const byHand = { instruments: ["X"], onSession: onSession as never };
          simulate(prepareCase(one, prices, known, { from: "2024-02-26" }, byHand).input);
          return calls;
        };
        const history = heard(signals);
        expect(heard(signals.filter((signal) => knownAt(signal, "safe") <= end))).toEqual(history);
        calls += history.length;
      }),
      RUNS / 4,
      (cases) => expect(calls).toBeGreaterThan(5 * cases),
    );
  });

  it("nothing that a day brings after its open changes what is filled at that open", () => {
    let fills = 0;
    everyCase(
      fc.property(cut, ({ given, at, seed }) => {
        const symbols = ["X", "Y", "Z"].slice(0, given.parts.length);
        // One exchange, so that its open is the day's first event; and no bar that its whole day marks as blocked.
        const parts = given.parts.map((one) => ({ ...one, exchange: "HKEX" as const, holes: false }));
        const rules = seed % 2 === 0 ? given.rules : watchingRules(given.rules, symbols);
        const one: RandomCase = { ...given, parts, rules };
        const prices = pricesOf(one);
        const span = { from: "2024-02-26" };
        const watched = { instruments: symbols };
        const run = prepareCase(one, prices, given.signals, span, watched);
        const simulation = simulate(run.input);
        // A day on which something is filled at the open, if there is one.
        const days = run.market.days.filter((day) => fillsAtOpen(run, simulation, day).length > 0);
        const day = days[Math.floor((at / 101) * days.length)];
        if (day === undefined) return;
        const poisoned = prepareCase(
          one,
          poisonPrices(prices, day, seed, true),
          given.signals,
          span,
          watched,
        );
        const seen = fillsAtOpen(run, simulation, day);
        expect(fillsAtOpen(poisoned, simulate(poisoned.input), day)).toEqual(seen);
        fills += seen.length;
      }),
      RUNS,
      (cases) => expect(fills).toBeGreaterThan(cases / 2),
    );
  });
});

/** Entries and exits at the open of a day. */
function fillsAtOpen(run: PreparedRun, { trades }: Simulation, day: number): string[] {
  return trades
    .flatMap(({ instrument, quantity, side, rule, signals, entry, exit }) => {
      const { days } = run.market.series[instrument]!.bars;
      const about = [instrument, side, rule, run.signals[signals[0]!]!.id];
      const isEntry = entry.phase === "open" && days[entry.session] === day;
      const isExit = exit.phase === "open" && days[exit.session] === day;
      return [...(isEntry ? [[...about, entry, quantity]] : []), ...(isExit ? [[...about, exit]] : [])];
    })
    .map((fill) => JSON.stringify(fill))
    .sort();
}

describe("invariant 2: no fill before a signal is known", () => {
  it("every fill comes strictly after it, on the leg's own exchange, unless the act was scheduled", () => {
    everyCase(
      fc.property(randomCase, (given) => {
        const run = prepareCase(given);
        for (const { rule, signals, instrument, entry } of simulate(run.input).trades) {
          const { entry: terms } = run.strategy.rules[rule]!;
          const opener = signals[0]!;
          const calendar = run.market.calendars[instrument]!;
          if (terms.sessionsBefore !== undefined) {
            expect(run.signals[opener]!.scheduled).toBe(true);
            continue;
          }
          const instantOf = entry.phase === "close" ? closeInstant : openInstant;
          // A limit order was placed at an open, at the latest at that of the bar inside which it filled.
          expect(instantOf(calendar, entry.session)).toBeGreaterThan(
            run.known[opener]! + terms.delayMinutes * 60_000,
          );
        }
      }),
      2 * RUNS,
    );
  });
});

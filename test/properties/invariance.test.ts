import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { simulate } from "../../src/engine/simulate.ts";
import type { PriceSeries } from "../../src/market/price-series.ts";
import { backtest } from "../../src/result/backtest.ts";
import { formatResult } from "../../src/result/format-result.ts";
import type { PreparedRun } from "../../src/result/prepare-run.ts";
import type { RunConfig } from "../../src/result/run-config.ts";
import { buildCatalogue } from "../../src/signals/catalogue.ts";
import { formatCalendarDay } from "../../src/time/calendar-day.ts";
import { prepareCase, pricesOf, type RandomCase, randomCase } from "../engine/naive/random-case.ts";
import { FIRST_DAY } from "../engine/naive/random-market.ts";
import { holdRule, knownAtMinute, runCase } from "../engine/run-case.ts";
import { everyCase } from "../every-case.ts";
import { expectRelative } from "../expect-relative.ts";
import { signalOn } from "../signals/a-signal.ts";

const RUNS = Number(process.env["PROPERTY_RUNS"] ?? 400);
const COSTLESS = { bps: 0, minimum: 0, halfSpreadBps: 0, statutory: false, borrow: 0, financing: 0 };

const NO_EVIDENCE: RunConfig = { luck: 0, study: false, sensitivity: false };

/** A case as the public function takes it, with its inputs in some order. */
function documentOf(given: RandomCase, order: number, evidence: RunConfig = NO_EVIDENCE): string {
  const turned = <Item>(items: readonly Item[]) => [
    ...items.slice(order % items.length),
    ...items.slice(0, order % items.length),
  ];
  const result = backtest(
    { name: "random", hypothesis: "none", rules: given.rules, leverage: given.leverage, benchmark: "X" },
    {
      signals: buildCatalogue(turned(given.signals).map((signal) => ({ signal, at: signal.id }))),
      prices: turned(pricesOf(given)),
      config: {
        currency: "USD",
        costs: { ...COSTLESS, bps: given.bps, minimum: given.minimum },
        wholeLots: given.wholeLots,
        ...evidence,
      },
    },
  );
  return formatResult(result);
}

describe("invariant 5: determinism", () => {
  it("the same inputs give the same bytes, whatever the order of signals and prices", () => {
    everyCase(
      fc.property(randomCase, fc.nat(20), (given, order) => {
        expect(documentOf(given, order)).toBe(documentOf(given, 0));
      }),
      RUNS / 2,
    );
    const evidence = { luck: 20, study: true, sensitivity: true };
    everyCase(
      fc.property(randomCase, fc.nat(20), (given, order) => {
        expect(documentOf(given, order, evidence)).toBe(documentOf(given, 0, evidence));
      }),
      RUNS / 40,
    );
  });
});

describe("invariant 6: degenerate cases", () => {
  it("always long without costs is buy and hold", () => {
    everyCase(
      fc.property(randomCase, (given) => {
        const [parts] = given.parts;
        const [series] = pricesOf({
          ...given,
          parts: [{ ...parts!, holes: false, actions: "total-return" }],
        });
        const { simulation, run } = runCase({
          prices: [series!],
          signals: [knownAtMinute(formatCalendarDay(FIRST_DAY), "08:00")],
          rules: [holdRule({ exit: { afterSessions: 999 } })],
        });
        const first = simulation.trades[0]!.entry.session;
        const { open, close } = series!.bars;
        expectRelative(
          simulation.equity,
          run.market.days.length === 0
            ? []
            : Array.from(close.subarray(first), (price) => (1_000_000 * price) / open[first]!),
        );
      }),
      RUNS,
    );
  });

  it("scaling all prices leaves returns as they are, where there are no lots and no fixed fees", () => {
    everyCase(
      fc.property(randomCase, fc.constantFrom(0.01, 3, 1024), (given, factor) => {
        const free = { ...given, minimum: 0, wholeLots: false };
        const prices = pricesOf(free);
        const scaled = prices.map((series) =>
          series.instrument.exchange === "FX" ? series : scale(series, factor),
        );
        const one = simulate(prepareCase(free, prices).input);
        const other = simulate(prepareCase(free, scaled).input);
        expect(other.trades.length).toBe(one.trades.length);
        expectRelative(other.equity, one.equity, 1e-9);
        for (const [index, trade] of other.trades.entries()) {
          expect(Math.abs(trade.return - one.trades[index]!.return)).toBeLessThan(1e-9);
          expect(trade.exit.reason).toBe(one.trades[index]!.exit.reason);
        }
      }),
      RUNS,
    );
  });

  it("splitting a run in two gives the same trades", () => {
    let compared = 0;
    everyCase(
      fc.property(randomCase, (given) => {
        // Kelly sizing and the stack of a put-off order remember what was before: they are no two runs.
        const rules = given.rules.map((rule) =>
          "kelly" in rule.sizing! ? { ...rule, sizing: { fraction: 0.7 } } : rule,
        );
        const prices = pricesOf(given);
        const span = { from: formatCalendarDay(FIRST_DAY) };
        const whole = prepareCase({ ...given, rules }, prices, given.signals, span);
        const simulation = simulate(whole.input);
        const at = quietDay(whole, simulation);
        if (at === null) return;
        compared++;
        const [last, next] = [at, at + 1].map((index) => formatCalendarDay(whole.market.days[index]!));
        const before = prepareCase({ ...given, rules }, prices, given.signals, { ...span, to: last! });
        const after = prepareCase({ ...given, rules }, prices, given.signals, {
          from: next!,
          capital: simulation.equity[at]!,
        });
        const parts = [before, after].flatMap((run) => tradeTexts(run, simulate(run.input)));
        expect(parts).toEqual(tradeTexts(whole, simulation));
      }),
      RUNS,
      (cases) => expect(compared).toBeGreaterThan(cases / 4),
    );
  });

  it("a signal that no rule asks for changes nothing", () => {
    everyCase(
      fc.property(randomCase, fc.integer({ min: 0, max: 60 }), (given, offset) => {
        const rules = given.rules.map((rule) => ({
          ...rule,
          on: { ...rule.on, status: ["official" as const] },
        }));
        const plain = rules.every((rule) => rule.entry?.sessionsBefore === undefined);
        if (!plain) return;
        const other = signalOn(formatCalendarDay(FIRST_DAY + offset), "a-company-speaks", {
          status: "company",
        });
        const one = prepareCase({ ...given, rules });
        const two = prepareCase({ ...given, rules }, undefined, [other, ...given.signals]);
        const [first, second] = [simulate(one.input), simulate(two.input)];
        expect([...second.equity]).toEqual([...first.equity]);
        expect(tradeTexts(two, second)).toEqual(tradeTexts(one, first));
      }),
      RUNS,
    );
  });
});

describe("invariant 7: undefined is said", () => {
  it("no NaN and no Infinity stands anywhere in a document", () => {
    everyCase(
      fc.property(randomCase, (given) => {
        const document = documentOf(given, 0);
        expect(document).not.toMatch(/NaN|Infinity/);
        expect(() => JSON.parse(document)).not.toThrow();
      }),
      RUNS / 2,
    );
  });
});

function scale(series: PriceSeries, factor: number): PriceSeries {
  const times = (column: Float64Array) => column.map((price) => price * factor);
  const { open, high, low, close } = series.bars;
  return {
    ...series,
    bars: { ...series.bars, open: times(open), high: times(high), low: times(low), close: times(close) },
    dividends: series.dividends.map((one) => ({ ...one, amount: one.amount * factor })),
  };
}

/** A day in the middle over whose night no position was held and no order waited. */
function quietDay(run: PreparedRun, { trades, outcomes }: ReturnType<typeof simulate>): number | null {
  const dayOf = (instrument: number, session: number) => run.market.series[instrument]!.bars.days[session]!;
  const busy = trades.map((trade) => [
    dayOf(trade.instrument, trade.entry.session),
    dayOf(trade.instrument, trade.exit.session),
  ]);
  for (const outcome of outcomes) {
    const { order } = outcome;
    const came = dayOf(order.leg.instrument, order.occasion.session);
    const trade = "trade" in outcome ? trades[outcome.trade]! : null;
    // An order put off or resting was still there until it filled; one that came to nothing, perhaps for long.
    busy.push([came, trade === null ? came + 30 : dayOf(trade.instrument, trade.exit.session)]);
  }
  const { days } = run.market;
  for (let index = Math.floor(days.length / 4); index < days.length - 1; index++) {
    const day = days[index]!;
    if (trades.length > 0 && busy.every(([from, to]) => to! <= day || from! > day)) return index;
  }
  return null;
}

function tradeTexts(run: PreparedRun, { trades }: ReturnType<typeof simulate>): string[] {
  const round = (value: number) => Number(value.toPrecision(9));
  return trades.map((trade) =>
    JSON.stringify([
      trade.signals.map((signal) => run.signals[signal]!.id),
      trade.rule,
      trade.instrument,
      trade.side,
      round(trade.quantity),
      [trade.entry.session, trade.entry.phase, trade.entry.price],
      [trade.exit.session, trade.exit.phase, trade.exit.price, trade.exit.reason],
      round(trade.costs),
    ]),
  );
}

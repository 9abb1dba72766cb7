import { describe, expect, it } from "vitest";
import { calendarRunner } from "../../../src/analysis/significance/calendar-runner.ts";
import { testLuck } from "../../../src/analysis/significance/luck-test.ts";
import { shiftLine } from "../../../src/analysis/significance/shift-line.ts";
import { shiftSimulation } from "../../../src/analysis/significance/shift-simulation.ts";
import { exitPlaces } from "../../../src/engine/exit-signals.ts";
import { KERNEL_COLUMNS, KernelColumn } from "../../../src/engine/kernel/kernel-statistics.ts";
import { simulate } from "../../../src/engine/simulate.ts";
import type { PriceSeries } from "../../../src/market/price-series.ts";
import { prepareRun } from "../../../src/result/prepare-run.ts";
import { buildCatalogue } from "../../../src/signals/catalogue.ts";
import type { PolicySignal } from "../../../src/signals/policy-signal.ts";
import type { Strategy } from "../../../src/strategy/define-strategy.ts";
import { formatCalendarDay } from "../../../src/time/calendar-day.ts";
import { randomSeries } from "../../engine/kernel/random-simulation.ts";
import { signalOn } from "../../signals/a-signal.ts";

const SERIES: PriceSeries = randomSeries({
  seed: 3,
  bars: 120,
  volatility: 0.02,
  type: "index",
  lot: null,
  holes: false,
});
const dayOf = (bar: number) => formatCalendarDay(SERIES.bars.days[bar]!);
/** Published after the close of a bar: the first open is that of the next. */
const publishedOn = (bar: number, fields: Partial<PolicySignal> = {}) =>
  signalOn(dayOf(bar), `s${bar}`, fields);

function inputOf(
  strategy: Pick<Strategy, "rules"> | Pick<Strategy, "onSession">,
  signals: readonly PolicySignal[],
) {
  const whole = { name: "t", hypothesis: "t", instruments: ["X"], ...strategy } as Strategy;
  const catalogue = buildCatalogue(signals.map((signal, index) => ({ signal, at: `test [${index}]` })));
  return prepareRun(whole, { signals: catalogue, prices: [SERIES], config: { from: dayOf(0) } }).input;
}

const LEG = { instrument: "X", side: "long" } as const;

describe("shiftSimulation", () => {
  it("moves orders, their exit days and the signals that end a trade by the same number of sessions", () => {
    const input = inputOf(
      {
        rules: [
          {
            on: { kinds: ["leadership-meeting"] },
            legs: [LEG],
            exit: { until: dayOf(30), onSignal: { kinds: ["enforcement-opened"] } },
          },
        ],
      },
      [publishedOn(20), publishedOn(24, { kind: "enforcement-opened" })],
    );
    expect(simulate(input).trades.map(({ entry, exit }) => [entry.session, exit.session])).toEqual([
      [21, 25],
    ]);
    const line = shiftLine(input.market.series, input.market.days);
    const moved = shiftSimulation(input, line, 40);
    expect(Array.from(moved.orders, ({ occasion }) => [occasion.session, occasion.untilSession])).toEqual([
      [61, 70],
    ]);
    expect(simulate(moved).trades.map(({ entry, exit }) => [entry.session, exit.session])).toEqual([
      [61, 65],
    ]);
    // 100 + 21 goes round: bar 1 of 120. The exit signal moves from before bar 25 to before bar 5.
    expect(simulate(shiftSimulation(input, line, 100)).trades[0]).toMatchObject({
      entry: { session: 1 },
      exit: { session: 5, reason: "signal" },
    });
  });

  it("keeps an exit signal that comes inside a session inside the session to which that moves", () => {
    const intraday = publishedOn(24, {
      kind: "enforcement-opened",
      publishedAt: { date: dayOf(24), time: "11:00", session: "intraday", basis: "stamp" },
    });
    const input = inputOf(
      {
        rules: [
          {
            on: { kinds: ["leadership-meeting"] },
            legs: [LEG],
            exit: { onSignal: { kinds: ["enforcement-opened"] } },
          },
        ],
      },
      [publishedOn(20), intraday],
    );
    const calendar = input.market.calendars[0]!;
    const { onSignal } = input.rules[0]!.exit;
    expect([...input.exitPlaces[0]![0]!]).toEqual([2 * 25 - 1]);
    expect([...exitPlaces(input, onSignal, calendar)]).toEqual([49]);
    const moved = shiftSimulation(input, shiftLine(input.market.series, input.market.days), 10);
    expect([...moved.exitPlaces[0]![0]!]).toEqual([69]);
  });
});

describe("a strategy that trades by onSession", () => {
  const bars = [10, 22, 34, 46, 58, 70, 82, 94, 106];
  const seen: number[] = [];
  const input = inputOf(
    {
      onSession: ({ newSignals, enter }) => {
        seen.push(newSignals.length);
        for (const signal of newSignals)
          enter({ signal, instrument: "X", side: "long", exit: { afterSessions: 3 } });
      },
    },
    bars.map((bar) => publishedOn(bar)),
  );
  const line = shiftLine(input.market.series, input.market.days);
  const runner = calendarRunner(input, simulate(input), line, { sessionsPerYear: 252, riskFree: 0 });

  it("learns of each signal at the moved instant", () => {
    const moved = simulate(shiftSimulation(input, line, 5));
    expect(moved.trades.map(({ entry }) => entry.session)).toEqual(bars.map((bar) => bar + 6));
    expect(runner.reason).toBe("onSession() places the orders");
  });

  it("never learns of a signal that is left out", () => {
    const row = new Float64Array(KERNEL_COLUMNS);
    runner.without((signal) => signal === 4, row, 0);
    expect(row[KernelColumn.tradeCount]).toBe(8);
  });

  it("is tested like any other", () => {
    const test = testLuck({
      input,
      simulation: simulate(input),
      annualisation: { sessionsPerYear: 252, riskFree: 0 },
      draws: { kernel: 30, general: 30 },
      seed: 1,
    });
    if (typeof test === "string") throw new Error(test);
    expect(test).toMatchObject({ engine: "general", draws: 30, refused: null });
    expect(test.statistics?.meanTradeReturn?.undefinedDraws).toBe(0);
    expect(test.naive?.randomDates?.undefinedDraws).toBe(0);
    expect(test.bySignal.map(({ without }) => without.trades)).toEqual(new Array(9).fill(8));
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { simulate } from "../../src/engine/simulate.ts";
import type { Simulation } from "../../src/engine/simulation.ts";
import { describeSignals } from "../../src/result/describe-signals.ts";
import type { PreparedRun } from "../../src/result/prepare-run.ts";
import { SKIP_REASONS } from "../../src/strategy/skip-reason.ts";
import { prepareCase, randomCase } from "../engine/naive/random-case.ts";
import { everyCase } from "../every-case.ts";
import { indexRules, watchingSession } from "./watching-strategy.ts";

const RUNS = Number(process.env["PROPERTY_RUNS"] ?? 400);

/** Strategies of every kind: rules, rules on the sentiment index, and by hand. */
const anyCase = fc.record({
  given: randomCase,
  kind: fc.constantFrom("rules" as const, "rules" as const, "index" as const, "hand" as const),
  seed: fc.nat(),
});

function runOf({
  given,
  kind,
  seed,
}: typeof anyCase extends fc.Arbitrary<infer Case> ? Case : never): PreparedRun {
  const symbols = ["X", "Y", "Z"].slice(0, given.parts.length);
  if (kind === "index") return prepareCase({ ...given, rules: indexRules(given.rules, seed) });
  if (kind === "rules") return prepareCase(given);
  const byHand = { instruments: symbols, onSession: watchingSession(symbols) };
  return prepareCase(given, undefined, undefined, {}, byHand);
}

const closeTo = (actual: number, expected: number, scale: number) =>
  Math.abs(actual - expected) <= 1e-9 * scale;

describe("invariant 3: nothing is dropped silently", () => {
  it("every signal under every rule is traded, or skipped with a reason in words", () => {
    everyCase(
      fc.property(anyCase, (one) => {
        const run = runOf(one);
        const simulation = simulate(run.input);
        const rows = describeSignals(run, simulation);
        const rules = run.strategy.rules.length + (run.strategy.onSession === null ? 0 : 1);
        expect(rows.length).toBe(rules * run.signals.length);
        for (const { disposition, reason, detail, tradeIds } of rows) {
          if (disposition === "traded") {
            expect(tradeIds.length).toBeGreaterThan(0);
            for (const id of tradeIds)
              expect(Number(id.slice(1))).toBeLessThanOrEqual(simulation.trades.length);
          } else {
            expect(reason).not.toBeNull();
            expect(SKIP_REASONS).toHaveProperty(reason!);
            expect(detail).toBeTruthy();
            expect(tradeIds).toEqual([]);
          }
        }
        // And the other way round: every trade belongs to the signals that say so.
        const named = new Set(rows.flatMap((row) => row.tradeIds));
        expect(named.size).toBe(simulation.trades.length);
        expect(simulation.outcomes.length).toBeGreaterThanOrEqual(run.plan.orders.length);
      }),
      RUNS,
    );
  });
});

describe("invariant 4: accounting", () => {
  it("the sum of the trades' profits, less interest, is the change in equity", () => {
    everyCase(
      fc.property(anyCase, (one) => {
        const run = runOf(one);
        const { trades, equity, cash, interest } = simulate(run.input);
        const { capital } = run.config;
        const profit = trades.reduce((sum, trade) => sum + trade.profit, 0);
        const volume = trades.reduce((sum, trade) => sum + trade.entryValue, capital);
        const last = equity.at(-1) ?? capital;
        expect(closeTo(last, capital + profit - interest, volume)).toBe(true);
        expect(cash.at(-1) ?? capital).toBe(last);
      }),
      RUNS,
    );
  });

  it("each profit is the sum of its parts, and its return is over the amount put in", () => {
    everyCase(
      fc.property(anyCase, (one) => {
        for (const trade of simulate(runOf(one).input).trades) {
          const { firstSession, drift, currency, costs } = trade.attribution;
          const scale = trade.entryValue + Math.abs(trade.profit);
          expect(closeTo(firstSession + drift + currency - costs, trade.profit, scale)).toBe(true);
          expect(closeTo(trade.return * trade.entryValue, trade.profit, scale)).toBe(true);
          expect(trade.maxAdverse).toBeLessThanOrEqual(0);
          expect(trade.maxFavourable).toBeGreaterThanOrEqual(0);
          expect(trade.quantity).toBeGreaterThan(0);
        }
      }),
      RUNS,
    );
  });

  it("cash and holdings, added up from the trades alone, are the equity at every close", () => {
    everyCase(
      fc.property(randomCase, (given) => {
        // Without costs that accrue, and splits, a day's equity follows from the trades and the price files.
        const run = prepareCase(
          { ...given, parts: given.parts.map((one) => ({ ...one, actions: "total-return" as const })) },
          undefined,
          undefined,
          { costs: { bps: 10, minimum: 0, halfSpreadBps: 0, statutory: false, borrow: 0, financing: 0 } },
        );
        const simulation = simulate(run.input);
        for (let index = 0; index < run.market.days.length; index++) {
          const expected = equityFromTrades(run, simulation, index);
          expect(closeTo(simulation.equity[index]!, expected, 3e6)).toBe(true);
        }
      }),
      RUNS,
    );
  });
});

/** Capital, plus closed profits, plus what open positions would fetch at the day's close. */
function equityFromTrades(run: PreparedRun, { trades }: Simulation, index: number): number {
  const day = run.market.days[index]!;
  let equity = run.config.capital;
  for (const { instrument, entry, exit, profit, side, quantity, entryValue } of trades) {
    const { days, close } = run.market.series[instrument]!.bars;
    if (days[entry.session]! > day) continue;
    if (days[exit.session]! <= day) {
      equity += profit;
      continue;
    }
    const mark = close[days.findLastIndex((one) => one <= day)]!;
    equity +=
      side * (quantity * mark * run.input.rates[instrument]!.upTo[index]! - entryValue) - entryValue * 0.001;
  }
  return equity;
}

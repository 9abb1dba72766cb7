import { summariseEquity } from "../analysis/metrics/summarise-equity.ts";
import { simulate } from "../engine/simulate.ts";
import type { Simulation } from "../engine/simulation.ts";
import { InputError } from "../errors.ts";
import { buildResult } from "../result/build-result.ts";
import { describeLuck } from "../result/describe-luck.ts";
import { studyOfRun } from "../result/describe-study.ts";
import type { Evidence } from "../result/evidence-schema.ts";
import { type BacktestInputs, type PreparedRun, prepareRun } from "../result/prepare-run.ts";
import type { ResultDocument } from "../result/result-schema.ts";
import type { Strategy } from "../strategy/define-strategy.ts";
import type { EntryOrder } from "../strategy/entry-order.ts";
import type { ParamValues } from "../strategy/param.ts";
import type { Rule } from "../strategy/rule.ts";
import { type CalendarDay, formatCalendarDay } from "../time/calendar-day.ts";
import type { VariantColumn } from "./variant-row.ts";
import type { Fold } from "./walk-forward-folds.ts";

/** A test window with the parameters that its past chose; null where the past offered none. */
export interface ChosenFold {
  readonly fold: Fold;
  readonly params: ParamValues | null;
}

/** The out-of-sample run in one piece. */
export interface StitchedRun {
  readonly result: ResultDocument;
  /** numbers of each fold's sessions and of the trades entered in it */
  readonly rows: readonly Readonly<Record<VariantColumn, number | null>>[];
  /** orders that came up in each fold */
  readonly orders: readonly number[];
}

/**
 * Trades each test window by the rules that its own past chose, on one account, as one run: its equity is what a trader
 * who re-chose at each split would have had.
 *
 * Every fold's rules stand in one strategy, and each order is kept only if it comes up in its own fold's window.
 */
export function stitchFolds(
  strategy: Strategy,
  inputs: BacktestInputs,
  chosen: readonly ChosenFold[],
): StitchedRun {
  const traded = chosen.filter(({ params }) => params !== null);
  if (traded.length === 0) {
    throw new InputError({
      what: "in none of the folds did the past offer a candidate",
      at: "--min-trades",
      fix: "lower --min-trades, ask for fewer folds, or learn from a larger first part (--first-train 0.7)",
    });
  }
  const foldOfRule: number[] = [];
  const rules = chosen.flatMap(({ params }, fold) => {
    if (params === null) return [];
    const made = rulesOf(strategy, params);
    foldOfRule.push(...made.map(() => fold));
    return made.map((rule, place) => ({
      ...rule,
      name: `${rule.name ?? `rule ${place + 1}`}, fold ${fold + 1}`,
    }));
  });
  const from = formatCalendarDay(chosen[0]!.fold.testFrom);
  const { params: _, ...facts } = strategy as Strategy & { params?: unknown };
  const stitched = { ...facts, name: `${strategy.name}, walk-forward`, rules } as Strategy;
  const run = withinFolds(
    prepareRun(stitched, { ...inputs, params: {}, config: { ...inputs.config, from } }),
    chosen,
    foldOfRule,
  );
  const simulation = simulate(run.input);
  return {
    result: buildResult(run, simulation, inputs, evidenceOf(run, simulation)),
    rows: chosen.map((_, fold) => rowOf(run, simulation, chosen, fold, foldOfRule)),
    orders: chosen.map(
      (_, fold) => run.input.orders.filter((order) => foldOfRule[order.occasion.rule] === fold).length,
    ),
  };
}

/** The sensitivity is left out: another timing or fill would have chosen other points. */
function evidenceOf(run: PreparedRun, simulation: Simulation): Evidence {
  const { luck, study } = run.config;
  const isLuckOff = luck.kernel === 0 && luck.general === 0;
  return {
    study: study ? studyOfRun(run, simulation, { testsDays: false }) : TURNED_OFF,
    significance: isLuckOff ? TURNED_OFF : describeLuck(run, simulation),
    sensitivity: {
      missing: "it is a walk-forward's: under other settings other points would have been chosen",
    },
  };
}

const TURNED_OFF = { missing: "it was turned off" };

function rulesOf(strategy: Strategy, params: ParamValues): readonly Rule[] {
  if (strategy.rules === undefined || strategy.onSession !== undefined) {
    throw new InputError({
      what: "a strategy that trades by onSession cannot be walked forward",
      at: "onSession",
      fix: "write it as rules, or run it with --from and --to for each window",
    });
  }
  return typeof strategy.rules === "function" ? strategy.rules(params as never) : strategy.rules;
}

/** Day of an order's first fill opportunity. */
export function entryDay(run: PreparedRun, order: EntryOrder): CalendarDay {
  return run.market.calendars[order.leg.instrument]!.days[order.occasion.session]!;
}

/** The run with only those orders that come up in the window of their own fold; the others are said to be left out. */
function withinFolds(
  run: PreparedRun,
  chosen: readonly ChosenFold[],
  foldOfRule: readonly number[],
): PreparedRun {
  const isInside = (order: EntryOrder) => {
    const { fold } = chosen[foldOfRule[order.occasion.rule]!]!;
    const day = entryDay(run, order);
    return day >= fold.testFrom && (fold.testBefore === null || day < fold.testBefore);
  };
  const orders = run.plan.orders.filter(isInside);
  const outside = [...run.plan.orders]
    .filter((order) => !isInside(order))
    .map((order) => ({
      rule: order.occasion.rule,
      signal: order.occasion.signal,
      symbol: null,
      reason: "not-selected" as const,
      detail: `it comes up outside the test window of fold ${foldOfRule[order.occasion.rule]! + 1}`,
    }));
  const params = Object.fromEntries(
    chosen.map(({ params: values }, fold) => [
      `fold ${fold + 1}`,
      values === null ? "nothing chosen" : showParams(values),
    ]),
  );
  return {
    ...run,
    strategy: { ...run.strategy, params },
    // They say what was chosen, and are none that a rule could ask for.
    askedParams: new Set(Object.keys(params)),
    plan: { orders, unplanned: [...run.plan.unplanned, ...outside] },
    input: { ...run.input, orders },
  };
}

/** Parameters in one line. */
export function showParams(params: ParamValues): string {
  return Object.entries(params)
    .map(([name, value]) => `${name} ${typeof value === "number" ? Number(value.toPrecision(6)) : value}`)
    .join(", ");
}

function rowOf(
  run: PreparedRun,
  simulation: Simulation,
  chosen: readonly ChosenFold[],
  place: number,
  foldOfRule: readonly number[],
): Record<VariantColumn, number | null> {
  const { fold } = chosen[place]!;
  const { days } = run.market;
  const begin = Math.max(
    0,
    days.findIndex((day) => day >= fold.testFrom),
  );
  const end = fold.testBefore === null ? -1 : days.findIndex((day) => day >= (fold.testBefore as number));
  const levels = Float64Array.of(
    begin === 0 ? run.config.capital : simulation.equity[begin - 1]!,
    ...simulation.equity.subarray(begin, end < 0 ? days.length : end),
  );
  const summary = summariseEquity(levels, {
    sessionsPerYear: run.config.sessionsPerYear,
    riskFree: run.config.riskFree,
  });
  const trades = simulation.trades.filter((trade) => foldOfRule[trade.rule] === place);
  const mean = trades.reduce((sum, trade) => sum + trade.return, 0) / trades.length;
  return {
    totalReturn: summary.totalReturn,
    meanTradeReturn: trades.length === 0 ? null : mean,
    sharpeRatio: summary.sharpeRatio,
    maxDrawdown: summary.maxDrawdown,
    winRate: trades.length === 0 ? null : trades.filter((trade) => trade.profit > 0).length / trades.length,
    tradeCount: trades.length,
  };
}

import { simulate } from "../../src/engine/simulate.ts";
import type { Simulation } from "../../src/engine/simulation.ts";
import type { Trade } from "../../src/engine/trade.ts";
import type { PriceSeries } from "../../src/market/price-series.ts";
import { type PreparedRun, prepareRun } from "../../src/result/prepare-run.ts";
import type { RunConfig } from "../../src/result/run-config.ts";
import { buildCatalogue } from "../../src/signals/catalogue.ts";
import type { PolicySignal } from "../../src/signals/policy-signal.ts";
import type { Strategy } from "../../src/strategy/define-strategy.ts";
import type { Rule } from "../../src/strategy/rule.ts";
import { formatCalendarDay } from "../../src/time/calendar-day.ts";
import { aSignal } from "../signals/a-signal.ts";
import { ZERO_COSTS } from "./zero-costs.ts";

/** A case worked by hand: zero costs and fractions of shares unless it says otherwise. */
export interface Case {
  readonly prices: readonly PriceSeries[];
  readonly signals: readonly PolicySignal[];
  readonly rules?: readonly Rule[];
  readonly strategy?: Partial<Omit<Strategy, "rules">>;
  readonly config?: RunConfig;
}

export interface CaseResult {
  readonly run: PreparedRun;
  readonly simulation: Simulation;
  readonly trades: readonly Trade[];
  /** each trade as a line: `X long 2025-02-17 open 100 -> 2025-02-18 close 110 after-sessions` */
  readonly lines: readonly string[];
  /** what became of each signal, by its id: `traded`, `extended`, or the reason why it was skipped */
  readonly fates: Readonly<Record<string, string>>;
}

const CAPITAL = 1_000_000;

export function runCase(given: Case): CaseResult {
  const strategy = {
    name: "case",
    hypothesis: "a case worked by hand",
    ...(given.rules !== undefined && { rules: given.rules }),
    ...given.strategy,
  } as Strategy;
  const run = prepareRun(strategy, {
    signals: buildCatalogue(given.signals.map((signal, index) => ({ signal, at: `test [${index}]` }))),
    prices: given.prices,
    config: { capital: CAPITAL, costs: COSTLESS, wholeLots: false, ...given.config },
  });
  const simulation = simulate(run.input);
  return {
    run,
    simulation,
    trades: simulation.trades,
    lines: simulation.trades.map((trade) => describeTrade(run, trade)),
    fates: fatesOf(run, simulation),
  };
}

const { impact: _, ...COSTLESS } = ZERO_COSTS;

function describeTrade(run: PreparedRun, trade: Trade): string {
  const series = run.market.series[trade.instrument]!;
  const dayOf = (session: number) => formatCalendarDay(series.bars.days[session]!);
  const { entry, exit } = trade;
  const price = (value: number) => Number(value.toPrecision(10));
  return [
    series.instrument.symbol,
    trade.side > 0 ? "long" : "short",
    dayOf(entry.session),
    entry.phase,
    price(entry.price),
    "->",
    dayOf(exit.session),
    exit.phase,
    price(exit.price),
    exit.reason,
  ].join(" ");
}

function fatesOf(run: PreparedRun, simulation: Simulation): Record<string, string> {
  const fates: Record<string, string> = {};
  // Another rule may not have asked for it: that says the least.
  const put = (signal: number, reason: string) => {
    const { id } = run.signals[signal]!;
    if (fates[id] === undefined || fates[id] === "not-selected") fates[id] = reason;
  };
  for (const one of [...run.plan.unplanned, ...simulation.untaken]) put(one.signal, one.reason);
  for (const outcome of simulation.outcomes) {
    if ("reason" in outcome) put(outcome.order.occasion.signal, outcome.reason);
    else fates[run.signals[outcome.order.occasion.signal]!.id] = outcome.extended ? "extended" : "traded";
  }
  return fates;
}

let count = 0;

/** A signal known at a minute of Shanghai's clock, as a stamp says. */
export function knownAtMinute(date: string, time: string, fields: Partial<PolicySignal> = {}): PolicySignal {
  count++;
  return aSignal({
    id: `signal-${count}`,
    occursAt: date,
    publishedAt: { date, time, session: "unknown", basis: "stamp" },
    ...fields,
  });
}

/** A rule on every signal that holds X long for `afterSessions` sessions. */
export function holdRule(fields: Partial<Rule> = {}): Rule {
  return {
    on: {},
    legs: [{ instrument: "X", side: "long" }],
    exit: { afterSessions: 2 },
    ...fields,
  };
}

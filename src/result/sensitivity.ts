import { type Headline, headlineNumbers, headlineP } from "../analysis/significance/headline-test.ts";
import type { LuckDraws, LuckTestInput } from "../analysis/significance/luck-test.ts";
import type { KeptTables } from "../engine/kernel/trade-table.ts";
import { simulate } from "../engine/simulate.ts";
import type { Simulation, SimulationInput } from "../engine/simulation.ts";
import { EdictError } from "../errors.ts";
import type { PolicySignal } from "../signals/policy-signal.ts";
import type { Strategy } from "../strategy/define-strategy.ts";
import { OrderList } from "../strategy/order-list.ts";
import { type BacktestInputs, type PreparedRun, prepareRun } from "./prepare-run.ts";
import type { Sensitivity, SensitivityKey, SensitivityRow } from "./sensitivity-schema.ts";
import { withEntryAt, withLeaks } from "./vary-strategy.ts";

/** A p-value at or below it is called significant. */
const LEVEL = 0.05;
/** A row is one of ten: it gets fewer shifts than the headline, of which only the side of the level is asked. */
const MOST_DRAWS = { kernel: 499, general: 99 };

/** A run that differs in one thing, or why it cannot be made. */
type Variant = { readonly run: PreparedRun } | { readonly missing: string };

interface Case {
  readonly key: SensitivityKey;
  readonly label: string;
  readonly tradable: boolean;
  readonly vary: () => Variant;
}

/** The run that the others are held against. */
export interface SensitivityBase {
  readonly run: PreparedRun;
  readonly simulation: Simulation;
  /** its p-value, from its own luck test */
  readonly headlineP: number | null;
  /** trades that its luck test has worked out */
  readonly tables: KeptTables;
}

/** How the rows are tested. */
interface RowTest {
  readonly draws: LuckDraws;
  readonly tables: KeptTables;
}

/**
 * The headline of a run under other assumptions about timing, fills and selection: what of the conclusion hangs on a
 * session, on unsourced times, on leaks, or on signals that the press picked.
 *
 * Known one session earlier looks ahead, and is there to show what the news itself moved: nobody could have traded it.
 */
export function sensitivityOf(
  strategy: Strategy,
  inputs: BacktestInputs,
  { run, simulation, headlineP: baseP, tables }: SensitivityBase,
): Sensitivity | { missing: string } {
  if (simulation.trades.length === 0) return { missing: "there are no trades" };
  const { luck } = run.config;
  const draws = {
    kernel: Math.min(luck.kernel, MOST_DRAWS.kernel),
    general: Math.min(luck.general, MOST_DRAWS.general),
  };
  const base = { ...headlineNumbers(testOf(run, simulation, { draws, tables })), p: baseP };
  const cases = [...timingCases(strategy, inputs, run), ...selectionCases(strategy, inputs, run, simulation)];
  return {
    level: LEVEL,
    draws: Math.max(draws.kernel, draws.general),
    rows: [
      rowOf({ key: "as-run", label: "as run", tradable: true }, signalsOf(simulation), base, null),
      ...cases.map((one) => runCase(one, base, { draws, tables })),
    ],
  };
}

/** The same signals, known or acted upon at another time. */
function timingCases(strategy: Strategy, inputs: BacktestInputs, run: PreparedRun): Case[] {
  const otherTiming = run.config.timing === "safe" ? "best" : "safe";
  const otherFill = run.strategy.rules.every((rule) => rule.entry.at === "open") ? "close" : "open";
  return [
    {
      key: "known-one-session-earlier",
      label: "known one session earlier",
      tradable: false,
      vary: () => moveOrders(run, -1),
    },
    {
      key: "known-one-session-later",
      label: "known one session later",
      tradable: true,
      vary: () => moveOrders(run, 1),
    },
    {
      key: "delay-2-sessions",
      label: "2 sessions late",
      tradable: true,
      vary: () => moveOrders(run, 2),
    },
    {
      key: "delay-5-sessions",
      label: "5 sessions late",
      tradable: true,
      vary: () => moveOrders(run, 5),
    },
    {
      key: "other-timing",
      label: `timing ${otherTiming}`,
      tradable: true,
      vary: () => prepared(strategy, { ...inputs, config: { ...inputs.config, timing: otherTiming } }),
    },
    {
      key: "other-fill",
      label: `entries at the ${otherFill}`,
      tradable: true,
      vary: () => prepared(withEntryAt(strategy, otherFill), inputs),
    },
  ];
}

/** Fewer signals, or more. */
function selectionCases(
  strategy: Strategy,
  inputs: BacktestInputs,
  run: PreparedRun,
  simulation: Simulation,
): Case[] {
  const traded = [...signalsOf(simulation)].map((index) => run.signals[index]!);
  const isLeak = (signal: PolicySignal) => signal.status === "leak";
  return [
    {
      key: "without-leaks",
      label: "without leaks",
      tradable: true,
      vary: () =>
        traded.some(isLeak)
          ? keepOrders(run, (signal) => !isLeak(signal))
          : { missing: "no leak was traded" },
    },
    {
      key: "with-leaks",
      label: "with leaks",
      tradable: true,
      vary: () => {
        const wider = withLeaks(strategy, run.strategy.params);
        return wider === null ? { missing: "the rules take leaks already" } : prepared(wider, inputs);
      },
    },
    {
      key: "complete-families",
      label: "complete families only",
      tradable: true,
      vary: () =>
        traded.every((signal) => signal.familyComplete)
          ? { missing: "all are of complete families" }
          : keepOrders(run, (signal) => signal.familyComplete),
    },
  ];
}

function runCase({ vary, ...facts }: Case, base: Headline, how: RowTest): SensitivityRow {
  const variant = vary();
  if ("missing" in variant) return missingRow(facts, variant.missing);
  const simulation = simulate(variant.run.input);
  if (simulation.trades.length === 0) return missingRow(facts, "nothing is traded then");
  const test = testOf(variant.run, simulation, how);
  const numbers = headlineNumbers(test);
  // The same trades are the same test: its p-value is not drawn again from fewer shifts.
  const isSame = NUMBERS.every((number) => numbers[number] === base[number]);
  const headline = { ...numbers, p: isSame ? base.p : headlineP(test, numbers) };
  return rowOf(facts, signalsOf(simulation), headline, base);
}

const NUMBERS = ["trades", "meanTradeReturn", "totalReturn", "sharpeRatio", "maxDrawdown"] as const;

type Facts = Pick<SensitivityRow, "key" | "label" | "tradable">;

function rowOf(
  facts: Facts,
  signals: ReadonlySet<number>,
  headline: Headline,
  base: Headline | null,
): SensitivityRow {
  return {
    ...facts,
    missing: null,
    signals: signals.size,
    ...headline,
    flips: base === null ? null : flipOf(base, headline),
  };
}

function missingRow(facts: Facts, missing: string): SensitivityRow {
  return {
    ...facts,
    missing,
    signals: null,
    trades: null,
    bursts: null,
    meanTradeReturn: null,
    totalReturn: null,
    sharpeRatio: null,
    maxDrawdown: null,
    p: null,
    flips: null,
  };
}

function flipOf(base: Headline, other: Headline): SensitivityRow["flips"] {
  const product = (base.meanTradeReturn ?? 0) * (other.meanTradeReturn ?? 0);
  if (product < 0) return "sign";
  if (base.p === null || other.p === null) return null;
  return base.p <= LEVEL === other.p <= LEVEL ? null : "significance";
}

function testOf(run: PreparedRun, simulation: Simulation, how: RowTest): LuckTestInput {
  const { sessionsPerYear, riskFree, seed } = run.config;
  return { input: run.input, simulation, annualisation: { sessionsPerYear, riskFree }, seed, ...how };
}

function signalsOf({ trades }: Simulation): Set<number> {
  return new Set(trades.flatMap(({ signals }) => signals));
}

/** A run made ready; what the strategy or the prices refuse is the reason why there is none. */
function prepared(strategy: Strategy, inputs: BacktestInputs): Variant {
  try {
    return { run: prepareRun(strategy, inputs) };
  } catch (error) {
    if (error instanceof EdictError) return { missing: error.issues[0]?.what ?? error.message };
    throw error;
  }
}

function keepOrders(run: PreparedRun, isKept: (signal: PolicySignal) => boolean): Variant {
  if (run.input.onSession !== null) return { missing: "onSession() places its orders by itself" };
  const orders = run.input.orders.filter((order) => isKept(run.signals[order.occasion.signal]!));
  return orders.length === 0 ? { missing: "no signal is left" } : withOrders(run, orders);
}

/** Every fill opportunity so many sessions later, each on its own exchange; those that leave the prices are dropped. */
function moveOrders(run: PreparedRun, sessions: number): Variant {
  const { input } = run;
  if (input.onSession !== null) return { missing: "onSession() places its orders by itself" };
  const orders = [...input.orders].flatMap(({ leg, occasion }) => {
    const { days } = input.market.series[leg.instrument]!.bars;
    const session = occasion.session + sessions;
    const isUntilPassed = occasion.untilSession !== null && occasion.untilSession < session;
    if (session < 0 || session >= days.length || isUntilPassed) return [];
    return [{ leg, occasion: { ...occasion, session } }];
  });
  return withOrders(run, OrderList.of(orders));
}

function withOrders(run: PreparedRun, orders: SimulationInput["orders"]): Variant {
  return { run: { ...run, input: { ...run.input, orders } } };
}

import { createHash } from "node:crypto";
import { burstsOf, FEWEST_BURSTS } from "../analysis/significance/bursts.ts";
import { type CalendarRunner, calendarRunner } from "../analysis/significance/calendar-runner.ts";
import { calendarSpan } from "../analysis/significance/calendar-span.ts";
import { FAMILY_CONVENTION, type FamilyMember, familyTest } from "../analysis/significance/family-test.ts";
import { calendarShifts, heldOf, shiftedMeans } from "../analysis/significance/luck-test.ts";
import { shiftLine } from "../analysis/significance/shift-line.ts";
import { assertArgument } from "../decode/assert-argument.ts";
import { formatCounted } from "../decode/format-count.ts";
import { simulate } from "../engine/simulate.ts";
import type { Simulation } from "../engine/simulation.ts";
import { InputError } from "../errors.ts";
import { canonicalJson } from "../signals/catalogue.ts";
import type { Strategy } from "../strategy/define-strategy.ts";
import { formatCalendarDay } from "../time/calendar-day.ts";
import { describePrices } from "./describe-prices.ts";
import { FAMILY_SCHEMA_NAME, type FamilyDocument } from "./family-schema.ts";
import { type BacktestInputs, type PreparedRun, prepareRun } from "./prepare-run.ts";
import { runId } from "./run-id.ts";

interface MemberRun {
  readonly run: PreparedRun;
  readonly simulation: Simulation;
  readonly runner: CalendarRunner;
  readonly bursts: number;
}

/**
 * Runs strategies as one family, and adjusts their p-values for having been tried together. All are shifted by the
 * same numbers of days on one line, that of all their sessions, so that what they share is not counted twice.
 *
 * @throws InputError for fewer than 2 strategies, and as `backtest`
 */
export function backtestFamily(
  members: readonly { readonly strategy: Strategy; readonly inputs: BacktestInputs }[],
): FamilyDocument {
  assertArgument(members, "list", "members", "give a list of { strategy, inputs }");
  if (members.length < 2) {
    throw new InputError({
      what: "a family has at least 2 strategies",
      at: "--family",
      fix: "name the others that were tried, too",
    });
  }
  for (const [at, member] of members.entries())
    assertArgument(member, "object", `members[${at}]`, "give { strategy, inputs }");
  const runs = members.map(({ strategy, inputs }) => prepareRun(strategy, inputs));
  const simulated = runs.map((run) => ({ run, input: run.input, simulation: simulate(run.input) }));
  const all = Int32Array.from(new Set(runs.flatMap(({ market }) => [...market.days]))).sort();
  const days = calendarSpan(simulated, all);
  const ready = simulated.map(({ run, simulation }) => makeReady(run, simulation, days));
  const { luck, seed } = runs[0]!.config;
  const wanted = ready.some(({ runner }) => runner.engine === "general") ? luck.general : luck.kernel;
  const shifts = wanted === 0 ? new Int32Array(0) : calendarShifts({ length: days.length }, wanted, seed);
  const tested = familyTest(ready.map((member) => drawsOf(member, shifts)));
  const ids = members.map(({ inputs }, index) => {
    const run = runs[index]!;
    return runId(run, describePrices(run), inputs.signals.sha256, inputs.provenance?.strategySha256 ?? "");
  });
  return {
    schema: FAMILY_SCHEMA_NAME,
    familyId: createHash("sha256")
      .update(canonicalJson({ ids, draws: shifts.length, seed }))
      .digest("hex")
      .slice(0, 16),
    span: {
      from: formatCalendarDay(days[0]!),
      to: formatCalendarDay(days.at(-1)!),
      sessions: days.length,
    },
    shifts: {
      draws: shifts.length,
      exhaustive: wanted >= days.length - 1,
      seed,
      convention: FAMILY_CONVENTION,
    },
    members: ready.map((member, index) => ({
      name: member.run.strategy.name,
      file: members[index]?.inputs.provenance?.strategyFile ?? "(in memory)",
      runId: ids[index]!,
      engine: member.runner.engine,
      ...numbersOf(member),
      p: tested[index]?.raw ?? null,
      benjaminiYekutieli: tested[index]?.benjaminiYekutieli ?? null,
      maxStatistic: tested[index]?.maxStatistic ?? null,
      reason: tested[index] === null ? reasonOf(member) : null,
    })),
  };
}

function makeReady(run: PreparedRun, simulation: Simulation, days: Int32Array): MemberRun {
  const { sessionsPerYear, riskFree } = run.config;
  const line = shiftLine(run.market.series, days);
  return {
    run,
    simulation,
    runner: calendarRunner(run.input, simulation, line, { sessionsPerYear, riskFree }),
    bursts: burstsOf(simulation.trades.map((trade) => heldOf(run.input, trade))).length,
  };
}

/** The mean trade and its draws; no observed value where there are too few bursts for a test. */
function drawsOf({ runner, bursts }: MemberRun, shifts: Int32Array): FamilyMember {
  if (bursts < FEWEST_BURSTS || shifts.length === 0)
    return { observed: Number.NaN, draws: new Float64Array(0) };
  return shiftedMeans(runner, shifts);
}

function numbersOf({ run, simulation, bursts }: MemberRun) {
  const { trades, equity } = simulation;
  const total = trades.reduce((sum, trade) => sum + trade.return, 0);
  return {
    trades: trades.length,
    bursts,
    meanTradeReturn: trades.length === 0 ? null : total / trades.length,
    totalReturn: (equity.at(-1) ?? run.config.capital) / run.config.capital - 1,
  };
}

function reasonOf({ simulation, bursts }: MemberRun): string {
  if (simulation.trades.length === 0) return "there are no trades";
  return bursts < FEWEST_BURSTS
    ? `${formatCounted(bursts, "independent burst")}, and ${FEWEST_BURSTS} are needed`
    : "no shift has a value";
}

import { SPAN_CONVENTION } from "../analysis/significance/calendar-span.ts";
import type { Contribution } from "../analysis/significance/leave-out.ts";
import { type LuckDraws, type LuckTest, testLuck } from "../analysis/significance/luck-test.ts";
import { NAIVE_WARNING } from "../analysis/significance/naive-tests.ts";
import { SHIFT_P_VALUE_CONVENTION, type ShiftedStatistic } from "../analysis/significance/shift-p-value.ts";
import type { KeptTables } from "../engine/kernel/trade-table.ts";
import { comesOutAgain } from "../engine/repeats.ts";
import type { Simulation } from "../engine/simulation.ts";
import { formatCalendarDay } from "../time/calendar-day.ts";
import type { Evidence } from "./evidence-schema.ts";
import type { PreparedRun } from "./prepare-run.ts";
import type { Significance } from "./significance-schema.ts";
import { deflatedSharpeOfLevels } from "./trial.ts";

/** What a strategy that does not do the same twice has instead of runs on other calendars. */
export const KEEPS_STATE = {
  missing: "a callback remembers earlier runs, or asks chance or the clock: run again, it trades differently",
};

/** The luck test of a run, with ids and days instead of indices; or why there is none. */
export function describeLuck(
  run: PreparedRun,
  simulation: Simulation,
  tables: KeptTables = new Map(),
): Evidence["significance"] {
  const { config, input } = run;
  const test = testLuck({
    input,
    simulation,
    annualisation: { sessionsPerYear: config.sessionsPerYear, riskFree: config.riskFree },
    draws: interactiveDraws(run),
    seed: config.seed,
    tables,
  });
  if (typeof test === "string") return { missing: test };
  if (!comesOutAgain(input, simulation)) return KEEPS_STATE;
  const idOf = (index: number) => run.signals[index]?.id as string;
  const contribution = (one: Contribution) => ({
    signalIds: one.signals.map(idOf),
    from: firstEntryOf(run, simulation, one.signals),
    profit: one.profit,
    share: one.share,
    without: { ...one.without },
  });
  return {
    calendarShift: {
      engine: test.engine,
      engineReason: test.engineReason,
      sessions: test.sessions,
      draws: test.draws,
      exhaustive: test.isExhaustive,
      seed: test.seed,
      convention: `${SPAN_CONVENTION}; ${SHIFT_P_VALUE_CONVENTION}`,
      statistics: describeStatistics(test.statistics),
    },
    bursts: {
      count: test.bursts.length,
      fewest: test.fewestBursts,
      refused: test.refused,
      signalIds: test.bursts.map((burst) => burst.map(idOf)),
    },
    intervals: describeIntervals(test),
    bySignal: test.bySignal.map(contribution),
    byBurst: test.byBurst.map(contribution),
    bestSession: describeBestSession(run, test),
    naive:
      test.naive === null
        ? null
        : {
            warning: NAIVE_WARNING,
            tTest: test.naive.tTest === null ? null : { ...test.naive.tTest },
            randomDates: describeStatistic(test.naive.randomDates),
            draws: test.naive.draws,
          },
    deflatedSharpe: deflatedSharpe(run, simulation),
  };
}

/** Orders that the engine runs in the shifts of a default luck test: about a second of work. */
const MOST_ORDERS_RUN = 40_000;
const FEWEST_DRAWS = 99;

/**
 * The shifts that a run asks for. By the engine, and unless the configuration names a number, they are fewer the more
 * orders there are: 99 at least, so that p can still be 0.02.
 */
function interactiveDraws({ config, input }: PreparedRun): LuckDraws {
  const { kernel, general } = config.luck;
  // A number that the user named stands for both.
  if (kernel === general) return config.luck;
  const affordable = Math.floor(MOST_ORDERS_RUN / Math.max(1, input.orders.length));
  return { kernel, general: Math.min(general, Math.max(FEWEST_DRAWS, affordable)) };
}

type Statistics = Significance["calendarShift"]["statistics"];

function describeStatistics(statistics: LuckTest["statistics"]): Statistics {
  if (statistics === null) return null;
  return {
    meanTradeReturn: describeStatistic(statistics.meanTradeReturn),
    totalReturn: describeStatistic(statistics.totalReturn),
    sharpeRatio: describeStatistic(statistics.sharpeRatio),
    maxDrawdown: describeStatistic(statistics.maxDrawdown),
  };
}

function describeStatistic(statistic: ShiftedStatistic | null): NonNullable<Statistics>["meanTradeReturn"] {
  if (statistic === null) return null;
  const { quantiles, histogram } = statistic;
  return {
    ...statistic,
    quantiles: [...quantiles],
    histogram: { ...histogram, counts: [...histogram.counts] },
  };
}

function describeIntervals({ intervals }: LuckTest): Significance["intervals"] {
  if (intervals === null) return null;
  const { replicates, tradesPerBlock, sessionsPerBlock } = intervals;
  return {
    replicates,
    tradesPerBlock,
    sessionsPerBlock,
    meanTradeReturn: { ...intervals.meanTradeReturn },
    totalReturn: { ...intervals.totalReturn },
    sharpeRatio: { ...intervals.sharpeRatio },
  };
}

function describeBestSession(run: PreparedRun, { bestSession }: LuckTest): Significance["bestSession"] {
  if (bestSession === null) return null;
  const { place, share } = bestSession;
  return {
    date: formatCalendarDay(run.market.days[place]!),
    return: bestSession.return,
    share,
  };
}

/** Day of the first entry among the trades that some signals opened or extended. */
function firstEntryOf(run: PreparedRun, simulation: Simulation, signals: readonly number[]): string | null {
  const days = simulation.trades
    .filter((trade) => trade.signals.some((signal) => signals.includes(signal)))
    .map(({ instrument, entry }) => run.market.series[instrument]!.bars.days[entry.session]!);
  return days.length === 0 ? null : formatCalendarDay(Math.min(...days));
}

function deflatedSharpe(run: PreparedRun, { equity }: Simulation): Significance["deflatedSharpe"] {
  const { trials, capital } = run.config;
  if (trials === null) return null;
  const levels = Float64Array.from([capital, ...equity]);
  return { ...deflatedSharpeOfLevels(levels, { count: trials.count, variance: trials.sharpeVariance }) };
}

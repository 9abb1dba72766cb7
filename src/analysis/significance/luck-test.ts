import { formatCounted } from "../../decode/format-count.ts";
import { hasCallbacks } from "../../engine/decisions.ts";
import { type Annualisation, KERNEL_COLUMNS, KernelColumn } from "../../engine/kernel/kernel-statistics.ts";
import type { KeptTables } from "../../engine/kernel/trade-table.ts";
import type { Simulation, SimulationInput } from "../../engine/simulation.ts";
import type { Trade } from "../../engine/trade.ts";
import { drawCircularShifts, everyCircularShift } from "../../statistics/circular-shift.ts";
import { SeededRandom } from "../../statistics/seeded-random.ts";
import { firstDayFrom } from "../../time/first-day-from.ts";
import { type BootstrapIntervals, bootstrapIntervals } from "./bootstrap-intervals.ts";
import { burstsOf, FEWEST_BURSTS, type Held } from "./bursts.ts";
import { type CalendarRunner, calendarRunner } from "./calendar-runner.ts";
import { calendarSpan } from "./calendar-span.ts";
import { type Contribution, leaveEachOut, type ProfitOf } from "./leave-out.ts";
import { type NaiveTTest, naiveRandomDates, naiveTTest } from "./naive-tests.ts";
import { type ShiftLine, shiftLine } from "./shift-line.ts";
import { type ShiftedStatistic, shiftPValue } from "./shift-p-value.ts";

/** How much a luck test may draw. */
export interface LuckDraws {
  /** calendar shifts where the kernel runs them, and where the engine does */
  readonly kernel: number;
  readonly general: number;
}

export interface LuckTestInput {
  readonly input: SimulationInput;
  /** what `simulate` made of it */
  readonly simulation: Simulation;
  readonly annualisation: Annualisation;
  readonly draws: LuckDraws;
  readonly seed: number;
  /** trades that other tests of the same result have worked out */
  readonly tables?: KeptTables;
}

/** The statistics that are tested. Larger is better in each; a drawdown of -5% is larger than one of -20%. */
export const TESTED_STATISTICS = ["meanTradeReturn", "totalReturn", "sharpeRatio", "maxDrawdown"] as const;
export type TestedStatistic = (typeof TESTED_STATISTICS)[number];

/** What chance can and cannot do with the calendar of a strategy. Signals are indices into the catalogue. */
export interface LuckTest {
  readonly engine: CalendarRunner["engine"];
  readonly engineReason: string | null;
  /** days of the circle on which the calendar is shifted */
  readonly sessions: number;
  readonly draws: number;
  /** every possible shift was run, none was drawn: the test is exact and uses no seed */
  readonly isExhaustive: boolean;
  readonly seed: number;
  /** signals behind the trades of each burst, in the order of entry */
  readonly bursts: readonly (readonly number[])[];
  readonly fewestBursts: number;
  /** why there are no p-values and intervals; null if there are */
  readonly refused: string | null;
  readonly statistics: Readonly<Record<TestedStatistic, ShiftedStatistic | null>> | null;
  readonly intervals: BootstrapIntervals | null;
  readonly bySignal: readonly Contribution[];
  readonly byBurst: readonly Contribution[];
  readonly bestSession: BestSession | null;
  readonly naive: {
    readonly tTest: NaiveTTest | null;
    readonly randomDates: ShiftedStatistic | null;
    readonly draws: number;
  } | null;
}

/** The session that gained most, by its place on the time line. */
export interface BestSession {
  readonly place: number;
  /** return of the account */
  readonly return: number;
  /** its gain over the gain of the whole run; null if the run gained nothing */
  readonly share: number | null;
}

const BOOTSTRAP_REPLICATES = 999;
const MOST_NAIVE_DRAWS = 499;
/** Streams of the seed, one a purpose, so that no draw depends on how many others were made. */
const STREAM = { shifts: 1, tradeBootstrap: 2, sessionBootstrap: 3, randomDates: 4 } as const;

/**
 * Tests a trading result against its own calendar moved in time (see {@link ShiftLine}): the rule with its exits,
 * overlap, sizing and costs is run again on each moved calendar, and the observed numbers are ranked among those.
 *
 * The hypothesis is that the calendar has nothing to do with the prices. Moving it as a whole keeps what it is made of
 * (bursts, weekdays apart, legs together), so clustered signals do not pass for many independent ones.
 *
 * When there are at least as many draws as shifts, every shift is run once instead, and the test is exact.
 *
 * @returns the test, or the reason why there is nothing to test
 */
export function testLuck(test: LuckTestInput): LuckTest | string {
  const { input, simulation, annualisation, draws, seed, tables } = test;
  if (simulation.trades.length === 0) return "there are no trades";
  const line = shiftLine(input.market.series, calendarSpan([{ input, simulation }], input.market.days));
  if (line.length < 2) return "its calendar spans fewer than 2 sessions";
  const runner = calendarRunner(input, simulation, line, annualisation, tables);
  const wanted = runner.engine === "kernel" ? draws.kernel : draws.general;
  if (wanted === 0) return "it was turned off";

  const trades = simulation.trades.map((trade) => heldOf(input, trade));
  const bursts = burstsOf(trades);
  const refused = refusal(bursts.length);
  const isExhaustive = wanted >= line.length - 1;
  const shifts = calendarShifts(line, wanted, seed);
  const groups = bursts.map((burst) => profitOf(burst.map((index) => simulation.trades[index]!)));
  const bySignal = leaveEachOut(runner, profitsBySignal(simulation.trades));
  return {
    engine: runner.engine,
    engineReason: runner.reason,
    sessions: line.length,
    draws: refused === null ? shifts.length : 0,
    isExhaustive,
    seed,
    bursts: groups.map(({ signals }) => signals),
    fewestBursts: FEWEST_BURSTS,
    refused,
    statistics: refused === null ? testStatistics(runner, shifts) : null,
    intervals: refused === null ? intervalsOf(test, bursts, trades) : null,
    bySignal,
    byBurst: groups.every(({ signals }) => signals.length === 1) ? bySignal : leaveEachOut(runner, groups),
    bestSession: bestSession(input, simulation),
    naive: refused === null ? naiveTests(test, runner, line, wanted) : null,
  };
}

function refusal(bursts: number): string | null {
  if (bursts >= FEWEST_BURSTS) return null;
  return `the trades make up ${formatCounted(bursts, "independent burst")}, and below ${FEWEST_BURSTS} one event more or fewer turns the answer`;
}

/** The shifts of a test: all of them if that is no more than was asked for, else as many as asked, drawn at random. */
export function calendarShifts(line: Pick<ShiftLine, "length">, draws: number, seed: number): Int32Array {
  if (draws >= line.length - 1) return everyCircularShift(line.length);
  return drawCircularShifts(line.length, draws, new SeededRandom(seed, STREAM.shifts));
}

/** Mean trade of the observed calendar and of each shift. */
export function shiftedMeans(
  runner: CalendarRunner,
  shifts: Int32Array,
): { readonly observed: number; readonly draws: Float64Array } {
  return { observed: runner.shiftedMean(0), draws: Float64Array.from(shifts, runner.shiftedMean) };
}

function testStatistics(runner: CalendarRunner, shifts: Int32Array): NonNullable<LuckTest["statistics"]> {
  const rows = new Float64Array((shifts.length + 1) * KERNEL_COLUMNS);
  runner.shifted(0, rows, 0);
  for (let i = 0; i < shifts.length; i++) runner.shifted(shifts[i]!, rows, (i + 1) * KERNEL_COLUMNS);
  const test = (statistic: TestedStatistic) => {
    const column = KernelColumn[statistic];
    const draws = new Float64Array(shifts.length);
    for (let i = 0; i < draws.length; i++) draws[i] = rows[(i + 1) * KERNEL_COLUMNS + column]!;
    return shiftPValue(rows[column]!, draws);
  };
  return {
    meanTradeReturn: test("meanTradeReturn"),
    totalReturn: test("totalReturn"),
    sharpeRatio: test("sharpeRatio"),
    maxDrawdown: test("maxDrawdown"),
  };
}

/** When a trade was open, on the time line. */
export function heldOf(input: SimulationInput, trade: Trade): Held {
  const { days } = input.market.series[trade.instrument]!.bars;
  const place = (session: number) => firstDayFrom(input.market.days, days[session]!);
  return { entry: place(trade.entry.session), exit: place(trade.exit.session) };
}

function profitOf(trades: readonly Trade[]): ProfitOf {
  return {
    signals: [...new Set(trades.flatMap(({ signals }) => signals))],
    profit: trades.reduce((sum, { profit }) => sum + profit, 0),
  };
}

/** A trade's profit is credited to the signal that opened it; those that extended it appear with what they opened. */
function profitsBySignal(trades: readonly Trade[]): ProfitOf[] {
  const profits = new Map<number, number>();
  for (const { signals, profit } of trades) {
    for (const [place, signal] of signals.entries()) {
      profits.set(signal, (profits.get(signal) ?? 0) + (place === 0 ? profit : 0));
    }
  }
  return [...profits].map(([signal, profit]) => ({ signals: [signal], profit }));
}

function intervalsOf(
  { input: { config }, simulation: { trades, equity }, annualisation, seed }: LuckTestInput,
  bursts: readonly (readonly number[])[],
  held: readonly Held[],
): BootstrapIntervals {
  return bootstrapIntervals({
    returns: equity.map((level, t) => level / (t === 0 ? config.capital : equity[t - 1]!) - 1),
    tradeReturns: Float64Array.from(trades, (trade) => trade.return),
    bursts: bursts.map((burst) => ({
      trades: burst,
      entry: held[burst[0]!]!.entry,
      exit: burst.reduce((last, index) => Math.max(last, held[index]!.exit), 0),
    })),
    ...annualisation,
    replicates: BOOTSTRAP_REPLICATES,
    seed,
    streams: [STREAM.tradeBootstrap, STREAM.sessionBootstrap],
  });
}

function bestSession({ config }: SimulationInput, { equity }: Simulation): BestSession | null {
  const last = equity.at(-1);
  if (last === undefined) return null;
  let best = { place: -1, gain: 0, return: 0 };
  for (let t = 0; t < equity.length; t++) {
    const before = t === 0 ? config.capital : equity[t - 1]!;
    const gain = equity[t]! - before;
    if (gain > best.gain) best = { place: t, gain, return: gain / before };
  }
  if (best.place < 0) return null;
  const whole = last - config.capital;
  return { place: best.place, return: best.return, share: whole > 0 ? best.gain / whole : null };
}

function naiveTests(
  { input, simulation: { trades }, seed }: LuckTestInput,
  runner: CalendarRunner,
  line: ShiftLine,
  wanted: number,
): NonNullable<LuckTest["naive"]> {
  const returns = Float64Array.from(trades, (trade) => trade.return);
  const observed = returns.reduce((sum, one) => sum + one, 0) / returns.length;
  // Callbacks see every signal, so that each of them has to move.
  const signals = hasCallbacks(input)
    ? input.signals.map((_, signal) => signal)
    : [...new Set(input.orders.runs.map(({ occasion }) => occasion.signal))];
  const draws = Math.min(wanted, MOST_NAIVE_DRAWS);
  return {
    tTest: naiveTTest(returns),
    randomDates: naiveRandomDates(runner, observed, {
      signals,
      length: line.length,
      draws,
      random: new SeededRandom(seed, STREAM.randomDates),
    }),
    draws,
  };
}

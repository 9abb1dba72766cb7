// Speed of the event study, of the headline permutation and of the equity summary.
//
//   node bench/run.mjs bench/event-study.ts
import { type EventReturns, estimateEvents } from "../src/analysis/event-study/abnormal-returns.ts";
import { eventStudy } from "../src/analysis/event-study/event-study.ts";
import { eventStudyTests } from "../src/analysis/event-study/event-study-tests.ts";
import { calendarShiftTest } from "../src/analysis/event-study/hypothesis-tests/calendar-shift.ts";
import { marketModel } from "../src/analysis/event-study/models/market-model.ts";
import { summariseEquity } from "../src/analysis/metrics/summarise-equity.ts";
import { SeededRandom } from "../src/statistics/seeded-random.ts";

const SESSIONS = 1500;
const SIGNALS = 200;
const INSTRUMENTS = 10;
const ESTIMATION_DAYS = 120;
const WINDOW_DAYS = 21;
/** Sessions from the first estimation day to day 0. */
const BEFORE = 130;

/** Day 0 of 200 signals, each on all of 10 instruments that share a market. */
function simulateMarket() {
  const random = new SeededRandom(1);
  const market = Float64Array.from({ length: SESSIONS }, () => 0.01 * random.normal());
  const returns = Array.from({ length: INSTRUMENTS }, () =>
    Float64Array.from(market, (value) => 1.1 * value + 0.015 * random.studentT(5)),
  );
  const zeros = Array.from(
    { length: SIGNALS },
    () => BEFORE + random.integer(SESSIONS - BEFORE - WINDOW_DAYS + 10),
  );
  return { market, returns, zeros };
}

/** The windows of each signal on each instrument: the estimation days and, ten days on, the event days. */
function eventsOf({ market, returns, zeros }: ReturnType<typeof simulateMarket>): EventReturns[] {
  return zeros.flatMap((zero) =>
    returns.map((column, instrument) => {
      const part = (from: number, days: number) => ({
        returns: column.subarray(from, from + days),
        market: market.subarray(from, from + days),
        sessions: Int32Array.from({ length: days }, (_, t) => from + t),
      });
      return {
        asset: `instrument ${instrument}`,
        estimation: part(zero - BEFORE, ESTIMATION_DAYS),
        window: part(zero - 10, WINDOW_DAYS),
      };
    }),
  );
}

function time(name: string, runs: number, work: () => unknown): void {
  const times: number[] = [];
  const processor = process.cpuUsage();
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    work();
    times.push(performance.now() - start);
  }
  const used = process.cpuUsage(processor);
  times.sort((a, b) => a - b);
  const format = (value: number) => `${value.toFixed(3)} ms`;
  const mean = (used.user + used.system) / 1000 / runs;
  console.log(
    `${name}\n  best ${format(times[0]!)}, median ${format(times[runs >> 1]!)}, processor time ${format(mean)}`,
  );
}

const simulated = simulateMarket();
const events = eventsOf(simulated);
time(`event study, ${SIGNALS} signals x ${INSTRUMENTS} instruments, all tests`, 25, () =>
  eventStudyTests(estimateEvents(events, marketModel).events),
);
const names = simulated.returns.map((_, instrument) => `instrument ${instrument}`);
time("the same by eventStudy, with every event's own tests, calendar shift and portfolios", 15, () =>
  eventStudy({
    assetReturns: Object.fromEntries(names.map((name, instrument) => [name, simulated.returns[instrument]!])),
    benchmarkReturns: simulated.market,
    events: simulated.zeros.flatMap((session) => names.map((asset) => ({ asset, session }))),
    estimation: { first: -BEFORE, last: -BEFORE + ESTIMATION_DAYS - 1 },
    window: { first: -10, last: 10 },
  }),
);

const random = new SeededRandom(2);
const values = Float64Array.from({ length: 5000 }, () => random.normal());
const positions = Int32Array.from({ length: 60 }, () => random.integer(5000));
time("calendar-shift test, 10,000 shifts x 60 events, 5,000 sessions", 200, () =>
  calendarShiftTest({ values, positions }, { draws: 10_000, seed: 1 }),
);
time("calendar-shift test, all 4,999 shifts x 60 events", 200, () =>
  calendarShiftTest({ values, positions }, "every"),
);

const equity = new Float64Array(5001).fill(100);
for (let t = 1; t < equity.length; t++) equity[t] = equity[t - 1]! * (1 + 0.01 * random.normal());
time("equity summary, 5,000 sessions", 2000, () => summariseEquity(equity));

// How often each test finds an effect where there is none, at the 5% level.
//
// One asset, 1,500 sessions, events held for 10 sessions. Returns without any effect: independent normal, Student t with 4
// degrees of freedom, and GARCH(1,1). Events isolated (24, no windows overlap) or in bursts (8 x 3 events, 2 sessions
// apart). A test of size 5% rejects 5%; the headline p-value must stay between 4% and 6%, or this script fails.
//
//   node bench/run.mjs bench/size.ts [samples, 4000 unless given]

import { burstLabels } from "../src/analysis/event-study/burst-labels.ts";
import { overlapCorrelation } from "../src/analysis/event-study/cross-correlation.ts";
import { calendarShiftTest } from "../src/analysis/event-study/hypothesis-tests/calendar-shift.ts";
import { clusteredTest } from "../src/analysis/event-study/hypothesis-tests/clustered.ts";
import { crossSectionalTest } from "../src/analysis/event-study/hypothesis-tests/cross-sectional.ts";
import { kolariPynnonenTest } from "../src/analysis/event-study/hypothesis-tests/kolari-pynnonen.ts";
import { randomDatesTest } from "../src/analysis/event-study/hypothesis-tests/random-dates.ts";
import { spanOf } from "../src/analysis/significance/calendar-span.ts";
import { circularWindowSums } from "../src/statistics/circular-shift.ts";
import { standardDeviation } from "../src/statistics/moments.ts";
import { SeededRandom } from "../src/statistics/seeded-random.ts";

const SESSIONS = 1500;
const HOLD = 10;
const LEVEL = 0.05;
const RANDOM_DATE_DRAWS = 499;
const samples = Number(process.argv[2] ?? 4000);

type Draw = (random: SeededRandom) => Float64Array;

const nulls: Record<string, Draw> = {
  "iid normal": (random) => Float64Array.from({ length: SESSIONS }, () => 0.01 * random.normal()),
  "Student t4": (random) => Float64Array.from({ length: SESSIONS }, () => 0.01 * random.studentT(4)),
  "GARCH(1,1)": drawGarch,
};

/** h(t) = 0.05 + 0.10 e(t-1)² + 0.85 h(t-1), unit variance, normal shocks, 500 sessions to settle. */
function drawGarch(random: SeededRandom): Float64Array {
  const returns = new Float64Array(SESSIONS);
  let variance = 1;
  let shock = 0;
  for (let t = -500; t < SESSIONS; t++) {
    variance = 0.05 + 0.1 * shock * shock + 0.85 * variance;
    shock = Math.sqrt(variance) * random.normal();
    if (t >= 0) returns[t] = 0.01 * shock;
  }
  return returns;
}

const calendars: Record<string, (random: SeededRandom) => Int32Array> = {
  "24 isolated": (random) => placeApart(24, HOLD, random),
  "8 bursts x 3": (random) =>
    Int32Array.from([...placeApart(8, HOLD + 4, random)].flatMap((start) => [start, start + 2, start + 4])),
};

/** So many starts, at random, that no two are closer than `apart` and the last leaves room for its window. */
function placeApart(count: number, apart: number, random: SeededRandom): Int32Array {
  const room = SESSIONS - count * apart;
  const gaps = Float64Array.from({ length: count }, () => random.integer(room + 1)).sort();
  return Int32Array.from(gaps, (gap, i) => gap + i * apart);
}

/** p-values of one sample, by test. */
function testSample(
  returns: Float64Array,
  positions: Int32Array,
  sample: number,
): Record<string, number | null> {
  const windows = circularWindowSums(returns, 0, HOLD);
  const cumulative = Array.from(positions, (start) => windows[start]!);
  const deviation = standardDeviation(returns) * Math.sqrt(HOLD);
  const events = Array.from(positions, (start) => ({
    asset: "one",
    window: new Float64Array(HOLD),
    estimation: returns,
    estimationSessions: null,
    missingEstimationDays: 0,
    windowSessions: Int32Array.from({ length: HOLD }, (_, t) => start + t),
  }));
  const bursts = burstLabels(Array.from(positions, (first) => ({ first, last: first + HOLD - 1 })));
  return {
    "naive t": crossSectionalTest(cumulative).p,
    "random dates": randomDatesTest(windows, positions, { draws: RANDOM_DATE_DRAWS, seed: sample }).p,
    "KP, overlap r": kolariPynnonenTest(
      cumulative.map((value) => value / deviation),
      overlapCorrelation(events),
    ).p,
    "clustered t": clusteredTest(cumulative, bursts).p,
    "calendar shift": calendarShiftTest({ values: windows, positions }, "every").p,
    "shift, drawn": calendarShiftTest({ values: windows, positions }, { draws: 999, seed: sample }).p,
  };
}

const columns = ["naive t", "random dates", "KP, overlap r", "clustered t", "calendar shift", "shift, drawn"];
console.log(
  `rejections at 5% of ${samples} samples each (standard error ${(100 * Math.sqrt((0.05 * 0.95) / samples)).toFixed(2)}%)\n`,
);
console.log(["".padEnd(26), ...columns.map((name) => name.padStart(15))].join(""));
let isSound = true;
let stream = 0;
for (const [nullName, drawReturns] of Object.entries(nulls)) {
  for (const [calendarName, drawCalendar] of Object.entries(calendars)) {
    const rejections = new Map(columns.map((name) => [name, 0]));
    for (let sample = 0; sample < samples; sample++) {
      const random = new SeededRandom(20250217, stream++);
      const found = testSample(drawReturns(random), drawCalendar(random), sample);
      for (const name of columns) {
        const p = found[name];
        if (p === null || p === undefined) throw new Error(`${name} is undefined in sample ${sample}`);
        if (p <= LEVEL) rejections.set(name, rejections.get(name)! + 1);
      }
    }
    const shares = columns.map((name) => rejections.get(name)! / samples);
    const headline = shares[columns.indexOf("calendar shift")]!;
    if (headline < 0.04 || headline > 0.06) isSound = false;
    const cells = shares.map((share) => `${(100 * share).toFixed(1)}%`.padStart(15));
    console.log([`${nullName}, ${calendarName}`.padEnd(26), ...cells].join(""));
  }
}
// Signals in the last third of the span, which moves as much as the rest, twice as much, or half as much: shifted over
// the whole span, and within their own stretch, as edict does.
console.log(
  "\n24 isolated in the last third, t4".padEnd(36),
  "whole span".padStart(14),
  "own stretch".padStart(14),
);
for (const [name, wildness] of [
  ["the same volatility", 1],
  ["twice the volatility", 2],
  ["half the volatility", 0.5],
] as const) {
  const rejections = { whole: 0, own: 0 };
  for (let sample = 0; sample < samples; sample++) {
    const random = new SeededRandom(20250217, stream++);
    const returns = Float64Array.from(
      { length: SESSIONS },
      (_, t) => 0.01 * random.studentT(4) * (t < 1000 ? 1 : wildness),
    );
    const gaps = Float64Array.from({ length: 24 }, () => random.integer(500 - 24 * HOLD + 1)).sort();
    const positions = Int32Array.from(gaps, (gap, i) => 1000 + gap + i * HOLD);
    const reject = (first: number, last: number) => {
      const values = circularWindowSums(returns.subarray(first, last + 1), 0, HOLD);
      const test = calendarShiftTest({ values, positions: positions.map((place) => place - first) }, "every");
      return test.p !== null && test.p <= LEVEL ? 1 : 0;
    };
    rejections.whole += reject(0, SESSIONS - 1);
    const span = spanOf(positions[0]!, positions.at(-1)! + HOLD - 1, SESSIONS);
    rejections.own += reject(span.first, span.last);
  }
  const shares = [rejections.whole, rejections.own].map((count) => count / samples);
  if (shares[1]! < 0.04 || shares[1]! > 0.06) isSound = false;
  console.log(name.padEnd(35), ...shares.map((share) => `${(100 * share).toFixed(1)}%`.padStart(14)));
}
if (samples < 4000) {
  console.log(
    "\ntoo few samples to judge the headline: with 4,000 the standard error is a third of a percent",
  );
} else {
  console.log(`\nthe headline (calendar shift) ${isSound ? "stays between 4% and 6%" : "LEAVES 4% to 6%"}`);
  if (!isSound) process.exitCode = 1;
}

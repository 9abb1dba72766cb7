import type { AbnormalReturns } from "../analysis/event-study/abnormal-returns.ts";
import {
  ABOVE_ZERO,
  type ArgumentCheck,
  column,
  FINITE,
  FINITE_OR_MISSING,
  FLAG,
  FUNCTION,
  fields,
  LABEL,
  listOf,
  one,
  optional,
  orNull,
  PROBABILITY,
  TEXT,
  typedArray,
  WHOLE,
  wholeFrom,
  word,
} from "../decode/argument-check.ts";

/** What the formulas take, each under the name by which most of them call it. */
export const values = column(FINITE);
export const wholes = column(WHOLE);
export const pValues = column(PROBABILITY);
/** Simple returns whose logarithm is taken. */
export const aboveRuin = column({
  is: (value) => Number.isFinite(value) && (value as number) > -1,
  words: "finite number above -1",
});
export const withMissing = column(FINITE_OR_MISSING);
export const rowsWithMissing = listOf(withMissing);
export const positives = column(ABOVE_ZERO);
export const places = column(wholeFrom(0));
export const labels = column(LABEL);
export const number = one(FINITE);
export const aboveZero = one(ABOVE_ZERO);
export const atLeastOne = one({
  is: (value) => Number.isFinite(value) && (value as number) >= 1,
  words: "finite number >= 1",
});
export const flag = optional(one(FLAG));
export const level = optional(one(PROBABILITY));
export const method = optional(word("auto", "exact", "normal"));
export const days = optional(one(wholeFrom(1)));
export const into = optional(one(typedArray("Int32Array")));
export const sided = optional(word("two-sided", "greater", "less"));
export const range = optional(fields({ first: one(wholeFrom(0)), last: one(wholeFrom(0)) }));
export const window = one(wholeFrom(2));

const drawCount = optional(one(wholeFrom(1)));
const seed = optional(one(wholeFrom(0)));
export const draws = optional(fields({ draws: drawCount, seed }));
export const signFlip = optional(fields({ exactUpTo: optional(one(wholeFrom(0))), draws: drawCount, seed }));
export const source = fields({ integer: one(FUNCTION), uniform: one(FUNCTION) });

export const metricOptions = optional(
  fields({ sessionsPerYear: optional(aboveZero), riskFree: optional(number) }),
);
export const detectable = optional(
  fields({ level, power: level, sided, degreesOfFreedom: optional(aboveZero) }),
);

const onSeries = fields({ values: withMissing, positions: places });
export const eventSeries: ArgumentCheck = (value, at) => listOrOne(listOf(onSeries), onSeries)(value, at);
const drawn = fields({ draws: one(wholeFrom(1)), seed: one(wholeFrom(0)) });
export const shiftPlan: ArgumentCheck = (value, at) =>
  value === undefined || value === "every" ? [] : drawn(value, at);
export const calendarTime = fields({
  returns: rowsWithMissing,
  events: listOf(fields({ asset: one(wholeFrom(0)), session: one(wholeFrom(0)) })),
  first: one(WHOLE),
  last: one(WHOLE),
  factors: optional(rowsWithMissing),
});

export const correlation = fields({ value: orNull(one(FINITE)) });

const returnWindow = fields({
  returns: withMissing,
  market: optional(withMissing),
  factors: optional(rowsWithMissing),
  sessions: optional(column(WHOLE)),
});
/** An event as a model takes it. */
export const eventReturns = fields({ asset: one(TEXT), estimation: returnWindow, window: returnWindow });

/** A typed array of numbers, NaN where one is missing. */
const typed: ArgumentCheck = (value, at) => {
  const wrong = one(typedArray("Float64Array"))(value, at);
  return wrong.length > 0 ? wrong : withMissing(value, at);
};
const sessions = orNull(one(typedArray("Int32Array")));
const cut = { estimation: typed, window: typed };
const onCalendar = { ...cut, asset: one(TEXT), estimationSessions: sessions, windowSessions: sessions };
/** What `averageRanks` and the sign test of Corrado and Zivney need of an event. */
export const cutEvents = listOf(fields(cut));
/** What the overlap on a calendar needs of an event. */
export const calendarEvents = listOf(fields(onCalendar));
const fitted = fields({
  ...onCalendar,
  observations: one(wholeFrom(1)),
  parameters: one(wholeFrom(0)),
  degreesOfFreedom: one(ABOVE_ZERO),
  residualDeviation: one(ABOVE_ZERO),
  loadings: typed,
});
/** An event as a model gives it back: forecast loadings for each day of its window, and a session for each day. */
export const abnormal: ArgumentCheck = (value, at) => {
  const wrong = fitted(value, at);
  if (wrong.length > 0) return wrong;
  const { window, estimation, parameters, loadings, windowSessions, estimationSessions } =
    value as AbnormalReturns;
  const isWhole =
    loadings.length === window.length * parameters &&
    (windowSessions ?? window).length === window.length &&
    (estimationSessions ?? estimation).length === estimation.length;
  return isWhole
    ? []
    : [{ what: "the parts of an event differ in length", at, fix: "give an event as a model gave it" }];
};
export const abnormals = listOf(abnormal);
export const residuals = listOf(fields({ estimation: typed, observations: one(wholeFrom(1)) }));

const numbersOf = one(typedArray("Float64Array"));
const countsOf = one(typedArray("Int32Array"));
/** What is made of events once for many tests, as edict makes it. */
export const rankedEstimation = fields({
  events: one(wholeFrom(0)),
  days: one(wholeFrom(0)),
  residuals: numbersOf,
  ranks: numbersOf,
  sorted: numbersOf,
  order: countsOf,
  wholeRankTotals: countsOf,
  observations: countsOf,
});
export const signSums = fields({
  events: one(wholeFrom(0)),
  estimationDays: one(wholeFrom(0)),
  sums: numbersOf,
  counts: countsOf,
  deviation: one(FINITE),
});
export const averageRanks = fields({
  events: one(wholeFrom(1)),
  window: typed,
  deviation: one(FINITE_OR_MISSING),
});
export const eventOverlap = fields({
  places: listOf(countsOf),
  length: one(wholeFrom(0)),
  asset: countsOf,
  assets: one(wholeFrom(0)),
  twin: countsOf,
  first: countsOf,
  second: countsOf,
  correlation: numbersOf,
  byDistance: orNull(numbersOf),
});

/** One of two shapes, told apart by whether a list was given. */
export const listOrOne =
  (list: ArgumentCheck, single: ArgumentCheck): ArgumentCheck =>
  (value, at) =>
    (Array.isArray(value) ? list : single)(value, at);

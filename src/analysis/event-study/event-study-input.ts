import { assertArgument } from "../../decode/assert-argument.ts";
import { didYouMean } from "../../decode/did-you-mean.ts";
import { formatCounted } from "../../decode/format-count.ts";
import { InputError, type Issue } from "../../errors.ts";
import type { ClusterLabel } from "../../statistics/clustered-variance.ts";
import type { Sided } from "../../statistics/p-value.ts";
import { type CalendarDay, parseCalendarDay } from "../../time/calendar-day.ts";
import { EVENT_STUDY_SHAPES } from "./event-study-shapes.ts";
import type { RelativeSessions } from "./relative-sessions.ts";

/** Simple returns, one a session, oldest first; NaN or null where there is none. */
export type ReturnColumn = ArrayLike<number | null>;

/** What happened, to which asset, and when: by session, or by date where the input has dates. */
export type EventOfAsset =
  | { readonly asset: string; readonly session: number }
  | { readonly asset: string; readonly date: string };

/** How normal returns are told from abnormal ones. */
export const EVENT_MODELS = ["market", "market-adjusted", "mean-adjusted", "factor"] as const;
export type EventModel = (typeof EVENT_MODELS)[number];

/** An event study on plain arrays. */
export interface EventStudyInput {
  /** returns of each asset by its name, all over the same sessions */
  readonly assetReturns: Readonly<Record<string, ReturnColumn>>;
  /** returns of the market on the same sessions; the market and market-adjusted models need them */
  readonly benchmarkReturns?: ReturnColumn;
  /** columns of factor returns on the same sessions, for the factor model */
  readonly factorReturns?: readonly ReturnColumn[];
  /** ISO date of each session, ascending; then events may be given by date, one between sessions maps to the next */
  readonly dates?: readonly string[];
  readonly events: readonly EventOfAsset[];
  /** on which the normal return is estimated; ends before the window begins */
  readonly estimation: RelativeSessions;
  readonly window: RelativeSessions;
  /** sessions that are cumulated and tested; the whole window unless given */
  readonly ranges?: readonly RelativeSessions[];
  /** `market` unless given */
  readonly model?: EventModel;
  /** how the market-adjusted model takes s: about 0 (the default) or about the mean, ddof 1 */
  readonly deviation?: "about-zero" | "about-mean";
  /** complete estimation sessions an event must have; what the model needs unless given */
  readonly minimumObservations?: number;
  /** an event whose windows reach past the data: `refuse` (the default), or `keep` what is there */
  readonly incomplete?: "refuse" | "keep";
  readonly sided?: Sided;
  /** where the correlation between events comes from; their overlap on the calendar unless given */
  readonly correlation?: "calendar" | "relative-day";
  /** cluster of each event; bursts of overlapping ranges unless given */
  readonly clusters?: ArrayLike<ClusterLabel>;
  /** cluster of each event in a second way; its asset unless given */
  readonly secondClusters?: ArrayLike<ClusterLabel>;
  /** names of the tests wanted, e.g. `patell`; all unless given */
  readonly tests?: readonly string[];
  /** random calendar shifts where there are more sessions than this, 10,000 unless given, and their seed, 1 unless given */
  readonly draws?: number;
  readonly seed?: number;
}

/** Names of the tests of an event study. */
export const EVENT_TESTS = [
  "calendar-shift",
  "cross-sectional-t",
  "time-series-t",
  "brown-warner-1980",
  "lamb",
  "patell",
  "patell.sum-of-sar",
  "bmp",
  "kolari-pynnonen",
  "kolari-pynnonen.patell",
  "hall-skewness-adjusted",
  "sign",
  "generalized-sign",
  "wilcoxon-signed-rank",
  "corrado-rank",
  "corrado-zivney-sign",
  "grank-t",
  "grank-z",
  "precision-weighted",
  "sign-flip",
  "clustered-t",
  "two-way-clustered-t",
  "calendar-time-portfolio",
  "calendar-time-portfolio.ols",
] as const;

/** An input that has been checked: columns of numbers with NaN for what is missing, and events by session. */
export interface CheckedInput {
  readonly input: EventStudyInput;
  readonly model: EventModel;
  readonly sessions: number;
  readonly columns: ReadonlyMap<string, Float64Array>;
  readonly market: Float64Array | null;
  readonly factors: readonly Float64Array[];
  /** session of each event; -1 where it lies after the last one */
  readonly zeros: readonly number[];
  readonly ranges: readonly RelativeSessions[];
}

/**
 * Checks an input as a whole.
 *
 * @throws InputError with everything that is wrong
 */
export function checkEventStudyInput(input: EventStudyInput): CheckedInput {
  const issues: Issue[] = [];
  const report = (what: string, at: string, fix: string) => void issues.push({ what, at, fix });
  assertArgument(input, "object", "input", "give { assetReturns, events, estimation, window }");
  assertArgument(input.assetReturns, "object", "assetReturns", "give returns by the asset's name");
  assertArgument(input.events, "list", "events", "give a list of { asset, session } or { asset, date }");
  for (const at of ["estimation", "window"] as const)
    assertArgument(input[at], "object", at, "give { first, last } in sessions from the event");
  const wrong = Object.entries(EVENT_STUDY_SHAPES).flatMap(([at, check]) =>
    check(input[at as keyof EventStudyInput], at),
  );
  if (wrong.length > 0) throw new InputError(wrong);
  const names = Object.keys(input.assetReturns);
  const sessions = names.length === 0 ? 0 : input.assetReturns[names[0]!]!.length;
  if (sessions === 0) report("there are no returns", "assetReturns", "give at least one asset's returns");
  const column = (values: ReturnColumn, at: string): Float64Array => {
    if (values.length !== sessions) {
      report(
        `${formatCounted(values.length, "return")}, where ${names[0]} has ${sessions}`,
        at,
        "put all columns on one calendar, NaN or null on the sessions that a column lacks",
      );
    }
    const numbers = Float64Array.from(values, (value) => value ?? Number.NaN);
    const infinite = numbers.findIndex((value) => Math.abs(value) === Number.POSITIVE_INFINITY);
    if (infinite >= 0)
      report(`return ${infinite} is ${numbers[infinite]}`, at, "give NaN for what is missing");
    return numbers;
  };
  const columns = new Map(
    names.map((name) => [name, column(input.assetReturns[name]!, `assetReturns.${name}`)]),
  );
  const market =
    input.benchmarkReturns === undefined ? null : column(input.benchmarkReturns, "benchmarkReturns");
  const factors = (input.factorReturns ?? []).map((values, k) => column(values, `factorReturns[${k}]`));

  const model = input.model ?? "market";
  if (!EVENT_MODELS.includes(model)) {
    report(`there is no model "${model}"`, "model", `use one of ${EVENT_MODELS.join(", ")}`);
  }
  if ((model === "market" || model === "market-adjusted") && market === null) {
    report(
      `the ${model} model needs the market's returns`,
      "benchmarkReturns",
      'give them, or use model: "mean-adjusted"',
    );
  }
  if (model === "factor" && factors.length === 0)
    report("the factor model needs factors", "factorReturns", "give a column for each factor");
  for (const [k, name] of (input.tests ?? []).entries()) {
    if (EVENT_TESTS.includes(name as (typeof EVENT_TESTS)[number])) continue;
    const fix = didYouMean(name, EVENT_TESTS, `use any of ${EVENT_TESTS.join(", ")}`);
    report(`there is no test "${name}"`, `tests[${k}]`, fix);
  }
  const ranges = input.ranges ?? [input.window];
  checkWindows(input, ranges, report);
  const zeros = zerosOf(input, sessions, columns, report);
  for (const key of ["clusters", "secondClusters"] as const) {
    const labels = input[key];
    if (labels !== undefined && labels.length !== input.events.length)
      report(
        `${formatCounted(labels.length, "label")} for ${formatCounted(input.events.length, "event")}`,
        key,
        "give one label an event",
      );
  }
  if (issues.length > 0) throw new InputError(issues);
  return { input, model, sessions, columns, market, factors, zeros, ranges };
}

type Report = (what: string, at: string, fix: string) => void;

function checkWindows(
  { estimation, window, draws, seed }: EventStudyInput,
  ranges: readonly RelativeSessions[],
  report: Report,
): void {
  const all: [string, RelativeSessions][] = [
    ["estimation", estimation],
    ["window", window],
    ...ranges.map((range, k): [string, RelativeSessions] => [`ranges[${k}]`, range]),
  ];
  for (const [at, { first, last }] of all) {
    if (!(Number.isInteger(first) && Number.isInteger(last) && first <= last))
      report(`sessions ${first}..${last}`, at, "give whole numbers, the first not after the last");
  }
  if (estimation.last >= window.first) {
    report(
      `the estimation window ends at ${estimation.last}, the event window begins at ${window.first}`,
      "estimation",
      "end it before the event window begins",
    );
  }
  for (const [k, { first, last }] of ranges.entries()) {
    if (first < window.first || last > window.last)
      report(
        `sessions ${first}..${last} lie outside the window ${window.first}..${window.last}`,
        `ranges[${k}]`,
        "widen the window",
      );
  }
  if (ranges.length === 0) report("there is no range", "ranges", "leave it out for the whole window");
  if (draws !== undefined && !(Number.isInteger(draws) && draws >= 1))
    report(`${draws} draws`, "draws", "give a whole number >= 1");
  if (seed !== undefined && !(Number.isSafeInteger(seed) && seed >= 0))
    report(`seed ${seed}`, "seed", "give a whole number >= 0");
}

function zerosOf(
  { events, dates }: EventStudyInput,
  sessions: number,
  columns: ReadonlyMap<string, Float64Array>,
  report: Report,
): number[] {
  const days = (dates ?? []).map((text, t) => {
    const day = parseCalendarDay(text);
    if (day === undefined) report(`"${text}" is not a calendar day`, `dates[${t}]`, "write it as YYYY-MM-DD");
    return day ?? Number.NaN;
  });
  if (dates !== undefined && dates.length !== sessions)
    report(
      `${formatCounted(dates.length, "date")} for ${formatCounted(sessions, "session")}`,
      "dates",
      "give one date a session",
    );
  const descent = days.findIndex((day, t) => t > 0 && day <= days[t - 1]!);
  if (descent > 0)
    report(`${dates![descent]} follows ${dates![descent - 1]}`, `dates[${descent}]`, "sort by date");
  if (events.length === 0) report("there are no events", "events", "give at least one");
  return events.map((event, k) => {
    const at = `events[${k}]`;
    if (!columns.has(event.asset)) {
      const fix = didYouMean(event.asset, columns.keys(), "give them in assetReturns");
      report(`there are no returns of ${event.asset}`, at, fix);
    }
    if ("session" in event) {
      if (Number.isInteger(event.session) && event.session >= 0 && event.session < sessions)
        return event.session;
      report(`session ${event.session} is none of the ${sessions}`, at, `give 0 to ${sessions - 1}`);
      return -1;
    }
    const day: CalendarDay | undefined = parseCalendarDay(event.date);
    if (day === undefined) report(`"${event.date}" is not a calendar day`, at, "write it as YYYY-MM-DD");
    else if (dates === undefined)
      report("the event has a date, the sessions have none", at, "give dates, too");
    return days.findIndex((one) => one >= (day ?? Number.NaN));
  });
}

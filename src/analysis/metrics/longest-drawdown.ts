import { drawdownEpisodes } from "./drawdown-episodes.ts";
import { type Metric, type MetricDefinition, measured } from "./metric.ts";

export const sessionsDefinition: MetricDefinition<"equity"> = {
  key: "longestDrawdownSessions",
  id: "longest-drawdown.sessions.peak-to-recovery-or-end",
  name: "Longest drawdown, sessions",
  formula: "max over episodes of sessions from the peak to the recovery, or to the end",
  source: "backtesting.py Max. Drawdown Duration",
  unit: "sessions",
  from: "equity",
  measure: ({ levels, days }) => longestDrawdown(levels, days, "sessions"),
};

export const daysDefinition: MetricDefinition<"dated"> = {
  key: "longestDrawdownDays",
  id: "longest-drawdown.calendar-days.peak-to-recovery-or-end",
  name: "Longest drawdown, calendar days",
  formula: "max over episodes of calendar days from the peak to the recovery, or to the end",
  source: "backtesting.py Max. Drawdown Duration",
  unit: "days",
  from: "dated",
  measure: ({ levels, days }) => longestDrawdown(levels, days, "days"),
};

/**
 * Length of the longest drawdown, from its peak to its recovery, or to the end of the series when there is none.
 *
 * ffn counts from the first level under water, a day or a weekend less; quantstats prints nothing for a series that
 * never recovers.
 *
 * @param levels account value at t0 and at each close; length n + 1
 * @param days day (since 1970-01-01) of each level
 * @returns sessions or calendar days; 0 when the curve never falls
 * @throws RangeError as `drawdownEpisodes`
 * @example longestDrawdown([100, 90, 95], [0, 1, 4], "days").value // => 4
 */
export function longestDrawdown(
  levels: ArrayLike<number>,
  days: ArrayLike<number>,
  unit: "sessions" | "days",
): Metric {
  let longest = 0;
  for (const episode of drawdownEpisodes(levels, days)) {
    longest = Math.max(longest, unit === "sessions" ? episode.sessions : episode.calendarDays);
  }
  return measured(unit === "sessions" ? sessionsDefinition : daysDefinition, longest);
}

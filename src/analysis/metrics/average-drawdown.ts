import { mean } from "../../statistics/moments.ts";
import { drawdownEpisodes } from "./drawdown-episodes.ts";
import { type Metric, type MetricDefinition, measured, unmeasured } from "./metric.ts";

export const definition: MetricDefinition<"equity"> = {
  key: "averageDrawdown",
  id: "average-drawdown.episode-depth",
  name: "Average drawdown",
  formula: "mean of the depths of all drawdown episodes, the unfinished one included",
  source: "backtesting.py Avg. Drawdown",
  unit: "fraction",
  from: "equity",
  measure: ({ levels }) => averageDrawdown(levels),
};

/**
 * Average drawdown: the mean depth of the drawdown episodes, the last one too when it has not recovered.
 *
 * @param levels account value at t0 and at each close; length n + 1
 * @returns a fraction below 0; undefined when there is no drawdown
 * @throws RangeError as `drawdownEpisodes`
 * @example averageDrawdown([100, 90, 100, 80]).value // => -0.15 to rounding
 */
export function averageDrawdown(levels: ArrayLike<number>): Metric {
  // Lengths in days are not asked for here, so session numbers stand in for them.
  const episodes = drawdownEpisodes(
    levels,
    Int32Array.from(levels, (_, t) => t),
  );
  if (episodes.length === 0) return unmeasured(definition, "there is no drawdown");
  return measured(definition, mean(episodes.map((episode) => episode.depth)));
}

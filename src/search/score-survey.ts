import { QuantilesOfMany } from "../statistics/quantiles-of-many.ts";
import { HeatMapSums } from "./heat-map.ts";
import { parameterSpace, type SpaceDescription } from "./parameter-space.ts";
import { SteadiestPoint } from "./steadiest-point.ts";

/**
 * What is told of the scores of all points together, gathered while the search goes on: other threads evaluate meanwhile,
 * and the scores of a block that has just come are near.
 *
 * Its invariant: scores are taken in the order of their points, so that nothing depends on who finished first.
 */
export class ScoreSurvey {
  readonly quantiles: QuantilesOfMany;
  readonly heatMap: HeatMapSums;
  /** null of a sample, whose points have no steps between them */
  readonly steadiest: SteadiestPoint | null;
  readonly #scores: Float64Array;
  #next = 0;

  /**
   * @param scores objective of each point, NaN for those that are no candidates
   * @param map parameters over which the heat map is drawn; the two with most values unless given
   */
  constructor(description: SpaceDescription, scores: Float64Array, map?: readonly string[]) {
    this.#scores = scores;
    this.quantiles = new QuantilesOfMany(scores);
    this.heatMap = new HeatMapSums(parameterSpace(description), map);
    this.steadiest = description.method === "grid" ? new SteadiestPoint(description, scores) : null;
  }

  /** Goes on to where the scores of all points before `to` are known. */
  advance(to: number): void {
    this.quantiles.add(this.#next, to);
    this.heatMap.add(this.#scores, this.#next, to);
    this.steadiest?.advance(to);
    this.#next = to;
  }
}

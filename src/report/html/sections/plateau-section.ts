import { formatCounted } from "../../../decode/format-count.ts";
import type { SweepDocument } from "../../../search/sweep-schema.ts";
import { formatObjective } from "../../format-objective.ts";

import { pointText } from "../../point-text.ts";
import { type Html, html } from "../html-text.ts";
import { renderDataTable } from "./data-table.ts";
import { renderSection } from "./section.ts";

/** Whether the best point stands on a plateau or alone, and the point whose whole surroundings are best. */
export function renderPlateau({ plateau, best, objective }: SweepDocument): Html | null {
  if (plateau === null || best === null || plateau.neighbourMedian === null) return null;
  const show = (value: number | null) => formatObjective(objective, value);
  const { neighbours, neighbourMedian, neighbourWorst, isIsland, steadiest } = plateau;
  const title =
    isIsland === null
      ? "Around the best point"
      : isIsland
        ? "The best point is an island"
        : "The best point stands on a plateau";
  return renderSection({
    id: "plateau",
    title,
    lede: `A small change of the parameters should change little. The best point has ${formatCounted(neighbours, "neighbour")}, one step away along each parameter.`,
    body: html`${renderDataTable({
      caption: "The best point and its surroundings",
      columns: [
        { title: "Which" },
        { title: "Point" },
        { title: "Itself", align: "right" },
        { title: "Surroundings" },
      ],
      rows: [
        [
          "The best",
          pointText(best.params),
          show(best.metrics[objective]),
          `${show(neighbourMedian)} in the median, ${show(neighbourWorst)} at worst`,
        ],
        ...(steadiest === null
          ? []
          : [
              [
                "Steadiest with its surroundings",
                pointText(steadiest.params),
                show(steadiest.score),
                `${show(steadiest.mean)} on average`,
              ],
            ]),
      ],
    })}`,
  });
}

import { formatCount, formatCounted } from "../../../decode/format-count.ts";
import type { SweepDocument } from "../../../search/sweep-schema.ts";
import { formatObjective, OBJECTIVE_NAMES } from "../../format-objective.ts";

import { labelText, pointText } from "../../point-text.ts";
import { type Html, html } from "../html-text.ts";
import { renderDataTable } from "./data-table.ts";
import { renderSection } from "./section.ts";

const COLUMNS = [
  ["Sharpe", "sharpeRatio"],
  ["Return", "totalReturn"],
  ["Mean trade", "meanTradeReturn"],
  ["Drawdown", "maxDrawdown"],
  ["Won", "winRate"],
  ["Trades", "tradeCount"],
] as const;

/** Words for the best points where all of them came out alike: some parameter changes nothing among them. */
function tie(top: SweepDocument["top"]): string {
  const [first, ...others] = top;
  const isTie =
    first !== undefined &&
    others.length > 0 &&
    others.every(({ metrics }) => COLUMNS.every(([, key]) => metrics[key] === first.metrics[key]));
  if (!isTie) return "";
  const idle = Object.keys(first.params).filter((name) =>
    others.some(({ params }) => params[name] !== first.params[name]),
  );
  return ` All ${formatCount(top.length)} came out alike: ${idle.join(" and ")} ${idle.length === 1 ? "makes" : "make"} no difference among them.`;
}

/** The best points with their figures, and the points that failed with the reason. */
export function renderPoints({ top, objective, failures, counts }: SweepDocument): Html | null {
  const [first] = top;
  if (first === undefined && failures.length === 0) return null;
  const names = Object.keys(first?.params ?? {});
  return renderSection({
    id: "points",
    title: "The best points",
    lede: `By ${OBJECTIVE_NAMES[objective]}.${tie(top)} Every point's row stands in the Arrow file beside the sweep.`,
    body: html`${
      first !== undefined &&
      renderDataTable({
        id: "points-table",
        caption: `The ${formatCount(top.length)} best of ${formatCounted(counts.candidates, "candidate")}`,
        columns: [
          ...names.map((name) => ({ title: name, align: "right" as const, isSortable: true })),
          ...COLUMNS.map(([title]) => ({ title, align: "right" as const, isSortable: true })),
        ],
        rows: top.map(({ params, metrics }) => [
          ...names.map((name) => labelText(params[name])),
          ...COLUMNS.map(([, key]) => formatObjective(key, metrics[key])),
        ]),
      })
    }${
      counts.failed > 0 &&
      html`<details><summary>${formatCounted(counts.failed, "point")} failed</summary>${renderDataTable({
        caption:
          failures.length === 1
            ? "The point that failed"
            : `The first ${formatCount(failures.length)} points that failed`,
        columns: [{ title: "Point" }, { title: "Why" }],
        rows: failures.map(({ params, reason }) => [
          pointText(params),
          html`<span dir="auto">${reason}</span>`,
        ]),
      })}</details>`
    }`,
  });
}

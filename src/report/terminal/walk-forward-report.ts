import { formatCount, formatCounted } from "../../decode/format-count.ts";
import { showParams } from "../../search/stitch-folds.ts";
import type { WalkForwardDocument } from "../../search/walk-forward-schema.ts";
import type { ParamValues } from "../../strategy/param.ts";
import { formatObjective } from "../format-objective.ts";

import { walkForwardAnswer } from "../walk-forward-answer.ts";
import { layoutWidth, paint, type TerminalStyle, tableLayout } from "./style.ts";
import { type Column, renderTable } from "./table.ts";
import { wrap } from "./wrap-text.ts";

/** What was chosen in each fold and how it did; the out-of-sample run has its own report. */
export function renderWalkForwardReport(walk: WalkForwardDocument, style: TerminalStyle): string {
  const { heading, aside, alarm } = paint(style);
  const { objective, folds } = walk;
  const show = (value: number | null | undefined) => formatObjective(objective, value ?? null);
  const alike = sharedParams(folds.map(({ params }) => params).filter((params) => params !== null));
  const chosen = (params: ParamValues) => {
    const own = Object.entries(params).filter(([name]) => !(name in alike));
    return own.length === 0 ? "as in each fold" : showParams(Object.fromEntries(own));
  };
  const rows = folds.map(({ test, train, params, inSample, outOfSample }, place) => [
    String(place + 1),
    `${test.from} to ${test.to ?? "end"}`,
    show(inSample?.[objective]),
    show(outOfSample[objective]),
    formatObjective("tradeCount", outOfSample.tradeCount),
    params === null ? "nothing chosen" : chosen(params),
    `${train.from ?? "start"} to ${train.to}`,
  ]);
  // What is compared stands together, wherever a narrow terminal parts the table.
  const columns: Column[] = [
    { title: "fold", align: "right", names: true },
    { title: "traded" },
    { title: "in sample", align: "right" },
    { title: "out", align: "right" },
    { title: "trades", align: "right" },
    { title: "chosen" },
    { title: "learnt from" },
  ];
  return [
    heading(`Walk-forward: ${walk.strategy.name}`),
    aside(
      `${formatCounted(walk.points, "point")} searched in each of ${formatCounted(folds.length, "fold")} by ${walk.by}, ${walk.window}; ${formatCounted(walk.purge, "session")} purged, ${formatCount(walk.embargo)} embargoed`,
    ),
    "",
    renderTable(columns, rows, tableLayout(style)),
    "",
    ...(Object.keys(alike).length === 0 ? [] : [`In each fold: ${showParams(alike)}.`]),
    ...wrap(walkForwardAnswer(walk).join(" "), layoutWidth(style)),
    ...walk.warnings
      .flatMap(({ message }) => wrap(`! ${message}`, layoutWidth(style)))
      .map((line) => alarm(line)),
    "",
  ].join("\n");
}

/** Parameters that are the same in every fold; none of a single fold, where nothing can be compared. */
function sharedParams(chosen: readonly ParamValues[]): ParamValues {
  const [first, ...others] = chosen;
  if (first === undefined || others.length === 0) return {};
  const shared = Object.entries(first).filter(([name, value]) =>
    others.every((params) => params[name] === value),
  );
  return Object.fromEntries(shared);
}

import { formatCounted } from "../../decode/format-count.ts";
import type { ResultDocument } from "../../result/result-schema.ts";
import type { SensitivityRow } from "../../result/sensitivity-schema.ts";

import { sayTurn, sensitivityCells } from "../sensitivity-cells.ts";
import { paint, type TerminalStyle, tableLayout } from "./style.ts";
import { renderTable } from "./table.ts";

/** The headline under other timings, fills and selections: one row each, what turns the conclusion marked. */
export function renderSensitivity(result: ResultDocument, style: TerminalStyle): string {
  const { sensitivity } = result;
  const { heading, alarm, aside } = paint(style);
  if ("missing" in sensitivity) return "";
  const run = sensitivity.rows.filter(({ missing }) => missing === null);
  const left = sensitivity.rows.filter(({ missing }) => missing !== null);
  const flipText = (row: SensitivityRow) => {
    const turn = sayTurn(row);
    if (!row.tradable) return aside(turn === null ? "looks ahead" : `looks ahead, ${turn}`);
    return turn === null ? "" : alarm(turn);
  };
  const table = renderTable(
    [
      { title: "" },
      { title: "trades", align: "right" },
      { title: "bursts", align: "right" },
      { title: "mean trade", align: "right" },
      { title: "total", align: "right" },
      { title: "Sharpe", align: "right" },
      { title: "drawdown", align: "right" },
      { title: "p", align: "right" },
      { title: "" },
    ],
    run.map((row) => [...sensitivityCells(row), flipText(row)]),
    tableLayout(style),
  );
  const notRun = left.map((row) => `${row.label}: ${row.missing}`);
  return [
    heading("If the timing were otherwise"),
    table,
    aside(
      `p: calendar shift of the mean trade, two-sided; ${formatCounted(sensitivity.draws, "shift")} at most in rows that differ from the first`,
    ),
    ...(notRun.length === 0 ? [] : [aside(`Not run: ${notRun.join("; ")}`)]),
  ].join("\n");
}

import { FEWEST_BURSTS } from "../../../analysis/significance/bursts.ts";
import { formatCounted } from "../../../decode/format-count.ts";
import type { ResultDocument } from "../../../result/result-schema.ts";
import type { SensitivityRow } from "../../../result/sensitivity-schema.ts";

import { sayTurn, sensitivityCells } from "../../sensitivity-cells.ts";
import { type Html, html } from "../html-text.ts";
import { renderDataTable } from "./data-table.ts";
import { EVIDENCE_SECTIONS } from "./evidence-sections.ts";
import { renderSection } from "./section.ts";

/** The headline under other timings, fills and selections; what turns the conclusion is marked. */
export function renderSensitivity({ sensitivity }: ResultDocument): Html | null {
  if ("missing" in sensitivity) return null;
  const run = sensitivity.rows.filter((row) => row.missing === null);
  const left = sensitivity.rows.filter((row) => row.missing !== null);
  return renderSection({
    ...EVIDENCE_SECTIONS.sensitivity,
    lede: "The same rule under other timings, fills and selections. A conclusion that turns with any that could be traded is not to be leaned on; the one that looks ahead shows what the news itself moved.",
    body: html`${renderDataTable({
      caption: `p by calendar shift of the mean trade, two-sided; none below ${FEWEST_BURSTS} bursts, at most ${formatCounted(sensitivity.draws, "shift")} a row`,
      columns: [
        { title: "Case" },
        { title: "Trades", align: "right" },
        { title: "Bursts", align: "right" },
        { title: "Mean trade", align: "right" },
        { title: "Total", align: "right" },
        { title: "Sharpe", align: "right" },
        { title: "Drawdown", align: "right" },
        { title: "p", align: "right" },
        { title: "Note" },
      ],
      rows: run.map((row) => [...sensitivityCells(row), renderTurn(row)]),
    })}${left.length > 0 && html`<ul class="notes">${left.map((row) => html`<li>Not run, ${row.label}: ${row.missing}</li>`)}</ul>`}`,
  });
}

function renderTurn(row: SensitivityRow): Html {
  const { tradable } = row;
  const ahead = !tradable && html`<span class="quiet">looks ahead</span>`;
  const turn = sayTurn(row);
  if (turn === null) return html`${ahead}`;
  // What turns when the rule looks ahead is told, but is no reason to doubt what could be traded.
  return tradable ? html`<b class="turn">${turn}</b>` : html`${ahead}<small>${turn}</small>`;
}

import { formatCount } from "../../decode/format-count.ts";
import { formatIssue, type Issue } from "../../errors.ts";
import { formatDecimal, formatSignedPercent, UNDEFINED_TEXT } from "../format-values.ts";
import { paint, type TerminalStyle, tableLayout } from "./style.ts";
import { renderTable } from "./table.ts";

/** A past run as one line. */
export interface RunLine {
  readonly runId: string;
  readonly file: string;
  readonly name: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly synthetic: boolean;
  readonly trades: number;
  readonly totalReturn: number | null;
  readonly benchmarkReturn: number | null;
  readonly sharpeRatio: number | null;
  readonly maxDrawdown: number | null;
}

/** Past runs, one line each, the documents beside them, and what is wrong with the files that are none. */
export function renderResultsList(
  runs: readonly RunLine[],
  others: readonly { readonly schema: string; readonly file: string }[],
  issues: readonly Issue[],
  style: TerminalStyle,
): string {
  const { heading, alarm, gain, loss } = paint(style);
  const percent = (value: number | null) => (value === null ? UNDEFINED_TEXT : formatSignedPercent(value));
  const table = renderTable(
    [
      { title: heading("run") },
      { title: heading("span") },
      { title: heading("return"), align: "right" },
      { title: heading("bench."), align: "right" },
      { title: heading("Sharpe"), align: "right" },
      { title: heading("drawdown"), align: "right" },
      { title: heading("trades"), align: "right" },
      { title: heading("strategy"), flexible: true },
    ],
    runs.map((run) => [
      run.runId,
      `${run.from ?? UNDEFINED_TEXT} to ${run.to ?? UNDEFINED_TEXT}`,
      ((run.totalReturn ?? 0) < 0 ? loss : gain)(percent(run.totalReturn)),
      percent(run.benchmarkReturn),
      run.sharpeRatio === null ? UNDEFINED_TEXT : formatDecimal(run.sharpeRatio),
      percent(run.maxDrawdown),
      formatCount(run.trades),
      `${run.synthetic ? alarm("SYNTHETIC ") : ""}${run.name}`,
    ]),
    tableLayout(style),
  );
  const lines = [runs.length === 0 ? "No run yet: edict run writes results." : table];
  if (others.length > 0) {
    const kind = ({ schema }: { schema: string }) => schema.replace(/^edict\/|@\d+$/g, "");
    lines.push(
      "",
      "Beside them, for edict report:",
      renderTable(
        [{ title: "" }, { title: "" }],
        others.map((one) => [kind(one), one.file]),
        tableLayout(style),
      ),
    );
  }
  if (issues.length > 0) {
    lines.push("", "What is wrong with other files here:", ...issues.map(formatIssue));
  }
  return `${lines.join("\n")}\n`;
}

import { formatCount, formatCounted } from "../../decode/format-count.ts";
import { groupBy } from "../../result/group-by.ts";
import type { ResultDocument, ResultMetric } from "../../result/result-schema.ts";
import type { Trial, TrialCount } from "../../result/trial.ts";
import { formatDecimal, UNDEFINED_TEXT } from "../format-values.ts";
import { layoutWidth, paint, type TerminalStyle, tableLayout } from "./style.ts";
import { renderTable } from "./table.ts";
import { wrap } from "./wrap-text.ts";

/** A deflated Sharpe ratio below it does not stand out of what was tried. */
const CONVINCING = 0.95;

/**
 * How many variants of a strategy have been tried, and what is left of its Sharpe ratio: printed below a run's report and
 * no part of its result.
 */
export function renderTrialCount(
  result: ResultDocument,
  { count }: TrialCount,
  deflated: ResultMetric,
  style: TerminalStyle,
): string {
  const { heading } = paint(style);
  const title = heading("How many were tried");
  if (count < 2)
    return `${title}  this is the first variant of the strategy that the ledger knows on these data`;
  const sharpe = result.summary.sharpeRatio?.value ?? null;
  const verdict =
    deflated.value === null
      ? `the deflated Sharpe ratio is undefined: ${deflated.reason}`
      : `the deflated Sharpe ratio is ${formatDecimal(deflated.value, 3)}: ${
          deflated.value >= CONVINCING
            ? "better than the best of as many worthless variants would be"
            : "the best of as many worthless variants would often look as good"
        }`;
  const text = `${formatCounted(count, "variant")} of this strategy on these data, by the ledger of runs. With a Sharpe ratio of ${sharpe === null ? UNDEFINED_TEXT : formatDecimal(sharpe)}, ${verdict}.`;
  return [title, ...wrap(text, layoutWidth(style))].join("\n");
}

/** What the ledger holds, as far as its report tells. */
export interface LedgerFacts {
  readonly file: string;
  readonly trials: readonly Trial[];
  readonly resets: number;
  readonly setAside: number;
  readonly damagedLines: number;
}

/** The ledger of runs: variants tried, by strategy and data. */
export function renderLedger(ledger: LedgerFacts, style: TerminalStyle): string {
  const { heading, aside, alarm } = paint(style);
  const groups = groupBy(ledger.trials, ({ strategy, data }) => `${strategy.file}\n${data}`);
  const rows = [...groups.values()].map((trials) => {
    const last = trials.at(-1)!;
    const variants = new Map(trials.map((trial) => [trial.variant, trial.variants]));
    const sharpes = trials.flatMap(({ sharpe }) => sharpe ?? []);
    return [
      last.strategy.name,
      last.data,
      formatCount([...variants.values()].reduce((sum, one) => sum + one, 0)),
      sharpes.length === 0 ? UNDEFINED_TEXT : formatDecimal(Math.max(...sharpes), 3),
      last.strategy.file,
    ];
  });
  const table = renderTable(
    [
      { title: "strategy" },
      { title: "data", flexible: true },
      { title: "variants", align: "right" },
      { title: "best Sharpe a session", align: "right" },
      { title: "file", flexible: true },
    ],
    rows,
    tableLayout(style),
  );
  const notes = [
    ...(ledger.resets === 0
      ? []
      : [
          `It was reset ${ledger.resets === 1 ? "once" : `${ledger.resets} times`}; ${formatCounted(ledger.setAside, "run")} before that ${ledger.setAside === 1 ? "is" : "are"} no longer counted.`,
        ]),
    ...(ledger.damagedLines === 0
      ? []
      : [
          alarm(
            `${formatCounted(ledger.damagedLines, "line")} of it cannot be read and ${ledger.damagedLines === 1 ? "is" : "are"} not counted.`,
          ),
        ]),
  ];
  return `${[
    heading("The ledger of runs"),
    rows.length === 0 ? "Nothing has been run yet." : table,
    ...notes,
    aside(ledger.file),
  ].join("\n")}\n`;
}

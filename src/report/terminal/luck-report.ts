import { formatCounted } from "../../decode/format-count.ts";
import type { ResultDocument } from "../../result/result-schema.ts";
import type { Significance } from "../../result/significance-schema.ts";
import { formatPValue, pValueInWords } from "../format-p-value.ts";
import {
  formatDecimal,
  formatPercent,
  formatReturn,
  formatSignedPercent,
  UNDEFINED_TEXT,
} from "../format-values.ts";
import { layoutWidth, paint, type TerminalStyle, tableLayout } from "./style.ts";
import { renderTable } from "./table.ts";
import { wrap } from "./wrap-text.ts";

const CONTRIBUTORS_SHOWN = 3;

/** Was it luck?: what the shifted calendars say, what single signals carry, and the naive tests named as such. */
export function renderLuck(result: ResultDocument, style: TerminalStyle): string {
  const { significance } = result;
  const { heading, aside } = paint(style);
  const title = heading("Was it luck?");
  if ("missing" in significance) return `${title}  not tested: ${significance.missing}`;
  const { bursts } = significance;
  const width = layoutWidth(style);
  const lines =
    bursts.refused === null
      ? [renderStatistics(significance, style), ...wrap(testInWords(significance), width).map(aside)]
      : wrap(`No p-values and no intervals: ${bursts.refused}.`, width);
  return [
    `${title}  ${formatCounted(result.trades.length, "trade")} in ${formatCounted(bursts.count, "independent burst")}`,
    ...lines,
    ...renderNaive(significance, style),
    ...renderTrials(significance),
    "",
    renderContributors(significance, style),
  ].join("\n");
}

type StatisticKey = keyof NonNullable<Significance["calendarShift"]["statistics"]>;
type IntervalKey = "meanTradeReturn" | "totalReturn" | "sharpeRatio";

const ROWS: readonly (readonly [string, StatisticKey, (value: number) => string])[] = [
  ["Mean trade", "meanTradeReturn", (value) => formatSignedPercent(value, 2)],
  ["Total return", "totalReturn", (value) => formatSignedPercent(value)],
  ["Sharpe", "sharpeRatio", (value) => formatDecimal(value)],
  ["Max drawdown", "maxDrawdown", (value) => formatSignedPercent(value)],
];

function renderStatistics({ calendarShift, intervals }: Significance, style: TerminalStyle): string {
  const rows = ROWS.map(([label, key, format]) => {
    const test = calendarShift.statistics?.[key] ?? null;
    const interval = key === "maxDrawdown" ? undefined : intervals?.[key as IntervalKey];
    const ends =
      interval === undefined || interval.low === null
        ? UNDEFINED_TEXT
        : `${format(interval.low)} to ${format(interval.high)}`;
    if (test === null)
      return [label, UNDEFINED_TEXT, ends, UNDEFINED_TEXT, UNDEFINED_TEXT, UNDEFINED_TEXT, UNDEFINED_TEXT];
    const [low, , high] = test.quantiles;
    return [
      label,
      format(test.observed),
      ends,
      format(test.mean),
      `${format(low)} to ${format(high)}`,
      formatPValue(test.twoSided),
      formatPValue(test.greater),
    ];
  });
  return renderTable(
    [
      { title: "", names: true },
      { title: "as run", align: "right" },
      { title: "95% interval", align: "right" },
      { title: "shifted", align: "right" },
      { title: "5% to 95%", align: "right" },
      { title: "p", align: "right" },
      { title: "p better", align: "right" },
    ],
    rows,
    tableLayout(style),
  );
}

function testInWords({ calendarShift, intervals }: Significance): string {
  const { draws, sessions, exhaustive, seed, engine, engineReason, convention } = calendarShift;
  const how = exhaustive
    ? `every one of the ${formatCounted(draws, "shift")} on ${formatCounted(sessions, "session")}, so exact`
    : `${formatCounted(draws, "random shift")} on ${formatCounted(sessions, "session")}, seed ${seed}`;
  const by = engine === "kernel" ? "" : ` By the general engine (${engineReason}).`;
  const boot =
    intervals === null
      ? ""
      : ` Intervals: bootstrap of whole bursts, ${formatCounted(intervals.replicates, "replicate")}, ${formatDecimal(intervals.sessionsPerBlock, 1)} sessions and ${formatDecimal(intervals.tradesPerBlock, 1)} trades each on average.`;
  return `Calendar shift: the whole signal calendar moved through the real rule, ${how}; ${convention}.${by}${boot}`;
}

function renderNaive({ naive }: Significance, style: TerminalStyle): string[] {
  if (naive === null) return [];
  const { aside } = paint(style);
  const parts = [
    ...(naive.tTest === null
      ? []
      : [
          `t(${naive.tTest.degreesOfFreedom}) = ${formatDecimal(naive.tTest.t)}, ${pValueInWords(naive.tTest.p)}`,
        ]),
    ...(naive.randomDates === null
      ? []
      : [`random independent dates ${pValueInWords(naive.randomDates.twoSided)}`]),
  ];
  return parts.length === 0
    ? []
    : wrap(`Naive, for comparison only: ${parts.join("; ")}. ${naive.warning}`, layoutWidth(style)).map(
        aside,
      );
}

function renderTrials({ deflatedSharpe }: Significance): string[] {
  if (deflatedSharpe === null) return [];
  return [
    deflatedSharpe.value === null
      ? `Deflated Sharpe ratio: undefined, ${deflatedSharpe.reason}`
      : `Deflated Sharpe ratio ${formatDecimal(deflatedSharpe.value, 3)}: the chance that the true Sharpe ratio beats the best of as many worthless variants.`,
  ];
}

function renderContributors({ byBurst, bestSession }: Significance, style: TerminalStyle): string {
  const { heading } = paint(style);
  const rows = byBurst
    .slice(0, CONTRIBUTORS_SHOWN)
    .map(({ signalIds, from, share, without }) => [
      from ?? UNDEFINED_TEXT,
      share === null ? UNDEFINED_TEXT : formatPercent(share, 0),
      without.totalReturn === null ? UNDEFINED_TEXT : formatSignedPercent(without.totalReturn),
      formatReturn(without.meanTradeReturn),
      signalIds.join(", "),
    ]);
  const table = renderTable(
    [
      { title: "largest bursts" },
      { title: "of profit", align: "right" },
      { title: "total without", align: "right" },
      { title: "mean without", align: "right" },
      { title: "signals", flexible: true },
    ],
    rows,
    tableLayout(style),
  );
  const best =
    bestSession === null
      ? ""
      : `\nBest session ${bestSession.date}: ${formatSignedPercent(bestSession.return)}${bestSession.share === null ? "" : `, ${formatPercent(bestSession.share, 0)} of the whole gain`}`;
  return `${heading("What carries it")}\n${table}${best}`;
}

import { formatCount, formatCounted } from "../../decode/format-count.ts";
import type { SweepDocument } from "../../search/sweep-schema.ts";
import { formatObjective, OBJECTIVE_NAMES } from "../format-objective.ts";
import { formatDecimal, formatPercent, UNDEFINED_TEXT } from "../format-values.ts";
import { cellOf } from "../heat-map-cell.ts";
import { layoutWidth, paint, type TerminalStyle, tableLayout } from "./style.ts";
import { renderTable } from "./table.ts";
import { wrap } from "./wrap-text.ts";

const POINTS_SHOWN = 5;

/** The report of a sweep for a terminal or a text file. */
export function renderSweepReport(sweep: SweepDocument, style: TerminalStyle): string {
  const sections = [
    renderHeading(sweep, style),
    renderTop(sweep, style),
    renderMap(sweep, style),
    renderPlateau(sweep, style),
    renderCost(sweep, style),
    renderFailures(sweep, style),
    renderWarnings(sweep, style),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function renderHeading(
  { strategy, space, counts, span, data, engine }: SweepDocument,
  style: TerminalStyle,
): string {
  const { heading, aside, alarm } = paint(style);
  const axes = space.axes.map((axis) =>
    axis.type === "list"
      ? `${axis.name} (${formatCount(axis.values.length)})`
      : `${axis.name} ${axis.min}..${axis.max}`,
  );
  const lost = [
    counts.excluded > 0 ? `${formatCount(counts.excluded)} left out by constraints` : "",
    counts.failed > 0 ? `${formatCount(counts.failed)} failed` : "",
    counts.undefined > 0 ? `${formatCount(counts.undefined)} without a value` : "",
    counts.fewTrades > 0 ? `${formatCount(counts.fewTrades)} with too few trades` : "",
  ].filter((part) => part !== "");
  return [
    heading(`Sweep: ${strategy.name}`),
    `${formatCounted(counts.points, "point")} (${space.method}) of ${axes.join(" x ")}${lost.length > 0 ? `; ${lost.join(", ")}` : ""}`,
    aside(
      `each from ${span.from ?? UNDEFINED_TEXT} to ${span.to ?? UNDEFINED_TEXT}, ${formatCounted(span.sessions, "session")}; engine: ${engine.name}`,
    ),
    ...(data.synthetic
      ? [
          "",
          alarm("*** SYNTHETIC PRICES: made by a generator, not by a market. No result below is real. ***"),
        ]
      : []),
  ].join("\n");
}

function renderTop({ top, objective, distribution }: SweepDocument, style: TerminalStyle): string {
  const { heading, aside } = paint(style);
  const [first] = top;
  if (first === undefined) return "There is no best point.";
  const names = Object.keys(first.params);
  const rows = top
    .slice(0, POINTS_SHOWN)
    .map(({ params, metrics }) => [
      ...names.map((name) => showParam(params[name])),
      formatObjective("sharpeRatio", metrics.sharpeRatio),
      formatObjective("totalReturn", metrics.totalReturn),
      formatObjective("maxDrawdown", metrics.maxDrawdown),
      formatObjective("winRate", metrics.winRate),
      formatObjective("tradeCount", metrics.tradeCount),
    ]);
  const columns = [...names, "Sharpe", "return", "drawdown", "win rate", "trades"].map((title) => ({
    title,
    align: "right" as const,
  }));
  const spread =
    distribution === null
      ? ""
      : aside(
          `${OBJECTIVE_NAMES[objective]} over all: lowest ${formatObjective(objective, distribution.lowest)}, median ${formatObjective(objective, distribution.median)}, highest ${formatObjective(objective, distribution.highest)}`,
        );
  return [
    heading(`Best by ${OBJECTIVE_NAMES[objective]}`),
    renderTable(columns, rows, tableLayout(style)),
    spread,
  ].join("\n");
}

function showParam(value: string | number | boolean | undefined): string {
  return typeof value === "number" ? String(Number(value.toPrecision(6))) : String(value);
}

const SHADES = [" ", "░", "▒", "▓", "█"] as const;

function renderMap({ heatMap, best, objective }: SweepDocument, style: TerminalStyle): string {
  if (heatMap === null || best === null) return "";
  const { heading, aside } = paint(style);
  const values = heatMap.mean.flat().filter((value) => value !== null);
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  const shade = (value: number | null) => {
    if (value === null) return "·";
    const share = highest === lowest ? 0.5 : (value - lowest) / (highest - lowest);
    return SHADES[Math.min(SHADES.length - 1, Math.floor(share * SHADES.length))] as string;
  };
  const bestColumn = cellOf(heatMap.x.labels, best.params[heatMap.x.name]);
  const bestRow = heatMap.y === null ? 0 : cellOf(heatMap.y.labels, best.params[heatMap.y.name]);
  const labels = (heatMap.y?.labels ?? [""]).map((label) => showParam(label));
  const width = Math.max(...labels.map((label) => label.length), heatMap.y?.name.length ?? 0);
  const lines = heatMap.mean.map((line, row) => {
    const cells = line.map((value, column) =>
      row === bestRow && column === bestColumn ? "◆◆" : shade(value).repeat(2),
    );
    return `${labels[row]!.padStart(width)} │${cells.join("")}│`;
  });
  const [from, to] = [heatMap.x.labels[0], heatMap.x.labels.at(-1)].map(showParam) as [string, string];
  const axis = `${" ".repeat(width + 2)}${from}${to.padStart(Math.max(1, 2 * heatMap.x.labels.length - from.length))}  ${heatMap.x.name}`;
  return [
    heading(
      `Mean ${OBJECTIVE_NAMES[objective]}${heatMap.y === null ? "" : `, ${heatMap.y.name} down`}, ${heatMap.x.name} across`,
    ),
    ...lines,
    axis,
    aside(
      `blank ${formatObjective(objective, lowest)} to █ ${formatObjective(objective, highest)}; ◆ the best point`,
    ),
  ].join("\n");
}

function renderPlateau({ plateau, best, objective }: SweepDocument, style: TerminalStyle): string {
  if (plateau === null || best === null || plateau.neighbourMedian === null) return "";
  const { heading } = paint(style);
  const show = (value: number | null) => formatObjective(objective, value);
  const verdict = plateau.isIsland === null ? "" : plateau.isIsland ? "An island: " : "On a plateau: ";
  const lines = [
    `${verdict}the best has ${show(best.metrics[objective])}, its ${formatCounted(plateau.neighbours, "neighbour")} a median of ${show(plateau.neighbourMedian)} and ${show(plateau.neighbourWorst)} at worst.`,
  ];
  if (plateau.steadiest !== null && plateau.steadiest.index !== best.index) {
    const params = Object.entries(plateau.steadiest.params).map(
      ([name, value]) => `${name} ${showParam(value)}`,
    );
    lines.push(
      `Steadiest with its surroundings: ${params.join(", ")} (${show(plateau.steadiest.mean)} on average, ${show(plateau.steadiest.score)} itself).`,
    );
  }
  return [heading("Is the best an island?"), ...lines.flatMap((line) => wrap(line, layoutWidth(style)))].join(
    "\n",
  );
}

function renderCost({ evidence, objective }: SweepDocument, style: TerminalStyle): string {
  if (evidence === null) return "";
  const { heading, aside } = paint(style);
  const p = (value: number | null | undefined) =>
    value === null || value === undefined
      ? UNDEFINED_TEXT
      : value < 0.001
        ? "< 0.001"
        : formatDecimal(value, 3);
  const {
    trials,
    deflatedSharpe,
    overfitting,
    realityCheck,
    superiorPredictiveAbility: spa,
    calendar,
  } = evidence;
  const rows = [
    [
      "independent trials",
      trials === null ? UNDEFINED_TEXT : formatCount(trials.byMeanCorrelation),
      trials === null
        ? ""
        : `mean correlation ${formatDecimal(trials.meanCorrelation)}; ${formatDecimal(trials.byEigenvalues, 1)} dimensions by eigenvalues`,
    ],
    [
      "deflated Sharpe",
      p(deflatedSharpe.independent),
      `chance that the best's true Sharpe is above 0; ${p(deflatedSharpe.all)} if every point counts`,
    ],
    [
      "overfitting (PBO)",
      overfitting === null ? UNDEFINED_TEXT : formatPercent(overfitting.probability, 0),
      overfitting === null
        ? "too few sessions or variants"
        : `of ${formatCounted(overfitting.splits, "split")}, the best of one half is below the median in the other`,
    ],
    ["reality check p", p(realityCheck?.pValue), "White: best mean return against cash"],
    [
      "SPA p",
      p(spa?.pValue),
      spa === null ? "Hansen" : `Hansen: between ${p(spa.lower)} and ${p(spa.upper)}`,
    ],
    [
      "shifted calendars p",
      p(calendar?.pValue),
      calendar === null
        ? ""
        : `the same search on ${formatCounted(calendar.shifts, "other calendar")} finds a best of ${formatObjective(objective, calendar.shiftedMedian)} in the median`,
    ],
  ];
  return [
    heading("What the search has cost"),
    renderTable(
      [{ title: "" }, { title: "", align: "right" }, { title: "", wraps: true }],
      rows.map(([label, value, note]) => [label!, value!, aside(note!)]),
      tableLayout(style),
    ),
  ].join("\n");
}

function renderFailures({ failures, counts }: SweepDocument, style: TerminalStyle): string {
  if (counts.failed === 0) return "";
  const { heading } = paint(style);
  const lines = failures.slice(0, POINTS_SHOWN).map(({ params, reason }) => {
    const point = Object.entries(params).map(([name, value]) => `${name} ${showParam(value)}`);
    return `${point.join(", ")}: ${reason}`;
  });
  return [
    heading(`${formatCounted(counts.failed, "point")} failed`),
    ...lines.flatMap((line) => wrap(line, layoutWidth(style))),
  ].join("\n");
}

function renderWarnings({ warnings }: SweepDocument, style: TerminalStyle): string {
  const { alarm } = paint(style);
  return warnings
    .flatMap(({ message }) => wrap(`! ${message}`, layoutWidth(style)))
    .map((line) => alarm(line))
    .join("\n");
}

import type { ResultDocument, ResultMetric } from "../../../result/result-schema.ts";
import {
  formatCount,
  formatDecimal,
  formatMetric,
  formatPercent,
  formatSignedPercent,
  UNDEFINED_TEXT,
} from "../../format-values.ts";
import { answerOf } from "../../plain-answer.ts";
import { type Html, html } from "../html-text.ts";

/** The page opens with what came out, in a sentence, with what must be known before believing it, and six figures. */
export function renderAnswer(result: ResultDocument): Html {
  return html`<section id="answer" aria-label="The answer">
${result.data.synthetic ? html`<p class="alarm"><strong>Synthetic prices.</strong> They were made by a generator, not by a market. No result on this page is real.</p>` : null}
${renderSentences(answerOf(result))}
${renderCaveats(result)}
${renderKeyFigures(result)}
</section>
`;
}

/** The first two sentences say what came out and whether it may be luck; the others are its limits. */
function renderSentences([effect = "", luck = "", ...limits]: readonly string[]): Html {
  return html`<p class="answer">${effect} ${luck}</p>
${limits.length > 0 && html`<p class="limits">${limits.join(" ")}</p>`}`;
}

function renderCaveats(result: ResultDocument): Html | null {
  // What the banner and the answer have said already is not said twice.
  const said = ["synthetic-prices", ...("missing" in result.significance ? [] : ["press-selected"])];
  const caveats = result.warnings.filter((warning) => !said.includes(warning.code));
  if (caveats.length === 0) return null;
  return html`<ul class="caveats" aria-label="Caveats">
${caveats.map((warning) => html`<li dir="auto">${warning.message}</li>`)}
</ul>`;
}

interface KeyFigure {
  readonly label: string;
  readonly key: string;
  readonly format: (value: number) => string;
  /** the same of the benchmark says something */
  readonly hasOther: boolean;
}

const KEY_FIGURES: readonly KeyFigure[] = [
  {
    label: "Total return",
    key: "totalReturn",
    format: (value) => formatSignedPercent(value),
    hasOther: true,
  },
  {
    label: "A year",
    key: "compoundAnnualGrowthRate",
    format: (value) => formatSignedPercent(value),
    hasOther: true,
  },
  { label: "Sharpe ratio", key: "sharpeRatio", format: (value) => formatDecimal(value), hasOther: true },
  {
    label: "Deepest drawdown",
    key: "maxDrawdown",
    format: (value) => formatSignedPercent(value),
    hasOther: true,
  },
  {
    label: "Time invested",
    key: "timeInMarket",
    format: (value) => formatPercent(value, 0),
    hasOther: false,
  },
  { label: "Trades", key: "tradeCount", format: formatCount, hasOther: false },
];

function renderKeyFigures(result: ResultDocument): Html {
  const { summary, benchmark } = result;
  const other: Readonly<Record<string, ResultMetric>> = "summary" in benchmark ? benchmark.summary : {};
  const aside = ({ key, format, hasOther }: KeyFigure) => {
    if (key === "tradeCount")
      return `${formatMetric(summary.winRate, (value) => formatPercent(value, 0))} won`;
    if (key === "timeInMarket") return "of all sessions";
    const text = formatMetric(other[key], format);
    return hasOther && text !== UNDEFINED_TEXT ? `${benchmark.symbol} ${text}` : "";
  };
  return html`<dl class="figures">
${KEY_FIGURES.map(
  (
    figure,
  ) => html`<div><dt>${figure.label}</dt><dd>${formatMetric(summary[figure.key], figure.format)}</dd><dd class="aside">${aside(figure)}</dd></div>
`,
)}</dl>`;
}

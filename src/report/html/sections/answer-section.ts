import { formatCount } from "../../../decode/format-count.ts";
import type { ResultDocument, ResultMetric } from "../../../result/result-schema.ts";
import {
  formatDecimal,
  formatMetric,
  formatPercent,
  formatSignedPercent,
  UNDEFINED_TEXT,
} from "../../format-values.ts";
import { plainAnswer } from "../../plain-answer.ts";
import { type Html, html } from "../html-text.ts";
import { renderAlarm, renderCaveats, renderFigures, renderSentences } from "./answer-parts.ts";

/** The page opens with what came out, in a sentence, with what must be known before believing it, and six figures. */
export function renderAnswer(result: ResultDocument): Html {
  return html`<section id="answer" aria-label="The answer">
${renderAlarm(result.data.synthetic)}
${renderSentences(plainAnswer(result))}
${renderWarnings(result)}
${renderKeyFigures(result)}
</section>
`;
}

function renderWarnings(result: ResultDocument): Html | null {
  // What the banner and the answer have said already is not said twice.
  const said = [
    "synthetic-prices",
    "no-trades",
    ...("missing" in result.significance ? [] : ["press-selected"]),
  ];
  return renderCaveats(result.warnings.filter((warning) => !said.includes(warning.code)));
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
    // A few sessions in thousands are not nothing.
    format: (value) => formatPercent(value, value > 0 && value < 0.01 ? 1 : 0),
    hasOther: false,
  },
  { label: "Trades", key: "tradeCount", format: formatCount, hasOther: false },
];

function renderKeyFigures(result: ResultDocument): Html {
  const { summary, benchmark } = result;
  const other: Readonly<Record<string, ResultMetric>> = "summary" in benchmark ? benchmark.summary : {};
  const aside = ({ key, format, hasOther }: KeyFigure) => {
    if (key === "tradeCount")
      return result.trades.length === 0
        ? ""
        : `${formatMetric(summary.winRate, (value) => formatPercent(value, 0))} won`;
    if (key === "timeInMarket") return "of all sessions";
    const own = summary[key];
    if (own?.value === null) return own.reason;
    const text = formatMetric(other[key], format);
    return hasOther && text !== UNDEFINED_TEXT ? `${benchmark.symbol} ${text}` : "";
  };
  return renderFigures(
    KEY_FIGURES.map((figure) => ({
      label: figure.label,
      value: formatMetric(summary[figure.key], figure.format),
      aside: aside(figure),
    })),
  );
}

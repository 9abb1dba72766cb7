import { sentimentVsMarket } from "../../analysis/sentiment-vs-market/sentiment-vs-market.ts";
import { didYouMean } from "../../decode/did-you-mean.ts";
import { InputError, MarketDataError } from "../../errors.ts";
import { loadStrategyPrices } from "../../feeds/load-strategy-prices.ts";
import { type PriceSeries, sessionsOf } from "../../market/price-series.ts";
import { renderSentiment } from "../../report/terminal/sentiment-report.ts";
import { type SentimentIndex, sentimentIndex } from "../../signals/sentiment-index.ts";
import { loadCatalogue } from "../../storage/signal-catalogue-files.ts";
import { type CalendarDay, formatCalendarDay } from "../../time/calendar-day.ts";
import { printJson, printText } from "../print-text.ts";
import { pairs } from "../run-options.ts";
import { terminalStyle } from "../terminal-style.ts";
import { waiting } from "../waiting.ts";

/** Flags of `edict sentiment`. */
export interface SentimentFlags {
  readonly instrument: string;
  readonly target?: string;
  readonly halfLife: number;
  readonly horizons: readonly number[];
  readonly lags: number;
  readonly decide: "open" | "close";
  readonly timing: "safe" | "best";
  readonly signals?: string;
  readonly prices?: string;
  readonly file: readonly string[];
  readonly frozen?: boolean;
  readonly drafts?: boolean;
  readonly json?: boolean;
}

/** Builds the index on the instrument's own sessions and sets it against its prices. */
export async function compareSentiment(flags: SentimentFlags): Promise<void> {
  const isDrafts = flags.drafts === true;
  const { catalogue } = await loadCatalogue(flags.signals === undefined ? [] : [flags.signals], {
    drafts: isDrafts,
  });
  const files = pairs(flags.file, "--file", "HSTECH.HK=prices/hstech.csv");
  const symbols = { legs: [flags.instrument], watched: [], named: [], benchmark: null };
  const [series] = await waiting("asking for prices", () =>
    loadStrategyPrices(symbols, null, {
      source: flags.prices ?? (flags.file.length > 0 ? null : "live"),
      files,
      adjustment: "total-return",
      frozen: flags.frozen === true,
    }),
  );
  if (series === undefined)
    throw new MarketDataError({
      what: `no prices of ${flags.instrument}`,
      at: "--instrument",
      fix: "name another",
    });
  const index = sentimentIndex(catalogue.signals, sessionsOf(series), {
    halfLife: { value: flags.halfLife, unit: "sessions" },
    decideAt: flags.decide,
    timing: flags.timing,
    drafts: isDrafts,
  });
  checkTarget(index, flags.target);
  const comparison = sentimentVsMarket(index, series.bars, {
    horizons: flags.horizons,
    maxLag: flags.lags,
    ...(flags.target !== undefined && { target: flags.target }),
  });
  const values = flags.target === undefined ? index.overall : index.byTarget.get(flags.target)!;
  const first = comparison.firstSession ?? values.length;
  const report = {
    instrument: flags.instrument,
    source: series.source,
    synthetic: series.synthetic,
    halfLife: flags.halfLife,
    decideAt: flags.decide,
    timing: flags.timing,
    counted: catalogue.signals.length - index.uncounted.length,
    uncounted: index.uncounted,
    dates: datesOf(series, first),
    index: [...values.subarray(first)],
    closes: [...series.bars.close.subarray(first)],
    comparison,
  };
  if (flags.json === true) printJson({ schema: "edict/sentiment@1", ...report });
  else printText(renderSentiment(report, terminalStyle()));
}

function datesOf(series: PriceSeries, first: number): string[] {
  return Array.from(series.bars.days.subarray(first), (day) => formatCalendarDay(day as CalendarDay));
}

function checkTarget(index: SentimentIndex, target: string | undefined): void {
  if (target === undefined || index.byTarget.has(target)) return;
  const known = [...index.byTarget.keys()];
  throw new InputError({
    what: `no signal has the target "${target}"`,
    at: "--target",
    fix: didYouMean(target, known, `use one of ${known.join(", ")}`),
  });
}

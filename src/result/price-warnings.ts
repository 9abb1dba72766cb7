import { formatCounted } from "../decode/format-count.ts";
import { hasSchedule } from "../engine/costs/statutory-costs.ts";
import type { Simulation } from "../engine/simulation.ts";
import { isUnconfirmed } from "../market/bars.ts";
import { isTradable } from "../market/instrument.ts";
import { formatCalendarDay } from "../time/calendar-day.ts";

import type { PreparedRun } from "./prepare-run.ts";
import type { Warning } from "./result-schema.ts";

// What a reader must know of the prices, rates, lots and duties behind a result; warnings.ts puts them in order.

const NEVER = Number.POSITIVE_INFINITY;

/** The run ends with its exchange rates, though prices go on. */
export function endOfRates({ config, market, rateSeries }: PreparedRun): Warning[] {
  const end = market.days.at(-1);
  if (config.to !== null || end === undefined) return [];
  return rateSeries.flatMap(({ instrument, bars }) => {
    const isCut = bars.days.at(-1) === end && market.series.some((series) => series.bars.days.at(-1)! > end);
    return isCut
      ? [
          {
            code: "rates-end",
            message: `The exchange rates ${instrument.symbol} end on ${formatCalendarDay(end)}, and the run with them: later prices are not used.`,
          },
        ]
      : [];
  });
}

/** Whole lots were asked for, and the lot is not known. */
export function unknownLots(run: PreparedRun): Warning[] {
  if (!run.config.wholeLots) return [];
  const symbols = symbolsOf(run, ({ instrument }) => isTradable(instrument) && instrument.lot === null);
  return symbols.length === 0
    ? []
    : [
        {
          code: "unknown-lot",
          message: `The board lot of ${symbols.join(", ")} is not known: whole shares are traded.`,
        },
      ];
}

/**
 * Prices that carry later dividends are lower than those that were paid: the same money buys more shares of them. Returns
 * are right; whole lots and least commissions are not.
 */
export function sumsOfAdjustedPrices(run: PreparedRun, { trades }: Simulation): Warning[] {
  const { wholeLots, costs } = run.config;
  if (!wholeLots && costs.minimum === 0) return [];
  const symbols = run.market.series.flatMap(({ instrument, adjustment, dividends, bars }, index) => {
    if (adjustment !== "total-return" || !isTradable(instrument)) return [];
    const first = Math.min(
      ...trades.map((trade) => (trade.instrument === index ? trade.entry.session : NEVER)),
    );
    const day = bars.days[first];
    const later = day === undefined ? 0 : dividends.filter((dividend) => dividend.day > day).length;
    return later === 0
      ? []
      : [`${instrument.symbol} (${formatCounted(later, "dividend")} after its first entry)`];
  });
  if (symbols.length === 0) return [];
  const what = [...(wholeLots ? ["whole lots"] : []), ...(costs.minimum > 0 ? ["minimum commissions"] : [])];
  return [
    {
      code: "adjusted-sums",
      message: `${what.join(" and ")} apply to prices with later dividends taken out, which are lower than those paid: ${symbols.join(", ")}. --adjust split-only trades the prices paid, and books the dividends.`,
    },
  ];
}

/** Statutory costs were asked for, and the exchange has no schedule here. */
export function unknownDuties(run: PreparedRun): Warning[] {
  if (!run.config.costs.statutory) return [];
  const symbols = symbolsOf(run, ({ instrument }) => isTradable(instrument) && !hasSchedule(instrument));
  return symbols.length === 0
    ? []
    : [
        {
          code: "unknown-duties",
          message: `The duties and levies of the exchange of ${symbols.join(", ")} are not known here: none are charged.`,
        },
      ];
}

/** What edict assumed of a series because nobody said it. */
export function takenForGranted(run: PreparedRun): Warning[] {
  return run.market.series.flatMap((series) =>
    series.findings
      .filter((finding) => finding.kind === "derived-instrument" || finding.kind === "unknown-basis")
      .map((finding) => ({ code: finding.kind, message: `${series.instrument.symbol}: ${finding.what}.` })),
  );
}

/** Bars that the quality check marked or left out. */
export function priceTroubles(run: PreparedRun): Warning[] {
  return run.market.series.flatMap((series) => {
    const troubling = series.findings.filter((finding) => finding.action !== "kept");
    if (troubling.length === 0) return [];
    const [first] = troubling;
    const day =
      first?.day === null || first?.day === undefined
        ? ""
        : ` (first: ${formatCalendarDay(first.day)}, ${first.kind})`;
    return [
      {
        code: "price-findings",
        message: `${series.instrument.symbol}: ${formatCounted(troubling.length, "bar", ["was", "were"])} marked or left out by the quality check${day}.`,
      },
    ];
  });
}

/** Jumps of a currency that no close had confirmed by their day: the last confirmed rate stood in. */
export function unconfirmedRates({ rateSeries, market }: PreparedRun): Warning[] {
  const [from, to] = [market.days[0], market.days.at(-1)];
  if (from === undefined || to === undefined) return [];
  return rateSeries.flatMap(({ instrument, bars }) => {
    const days = Array.from(bars.days).filter(
      (day, index) => day >= from && day <= to && isUnconfirmed(bars, index),
    );
    const [first] = days;
    if (first === undefined) return [];
    const message = `${instrument.symbol}: ${formatCounted(days.length, "close")} jumped by more than 1% and 6 times the usual move (first: ${formatCalendarDay(first)}); until the next close stood there too, money was converted at the rate before.`;
    return [{ code: "unconfirmed-rates", message }];
  });
}

function symbolsOf(
  run: PreparedRun,
  matches: (series: PreparedRun["market"]["series"][number]) => boolean,
): string[] {
  return run.market.series.filter(matches).map((series) => series.instrument.symbol);
}

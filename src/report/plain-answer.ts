import { formatCount, formatCounted } from "../decode/format-count.ts";
import type { ResultDocument } from "../result/result-schema.ts";
import type { SensitivityRow } from "../result/sensitivity-schema.ts";
import type { Significance } from "../result/significance-schema.ts";
import { pValueInWords } from "./format-p-value.ts";
import { formatPercent, formatSignedPercent } from "./format-values.ts";
import { intervalBesideP } from "./interval-beside-p.ts";

/** A burst or a session that gave at least so much of the whole is the catch. */
const CARRIES_MOST = 0.5;

/**
 * The answer to "was it luck?" in a few plain sentences, the gravest limits first: what it made and how surely, how often
 * a shifted calendar did as well, and the catch. Every number in it stands in the result.
 *
 * @example
 * // ["On average a trade made +1.20% after costs (95% interval -0.80% to +3.10%), +9.8% in all, in 8 trades on 9 signals.",
 * //  "Moved to other dates, the same calendar did at least as well in 24% of 1,449 shifts (p = 0.48, two-sided): no different from luck.",
 * //  "Most of it is 2022-03-16: without that burst it made +0.4% in all."]
 */
export function plainAnswer(result: ResultDocument): string[] {
  const { trades, significance } = result;
  if (trades.length === 0) {
    return ["Nothing was traded, so there is nothing to judge: the table of signals says why."];
  }
  if ("missing" in significance) {
    return [effect(result, null), `Whether that was luck was not tested: ${significance.missing}.`];
  }
  return [
    effect(result, significance),
    luck(significance),
    ...intervalBesideP(
      significance.intervals?.meanTradeReturn,
      significance.calendarShift.statistics?.meanTradeReturn?.twoSided,
    ),
    ...flips(result),
    ...concentration(result, significance),
    selection(result),
  ];
}

function effect(result: ResultDocument, significance: Significance | null): string {
  const mean = result.summary.meanTradeReturn?.value ?? null;
  const total = result.summary.totalReturn?.value ?? null;
  const interval = significance?.intervals?.meanTradeReturn;
  const range =
    interval === undefined || interval.low === null
      ? ""
      : ` (${formatPercent(interval.level, 0)} interval ${formatSignedPercent(interval.low, 2)} to ${formatSignedPercent(interval.high, 2)})`;
  const { trades } = result;
  const signals = new Set(trades.flatMap(({ signalIds }) => signalIds)).size;
  const counts = `in ${formatCounted(trades.length, "trade")} on ${formatCounted(signals, "signal")}`;
  const average =
    mean === null ? "" : `On average a trade made ${formatSignedPercent(mean, 2)} after costs${range}, `;
  const whole = total === null ? "an undefined return" : formatSignedPercent(total);
  return `${average}${whole} in all, ${counts}.`;
}

function luck({ calendarShift, bursts }: Significance): string {
  const test = calendarShift.statistics?.meanTradeReturn ?? null;
  if (test === null) return `There is no p-value: ${bursts.refused ?? "no shifted calendar traded"}.`;
  const isHigh = test.greater <= test.less;
  const side = isHigh ? test.greater : test.less;
  const did =
    (isHigh ? "at least as well" : "at least as badly") + (test.undefinedDraws > 0 ? ", or nothing," : "");
  const { draws } = calendarShift;
  // p counts the observed calendar among the shifts; the sentence is about the others.
  const reached = Math.round(side * (draws + 1)) - 1;
  const share = reached / draws;
  const often = reached === 0 ? "none" : formatPercent(share, share < 0.001 ? 2 : 1);
  const every = reached === 0 ? "the " : "all ";
  const shifts = `${calendarShift.exhaustive ? every : ""}${formatCount(draws)} ${calendarShift.exhaustive ? "" : "random "}shifts`;
  return (
    `Moved to other dates, the same calendar did ${did} in ${often} of ${shifts} ` +
    `(${pValueInWords(test.twoSided)}, two-sided, ${formatCounted(bursts.count, "independent burst")}): ${verdict(test.twoSided)}.`
  );
}

function verdict(p: number): string {
  if (p <= 0.01) return "hard to put down to luck";
  if (p <= 0.05) return "luck alone would seldom do it";
  if (p <= 0.2) return "luck could well have done it";
  return "no different from luck";
}

/** What turns the conclusion is said before what supports it. */
function flips({ sensitivity }: ResultDocument): string[] {
  if ("missing" in sensitivity) return [];
  const turned = sensitivity.rows.filter(({ flips: what }) => what !== null);
  if (turned.length === 0) return [];
  const base = sensitivity.rows[0]?.p ?? null;
  const wasSignificant = base !== null && base <= sensitivity.level;
  const tell = (row: SensitivityRow) => {
    if (row.flips === "sign")
      return `${row.label} (the sign turns: ${formatSignedPercent(row.meanTradeReturn ?? 0, 2)} a trade)`;
    return `${row.label} (${wasSignificant ? "no longer" : "then"} significant: ${pValueInWords(row.p ?? 1)})`;
  };
  const tradable = turned.filter((row) => row.tradable).map(tell);
  const ahead = turned.filter((row) => !row.tradable).map(tell);
  return [
    ...(tradable.length === 0 ? [] : [`The conclusion turns with ${inWords(tradable)}.`]),
    ...(ahead.length === 0
      ? []
      : [
          `A look-ahead check, which nobody could have traded, ${tradable.length === 0 ? "turns it" : "turns it too"}: ${inWords(ahead)}.`,
        ]),
  ];
}

function concentration(result: ResultDocument, { byBurst, bestSession }: Significance): string[] {
  const [top] = byBurst;
  const total = result.summary.totalReturn?.value ?? null;
  if (total === null || total <= 0) return [];
  const lines: string[] = [];
  if (bestSession !== null && bestSession.share !== null && bestSession.share >= CARRIES_MOST) {
    lines.push(
      `Most of it is one session, ${bestSession.date}: ${formatPercent(bestSession.share, 0)} of the gain, ${formatSignedPercent(bestSession.return)} on the account.`,
    );
  }
  if (top?.share !== undefined && top.share !== null && top.share >= CARRIES_MOST) {
    const without = top.without.totalReturn;
    lines.push(
      `One burst of signals, from ${top.from}, gave ${formatPercent(top.share, 0)} of the profit` +
        `${without === null ? "" : `; without it the rule made ${formatSignedPercent(without)} in all`}.`,
    );
  }
  return lines;
}

function selection(result: ResultDocument): string {
  const traded = new Set(result.trades.flatMap(({ signalIds }) => signalIds));
  const rows = new Map(result.signals.filter(({ id }) => traded.has(id)).map((row) => [row.id, row]));
  const pressed = [...rows.values()].filter(({ familyComplete }) => !familyComplete).length;
  if (pressed === 0)
    return "All its signals come from families that hold every member, whatever the market did.";
  const which =
    pressed === rows.size
      ? rows.size === 1
        ? "Its one signal comes"
        : `All ${formatCounted(rows.size, "signal")} come`
      : `${formatCount(pressed)} of its ${formatCounted(rows.size, "signal")} ${pressed === 1 ? "comes" : "come"}`;
  return `${which} from families found through the press, which favours events that moved prices: descriptive only.`;
}

function inWords(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join("");
  return `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

import { FEWEST_BURSTS } from "../analysis/significance/bursts.ts";
import { formatCount, formatCounted } from "../decode/format-count.ts";
import type { Study, StudyRangeRow } from "../result/study-schema.ts";
import { pValueInWords } from "./format-p-value.ts";
import { formatPercent, formatRelativeDay, formatReturn } from "./format-values.ts";
import { intervalBesideP } from "./interval-beside-p.ts";

/**
 * Sessions around day 0 in words.
 *
 * @example rangeText({ first: 0, last: 9 }) // => "days 0 to +9"
 */
export function rangeText({ first, last }: { readonly first: number; readonly last: number }): string {
  return first === last
    ? `day ${formatRelativeDay(first)}`
    : `days ${formatRelativeDay(first)} to ${formatRelativeDay(last)}`;
}

/** First and last day 0 of the events; null if there is no event. */
export function studySpan({ events }: Study): { readonly from: string; readonly to: string } | null {
  const days = events.map(({ dayZero }) => dayZero).sort();
  return days.length === 0 ? null : { from: days[0]!, to: days.at(-1)! };
}

/** Why a range has no p-value, in a few words. */
export function whyNoP({ bursts, headline, headlineReason }: StudyRangeRow): string {
  if (bursts < FEWEST_BURSTS) return `${formatCounted(bursts, "burst")}, fewer than ${FEWEST_BURSTS}`;
  return headlineReason ?? headline?.reason ?? "the test is undefined";
}

/** What the study found, in plain sentences. */
export function studyAnswer(study: Study): string[] {
  const { counts, settings, ranges } = study;
  const [{ sessions, events, bursts, average, interval, headline, headlineReason, minimumDetectable }] =
    ranges as [StudyRangeRow];
  const model =
    settings.model === "mean-adjusted"
      ? "the instrument's own mean"
      : (settings.benchmark ?? "the instrument's own mean");
  const range =
    interval === null ? "" : `, 95% interval ${formatReturn(interval.low)} to ${formatReturn(interval.high)}`;
  const days = studySpan(study);
  const span = days === null ? "" : `, day 0 from ${days.from} to ${days.to}`;
  const effect = `Over ${rangeText(sessions)} the mean abnormal return against ${model} was ${formatReturn(average)}${range}, in ${formatCounted(events, "event")} of ${formatCounted(bursts, "burst")}${span}.`;
  const test =
    headline === null || headline.p === null
      ? `There is no p-value: ${headlineReason ?? headline?.reason ?? "the test is undefined"}.`
      : `Shifting the whole calendar gives ${pValueInWords(headline.p)} (two-sided).`;
  const power =
    minimumDetectable === null
      ? ""
      : ` A true effect of less than ${formatPercent(minimumDetectable, 2)} would probably have been missed.`;
  const complete =
    counts.completeFamilies === counts.events
      ? "All events are of complete families."
      : `${formatCount(counts.completeFamilies)} of the ${formatCounted(counts.events, "event")} ${counts.completeFamilies === 1 ? "is of a complete family" : "are of complete families"}; the others were found through the press, which favours events that moved prices.`;
  return [effect, `${test}${power}`, ...intervalBesideP(interval, headline?.p), complete];
}

/** How the study was made, in words. */
export function studySettings({ settings, instruments, counts }: Study): string {
  const models = instruments.map(
    ({ symbol, model, reason, events }) =>
      `${symbol} ${model}${reason === null ? "" : ` (${reason})`}, ${formatCounted(events, "event")}`,
  );
  return (
    `Normal returns from sessions ${settings.estimation.first} to ${settings.estimation.last}, at least ${settings.minimumObservations} of them` +
    `${settings.cutsOtherSignals ? ", sessions in the windows of other signals cut out" : ""}; event window ${settings.window.first} to ${settings.window.last}; ` +
    `day 0 is the first session whose close is at or after the signal is known, timing ${settings.timing}. ` +
    `${formatCounted(counts.signals, "signal")}, ${formatCounted(counts.events, "event")}, ${formatCount(counts.refused)} left out. Models: ${models.join("; ")}.`
  );
}

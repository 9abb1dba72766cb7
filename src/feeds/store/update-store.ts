import { InvariantError, MarketDataError } from "../../errors.ts";
import type { Instrument } from "../../market/instrument.ts";
import { pricedDays } from "../../market/priced-days.ts";
import type { CalendarDay } from "../../time/calendar-day.ts";
import type { Instant } from "../../time/zoned-time.ts";
import type { DayRange, PriceFeed } from "../price-feed.ts";
import type { PriceStore } from "../price-store.ts";
import { fetchRecorded, type RecordedSeries } from "../recorded-feed.ts";
import { lossBy, type Merge, mergeHistory, type Restatement } from "./merge-history.ts";
import { askAgainFrom, missingSessions } from "./missing-sessions.ts";
import { columnsSha256, type StoredSeries } from "./series-file.ts";
import { type AnswerRecord, askedFromOf, type SeriesManifest } from "./series-manifest.ts";

/** After so many answers to parts of a history the whole is asked for again: small drifts must not pile up. */
const MOST_PARTS = 30;
/** How often an update starts over because another process wrote the same symbol meanwhile. */
const MOST_CONFLICTS = 3;

export interface UpdateOptions {
  readonly signal?: AbortSignal | undefined;
  /** milliseconds since 1970 */
  readonly now?: (() => Instant) | undefined;
  /** asks for the whole history and takes it as it is, unless stored sessions or columns would be lost */
  readonly refetch?: boolean | undefined;
  /** with `refetch`: takes it even where it is less than what is stored */
  readonly acceptLoss?: boolean | undefined;
}

/** What an update did. */
export interface StoreUpdate {
  readonly manifest: SeriesManifest;
  readonly outcome: "created" | "extended" | "unchanged" | "replaced";
  readonly sessionsAdded: number;
  readonly sessionsRevised: number;
  /** holes that other instruments of the exchange do not have, before and after */
  readonly holesBefore: number;
  readonly holesAfter: number;
  readonly restatement: Restatement | null;
}

/**
 * Brings a stored history of one source up to date.
 *
 * Nothing stored: the range is asked for from its beginning, up to now. Otherwise the last ten sessions are asked
 * again, or more if the range begins earlier or the history has holes that the exchange's other instruments do
 * not have. Where the answer shows that the source restated its history, the whole is asked for and replaces it.
 *
 * @throws MarketDataError if the source has nothing, refuses, or answers with less than is stored; the store is
 *   as it was
 */
export async function updateStore(
  store: PriceStore,
  instrument: Instrument,
  feed: PriceFeed,
  range: DayRange,
  options: UpdateOptions = {},
): Promise<StoreUpdate> {
  const now = options.now ?? Date.now;
  for (let conflicts = 0; ; conflicts++) {
    const stored = store.readStored(instrument.symbol, feed.name);
    const others = store.daysOfOthers(instrument, feed.name);
    const holes = stored === undefined ? [] : missingSessions(pricedDays(stored.series), others);
    const ask = (from: CalendarDay | null) =>
      fetchRecorded(feed, { from, to: null }, instrument, options.signal);

    const next = await merged(stored, range, holes, options, ask);
    const latest = store.readStored(instrument.symbol, feed.name);
    const isConflict = versionOf(latest) !== versionOf(stored);
    if (isConflict && conflicts < MOST_CONFLICTS) continue;

    const { merge, answers, earlierAnswers, askedFrom } = next;
    const manifest = await store.put({
      instrument,
      series: merge.series,
      askedFrom,
      fetchedAt: answers[0]?.fetchedAt ?? now(),
      earlierAnswers,
      answers,
    });
    return {
      manifest,
      outcome: outcomeOf(stored, merge, options),
      sessionsAdded: merge.sessionsAdded,
      sessionsRevised: merge.sessionsRevised,
      holesBefore: holes.length,
      holesAfter: missingSessions(pricedDays(merge.series), others).length,
      restatement: merge.restatement,
    };
  }
}

function versionOf(stored: StoredSeries | undefined): string {
  return stored === undefined ? "" : `${stored.manifest.fetchedAt} ${stored.manifest.columnsSha256}`;
}

type Merged = Extract<Merge, { outcome: "merged" }>;

interface Next {
  readonly merge: Merged;
  readonly answers: RecordedSeries["answers"];
  readonly earlierAnswers: readonly AnswerRecord[];
  readonly askedFrom: CalendarDay | null;
}

async function merged(
  stored: StoredSeries | undefined,
  range: DayRange,
  holes: readonly CalendarDay[],
  options: UpdateOptions,
  ask: (from: CalendarDay | null) => Promise<RecordedSeries>,
): Promise<Next> {
  const wholeFrom = stored === undefined ? range.from : earlier(askedFromOf(stored.manifest), range.from);
  const partFrom = stored === undefined ? null : partToAsk(stored, wholeFrom, holes, options);
  if (stored !== undefined && partFrom !== null) {
    const part = await ask(partFrom);
    const merge = mergeHistory(stored.series, part.series, false);
    if (merge.outcome === "merged") {
      return { merge, answers: part.answers, earlierAnswers: stored.manifest.answers, askedFrom: wholeFrom };
    }
  }
  const whole = await ask(wholeFrom);
  const rest = { answers: whole.answers, earlierAnswers: [], askedFrom: wholeFrom };
  if (stored === undefined) return { merge: taken(whole, stored), ...rest };
  if (options.refetch === true) {
    const loss = options.acceptLoss === true ? null : lossBy(stored.series, whole.series);
    if (loss !== null) throw poorer(whole, stored, loss);
    return { merge: taken(whole, stored), ...rest };
  }
  const merge = mergeHistory(stored.series, whole.series, true);
  if (merge.outcome === "merged") return { merge, ...rest };
  if (merge.outcome !== "poorer")
    throw new InvariantError({ what: "a whole history was asked for, and was not enough" });
  throw poorer(whole, stored, merge.what);
}

function poorer({ series }: RecordedSeries, { manifest }: StoredSeries, what: string): MarketDataError {
  return new MarketDataError({
    what: `${series.source} does not go on with the stored history of ${manifest.symbol}: ${what}; it stays as it was`,
    at: `${manifest.source}, stored ${manifest.from} .. ${manifest.to}, fetched ${manifest.fetchedAt}`,
    fix: "fetch it again later; `edict prices fetch --refetch --accept-loss` takes the new answer all the same",
  });
}

/** Where a part begins that suffices; null if only the whole will do. */
function partToAsk(
  { series, manifest }: StoredSeries,
  wholeFrom: CalendarDay | null,
  holes: readonly CalendarDay[],
  options: UpdateOptions,
): CalendarDay | null {
  const reachesBack = wholeFrom === askedFromOf(manifest);
  if (options.refetch === true || !reachesBack || manifest.answers.length > MOST_PARTS) return null;
  return askAgainFrom(pricedDays(series), holes);
}

/** A whole answer taken as it is; if it restates what is stored, with the finding that says so. */
function taken({ series }: RecordedSeries, stored: StoredSeries | undefined): Merged {
  const merge = stored === undefined ? undefined : mergeHistory(stored.series, series, true);
  if (merge?.outcome === "merged" && merge.restatement !== null) return merge;
  const before = stored === undefined ? 0 : pricedDays(stored.series).length;
  const sessionsAdded = pricedDays(series).length - before;
  return { outcome: "merged", series, sessionsAdded, sessionsRevised: 0, restatement: null };
}

function outcomeOf(
  stored: StoredSeries | undefined,
  merge: Merged,
  options: UpdateOptions,
): StoreUpdate["outcome"] {
  if (stored === undefined) return "created";
  // A whole answer that was taken unseen may hold less, or other prices: the hash of its columns tells.
  if (options.refetch === true) {
    const { columns, columnsGiven } = merge.series;
    return columnsSha256(columns, columnsGiven) === stored.manifest.columnsSha256 ? "unchanged" : "replaced";
  }
  if (merge.restatement !== null) return "replaced";
  return merge.sessionsAdded > 0 || merge.sessionsRevised > 0 ? "extended" : "unchanged";
}

/** The earlier of two beginnings; null is the beginning of all. */
function earlier(a: CalendarDay | null, b: CalendarDay | null): CalendarDay | null {
  return a === null || b === null ? null : Math.min(a, b);
}

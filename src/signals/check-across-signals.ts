import { didYouMean } from "../decode/did-you-mean.ts";
import { parseCalendarDay } from "../time/calendar-day.ts";
import type { CatalogueEntry } from "./catalogue.ts";
import type { CheckContext, CheckFinding, CheckSeverity } from "./check-finding.ts";
import type { PolicySignal } from "./policy-signal.ts";
import { signalClusters } from "./signal-clusters.ts";
import { SIGNAL_KIND_TREE, type SignalKind } from "./signal-kind.ts";

/** What is wrong between signals; see {@link checkCatalogue}. */
export function checkAcrossSignals(
  entries: readonly CatalogueEntry[],
  context: CheckContext,
): readonly CheckFinding[] {
  const byId = new Map<string, CatalogueEntry>();
  for (const entry of entries) if (!byId.has(entry.signal.id)) byId.set(entry.signal.id, entry);
  return [
    ...findDuplicates(entries, byId),
    ...entries.flatMap((entry) => checkTies(entry, byId)),
    ...findSameActs(entries),
    ...findHalfCompleteFamilies(entries),
    ...findClusters(entries, byId, context),
  ];
}

function finding(severity: CheckSeverity, entry: CatalogueEntry, what: string, fix: string): CheckFinding {
  return { severity, id: entry.signal.id, what, at: entry.at, fix };
}

function findDuplicates(
  entries: readonly CatalogueEntry[],
  byId: ReadonlyMap<string, CatalogueEntry>,
): CheckFinding[] {
  return entries.flatMap((entry) => {
    const first = byId.get(entry.signal.id)!;
    if (first === entry) return [];
    const what = `the id stands already at ${first.at}`;
    return [finding("error", entry, what, "if it is the same act, keep one; if not, give it another id")];
  });
}

/** Ties point to signals that are there, and the act comes no earlier than what told of it. */
function checkTies(entry: CatalogueEntry, byId: ReadonlyMap<string, CatalogueEntry>): CheckFinding[] {
  const { signal } = entry;
  return (signal.relatesTo ?? []).flatMap(({ id, relation }, index) => {
    const place = { ...entry, at: `${entry.at}${entry.at.endsWith("]") ? "." : " "}relatesTo[${index}]` };
    const other = byId.get(id)?.signal;
    if (id === signal.id) return [finding("error", place, "tied to itself", "name the other signal")];
    if (other === undefined) {
      const fix = didYouMean(id, byId.keys(), "add that signal, or drop the tie");
      return [finding("error", place, `tied to "${id}", which is not in the catalogue`, fix)];
    }
    const isAhead = relation === "leak-of" || relation === "announces";
    const [earlier, later] = isAhead ? [signal, other] : [other, signal];
    if (!isPublishedBefore(later, earlier)) return [];
    const what = `${later.id} (${publicationText(later)}) comes before ${earlier.id} (${publicationText(earlier)})`;
    return [finding("error", place, `${relation}: ${what}`, "mend the dates or the relation")];
  });
}

/** Certainly before: an earlier day, or an earlier clock time on the same day where both are known. */
function isPublishedBefore(a: PolicySignal, b: PolicySignal): boolean {
  if (a.publishedAt.date !== b.publishedAt.date) return a.publishedAt.date < b.publishedAt.date;
  return (
    a.publishedAt.time !== null && b.publishedAt.time !== null && a.publishedAt.time < b.publishedAt.time
  );
}

function publicationText({ publishedAt: { date, time } }: PolicySignal): string {
  return time === null ? date : `${date} ${time}`;
}

/** Days that two accounts of one act may differ by. */
const SAME_ACT_DAYS = 1;

/**
 * Signals that look like an act that stands there already: same branch of the kind tree, same status and phase, an
 * actor, a target and the named tickers in common, at most a day apart, and no tie that tells them apart. One finding a
 * signal, which names the first of its likes: of n alike there would be n (n - 1) / 2.
 */
function findSameActs(entries: readonly CatalogueEntry[]): CheckFinding[] {
  const sorted = entries
    .map((entry) => ({ entry, day: parseCalendarDay(entry.signal.occursAt)! }))
    .sort((a, b) => a.day - b.day);
  let firstNear = 0;
  return sorted.flatMap(({ entry, day }, index) => {
    while (day - sorted[firstNear]!.day > SAME_ACT_DAYS) firstNear++;
    const alike = sorted
      .slice(firstNear, index)
      .filter((earlier) => looksLikeSameAct(earlier.entry.signal, entry.signal));
    const [first] = alike;
    if (first === undefined) return [];
    const others = alike.length === 1 ? "" : `, and as ${alike.length - 1} more`;
    const what = `may be the same act as ${first.entry.signal.id} at ${first.entry.at}${others}`;
    return [finding("warning", entry, what, "keep one, or tie them (relatesTo) to say how they differ")];
  });
}

function looksLikeSameAct(a: PolicySignal, b: PolicySignal): boolean {
  const isTied = [a, b].some((one, index) =>
    one.relatesTo?.some((tie) => tie.id === (index === 0 ? b : a).id),
  );
  return (
    a.id !== b.id &&
    !isTied &&
    branchOf(a.kind) === branchOf(b.kind) &&
    a.status === b.status &&
    a.phase === b.phase &&
    Math.sign(a.stance) === Math.sign(b.stance) &&
    overlap(a.actors, b.actors) &&
    overlap(a.targets, b.targets) &&
    (a.symbols.length === 0 || b.symbols.length === 0 || overlap(a.symbols, b.symbols))
  );
}

const BRANCH_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(SIGNAL_KIND_TREE).flatMap(([branch, kinds]) => kinds.map((kind) => [kind, branch] as const)),
);

function branchOf(kind: SignalKind): string {
  return BRANCH_OF.get(kind) ?? kind;
}

function overlap(a: readonly string[], b: readonly string[]): boolean {
  return a.some((word) => b.includes(word));
}

/** A family is complete or it is not: one mark for all its members. */
function findHalfCompleteFamilies(entries: readonly CatalogueEntry[]): CheckFinding[] {
  const firstByFamily = new Map<string, CatalogueEntry>();
  return entries.flatMap((entry) => {
    const { family, familyComplete } = entry.signal;
    if (family === null) return [];
    const first = firstByFamily.get(family) ?? entry;
    firstByFamily.set(family, first);
    if (first.signal.familyComplete === familyComplete) return [];
    const what = `family ${family} is marked ${familyComplete ? "" : "in"}complete here, but not at ${first.at}`;
    return [finding("error", entry, what, "mark all members of the family alike")];
  });
}

function findClusters(
  entries: readonly CatalogueEntry[],
  byId: ReadonlyMap<string, CatalogueEntry>,
  { calendar, clusterSessions, timing = "safe" }: CheckContext,
): CheckFinding[] {
  if (calendar === undefined || clusterSessions === undefined) return [];
  const signals = entries.map((entry) => entry.signal);
  return signalClusters(signals, calendar, timing, clusterSessions).map(({ ids, from, to }) => {
    const entry = byId.get(ids[0]!)!;
    const what = `${ids.length} signals from ${from} to ${to} cannot be told apart: ${ids.join(", ")}`;
    return finding("note", entry, what, "keep the burst together in statistics, or select one (countWithin)");
  });
}

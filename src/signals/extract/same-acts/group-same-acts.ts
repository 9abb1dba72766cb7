import { parseInstant } from "../../../time/zoned-time.ts";
import { isKindWithin } from "../../signal-kind.ts";
import type { DraftSignal } from "../drafts/draft-signal.ts";
import { round } from "../weighing/round.ts";
import {
  areKindsAkin,
  areOpposed,
  daysApart,
  daysOf,
  shareActors,
  shareCompanies,
  shareTargets,
  stageOf,
} from "./act-similarity.ts";
import { type MinHash, minHash, minHashSimilarity, textFingerprint } from "./min-hash.ts";

/** One article's word on an act, in the order in which the words became known. */
export interface ActRevision {
  readonly draftId: string;
  readonly articleId: string;
  readonly knownAt: string | null;
  /** 1 for the first; 0.75^k for the k-th repetition within 72 hours; 0 after that. */
  readonly novelty: number;
  /** Mean stance of this and all earlier revisions, weighted by confidence: what was known then. */
  readonly stance: number;
}

/** An act with everything that told of it. */
export interface ActGroup {
  /** Id of the draft that was known first. */
  readonly id: string;
  readonly articleIds: readonly string[];
  /** The draft known first, tied to earlier acts by `relatesTo`; nothing later changes it. */
  readonly signal: DraftSignal;
  readonly revisions: readonly ActRevision[];
}

/** What helps to put acts together. */
export interface GroupOptions {
  /** Article texts by id; with them reprints are recognised by their words. */
  readonly texts?: ReadonlyMap<string, string>;
}

const NEAR_REPRINT = 0.8;
const MOST_DAYS_APART = 1;
const NOVELTY_DECAY = 0.75;
const NOVELTY_HOURS = 72;
const MOST_TIES = 3;
// How long before an act its leak, its diary entry, its draft or its opened case may lie, in days.
const TIE_DAYS = { rumour: 45, diary: 14, draft: 540, opened: 1500, act: 0 } as const;

/**
 * Puts together the drafts that tell of one act, and ties acts to what led up to them.
 *
 * Drafts are taken in the order in which they became known. Each joins the first group of its stage that it
 * fits (a reprint by words; else akin kinds, a common actor, common targets, at most a day apart, stances not
 * opposed), or founds a group. A rumour, a diary entry, a draft rule, an opened case and the act itself stay
 * separate signals; the later one is tied to the earlier by `relatesTo`.
 *
 * Because a group never looks ahead, drafts that become known later change nothing about the revisions and
 * signals known before them.
 *
 * @returns groups in the order in which they became known
 */
export function groupSameActs(drafts: readonly DraftSignal[], options: GroupOptions = {}): ActGroup[] {
  const groups: OpenGroup[] = [];
  const byDay = new Map<number, OpenGroup[]>();
  const byPrint = new Map<string, OpenGroup[]>();
  const prints = new ArticlePrints(options.texts ?? new Map());
  for (const draft of inOrderKnown(drafts)) {
    const print = prints.of(draft.articleIds[0] ?? "");
    const candidates = new Set<OpenGroup>();
    for (const group of print === undefined ? [] : (byPrint.get(print.fingerprint) ?? []))
      candidates.add(group);
    for (const day of nearbyDays(draft)) for (const group of byDay.get(day) ?? []) candidates.add(group);
    let home = [...candidates].find((group) => belongs(draft, print, group));
    if (home === undefined) {
      home = { signal: withTies(draft, groups), members: [], print };
      groups.push(home);
      const days = daysOf(draft);
      if (days !== undefined)
        for (let day = days.first; day <= Math.min(days.last, days.first + 31); day++) put(byDay, day, home);
    }
    if (print !== undefined) put(byPrint, print.fingerprint, home);
    home.members.push(draft);
  }
  return groups.map(closeGroup);
}

/**
 * One signal an act: the draft known first, with the ids of every article that told of the act.
 */
export function signalsOfActs(groups: readonly ActGroup[]): DraftSignal[] {
  return groups.map((group) => ({ ...group.signal, articleIds: [...group.articleIds] }));
}

interface OpenGroup {
  readonly signal: DraftSignal;
  readonly members: DraftSignal[];
  readonly print: ArticlePrint | undefined;
}

interface ArticlePrint {
  readonly fingerprint: string;
  readonly signature: MinHash;
}

/** Fingerprints of articles, each computed once. */
class ArticlePrints {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #known = new Map<string, ArticlePrint>();

  constructor(texts: ReadonlyMap<string, string>) {
    this.#texts = texts;
  }

  of(articleId: string): ArticlePrint | undefined {
    const known = this.#known.get(articleId);
    if (known !== undefined) return known;
    const text = this.#texts.get(articleId);
    if (text === undefined) return undefined;
    const print = { fingerprint: textFingerprint(text), signature: minHash(text) };
    this.#known.set(articleId, print);
    return print;
  }
}

/** Earliest known first; drafts that nobody can date come last. Ties go by article, then in the order given. */
function inOrderKnown(drafts: readonly DraftSignal[]): DraftSignal[] {
  const keyed = drafts.map((draft, index) => ({
    draft,
    index,
    known:
      draft.knownAt === null
        ? Number.POSITIVE_INFINITY
        : (parseInstant(draft.knownAt) ?? Number.POSITIVE_INFINITY),
  }));
  keyed.sort(
    (a, b) =>
      (a.known === b.known ? 0 : a.known - b.known) ||
      compare(a.draft.articleIds[0] ?? "", b.draft.articleIds[0] ?? "") ||
      // Drafts of one article come with its strongest act first.
      a.index - b.index,
  );
  return keyed.map((one) => one.draft);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function nearbyDays(draft: DraftSignal): number[] {
  const days = daysOf(draft);
  if (days === undefined) return [];
  const list: number[] = [];
  for (
    let day = days.first - MOST_DAYS_APART;
    day <= Math.min(days.last, days.first + 31) + MOST_DAYS_APART;
    day++
  )
    list.push(day);
  return list;
}

function put<Key>(map: Map<Key, OpenGroup[]>, key: Key, group: OpenGroup): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [group]);
  else if (!list.includes(group)) list.push(group);
}

function belongs(draft: DraftSignal, print: ArticlePrint | undefined, group: OpenGroup): boolean {
  const { signal } = group;
  // Two acts told in one article are two acts.
  if (group.members.some((member) => member.articleIds[0] === draft.articleIds[0])) return false;
  if (!areKindsAkin(draft.kind, signal.kind) || stageOf(draft) !== stageOf(signal)) return false;
  if (!shareActors(draft, signal)) return false;
  if (print !== undefined && group.print !== undefined && isReprint(print, group.print)) return true;
  if (areOpposed(draft, signal) || daysApart(draft, signal) > MOST_DAYS_APART) return false;
  return shareTargets(draft, signal);
}

function isReprint(a: ArticlePrint, b: ArticlePrint): boolean {
  return a.fingerprint === b.fingerprint || minHashSimilarity(a.signature, b.signature) >= NEAR_REPRINT;
}

/** Ties a new act to the earlier signals that led up to it, the latest first. */
function withTies(draft: DraftSignal, groups: readonly OpenGroup[]): DraftSignal {
  const ties: string[] = [];
  for (let index = groups.length - 1; index >= 0 && ties.length < MOST_TIES; index--) {
    const earlier = groups[index]!.signal;
    if (earlier.id !== draft.id && leadsUpTo(earlier, draft)) ties.push(earlier.id);
  }
  return { ...draft, relatesTo: ties };
}

function leadsUpTo(earlier: DraftSignal, later: DraftSignal): boolean {
  const stage = stageOf(earlier);
  if (stage === stageOf(later) || stage === "act") return isFollowUp(earlier, later);
  if (daysApart(earlier, later) > TIE_DAYS[stage] || !areKindsAkin(earlier.kind, later.kind)) return false;
  if (stage === "opened") return shareCompanies(earlier, later);
  if (!areNamed(earlier, later) || !shareActors(earlier, later)) return false;
  if (stage === "diary") return earlier.kind === later.kind;
  if (areOpposed(earlier, later) || !shareTargets(earlier, later)) return false;
  return stage === "rumour" || (isRule(later) && later.phase !== "draft");
}

function areNamed(a: DraftSignal, b: DraftSignal): boolean {
  return a.actors.length > 0 && b.actors.length > 0;
}

function isRule(draft: DraftSignal): boolean {
  return isKindWithin(draft.kind, "regulation") || isKindWithin(draft.kind, "policy-document");
}

const FOLLOW_UP_DAYS = 60;

/** A look back, or a further step against the same companies by the same body. */
function isFollowUp(earlier: DraftSignal, later: DraftSignal): boolean {
  if (stageOf(earlier) !== "act" || stageOf(later) !== "act") return false;
  const sameActors = areNamed(earlier, later) && shareActors(earlier, later);
  return sameActors && shareCompanies(earlier, later) && daysApart(earlier, later) <= FOLLOW_UP_DAYS;
}

function closeGroup(group: OpenGroup): ActGroup {
  const first = group.members[0]!;
  const start = first.knownAt === null ? undefined : parseInstant(first.knownAt);
  let weight = 0;
  let sum = 0;
  const revisions = group.members.map((member, index): ActRevision => {
    weight += member.confidence;
    sum += member.confidence * member.stance;
    return {
      draftId: member.id,
      articleId: member.articleIds[0] ?? "",
      knownAt: member.knownAt,
      novelty: index === 0 ? first.novelty : noveltyOf(member, index, start),
      stance: weight === 0 ? member.stance : round(sum / weight, 2),
    };
  });
  return {
    id: first.id,
    articleIds: [...new Set(group.members.flatMap((member) => member.articleIds))],
    signal: group.signal,
    revisions,
  };
}

function noveltyOf(member: DraftSignal, index: number, start: number | undefined): number {
  const known = member.knownAt === null ? undefined : parseInstant(member.knownAt);
  if (known === undefined || start === undefined) return 0;
  const hours = (known - start) / 3_600_000;
  return hours > NOVELTY_HOURS ? 0 : round(NOVELTY_DECAY ** index, 4);
}

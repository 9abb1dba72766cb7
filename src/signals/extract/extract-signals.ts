import { createHash } from "node:crypto";
import { formatCalendarDay } from "../../time/calendar-day.ts";
import { isKindWithin, SIGNAL_KIND_TREE, type SignalKind } from "../signal-kind.ts";
import actorsData from "./actors.json" with { type: "json" };
import { type AnalysedSentence, analyseSentences } from "./analyse-sentences.ts";
import type { Article } from "./article.ts";
import chineseCues from "./chinese-cues.json" with { type: "json" };
import companiesData from "./companies.json" with { type: "json" };
import cuePairs from "./cue-pairs.json" with { type: "json" };
import type { DraftActor, DraftSignal, EvidenceSpan } from "./draft-signal.ts";
import englishCues from "./english-cues.json" with { type: "json" };
import { type EventDate, findEventDate } from "./event-date.ts";
import { eventKind } from "./event-kind.ts";
import { type ArticleEvent, groupEvents } from "./events.ts";
import { actorOf, organisationOf } from "./gazetteer.ts";
import { eventModality, eventPhase } from "./phase.ts";
import sectorsData from "./sectors.json" with { type: "json" };
import { computeStance } from "./stance.ts";
import { findTargets } from "./targets.ts";
import { type WeighedCue, weighCues } from "./weigh-cues.ts";

/** Raised when a rule changes what comes out; lexicon changes show in the hashes. */
export const RULES_VERSION = "1.0.0";

/**
 * Finds the policy acts that an article tells of, as draft signals, the strongest first.
 *
 * Nothing comes of market reports, company news, foreign governments' acts and looks back at old ones.
 * The same article gives the same bytes: no clock, no network, no randomness.
 *
 * @returns drafts whose evidence are exact slices of `article.text`
 * @example
 * const { articles } = parseArticles("The PBoC cut the reserve requirement ratio on Friday.", "a.txt", {
 *   publishedAt: "2022-04-15",
 * });
 * extractSignals(articles[0]!)[0]!.kind // => "monetary-easing"
 */
export function extractSignals(article: Article): DraftSignal[] {
  const sentences = analyseSentences(article);
  const weighed = weighCues(article, sentences);
  const events = groupEvents(weighed, article.publishedDay, sentences.length);
  const background = listBackground(article, weighed);
  return events.map((event) => draftOf(event, article, sentences, background));
}

function draftOf(
  event: ArticleEvent,
  article: Article,
  sentences: readonly AnalysedSentence[],
  background: DraftSignal["background"],
): DraftSignal {
  const { stance, mixed, parts } = computeStance(event.cues);
  const kind = eventKind(event, stance, sentences);
  const date = findEventDate(event, article);
  const modality = date.scheduledModality ?? eventModality(event);
  const { targets, participants } = findTargets(event, article, sentences, kind);
  const actors = listActors(event, article, sentences);
  const isNamed = event.actors.length > 0;
  const key = eventKey(kind, actors, targets, date);
  return {
    schemaVersion: 1,
    id: createHash("sha1").update(key).digest("hex"),
    articleIds: [article.id],
    publishedAt: article.publishedAt,
    publishedPrecision: article.publishedPrecision,
    knownAt: knownAt(article),
    tradable: article.publishedAt !== null,
    lang: article.lang,
    kind,
    phase: eventPhase(event, kind, modality, date),
    modality,
    actors,
    participants: [...participants],
    stance,
    stanceParts: { ...parts, cues: parts.cues.map((cue) => ({ ...cue, factors: { ...cue.factors } })) },
    mixed,
    targets,
    scheduled: date.scheduled,
    eventDate: date.eventDate,
    ...(date.eventEnd === undefined ? {} : { eventEnd: date.eventEnd }),
    eventDatePrecision: date.precision,
    ...(date.effectiveDate === undefined ? {} : { effectiveDate: date.effectiveDate }),
    relatesTo: [],
    novelty: isNamed || date.isExplicit ? 1 : 0.3,
    confidence: confidenceOf(event, modality, date, isNamed),
    ...listEvidence(event, article, sentences),
    background,
    source: {
      name: article.source.name ?? null,
      ...(article.source.url === undefined ? {} : { url: article.source.url }),
      official: isOfficialSource(article),
    },
    extractor: { name: "edict-rules", version: RULES_VERSION, ...lexiconHashes() },
    review: { status: "pending" },
    warnings: [...(isNamed ? [] : ["W_UNNAMED_ACTOR"]), ...article.warnings.map((warning) => warning.code)],
  };
}

/** The top of the tree above a kind: acts of one family may be the same act seen twice. */
export function kindFamily(kind: SignalKind): string {
  return Object.keys(SIGNAL_KIND_TREE).find((parent) => isKindWithin(kind, parent as SignalKind)) ?? kind;
}

function eventKey(
  kind: SignalKind,
  actors: readonly DraftActor[],
  targets: DraftSignal["targets"],
  date: EventDate,
): string {
  const names = actors.map((actor) => actor.id).sort();
  const companies = targets.companies.map((company) => company.name).sort();
  return [
    kindFamily(kind),
    names.join(","),
    companies.join(","),
    targets.sectors.join(","),
    date.eventDate ?? "-",
  ].join("|");
}

/** The publication instant; a bare day counts as its last second in the source's zone. */
function knownAt(article: Article): string | null {
  if (article.publishedAt === null) return null;
  if (article.publishedPrecision === "minute") return article.publishedAt;
  return article.publishedDay === undefined
    ? null
    : `${formatCalendarDay(article.publishedDay)}T23:59:59${article.zoneOffset}`;
}

// Bodies that act in the first sentences belong to the act even where no cue hangs on them.
const ACTOR_SENTENCES = 4;

function listActors(
  event: ArticleEvent,
  article: Article,
  sentences: readonly AnalysedSentence[],
): DraftActor[] {
  const found = new Map<string, DraftActor>();
  const spanOf = (id: string): DraftActor["evidence"] => {
    for (const sentence of sentences) {
      if (sentence.field !== "text") continue;
      const mention = sentence.mentions.find((candidate) => candidate.actors.includes(id));
      if (mention === undefined) continue;
      const start = sentence.units[mention.from]!.start;
      const end = sentence.units[mention.to - 1]!.end;
      return { articleId: article.id, start, end, text: article.text.slice(start, end) };
    }
    return null;
  };
  const add = (id: string, role: DraftActor["role"]): void => {
    if (!found.has(id)) found.set(id, { id, name: actorOf(id).name, role, evidence: spanOf(id) });
  };
  for (const [rank, id] of event.actors.entries()) add(id, rank === 0 ? "governor" : "joint");
  const isMediaAct = event.actors.some((id) => actorOf(id).type === "state-media");
  for (const sentence of sentences) {
    if (sentence.index >= ACTOR_SENTENCES) break;
    // "at a meeting chaired by President Xi", "the ministry has yet to decide": named beside the act.
    const carries =
      sentence.index < 2 && event.cues.some((one) => one.opensGate && one.sentence === sentence);
    for (const mention of sentence.mentions) {
      if (mention.kind === "media" && isMediaAct) for (const id of mention.actors) add(id, "joint");
      if (mention.kind !== "authority" || !(carries || mention.isSubject)) continue;
      for (const id of mention.actors) add(id, mention.isAgent ? "chair" : "mentioned");
    }
  }
  for (const actor of [...found.values()]) {
    const organisation = organisationOf(actorOf(actor.id), article.publishedDay);
    if (organisation !== undefined) add(organisation, "organisation");
  }
  return [...found.values()];
}

const MODALITY_CONFIDENCE = {
  done: 1,
  denied: 1,
  planned: 0.9,
  "reported-sources": 0.6,
  hypothetical: 0.5,
} as const;

/**
 * How sure the rules are that this is a current act of the state:
 *
 *   m * (.25 + .25 min(1, sum w / 4) + .2 [named actor in headline or lead] + .15 [day named] + .15 agreement)
 *
 * with agreement = |sum w x| / sum |w x| (1 when nothing points anywhere); at most .5 for a rumour or an
 * unnamed actor.
 */
function confidenceOf(
  event: ArticleEvent,
  modality: DraftSignal["modality"],
  date: EventDate,
  isNamed: boolean,
): number {
  let weight = 0;
  let net = 0;
  let gross = 0;
  let isNamedEarly = false;
  for (const one of event.cues) {
    if (one.opensGate) weight += one.weight;
    net += one.weight * one.x;
    gross += Math.abs(one.weight * one.x);
    if (one.governor.kind === "named" && one.sentence.index < 2) isNamedEarly = true;
  }
  const agreement = gross === 0 ? 1 : Math.abs(net) / gross;
  const raw =
    0.25 +
    0.25 * Math.min(1, weight / 4) +
    (isNamedEarly ? 0.2 : 0) +
    (date.isExplicit ? 0.15 : 0) +
    0.15 * agreement;
  const scaled = raw * MODALITY_CONFIDENCE[modality] * (date.scheduled ? 0.9 : 1);
  const capped = modality === "reported-sources" || !isNamed ? Math.min(0.5, scaled) : scaled;
  return Math.round(capped * 100) / 100;
}

function listEvidence(
  event: ArticleEvent,
  article: Article,
  sentences: readonly AnalysedSentence[],
): { evidence: EvidenceSpan[]; titleEvidence: EvidenceSpan[] } {
  const evidence: EvidenceSpan[] = [];
  const titleEvidence: EvidenceSpan[] = [];
  for (const one of event.cues) {
    if (one.time === "background") continue;
    const span = clauseSpan(one);
    const list = one.sentence.field === "text" ? evidence : titleEvidence;
    const text = (one.sentence.field === "text" ? article.text : article.title!).slice(span.start, span.end);
    const same = list.find((known) => known.start === span.start && known.end === span.end);
    if (same === undefined)
      list.push({ articleId: article.id, ...span, text, cueIds: [one.cue.id], weight: one.weight });
    else {
      same.cueIds.push(one.cue.id);
      same.weight = Math.round((same.weight + one.weight) * 10000) / 10000;
    }
  }
  if (evidence.length === 0) {
    // The headline alone carries the act: point at the first sentence of the text it stands over.
    const first = sentences.find((sentence) => sentence.field === "text");
    if (first !== undefined) {
      const { start, end } = first;
      evidence.push({
        articleId: article.id,
        start,
        end,
        text: article.text.slice(start, end),
        cueIds: [],
        weight: 0,
      });
    }
  }
  return { evidence, titleEvidence };
}

/** The clause that holds the cue. */
function clauseSpan(one: WeighedCue): { start: number; end: number } {
  const { units, clauses } = one.sentence;
  let from = one.cue.from;
  let to = one.cue.to;
  while (from > 0 && clauses[from - 1] === clauses[one.cue.from]) from--;
  while (to < units.length && clauses[to] === clauses[one.cue.to - 1]) to++;
  while (to > one.cue.to && /^[,;:，；：—–]$/.test(units[to - 1]!.norm)) to--;
  return { start: units[from]!.start, end: units[to - 1]!.end };
}

function listBackground(article: Article, weighed: readonly WeighedCue[]): DraftSignal["background"] {
  const seen = new Set<string>();
  const list: DraftSignal["background"] = [];
  for (const one of weighed) {
    if (one.time !== "background" || one.sentence.field !== "text") continue;
    const { start, end } = clauseSpan(one);
    const text = article.text.slice(start, end);
    if (seen.has(text)) continue;
    seen.add(text);
    const clause = one.sentence.clauses[one.cue.head];
    const date = one.sentence.dates.find((candidate) => one.sentence.clauses[candidate.from] === clause);
    list.push({
      text,
      ...(date === undefined
        ? {}
        : {
            date: formatCalendarDay(date.start).slice(
              0,
              date.precision === "year" ? 4 : date.precision === "month" ? 7 : 10,
            ),
          }),
    });
  }
  return list;
}

const OFFICIAL_SOURCE =
  /xinhua|gov\.cn|people's daily|cctv|state council|pbc\.gov|csrc|新华|人民|国务院|央行|证监会/i;

function isOfficialSource(article: Article): boolean {
  return OFFICIAL_SOURCE.test(`${article.source.name ?? ""} ${article.source.url ?? ""}`);
}

let hashes: { lexiconHash: string; gazetteerHash: string } | undefined;

/** Hashes of the data that the answer rests on, so that a draft can be told apart after an update. */
export function lexiconHashes(): { lexiconHash: string; gazetteerHash: string } {
  hashes ??= {
    lexiconHash: sha256(JSON.stringify([englishCues, chineseCues, cuePairs])),
    gazetteerHash: sha256(JSON.stringify([actorsData, companiesData, sectorsData])),
  };
  return hashes;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

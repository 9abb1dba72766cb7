import { isKindWithin, type SignalKind } from "../../signal-kind.ts";
import type { ArticleEvent } from "../acts/group-events.ts";
import { companyOf, tickersOn } from "../lexicon/gazetteer.ts";
import type { Mention } from "../mentions/mention.ts";
import type { Article } from "../read-article/article.ts";
import type { AnalysedSentence } from "../sentences/analyse-sentences.ts";
import type { DraftSignal, TargetCompany } from "./draft-signal.ts";
import { isAttendance, isListing, isTargeted } from "./target-mention.ts";

export interface Targets {
  readonly targets: DraftSignal["targets"];
  readonly participants: readonly string[];
}

// Those who came to a meeting are named in its first sentences.
const MEETING_SENTENCES = 6;
const BROAD_FAMILIES = new Set(["monetary", "fiscal", "intervention", "covid", "trade", "relief", "meeting"]);

/**
 * Companies, sectors and indices that an act is about.
 *
 * A company is a target when it stands in a sentence that carries the act (or in the sentence after it that
 * only lists names), outside of price, analyst and background clauses, and does not merely comment. An
 * unlisted company brings its listed parent at half weight.
 */
export function findTargets(
  event: ArticleEvent,
  article: Article,
  sentences: readonly AnalysedSentence[],
  kind: SignalKind,
): Targets {
  const isMeeting = kind === "leadership-meeting" || kind === "leadership-visit";
  const carrying = new Set<AnalysedSentence>();
  for (const one of event.cues) if (one.opensGate) carrying.add(one.sentence);
  const companies = new Map<string, TargetCompany["evidence"]>();
  const participants = new Set<string>();
  let previousCarries = false;
  for (const sentence of sentences) {
    const carries: boolean =
      carrying.has(sentence) ||
      ((previousCarries || (isMeeting && sentence.index < MEETING_SENTENCES)) &&
        isListing(sentence, event)) ||
      (isMeeting && sentence.index < MEETING_SENTENCES && isAttendance(sentence));
    if (carries) {
      for (const mention of sentence.mentions) {
        if (mention.kind !== "company" || mention.company === undefined) continue;
        if (!isTargeted(mention, sentence, event)) continue;
        // Somebody present at a forum stands for his company only where leaders meet companies.
        if (mention.person !== undefined && !isMeeting && !carrying.has(sentence)) continue;
        if (companies.get(mention.company) === undefined)
          companies.set(mention.company, spanOf(mention, sentence, article));
        if (mention.person !== undefined && isMeeting) participants.add(mention.person);
      }
    }
    previousCarries = carries;
  }
  return {
    targets: {
      companies: listCompanies(companies, article),
      sectors: findSectors(event, carrying, companies, isMeeting),
      indices: findIndices(sentences),
      broadMarket: isKindWithin(kind, "top-policy-meeting") || isBroad(event, carrying, companies.size),
    },
    participants: [...participants],
  };
}

/** Where the text names a company; a headline outside the text gives none. */
function spanOf(mention: Mention, sentence: AnalysedSentence, article: Article): TargetCompany["evidence"] {
  if (sentence.field !== "text") return undefined;
  const start = sentence.units[mention.from]!.start;
  const end = sentence.units[mention.to - 1]!.end;
  return { articleId: article.id, start, end, text: article.text.slice(start, end) };
}

function listCompanies(
  found: ReadonlyMap<string, TargetCompany["evidence"]>,
  article: Article,
): TargetCompany[] {
  const list: TargetCompany[] = [];
  for (const [id, evidence] of found) {
    const company = companyOf(id);
    const tickers = tickersOn(company, article.publishedDay);
    list.push({
      name: company.name,
      tickers,
      listed: tickers.length > 0,
      weight: 1,
      ...(evidence === undefined ? {} : { evidence }),
    });
    if (tickers.length > 0 || company.parent === undefined || found.has(company.parent)) continue;
    const parent = companyOf(company.parent);
    const parentTickers = tickersOn(parent, article.publishedDay);
    if (list.some((one) => one.name === parent.name)) continue;
    list.push({
      name: parent.name,
      tickers: parentTickers,
      listed: parentTickers.length > 0,
      weight: 0.5,
      via: company.name,
    });
  }
  return list;
}

// A meeting with many founders is about their trade as a whole, not about each one's own.
const FEW_COMPANIES = 4;

/** Sectors named in the headline, the first sentence or a clause of the act, and those of the few companies it is about. */
function findSectors(
  event: ArticleEvent,
  carrying: ReadonlySet<AnalysedSentence>,
  companies: ReadonlyMap<string, TargetCompany["evidence"]>,
  isMeeting: boolean,
): string[] {
  const sectors = new Set<string>();
  for (const sentence of carrying) {
    const clauses = new Set<number>();
    for (const one of event.cues) {
      if (one.sentence !== sentence || !one.opensGate) continue;
      for (let at = one.cue.from; at < one.cue.to; at++) clauses.add(sentence.clauses[at]!);
    }
    for (const term of sentence.terms.sectors) {
      // What a leader goes to see, or talks of, is told in the sentences around.
      if (isMeeting || sentence.index < 1 || clauses.has(sentence.clauses[term.from]!))
        sectors.add(term.entry.id);
    }
  }
  if (companies.size <= FEW_COMPANIES) for (const id of companies.keys()) sectors.add(companyOf(id).sector);
  return [...sectors].sort();
}

function findIndices(sentences: readonly AnalysedSentence[]): string[] {
  const indices = new Set<string>();
  for (const sentence of sentences) for (const term of sentence.terms.indices) indices.add(term.entry.id);
  return [...indices].sort();
}

function isBroad(
  event: ArticleEvent,
  carrying: ReadonlySet<AnalysedSentence>,
  companyCount: number,
): boolean {
  if (companyCount > 0) return false;
  const hasFamily = event.cues.some((one) => one.opensGate && BROAD_FAMILIES.has(one.cue.family));
  return hasFamily || [...carrying].some((sentence) => sentence.terms.hasBroadMarket);
}

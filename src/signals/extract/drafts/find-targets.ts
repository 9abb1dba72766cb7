import { isKindWithin, type SignalKind } from "../../signal-kind.ts";
import type { ArticleEvent } from "../acts/group-events.ts";
import { companyOf, tickersOn } from "../lexicon/gazetteer.ts";
import type { Mention } from "../mentions/mention.ts";
import type { Article } from "../read-article/article.ts";
import type { AnalysedSentence } from "../sentences/analyse-sentences.ts";
import type { DraftSignal, TargetCompany } from "./draft-signal.ts";
import { isAttendance, isListing, isTargeted } from "./target-mention.ts";

/** What an act is about, and the people who came to a leader's meeting. */
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
  const telling: Telling = {
    event,
    carrying: new Set(event.cues.filter((one) => one.opensGate).map((one) => one.sentence)),
    isMeeting: kind === "leadership-meeting" || kind === "leadership-visit",
  };
  const named = namedCompanies(telling, sentences);
  const companies = new Map<string, TargetCompany["evidence"]>();
  for (const { company, mention, sentence } of named) {
    if (companies.get(company) === undefined) companies.set(company, spanOf(mention, sentence, article));
  }
  const people = named.flatMap(({ mention }) => mention.person ?? []);
  return {
    targets: {
      companies: listCompanies(companies, article),
      sectors: findSectors(telling, companies),
      indices: findIndices(sentences),
      broadMarket: isKindWithin(kind, "top-policy-meeting") || isBroad(telling, companies.size),
    },
    participants: telling.isMeeting ? [...new Set(people)] : [],
  };
}

/** An act and the sentences that tell it. */
interface Telling {
  readonly event: ArticleEvent;
  readonly carrying: ReadonlySet<AnalysedSentence>;
  /** A leader meets or visits companies. */
  readonly isMeeting: boolean;
}

interface NamedCompany {
  readonly company: string;
  readonly mention: Mention;
  readonly sentence: AnalysedSentence;
}

/** Every place at which a company is named as one that the act is about. */
function namedCompanies(
  { event, carrying, isMeeting }: Telling,
  sentences: readonly AnalysedSentence[],
): NamedCompany[] {
  const found: NamedCompany[] = [];
  let previousCarries = false;
  for (const sentence of sentences) {
    const isOfMeeting = isMeeting && sentence.index < MEETING_SENTENCES;
    const carries: boolean =
      carrying.has(sentence) ||
      ((previousCarries || isOfMeeting) && isListing(sentence, event)) ||
      (isOfMeeting && isAttendance(sentence));
    for (const mention of carries ? sentence.mentions : []) {
      const { company, person } = mention;
      if (mention.kind !== "company" || company === undefined) continue;
      if (!isTargeted(mention, sentence, event)) continue;
      // Somebody present at a forum stands for his company only where leaders meet companies.
      if (person !== undefined && !isMeeting && !carrying.has(sentence)) continue;
      found.push({ company, mention, sentence });
    }
    previousCarries = carries;
  }
  return found;
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
  { event, carrying, isMeeting }: Telling,
  companies: ReadonlyMap<string, TargetCompany["evidence"]>,
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

function isBroad({ event, carrying }: Telling, companyCount: number): boolean {
  if (companyCount > 0) return false;
  const hasFamily = event.cues.some((one) => one.opensGate && BROAD_FAMILIES.has(one.cue.family));
  return hasFamily || [...carrying].some((sentence) => sentence.terms.hasBroadMarket);
}

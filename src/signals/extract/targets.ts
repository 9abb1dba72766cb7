import { isKindWithin, type SignalKind } from "../signal-kind.ts";
import type { AnalysedSentence } from "./analyse-sentences.ts";
import type { Article } from "./article.ts";
import type { DraftSignal, TargetCompany } from "./draft-signal.ts";
import type { ArticleEvent } from "./events.ts";
import { companyOf, tickersOn } from "./gazetteer.ts";
import type { Mention } from "./mention.ts";

export interface Targets {
  readonly targets: DraftSignal["targets"];
  readonly participants: readonly string[];
}

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
  const companies = new Map<string, number>();
  const participants = new Set<string>();
  let previousCarries = false;
  for (const sentence of sentences) {
    const carries: boolean = carrying.has(sentence) || (previousCarries && isListing(sentence, event));
    if (carries) {
      for (const mention of sentence.mentions) {
        if (mention.kind !== "company" || mention.company === undefined) continue;
        if (!isTargeted(mention, sentence, event)) continue;
        // Somebody present at a forum stands for his company only where leaders meet companies.
        if (mention.person !== undefined && !isMeeting && !carrying.has(sentence)) continue;
        companies.set(mention.company, 1);
        if (mention.person !== undefined && isMeeting) participants.add(mention.person);
      }
    }
    previousCarries = carries;
  }
  return {
    targets: {
      companies: listCompanies([...companies.keys()], article),
      sectors: findSectors(carrying, companies),
      indices: findIndices(sentences),
      broadMarket: isKindWithin(kind, "top-policy-meeting") || isBroad(event, carrying, companies.size),
    },
    participants: [...participants],
  };
}

/** "Titles from Tencent and NetEase are on the list": names, no prices, nobody else's act. */
function isListing(sentence: AnalysedSentence, event: ArticleEvent): boolean {
  const kinds = new Set(sentence.mentions.map((mention) => mention.kind));
  if (["analyst", "market", "foreign"].some((kind) => kinds.has(kind as Mention["kind"]))) return false;
  if ((sentence.terms.markers.get("marketMove") ?? []).some((term) => isStrongMove(sentence, term)))
    return false;
  const isOthers = sentence.mentions.some(
    (mention) =>
      mention.kind === "authority" &&
      mention.isSubject &&
      !mention.actors.some((id) => event.actors.includes(id)),
  );
  if (isOthers) return false;
  if ((sentence.terms.markers.get("background") ?? []).length > 0) return false;
  const speaks = (sentence.terms.markers.get("speech") ?? []).some(
    (term) => sentence.units[term.from]!.norm !== "according",
  );
  return !speaks && sentence.index >= 0;
}

function isTargeted(mention: Mention, sentence: AnalysedSentence, event: ArticleEvent): boolean {
  const clause = sentence.clauses[mention.from];
  if (isMoving(sentence, clause!)) return false;
  if (isCommenting(mention, sentence)) return false;
  const own = event.cues.filter(
    (one) => one.sentence === sentence && sentence.clauses[one.cue.head] === clause,
  );
  if (own.length > 0 && own.every((one) => one.time === "background" || one.governor.kind === "analyst"))
    return false;
  return !isDatedBack(mention, sentence);
}

/** The clause speaks of a price move. */
function isMoving(sentence: AnalysedSentence, clause: number): boolean {
  const { markers } = sentence.terms;
  const inClause = (term: { from: number }): boolean => sentence.clauses[term.from] === clause;
  const moves = (markers.get("marketMove") ?? []).filter(inClause);
  if ((markers.get("market") ?? []).some(inClause) && moves.length > 0) return true;
  return moves.some((term) => isStrongMove(sentence, term));
}

function isStrongMove(
  sentence: AnalysedSentence,
  term: { readonly from: number; readonly to: number },
): boolean {
  const words = sentence.units.slice(term.from, term.to).map((unit) => unit.norm);
  return STRONG_MOVES.has(words.join(sentence.units.length > 0 && words[0]!.length === 1 ? "" : " "));
}

// Verbs that of a company only ever tell its price.
const STRONG_MOVES = new Set(
  "tumbled slumped plunged surged soared rallied slid sank jumped climbed dipped edged rebounded closed ended 跌 涨 跌超 涨超 跌逾 涨逾 收跌 收涨 大跌 大涨 低开 高开".split(
    " ",
  ),
);

/** "Tencent declined to comment", "Didi said it would fix the problems". */
function isCommenting(mention: Mention, sentence: AnalysedSentence): boolean {
  const next = sentence.units[mention.to]?.norm ?? "";
  if (/^(declined|said|says|reported|posted|announced|did)$/.test(next)) return true;
  return false;
}

function isDatedBack(mention: Mention, sentence: AnalysedSentence): boolean {
  const clause = sentence.clauses[mention.from];
  return (sentence.terms.markers.get("background") ?? []).some(
    (term) =>
      sentence.clauses[term.from] === clause &&
      term.to <= mention.from &&
      /^(after|since)$/.test(sentence.units[term.to - 1]!.norm),
  );
}

function listCompanies(ids: readonly string[], article: Article): TargetCompany[] {
  const list: TargetCompany[] = [];
  const named = new Set(ids);
  for (const id of ids) {
    const company = companyOf(id);
    const tickers = tickersOn(company, article.publishedDay);
    list.push({ name: company.name, tickers, listed: tickers.length > 0, weight: 1 });
    if (tickers.length > 0 || company.parent === undefined || named.has(company.parent)) continue;
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

function findSectors(
  carrying: ReadonlySet<AnalysedSentence>,
  companies: ReadonlyMap<string, number>,
): string[] {
  const sectors = new Set<string>();
  for (const sentence of carrying) for (const term of sentence.terms.sectors) sectors.add(term.entry.id);
  for (const id of companies.keys()) sectors.add(companyOf(id).sector);
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

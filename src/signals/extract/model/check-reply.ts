import { createHash } from "node:crypto";
import * as v from "valibot";
import { formatCalendarDay, parseCalendarDay } from "../../../time/calendar-day.ts";
import { draftFrame } from "../drafts/draft-frame.ts";
import type { DraftSignal, EvidenceSpan, ModelProvenanceSchema } from "../drafts/draft-signal.ts";
import { stanceOf } from "../drafts/stance.ts";
import { actorIdByName, companiesByTicker } from "../lexicon/gazetteer.ts";
import type { Article } from "../read-article/article.ts";
import { round } from "../weighing/round.ts";
import { type ModelReply, ModelReplySchema, type ReplySignal } from "./model-reply.ts";

/** What a model answered with: recorded in each draft that comes of it. */
export type ModelProvenance = v.InferOutput<typeof ModelProvenanceSchema>;

/** A reply that stood every check, as drafts; or why it was refused. */
export type CheckedReply =
  | { readonly drafts: readonly DraftSignal[]; readonly problems?: undefined }
  | { readonly drafts?: undefined; readonly problems: readonly string[] };

/**
 * Checks what a model answered and makes drafts of it.
 *
 * Refused as a whole if anything in it is wrong: no JSON of the schema, a name with control characters, a quote that is not in the article
 * character for character, a ticker that the gazetteer does not know or that did not trade then, a date that
 * is none, or an act after publication that is not scheduled. One invented quote means that the rest cannot
 * be trusted either.
 *
 * The stance is not asked for: it is computed from the quotes' directions and weights with the formula of the
 * rules, so that it can be recomputed from `stanceParts`.
 */
export function checkModelReply(
  content: string,
  article: Article,
  provenance: ModelProvenance,
): CheckedReply {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { problems: [`the answer is not JSON: ${error.message}`] };
  }
  const parsed = v.safeParse(ModelReplySchema, value);
  if (!parsed.success) {
    return {
      problems: parsed.issues
        .slice(0, 5)
        .map((issue) => `${v.getDotPath(issue) ?? "answer"}: ${issue.message}`),
    };
  }
  const reply = parsed.output;
  const problems = [
    ...reply.signals.flatMap((signal, index) =>
      problemsOf(signal, article).map((problem) => `signal ${index + 1}: ${problem}`),
    ),
    ...reply.background
      .filter((quote) => !isQuoted(article, quote))
      .map((quote) => `background is not in the article: "${short(quote)}"`),
  ];
  if (problems.length > 0) return { problems };
  return { drafts: reply.signals.map((signal) => draftOf(signal, reply, article, provenance)) };
}

const LONGEST_NAME = 200;

/** A name that no catalogue should hold: empty, longer than any name, or with control or direction characters in it. */
function isNoName(name: string): boolean {
  return name.trim() === "" || name.length > LONGEST_NAME || /[\p{Cc}\p{Cf}]/u.test(name);
}

function problemsOf(signal: ReplySignal, article: Article): string[] {
  const problems: string[] = [];
  for (const list of ["actors", "participants", "sectors"] as const) {
    const strange = signal[list].find(isNoName);
    if (strange !== undefined)
      problems.push(`${list} has ${JSON.stringify(short(strange))}, which is no name`);
  }
  if (signal.evidence.length === 0) problems.push("no evidence is quoted");
  for (const { quote } of signal.evidence) {
    if (!isQuoted(article, quote)) problems.push(`the quote is not in the article: "${short(quote)}"`);
  }
  for (const ticker of signal.tickers) {
    if (companiesByTicker(ticker, article.publishedDay).length === 0) {
      problems.push(`ticker "${short(ticker)}" is not in the gazetteer, or did not trade then`);
    }
  }
  for (const name of ["eventDate", "eventEnd", "effectiveDate"] as const) {
    const text = signal[name];
    if (text !== null && parseCalendarDay(text) === undefined)
      problems.push(`${name} "${short(text)}" is no day`);
  }
  const day = signal.eventDate === null ? undefined : parseCalendarDay(signal.eventDate);
  if (day !== undefined && !signal.scheduled) {
    if (article.publishedDay !== undefined && day > article.publishedDay) {
      problems.push(`the act of ${signal.eventDate} lies after publication and is not scheduled`);
    }
  }
  return problems;
}

function isQuoted(article: Article, quote: string): boolean {
  return quote.trim() !== "" && article.text.includes(quote);
}

function short(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

const RUMOUR_CONFIDENCE = 0.5;

function draftOf(
  signal: ReplySignal,
  reply: ModelReply,
  article: Article,
  provenance: ModelProvenance,
): DraftSignal {
  const frame = draftFrame(article);
  const parts = stanceParts(signal);
  const isCapped = signal.modality === "reported-sources" || signal.actors.length === 0;
  const eventDate =
    signal.eventDate ?? (article.publishedDay === undefined ? null : formatCalendarDay(article.publishedDay));
  return {
    ...frame,
    id: draftId(signal, eventDate),
    kind: signal.kind,
    phase: signal.phase,
    modality: signal.modality,
    actors: signal.actors.map((name, index) => ({
      id: actorIdByName(name) ?? name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-"),
      name,
      role: index === 0 ? "governor" : "joint",
      evidence: spanOf(article, name),
    })),
    participants: signal.participants,
    stance: stanceOf(parts.sum, parts.weight),
    stanceParts: parts,
    mixed: isMixed(parts.cues),
    targets: targetsOf(signal, article),
    scheduled: signal.scheduled,
    eventDate,
    ...(signal.eventEnd === null ? {} : { eventEnd: signal.eventEnd }),
    eventDatePrecision: eventDate === null ? null : "day",
    ...(signal.effectiveDate === null ? {} : { effectiveDate: signal.effectiveDate }),
    confidence: isCapped ? Math.min(RUMOUR_CONFIDENCE, signal.confidence) : signal.confidence,
    evidence: signal.evidence.map((one, index) => evidenceOf(one, index, article)),
    background: reply.background.map((text) => ({ text })),
    extractor: { ...frame.extractor, name: "edict-model", llm: provenance },
    warnings: [
      ...frame.warnings,
      ...(signal.actors.length === 0 ? ["W_UNNAMED_ACTOR"] : []),
      ...(provenance.lookAheadRisk ? ["W_MODEL_LOOK_AHEAD"] : []),
    ],
  };
}

function cueId(index: number): string {
  return `model:${index + 1}`;
}

function evidenceOf(
  { quote, weight }: ReplySignal["evidence"][number],
  index: number,
  article: Article,
): EvidenceSpan {
  const start = article.text.indexOf(quote);
  return {
    articleId: article.id,
    start,
    end: start + quote.length,
    text: quote,
    cueIds: [cueId(index)],
    weight,
  };
}

/** Each quote as a cue, with the sums over the rounded figures that are printed. */
function stanceParts({ evidence }: ReplySignal): DraftSignal["stanceParts"] {
  const cues = evidence.map(({ quote, direction, weight }, index) => ({
    id: cueId(index),
    text: quote.slice(0, 120),
    x: round(direction, 2),
    w: round(weight, 4),
    factors: { position: weight, time: 1, source: 1, actor: 1, modality: 1 },
  }));
  const sum = cues.reduce((total, cue) => total + cue.w * cue.x, 0);
  const weight = cues.reduce((total, cue) => total + cue.w, 0);
  return { sum: round(sum, 6), weight: round(weight, 6), cues };
}

/** A model names tickers; the gazetteer knows whose they were on that day. */
function targetsOf({ tickers, sectors, broadMarket }: ReplySignal, article: Article): DraftSignal["targets"] {
  const companies = new Set(tickers.flatMap((ticker) => companiesByTicker(ticker, article.publishedDay)));
  return {
    companies: [...companies].map((company) => ({
      name: company.name,
      tickers: tickers.filter((ticker) => company.listings.some((line) => line.ticker === ticker)),
      listed: true,
      weight: 1,
    })),
    sectors,
    indices: [],
    broadMarket,
  };
}

function draftId({ kind, actors, tickers }: ReplySignal, eventDate: string | null): string {
  const key = [kind, actors.join(","), tickers.join(","), eventDate ?? "-", "model"].join("|");
  return createHash("sha1").update(key).digest("hex");
}

function spanOf(article: Article, name: string): DraftSignal["actors"][number]["evidence"] {
  const start = article.text.indexOf(name);
  return start < 0 ? null : { articleId: article.id, start, end: start + name.length, text: name };
}

const MIXED_SHARE = 0.25;

function isMixed(cues: readonly { readonly x: number; readonly w: number }[]): boolean {
  const positive = cues.reduce((total, cue) => total + Math.max(0, cue.w * cue.x), 0);
  const negative = cues.reduce((total, cue) => total + Math.max(0, -cue.w * cue.x), 0);
  return positive + negative > 0 && Math.min(positive, negative) >= MIXED_SHARE * (positive + negative);
}

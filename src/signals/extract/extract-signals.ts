import { createHash } from "node:crypto";
import type { SignalKind } from "../signal-kind.ts";
import { type ArticleEvent, groupEvents } from "./acts/group-events.ts";
import { bareWordCues } from "./drafts/bare-words.ts";
import { confidenceOf } from "./drafts/confidence.ts";
import { listActors } from "./drafts/draft-actors.ts";
import { listBackground, listEvidence } from "./drafts/draft-evidence.ts";
import { draftFrame } from "./drafts/draft-frame.ts";
import type { DraftActor, DraftSignal } from "./drafts/draft-signal.ts";
import { findEventDate, type NamedDay } from "./drafts/event-date.ts";
import { findTargets } from "./drafts/find-targets.ts";
import { eventModality, eventPhase } from "./drafts/phase.ts";
import { computeStance } from "./drafts/stance.ts";
import { eventKind } from "./kinds/event-kind.ts";
import { kindFamily } from "./kinds/kind-family.ts";
import type { Article } from "./read-article/article.ts";
import { type AnalysedSentence, analyseSentences } from "./sentences/analyse-sentences.ts";
import { isBookReview, isExplainer, isLookBack, isOpinion } from "./sentences/essays.ts";
import { weighCues } from "./weighing/weigh-cues.ts";

const UNDATED_NOVELTY = 0.3;

/**
 * Finds the policy acts that an article tells of, as draft signals, the strongest first.
 *
 * Nothing comes of market reports, company news, foreign governments' acts and looks back at old ones.
 * The same article gives the same bytes: no clock, no network, no randomness. Time grows with the length of
 * the article, about a millisecond for 600 words.
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
  const isEssay = [isBookReview, isOpinion, isLookBack].some((test) => test(sentences, article.lang));
  if (isEssay || isExplainer(sentences, article.lang, article.publishedDay)) return [];
  const weighed = weighCues(article, sentences);
  const events = groupEvents(weighed, article.publishedDay, sentences);
  const background = listBackground(article, weighed);
  return events.map((event) => draftOf(event, article, sentences, background));
}

function draftOf(
  event: ArticleEvent,
  article: Article,
  sentences: readonly AnalysedSentence[],
  background: DraftSignal["background"],
): DraftSignal {
  const { stance, mixed, parts } = computeStance([...event.cues, ...bareWordCues(event.cues)]);
  const kind = eventKind(event, stance, sentences);
  const date = findEventDate(event, article, sentences);
  const modality = date.scheduledModality ?? eventModality(event);
  const { targets, participants } = findTargets(event, article, sentences, kind);
  const actors = listActors(event, article, sentences);
  const isNamed = event.actors.length > 0;
  const frame = draftFrame(article);
  return {
    ...frame,
    id: draftId(kind, actors, targets, date.eventDate),
    kind,
    phase: eventPhase(event, kind, modality, date),
    modality,
    actors,
    participants: [...participants],
    stance,
    stanceParts: { ...parts, cues: [...parts.cues] },
    mixed,
    targets,
    scheduled: date.scheduled,
    eventDate: date.eventDate,
    ...(date.eventEnd === undefined ? {} : { eventEnd: date.eventEnd }),
    ...(date.eventDate === null ? {} : { eventDateBasis: date.isExplicit ? "text" : "publication" }),
    ...(date.named === undefined ? {} : dayEvidence(date.named, article)),
    eventDatePrecision: date.precision,
    ...(date.effectiveDate === undefined ? {} : { effectiveDate: date.effectiveDate }),
    novelty: isNamed || date.isExplicit ? frame.novelty : UNDATED_NOVELTY,
    confidence: confidenceOf(event, modality, date),
    ...listEvidence(event, article, sentences),
    background,
    warnings: [...(isNamed ? [] : ["W_UNNAMED_ACTOR"]), ...frame.warnings],
  };
}

function dayEvidence({ date, sentence }: NamedDay, article: Article): Pick<DraftSignal, "eventDateEvidence"> {
  if (sentence.field !== "text") return {};
  const start = sentence.units[date.from]!.start;
  const end = sentence.units[date.to - 1]!.end;
  return {
    eventDateEvidence: { articleId: article.id, start, end, text: article.text.slice(start, end) },
  };
}

/** sha1 of what tells one act from another: family of kinds, actors, targets and day. */
function draftId(
  kind: SignalKind,
  actors: readonly DraftActor[],
  targets: DraftSignal["targets"],
  eventDate: string | null,
): string {
  const names = actors.map((actor) => actor.id).sort();
  const companies = targets.companies.map((company) => company.name).sort();
  const key = [
    kindFamily(kind),
    names.join(","),
    companies.join(","),
    targets.sectors.join(","),
    eventDate ?? "-",
  ];
  return createHash("sha1").update(key.join("|")).digest("hex");
}

import type { ArticleEvent } from "../acts/group-events.ts";
import { actorOf, organisationOf } from "../lexicon/gazetteer.ts";
import type { Mention } from "../mentions/mention.ts";
import type { Article } from "../read-article/article.ts";
import type { AnalysedSentence } from "../sentences/analyse-sentences.ts";
import type { DraftActor } from "./draft-signal.ts";

// Bodies that act in the first sentences belong to the act even where no cue hangs on them.
const ACTOR_SENTENCES = 4;

/**
 * The actors of an act, the one that governs it most first; then those named beside it ("at a meeting chaired
 * by ...", "the ministry has yet to decide"), and the bodies that the people among them speak for.
 */
export function listActors(
  event: ArticleEvent,
  article: Article,
  sentences: readonly AnalysedSentence[],
): DraftActor[] {
  const found = new Map<string, DraftActor>();
  const add = (id: string, role: DraftActor["role"]): void => {
    if (found.has(id)) return;
    found.set(id, { id, name: actorOf(id).name, role, evidence: firstMention(id, article, sentences) });
  };
  for (const [rank, id] of event.actors.entries()) add(id, rank === 0 ? "governor" : "joint");
  const isMediaAct = event.actors.some((id) => actorOf(id).type === "state-media");
  for (const sentence of sentences) {
    if (sentence.index >= ACTOR_SENTENCES) break;
    const carries =
      sentence.index < 2 && event.cues.some((one) => one.opensGate && one.sentence === sentence);
    for (const mention of sentence.mentions) {
      if (mention.kind === "media" && isMediaAct) for (const id of mention.actors) add(id, "joint");
      if (
        mention.kind !== "authority" ||
        !(carries || mention.isSubject || mention.isAgent || isVenue(mention))
      )
        continue;
      for (const id of mention.actors) add(id, mention.isAgent ? "chair" : "mentioned");
    }
  }
  for (const actor of [...found.values()]) {
    const organisation = organisationOf(actorOf(actor.id), article.publishedDay);
    if (organisation !== undefined) add(organisation, "organisation");
  }
  return [...found.values()];
}

/** "spoke at the Central Financial Work Conference": where it was said is part of the act. */
function isVenue(mention: Mention): boolean {
  return mention.actors.some((id) => actorOf(id).type === "meeting");
}

/** Where the text first names an actor; `null` where only the headline, or nobody, does. */
function firstMention(
  id: string,
  article: Article,
  sentences: readonly AnalysedSentence[],
): DraftActor["evidence"] {
  for (const sentence of sentences) {
    if (sentence.field !== "text") continue;
    const mention = sentence.mentions.find((candidate) => candidate.actors.includes(id));
    if (mention === undefined) continue;
    const start = sentence.units[mention.from]!.start;
    const end = sentence.units[mention.to - 1]!.end;
    return { articleId: article.id, start, end, text: article.text.slice(start, end) };
  }
  return null;
}

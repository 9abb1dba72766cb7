import type { SignalKind } from "../../signal-kind.ts";
import type { ArticleEvent } from "../acts/group-events.ts";
import { actorOf } from "../lexicon/gazetteer.ts";
import type { AnalysedSentence } from "../sentences/analyse-sentences.ts";
import { kindByFamily } from "./kind-by-family.ts";
import { kindCase } from "./kind-case.ts";
import { leaderKind, venueKind } from "./meeting-kind.ts";

/** The kind of an act, from who acts, where, and what the cues are about. */
export function eventKind(
  event: ArticleEvent,
  stance: number,
  sentences: readonly AnalysedSentence[],
): SignalKind {
  const actors = new Set(event.actors);
  const upper = leadText(sentences);
  if (event.cues.some((one) => one.modality === "denied" && one.opensGate)) return "official-clarification";
  if (isStateMediaPiece(event)) return "media-signal";
  const venue = venueKind(event, actors, upper, sentences);
  if (venue !== undefined) return venue;
  const leader = leaderKind(event, sentences);
  if (leader !== undefined) return leader;
  return kindByFamily(kindCase(event, { stance, upper }));
}

function isStateMediaPiece(event: ArticleEvent): boolean {
  const speaks = event.cues.some(
    (one) => one.opensGate && one.governor.mentions.some((mention) => mention.kind === "media"),
  );
  return speaks && event.actors.every((id) => actorOf(id).type === "state-media");
}

function leadText(sentences: readonly AnalysedSentence[]): string {
  return sentences
    .filter((sentence) => sentence.index < 4)
    .flatMap((sentence) => [...sentence.units.map((unit) => unit.norm), "."])
    .join(sentences[0]?.units.some((unit) => /[a-z]{3}/.test(unit.norm)) ? " " : "");
}

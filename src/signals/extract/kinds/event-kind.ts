import type { SignalKind } from "../../signal-kind.ts";
import type { ArticleEvent } from "../acts/group-events.ts";
import { actorOf } from "../lexicon/gazetteer.ts";
import type { AnalysedSentence } from "../sentences/analyse-sentences.ts";
import { EPIDEMIC } from "./epidemic.ts";
import { leaderKind, venueKind } from "./meeting-kind.ts";
import { isMergerCase, isOfTrade } from "./trade-kind.ts";

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
  return familyKind(event, stance, actors, upper);
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

const VAGUE = new Set([
  "support",
  "commentary",
  "meeting",
  "briefing",
  "visit",
  "document",
  "obligation",
  "accusation",
  "appointment",
  "relief",
]);

const OF_CASES = new Set(["penalty", "close", "probe"]);

function familyKind(
  event: ArticleEvent,
  stance: number,
  actors: ReadonlySet<string>,
  upper: string,
): SignalKind {
  const votes = new Map<string, number>();
  for (const one of event.cues) {
    if (!one.opensGate) continue;
    // What softens a penalty takes nothing from its being one.
    const strength = OF_CASES.has(one.cue.family) ? Math.abs(one.cue.x) : Math.abs(one.x);
    const weight = one.weight * (strength + 0.15);
    votes.set(one.cue.family, (votes.get(one.cue.family) ?? 0) + weight);
  }
  const share = (...families: string[]): number =>
    families.reduce((sum, family) => sum + (votes.get(family) ?? 0), 0);
  const total = [...votes.values()].reduce((sum, weight) => sum + weight, 0);
  const concrete = [...votes.entries()].filter(([family]) => !VAGUE.has(family)).sort((a, b) => b[1] - a[1]);
  const top = concrete[0]?.[0];
  const isForeignDeal = /\b(united states|u\.s\.|us|american|washington|geneva)\b|美国|中美|美方/.test(upper);

  if (actors.has("state-council-tariff-commission"))
    return stance < 0.15 ? "trade-retaliation" : "external-relief";
  if (share("appointment") > 0 && share("appointment") >= 0.3 * total && Math.abs(stance) < 0.25)
    return "state-council";
  if (share("relief") > 0 && isForeignDeal && stance > 0) return "external-relief";
  if (share("briefing") > 0 && (top === undefined || isMostlyBriefing(event) || isBriefingAhead(event)))
    return "policy-briefing";
  const isTradeBan =
    actors.has("mofcom") &&
    stance < 0 &&
    (top === undefined || ONE_SIDED.has(top)) &&
    (share("trade") > 0 || EXPORTS.test(upper));
  if (top === "trade" || isTradeBan || isOfTrade(actors, share, top, upper))
    return stance > 0 ? "external-relief" : "trade-retaliation";
  if (isMergerCase(event, actors, upper)) return "enforcement-closed";
  // A rule about reviews opens none.
  const isRule = event.cues.some((one) => one.opensGate && one.isDraft && one.sentence.index < 2);
  const enforcement = isRule ? undefined : enforcementKind(share, stance, total, isTalkedOf(event));
  if (enforcement !== undefined) return enforcement;
  const isMoney = top === "fiscal" && share("fiscal") >= 0.5 * total;
  if (isHighDocument(event, actors) && (top !== "monetary" || !actors.has("pboc")) && !isMoney)
    return "policy-document";
  if (top === "ban" && stance < 0 && EPIDEMIC.test(upper)) return "covid-policy";
  // A bourse that stops a float acts on one firm.
  if ((top === "listing" || top === "ban") && stance < -0.15 && isBourseFirst(actors))
    return "enforcement-opened";
  // A high paper that gives with one hand and takes with the other.
  if (Math.abs(stance) < NO_DIRECTION && share("support") > 0 && HIGH_BODIES.some((id) => actors.has(id)))
    if (share("regulation", "obligation", "ban") > 0) return "policy-document";
  switch (top) {
    case "monetary":
      // A sum that is spent is the central bank's only where it is named.
      if (stance > 0 && isPlainMoney(event) && !actors.has("pboc")) return "fiscal-support";
      return Math.abs(stance) < 0.12
        ? "monetary-policy"
        : stance > 0
          ? "monetary-easing"
          : "monetary-tightening";
    case "fiscal":
      // The central bank buys bonds, it spends nothing.
      if (isCentralBankOnly(actors) && Math.abs(stance) >= NO_DIRECTION)
        return stance > 0 ? "monetary-easing" : "monetary-tightening";
      if (stance < 0 && endsSupport(event)) return "fiscal-support";
      // A regulator has no money to give: its "support measures" are rules.
      if (isRegulatorOnly(actors)) return stance >= 0 ? "regulation-easing" : "regulation-tightening";
      return stance >= 0 ? "fiscal-support" : "policy-document";
    case "intervention":
      return "market-intervention";
    case "covid":
      if (EPIDEMIC.test(upper)) return "covid-policy";
      return stance >= 0 ? "regulation-easing" : "regulation-tightening";
    case undefined:
      break;
    case "listing":
      return stance > 0 ? "regulation-easing" : "regulation-tightening";
    default:
      if (stance > 0 && TAXMEN.some((id) => actors.has(id)) && TAXES.test(upper)) return "fiscal-support";
      return stance > 0 ? "regulation-easing" : "regulation-tightening";
  }
  if (share("document") > 0 && isRegulatorOnly(actors) && Math.abs(stance) >= 0.15)
    return stance > 0 ? "regulation-easing" : "regulation-tightening";
  if (share("document") > 0)
    return actors.has("state-council") || stance >= 0 ? "policy-document" : "regulation-tightening";
  if (share("obligation", "accusation") > share("support")) return "regulation-tightening";
  return "official-commentary";
}

function isCentralBankOnly(actors: ReadonlySet<string>): boolean {
  return actors.has("pboc") && [...actors].every((id) => id === "pboc" || actorOf(id).type === "person");
}

const ENDED_SUPPORT = /^(remove|decrease|stop|halt|block|revoke):(stimulus|backing|tax-break)$/;

function endsSupport(event: ArticleEvent): boolean {
  return event.cues.some((one) => one.opensGate && one.x < 0 && ENDED_SUPPORT.test(one.cue.id));
}

const TAXMEN = ["ministry-of-finance", "state-taxation-administration"] as const;
const TAXES = /\b(tax|taxes|duty|duties|levy|levies)\b|税/;

function isPlainMoney(event: ArticleEvent): boolean {
  return event.cues.every((one) => one.cue.family !== "monetary" || one.cue.id.endsWith(":sum"));
}

function isBourseFirst(actors: ReadonlySet<string>): boolean {
  return [...actors][0]?.endsWith("stock-exchange") === true;
}

const ONE_SIDED = new Set(["ban", "regulation"]);
// The commerce ministry licenses what leaves the country.
const EXPORTS = /\b(exports?|exporters?|shipments?|rare earths?|leaves? china)\b|出口|稀土/;

const MONEY_BODIES = new Set([
  "central-bank",
  "ministry",
  "cabinet",
  "party",
  "legislature",
  "leader",
  "local",
  "generic",
  "state-fund",
  "meeting",
]);

function isRegulatorOnly(actors: ReadonlySet<string>): boolean {
  return (
    actors.size > 0 &&
    [...actors].every((id) => !MONEY_BODIES.has(actorOf(id).type) && actorOf(id).type !== "person")
  );
}

function enforcementKind(
  share: (...families: string[]) => number,
  stance: number,
  total: number,
  isTalkedOf: boolean,
): SignalKind | undefined {
  const opened = share("probe", "takedown");
  const closed = share("penalty", "close");
  // "gave the app back", "registration resumes": what was taken down is let back.
  if (opened + closed < 0.3 * total) return undefined;
  // A penalty that is only talked of closes nothing yet.
  if (stance < 0 && isTalkedOf) return "enforcement-opened";
  if (closed > 0 && closed >= 0.7 * opened) return "enforcement-closed";
  return stance > 0.1 ? "enforcement-closed" : "enforcement-opened";
}

/** Most of what opens the gate is what sources tell. */
function isTalkedOf(event: ArticleEvent): boolean {
  let told = 0;
  let all = 0;
  for (const one of event.cues) {
    if (!one.opensGate || one.sentence.index >= 2) continue;
    all += one.weight;
    if (one.modality === "reported-sources") told += one.weight;
  }
  return told > 0 && told >= all / 3;
}

const NO_DIRECTION = 0.15;
const HIGH_BODIES = [
  "state-council",
  "cpc-central-committee",
  "cpc-general-office",
  "state-council-general-office",
  "ndrc",
] as const;

/** Opinions, plans and guidelines of the cabinet or the party are documents first. */
function isHighDocument(event: ArticleEvent, actors: ReadonlySet<string>): boolean {
  const isHigh = HIGH_BODIES.some((id) => actors.has(id));
  return (
    isHigh &&
    event.cues.some((one) => one.opensGate && one.cue.family === "document" && one.sentence.index < 2)
  );
}

/** "will brief on Saturday": what it will bring is not known yet. */
function isBriefingAhead(event: ArticleEvent): boolean {
  return event.cues.some(
    (one) =>
      one.cue.family === "briefing" && one.opensGate && one.modality === "planned" && one.sentence.index < 2,
  );
}

/** A briefing that brings more talk than measures. */
function isMostlyBriefing(event: ArticleEvent): boolean {
  const briefing = event.cues.filter(
    (one) => one.cue.family === "briefing" && one.opensGate && one.sentence.index < 2,
  );
  const measures = event.cues.filter(
    (one) =>
      one.opensGate &&
      !VAGUE.has(one.cue.family) &&
      one.modality === "done" &&
      one.governor.kind !== "implied" &&
      one.sentence.index < 4 &&
      Math.abs(one.x) >= 0.4,
  );
  return briefing.length > 0 && measures.length === 0;
}

import type { SignalKind } from "../../signal-kind.ts";
import type { ArticleEvent } from "../acts/group-events.ts";
import { marked } from "../lexicon/find-terms.ts";
import { actorOf } from "../lexicon/gazetteer.ts";
import type { AnalysedSentence } from "../sentences/analyse-sentences.ts";
import type { WeighedCue } from "../weighing/weigh-cues.ts";
import { EPIDEMIC } from "./epidemic.ts";

const VENUES: Readonly<Record<string, SignalKind>> = {
  politburo: "politburo",
  cewc: "work-conference",
  "central-financial-work-conference": "work-conference",
  cfeac: "party-commission",
  "central-commission-for-deepening-reform": "party-commission",
  "central-financial-commission": "party-commission",
  "central-science-and-technology-commission": "party-commission",
  "state-council-fsdc": "state-council",
  npc: "legislature",
  "npc-standing-committee": "legislature",
};
// A law passed is legislation, whatever else the session does.
const LAWMAKING =
  /\b(pass(es|ed|ing)?|adopt(s|ed|ing)?|amend(s|ed|ing)?|enact(s|ed|ing)?|vot(es|ed|ing))\b[^.]{0,80}\b(law|laws|statute|legislation|act)\b|通过[^。]{0,30}法/;
const PLENUM = /\b(plenum|plenary|plenary session|party congress)\b|全会|全体会议|党代会/i;
// "will hold the third plenary session", 召开四中全会: the plenum itself is what happens.
const CONVENING =
  /\b(hold|holds|held|holding|convene|convenes|convened|open|opens|opened|conclude|concludes|concluded|close|closes|closed|end|ended|ends|adopted|sets?|set a date|at)\b[^.]{0,50}\b(plenum|plenary session|plenary|party congress|communique)\b|(召开|举行|闭幕|开幕|审议通过)[^。]{0,30}(全会|全体会议)|(全会|全体会议)(公报|审议|通过|提出|强调|闭幕|开幕|于)/i;
// Bodies whose meeting is what the article tells, whoever chairs it.
const MEETINGS = [
  "politburo",
  "cewc",
  "central-financial-work-conference",
  "cfeac",
  "central-commission-for-deepening-reform",
  "central-financial-commission",
  "central-science-and-technology-commission",
  "state-council-fsdc",
] as const;
const EXECUTIVE_MEETING =
  /\bexecutive meeting\b|\bState Council met\b|\b(state council|cabinet)\b[^.]{0,80}\bmeeting\b[^.]{0,30}\b(chaired|presided|led|headed)\b|\b(state council|cabinet)\b[^.]{0,120}\bat (a|its|the) (weekly |regular |executive )?meeting\b|\bmeeting of the (state council|cabinet)\b|常务会议|国常会|国务院全体会议|专题学习/i;

/** The kind that a top meeting gives to what is said at it; `undefined` where there is none. */
export function venueKind(
  event: ArticleEvent,
  actors: ReadonlySet<string>,
  upper: string,
  sentences: readonly AnalysedSentence[],
): SignalKind | undefined {
  const named = new Set(actors);
  const subjects = new Set(actors);
  // A meeting is often named beside its chair: look at every body of the first sentences.
  for (const sentence of sentences) {
    if (sentence.index > 1) continue;
    for (const mention of sentence.mentions) {
      if (isTimeReference(sentence, mention.from) || isMembership(sentence, mention.to)) continue;
      for (const id of mention.actors) {
        named.add(id);
        if (mention.isSubject) subjects.add(id);
      }
    }
  }
  if (subjects.has("cpc-central-committee") && CONVENING.test(upper)) return "party-plenum";
  for (const id of MEETINGS) if (named.has(id)) return VENUES[id];
  const leader = leaderKind(event, sentences);
  if (leader !== undefined && !subjects.has("cpc-central-committee")) return leader;
  if (named.has("cpc-central-committee") && PLENUM.test(upper)) return "party-plenum";
  for (const [id, kind] of Object.entries(VENUES)) {
    if (!named.has(id)) continue;
    if (kind === "legislature" && !subjects.has(id) && !isLegislatureActing(actors, sentences)) continue;
    return kind === "legislature" && LAWMAKING.test(upper) ? "legislation" : kind;
  }
  if (familyShare(event, "covid") >= 0.3 && EPIDEMIC.test(upper)) return "covid-policy";
  if (actors.has("state-council") && EXECUTIVE_MEETING.test(upper)) return "state-council";
  return undefined;
}

const TIME_REFERENCES = new Set(["before", "after", "since", "until", "following", "ahead", "despite"]);

/** "ahead of the Politburo meeting" only tells when. */
function isTimeReference(sentence: AnalysedSentence, from: number): boolean {
  return sentence.units.slice(Math.max(0, from - 5), from).some((unit) => TIME_REFERENCES.has(unit.norm));
}

/** 中共中央政治局委员、国务院副总理刘鹤, "Politburo member Liu He": a rank, no meeting. */
function isMembership({ units }: AnalysedSentence, to: number): boolean {
  const next = units[to]?.norm ?? "";
  return (
    next === "member" ||
    next === "members" ||
    (/^[委常]$/.test(next) && /^[员委]$/.test(units[to + 1]?.norm ?? ""))
  );
}

/** Parliament as the place of a remark ("on the sidelines of parliament") makes no act of parliament. */
function isLegislatureActing(actors: ReadonlySet<string>, sentences: readonly AnalysedSentence[]): boolean {
  if (actors.has("npc-standing-committee") || actors.has("npc")) return true;
  const hasWorkReport = sentences.some(
    (sentence) =>
      sentence.index < 2 &&
      sentence.units.some((unit, at) => unit.norm === "work" && sentence.units[at + 1]?.norm === "report"),
  );
  return hasWorkReport;
}

// Who sat at the table is told in the first sentences; further down stand bystanders.
const MEETING_SENTENCES = 6;

/** A leader's visit, or meeting with people of business; `undefined` for anything else that he does. */
export function leaderKind(
  event: ArticleEvent,
  sentences: readonly AnalysedSentence[],
): SignalKind | undefined {
  // The host of a symposium may be a body (the CPPCC) at which the leader speaks.
  const speaks = sentences.some(
    (sentence) =>
      sentence.index < 2 &&
      sentence.mentions.some(
        (mention) => mention.isSubject && mention.actors.some((id) => actorOf(id).type === "leader"),
      ),
  );
  const isLeader = speaks || event.actors.slice(0, 2).some((id) => actorOf(id).type === "leader");
  if (!isLeader) return undefined;
  const visits = event.cues.filter((one) => one.cue.family === "visit" && one.opensGate);
  const meetings = event.cues.filter(
    (one) => one.cue.family === "meeting" && one.cue.id !== "venue" && one.opensGate,
  );
  const meetsBusiness = sentences.some(
    (sentence) =>
      sentence.index < MEETING_SENTENCES &&
      (marked(sentence.terms, "entrepreneurs").length > 0 ||
        sentence.mentions.some((mention) => mention.person !== undefined)),
  );
  const byLeader = (one: WeighedCue): boolean =>
    one.governor.kind !== "named" ||
    one.governor.mentions.some((mention) => mention.actors.some((id) => actorOf(id).type === "leader"));
  if (visits.some(byLeader) && weightOf(visits) >= weightOf(meetings)) return "leadership-visit";
  if ((meetings.length > 0 || isAttended(sentences)) && meetsBusiness) return "leadership-meeting";
  return undefined;
}

/** "Executives including ... attended": a meeting by another name. */
function isAttended(sentences: readonly AnalysedSentence[]): boolean {
  return sentences.some((sentence) =>
    sentence.units.some((unit) =>
      /^(attend|attended|attending|attendees|audience|meeting|met|symposium|seminar|forum|panel|gathering|delegates|participants|guests|座|会|谈)$/.test(
        unit.norm,
      ),
    ),
  );
}

function weightOf(cues: readonly WeighedCue[]): number {
  return cues.reduce((sum, one) => sum + one.weight, 0);
}

/** Share of a family in the pointing and acting weight of an event. */
function familyShare(event: ArticleEvent, family: string): number {
  let own = 0;
  let all = 0;
  for (const one of event.cues) {
    if (!one.opensGate) continue;
    const weight = one.weight * (Math.abs(one.x) + 0.15);
    all += weight;
    if (one.cue.family === family) own += weight;
  }
  return all === 0 ? 0 : own / all;
}

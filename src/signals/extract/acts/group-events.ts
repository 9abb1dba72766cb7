import type { CalendarDay } from "../../../time/calendar-day.ts";
import { marked } from "../lexicon/find-terms.ts";
import { actorOf, organisationOf } from "../lexicon/gazetteer.ts";
import type { AnalysedSentence } from "../sentences/analyse-sentences.ts";
import { VENUE_IDS } from "../weighing/added-cues.ts";
import { SHORT_ARTICLE, type WeighedCue } from "../weighing/weigh-cues.ts";
import { GATE_WEIGHT, gateWeight, isActed, newsFrame } from "./is-acted.ts";
import { softenCues } from "./soften-cues.ts";

/** The cues of one policy act inside one article. */
export interface ArticleEvent {
  readonly cues: readonly WeighedCue[];
  /** Actors that govern a cue, strongest first: gazetteer ids. */
  readonly actors: readonly string[];
}

/**
 * Sorts the cues of an article into policy acts: one per actor or group of actors that act together.
 *
 * In a short piece everything belongs to the strongest group. In a long one a group too weak to be a signal
 * of its own joins the strongest if it is about the same thing, and else is left out as context. Cues of a
 * generic or unnamed authority belong to the group before them.
 */
export function groupEvents(
  cues: readonly WeighedCue[],
  published: CalendarDay | undefined,
  sentences: readonly AnalysedSentence[],
): ArticleEvent[] {
  const news = newsFrame(sentences);
  const groups = groupByActor(cues, published, chairs(sentences));
  if (groups.length === 0) return [];
  groups.sort((a, b) => gateWeight(b.cues) - gateWeight(a.cues));
  const main = groups[0]!;
  const others: Group[] = [];
  for (const group of groups.slice(1)) {
    const isShort = news.sentenceCount <= SHORT_ARTICLE;
    if (isShort || group.keys.size === 0) {
      for (const moved of group.cues) main.cues.push(moved);
    } else if (isScheduledMeeting(group)) others.push(group);
    else if (gateWeight(group.cues) >= GATE_WEIGHT && isNewsOfItsOwn(group)) others.push(group);
    else if (sharesFamily(group, main)) for (const moved of group.cues) main.cues.push(moved);
  }
  return [main, ...others]
    .map((group) => ({ keys: group.keys, cues: softenCues(group.cues) }))
    .filter((group) => isScheduledMeeting(group) || isActed(group.cues, news))
    .map((group) => ({
      cues: strongest(group.cues).sort(
        (a, b) => a.sentence.index - b.sentence.index || a.cue.from - b.cue.from,
      ),
      actors: rankActors(group.cues),
    }));
}

/** The cues that tell an act: an article that goes on and on says no more with its thousandth sentence. */
const MOST_CUES = 80;

function strongest(cues: readonly WeighedCue[]): WeighedCue[] {
  if (cues.length <= MOST_CUES) return [...cues];
  return [...cues]
    .sort((a, b) => b.weight - a.weight || a.sentence.start - b.sentence.start)
    .slice(0, MOST_CUES);
}

interface Group {
  readonly keys: Set<string>;
  readonly cues: WeighedCue[];
}

/** A top meeting in the diary, told in passing: "officials are expected to hold the conference next month". */
function isScheduledMeeting(group: Group): boolean {
  return group.cues.some(
    (one) =>
      one.opensGate &&
      one.cue.id === "venue" &&
      marked(one.sentence.terms, "schedule").length > 0 &&
      one.modality === "planned",
  );
}

const CHAIRING = new Set(["chaired", "led", "headed", "over", "convened", "under", "presided"]);

/**
 * Bodies of the first sentences and the leader who is said to chair them: "the Politburo said ...; the 24-man
 * body, chaired by President Xi, also ...". What either of them says belongs to one meeting.
 */
function chairs(sentences: readonly AnalysedSentence[]): ReadonlySet<string> {
  const linked = new Set<string>();
  let hasLeader = false;
  for (const sentence of sentences) {
    if (sentence.index > 2) break;
    for (const mention of sentence.mentions) {
      if (mention.kind !== "authority") continue;
      const isVenue = mention.actors.some((id) => VENUE_IDS.has(id) && id !== "cpc-central-committee");
      if (isVenue) for (const id of mention.actors) linked.add(id);
      const isChair =
        sentence.units
          .slice(Math.max(0, mention.from - 4), mention.from)
          .some((unit) => CHAIRING.has(unit.norm)) ||
        /^(chaired|chairs|led|heads|presided|主)$/.test(sentence.units[mention.to]?.norm ?? "");
      if (!isChair || !mention.actors.some((id) => actorOf(id).type === "leader")) continue;
      for (const id of mention.actors) linked.add(id);
      hasLeader = true;
    }
  }
  return hasLeader ? linked : new Set();
}

function groupByActor(
  cues: readonly WeighedCue[],
  published: CalendarDay | undefined,
  linked: ReadonlySet<string>,
): Group[] {
  const groups: Group[] = [];
  let last: Group | undefined;
  const unnamed: WeighedCue[] = [];
  for (const one of cues) {
    const keys = keysOf(one, published);
    if (keys.some((key) => linked.has(key))) keys.push(...linked);
    if (keys.length === 0) {
      if (last === undefined) unnamed.push(one);
      else last.cues.push(one);
      continue;
    }
    const touching = groups.filter((group) => keys.some((key) => group.keys.has(key)));
    const target = touching[0] ?? { keys: new Set<string>(), cues: [] };
    if (touching.length === 0) groups.push(target);
    for (const merged of touching.slice(1)) {
      for (const key of merged.keys) target.keys.add(key);
      for (const moved of merged.cues) target.cues.push(moved);
      groups.splice(groups.indexOf(merged), 1);
    }
    for (const key of keys) target.keys.add(key);
    target.cues.push(one);
    last = target;
  }
  if (unnamed.length > 0) {
    if (groups[0] !== undefined) groups[0].cues.unshift(...unnamed);
    else groups.push({ keys: new Set(), cues: unnamed });
  }
  return groups;
}

/** Ids under which a cue is grouped: its governors, and the bodies that they speak for. */
function keysOf(one: WeighedCue, published: CalendarDay | undefined): string[] {
  const keys: string[] = one.governor.impliedActor === undefined ? [] : [one.governor.impliedActor];
  for (const mention of one.governor.mentions) {
    for (const id of mention.actors) {
      keys.push(id);
      const organisation = organisationOf(actorOf(id), published);
      if (organisation !== undefined) keys.push(organisation);
    }
  }
  return keys;
}

function sharesFamily(a: Group, b: Group): boolean {
  const first = strongestFamily(a.cues);
  return first === strongestFamily(b.cues) || first === "commentary";
}

function strongestFamily(cues: readonly WeighedCue[]): string {
  const weights = new Map<string, number>();
  for (const one of cues) {
    if (one.opensGate) weights.set(one.cue.family, (weights.get(one.cue.family) ?? 0) + one.weight);
  }
  let best = "";
  let most = 0;
  for (const [family, weight] of weights) if (weight > most) [best, most] = [family, weight];
  return best;
}

/** A second act must have more than one sentence's worth of words behind it. */
function isNewsOfItsOwn(group: Group): boolean {
  return group.cues.some((one) => one.opensGate && one.time === "current" && one.governor.kind === "named");
}

function rankActors(cues: readonly WeighedCue[]): string[] {
  const weights = new Map<string, number>();
  for (const one of cues) {
    if (one.time === "background") continue;
    const implied = one.governor.impliedActor;
    if (implied !== undefined) weights.set(implied, (weights.get(implied) ?? 0) + one.weight);
    for (const mention of one.governor.mentions) {
      for (const id of mention.actors) weights.set(id, (weights.get(id) ?? 0) + one.weight);
    }
  }
  return [...weights.entries()].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([id]) => id);
}

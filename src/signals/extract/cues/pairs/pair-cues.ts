import { marked } from "../../lexicon/find-terms.ts";
import { OBJECT_CLASSES } from "../../lexicon/lexicon.ts";
import { isInside, type UnitSpan } from "../../text/unit-span.ts";
import type { Cue, CueContext, ObjectTerm, VerbTerm } from "../cue.ts";
import { findLiftingFrames, RULED_DUTY } from "./lifting-frames.ts";
import {
  asTaxBreak,
  isBurdenOf,
  isLevyOfRelief,
  isNextNoun,
  isRateOfList,
  isVerbReading,
  WHOLES,
} from "./object-readings.ts";
import { matchVerb, type PairState, pairBreaks } from "./pair-matching.ts";
import type { PairMatch } from "./pair-polarity.ts";

/** The pairs of a sentence. */
export interface PairCues {
  readonly cues: readonly Cue[];
  /** Verbs that belong to a pair; the others may still act on a whole cue. */
  readonly usedVerbs: ReadonlySet<VerbTerm>;
}

const CUES_PER_VERB = 2;
const NOUN_HERALDS = new Set(["such", "these", "those", "any", "other"]);
const RECEIVING = new Set(["face", "receive", "incur"]);
// A fixed phrase of this length is more exact than a pair found inside it.
const EXACT_LENGTH = { en: 3, zh: 4 } as const;

/** Pairs each object of a sentence, from the left, with the verb that gives it a direction. */
export function findPairCues(context: CueContext): PairCues {
  const { units, terms, language } = context;
  const exact = terms.fixed.filter((term) => term.to - term.from >= EXACT_LENGTH[language]);
  const verbs = pairingVerbs(context, exact);
  const frames = findLiftingFrames(context, verbs);
  const objects = pairedObjects(context, [...exact, ...frames]);
  const cues: Cue[] = [];
  const usedVerbs = new Set<VerbTerm>();
  const usedObjects = new Set<ObjectTerm>();
  const shared = {
    verbs: verbs.filter((verb) => !isInsideAny(verb, frames)),
    objects,
    usedVerbs,
    usedObjects,
    frames,
    breaks: pairBreaks(context),
  };
  const perVerb = new Map<VerbTerm, number>();
  let previous: PairState["previous"];
  for (let index = 0; index < objects.length; ) {
    // One word of two classes ("curbs" restrict and control) is one object: the stronger reading counts.
    const first = index;
    while (index < objects.length && objects[index]!.from === objects[first]!.from) index++;
    const found = strongest(objects.slice(first, index), { ...shared, previous }, context);
    if (found === undefined || isInsideAny(found.match.verb, exact)) continue;
    const { object, match } = found;
    const count = perVerb.get(match.verb) ?? 0;
    if (count >= CUES_PER_VERB) continue;
    usedVerbs.add(match.verb);
    usedObjects.add(object);
    // Two objects of one class under one verb ("subsidies and vouchers") are one cue.
    if (previous?.verb === match.verb && previous.cue.id.endsWith(`:${object.entry.id}`)) {
      previous = { ...previous, object };
      continue;
    }
    // "widen the range of exchange-traded funds": the range is what widens.
    const last = previous?.verb === match.verb ? previous.object : undefined;
    if (last !== undefined && units[last.to - 1]!.norm === "of" && object.from - last.to <= 2) continue;
    const cue = inItsPlace(object, match, context);
    cues.push(cue);
    perVerb.set(match.verb, count + 1);
    previous = { verb: match.verb, object, cue };
  }
  return { cues, usedVerbs };
}

function isInsideAny(term: UnitSpan, spans: readonly UnitSpan[]): boolean {
  return spans.some((span) => isInside(term, span));
}

/** @param exact long fixed phrases, which say more than a pair */
function pairingVerbs({ units, terms, language }: CueContext, exact: readonly UnitSpan[]): VerbTerm[] {
  const denials = marked(terms, "denial");
  return terms.verbs.filter(
    (verb) =>
      !isInsideObject(verb, terms.objects) &&
      // "called such controls a violation": a noun.
      !(verb.entry.form === "third" && NOUN_HERALDS.has(units[verb.from - 1]?.norm ?? "")) &&
      // "the bar for floats": a height, not a hindrance.
      !(units[verb.from]!.norm === "bar" && /^(for|to)$/.test(units[verb.to]?.norm ?? "")) &&
      // 继续暂停实施: how, not what.
      !(language === "zh" && GOING_ON.test(verb.entry.lemma) && isBeforeVerb(verb, terms.verbs)) &&
      // 扩大现场检查覆盖面至企业: the exact phrase is what the verb before it widens.
      !(language === "zh" && exact.some((phrase) => phrase.from === verb.to)) &&
      // "quashes talk of a levy" denies; it lifts no levy.
      !isInsideAny(verb, denials),
  );
}

/** @param taken phrases that say by themselves what is in them */
function pairedObjects(context: CueContext, taken: readonly UnitSpan[]): ObjectTerm[] {
  const { terms, language } = context;
  const candidates = terms.objects
    .map((object) => asTaxBreak(object, context))
    .filter(
      (object) =>
        !isVerbReading(context, object) &&
        !isInsideAny(object, taken) &&
        !(language === "zh" && isLevyOfRelief(object, terms)),
    );
  // "stock market volatility", "antitrust penalty", 企业负担: the last noun is the thing.
  const isOfLastNoun = (object: ObjectTerm): boolean =>
    candidates.some((head) => isNextNoun(head, object, context) && head.entry.id !== object.entry.id);
  return candidates.filter(
    (object) =>
      !isRateOfList(object, candidates, context) &&
      !candidates.some((head) => isBurdenOf(head, object, context)) &&
      // In Chinese only a whole (firms, the economy) gives way to what stands behind it.
      ((language === "zh" && !WHOLES.has(object.entry.id)) || !isOfLastNoun(object)),
  );
}

function strongest(
  readings: readonly ObjectTerm[],
  state: PairState,
  context: CueContext,
): { object: ObjectTerm; match: PairMatch } | undefined {
  let best: { object: ObjectTerm; match: PairMatch } | undefined;
  for (const object of readings) {
    const match = matchVerb(object, state, context);
    if (match === undefined) continue;
    if (best === undefined || Math.abs(match.x) > Math.abs(best.match.x)) best = { object, match };
  }
  return best;
}

const GOING_ON = /^(继续|持续)$/;

function isBeforeVerb(verb: VerbTerm, verbs: readonly VerbTerm[]): boolean {
  return verbs.some((other) => other.from === verb.to && other.entry.form !== "adjective");
}

/** The cue of a pair, as the words around it make it. */
function inItsPlace(object: ObjectTerm, match: PairMatch, context: CueContext): Cue {
  const plain = pairCue(object, match);
  const levied = importLevy(platformFee(plain, object, context), object, match, context);
  const withdrawn = withdrawnRestriction(waivedPermit(levied, match), context);
  return penaltyInProspect(closedCampaign(withdrawn, context), match, context);
}

function pairCue(object: ObjectTerm, { verb, verbClass, x, isPassive }: PairMatch): Cue {
  return {
    id: `${verbClass}:${object.entry.id}`,
    family: familyOf(object, x),
    x,
    from: Math.min(verb.from, object.from),
    to: Math.max(verb.to, object.to),
    head: verb.from,
    isPassive,
    form: verb.entry.form,
    isReceiving: RECEIVING.has(verb.entry.lemma),
  };
}

/** To hold back what is otherwise supported is regulation. */
function familyOf(object: ObjectTerm, x: number): string {
  const { family } = OBJECT_CLASSES[object.entry.id]!;
  return family === "support" && x <= -0.4 ? "regulation" : family;
}

/** 准入限制 is a restriction; the 限制 in it restricts nothing. */
function isInsideObject(verb: VerbTerm, objects: readonly ObjectTerm[]): boolean {
  const length = verb.to - verb.from;
  return objects.some(({ from, to }) => from <= verb.from && verb.to <= to && to - from > length);
}

const FEES = /^(fees?|commissions?|服务费|手续费|佣金|费率|收费)$/;
const PLATFORMS = /^(platforms?|apps?|marketplaces?|delivery|平台|外卖)$/;

/** "told platforms to lower the fees they charge", 引导外卖平台下调服务费: relief for merchants, a burden to the platform. */
function platformFee(cue: Cue, object: ObjectTerm, { units, clauses, language }: CueContext): Cue {
  if (object.entry.id !== "tax" || cue.x <= 0) return cue;
  const join = language === "zh" ? "" : " ";
  const words = units.slice(object.from, object.to).map((unit) => unit.norm);
  if (!FEES.test(words.join(join)) && !FEES.test(words.at(-1)!)) return cue;
  const clause = units.flatMap((unit, at) => (clauses[at] === clauses[object.from] ? [unit.norm] : []));
  const isPlatform =
    language === "zh" ? /平台|外卖/.test(clause.join("")) : clause.some((norm) => PLATFORMS.test(norm));
  if (!isPlatform) return cue;
  const { family, x } = OBJECT_CLASSES["platform-fee"]!;
  return { ...cue, id: "decrease:platform-fee", family, x: x["decrease"]! };
}

const IMPORTS = /^(imports?|goods|imported|products)$/;
const PARTNERS = /^(us|u\.s\.|american|eu|european|canadian|australian|japanese|indian|foreign|washington)$/;

/** "raises levies on American imports": a tax on another country's goods is a tariff. */
function importLevy(cue: Cue, object: ObjectTerm, match: PairMatch, { units, clauses }: CueContext): Cue {
  if (object.entry.id !== "tax") return cue;
  const clause = units.flatMap((unit, at) => (clauses[at] === clauses[object.from] ? [unit.norm] : []));
  if (!clause.some((norm) => IMPORTS.test(norm)) || !clause.some((norm) => PARTNERS.test(norm))) return cue;
  const { family, x } = OBJECT_CLASSES["tariff"]!;
  return { ...cue, id: `${match.verbClass}:tariff`, family, x: x[match.verbClass] ?? cue.x };
}

/** "or face severe punishment" threatens one; "drops the threat of fines" is an easier rule, no case closed. */
function penaltyInProspect(cue: Cue, match: PairMatch, { units, terms, clauses }: CueContext): Cue {
  if (cue.family !== "penalty") return cue;
  const before = units[cue.head - 1]?.norm ?? "";
  if (match.verb.entry.lemma === "face" && /^(or|will|would|could|may|might|must|to|they)$/.test(before))
    return { ...cue, id: "threat:penalty", family: "obligation", x: -0.4 };
  const isOfCompany = terms.mentions.some(
    (term) => term.entry.layer === "company" && clauses[term.from] === clauses[cue.head],
  );
  return cue.x > 0 && !isOfCompany ? { ...cue, family: "easing" } : cue;
}

/** The end of a rectification of one company closes its case; the end of a campaign is easier rules for all. */
function closedCampaign(cue: Cue, { terms, clauses }: CueContext): Cue {
  if (cue.x <= 0 || !/^(remove|stop):campaign$/.test(cue.id)) return cue;
  const isOfCompany = terms.mentions.some(
    (term) => term.entry.layer === "company" && clauses[term.from] === clauses[cue.head],
  );
  return isOfCompany ? { ...cue, family: "close" } : cue;
}

const WAIVING = /^(exempt|exempt from|waive|free|dispense with|do without|免于|免除|免去|豁免|无需|免)$/;

/** "exempt from filing", 豁免备案: a permit that nobody needs to have is a duty less. */
function waivedPermit(cue: Cue, { verb }: PairMatch): Cue {
  if (cue.x >= 0 || !/:(licence|export-licence)$/.test(cue.id) || !WAIVING.test(verb.entry.lemma)) return cue;
  return { ...cue, id: "eased", family: "easing", x: 0.5 };
}

const RELIEVING = new Set(["decrease", "remove", "stop"]);
const BURDENING = new Set(["curb", "block", "tighten", "impose", "require"]);
const BURDENS = /^(obliged|banned|restricted|accused)$/;
const WITHDRAWN_REACH = 4;

// A draft that a regulator takes back would have bound somebody.
const DRAFT_TAKEN_BACK =
  /^(征求意见稿|草案|修订草案|送审稿).*(撤下|撤回|撤销|下线|删除)$|^(撤下|撤回|撤销|删除).*(征求意见稿|草案|送审稿)$/;

/** "shelves plan to tax", "withdrew draft rules limiting play": what is dropped was a burden. */
function withdrawnRestriction(cue: Cue, { units, terms, language }: CueContext): Cue {
  const [name, object] = cue.id.split(":");
  if (object !== "document" || !RELIEVING.has(name!)) return cue;
  if (language === "zh") {
    const text = units.slice(cue.from, cue.to).map((unit) => unit.norm);
    const isRule = text.at(-3) === "的" && RULED_DUTY.test(text.join(""));
    return isRule || DRAFT_TAKEN_BACK.test(text.join(""))
      ? { ...cue, id: "relief:document", x: 0.6, family: "easing" }
      : cue;
  }
  const isNear = (term: { from: number }): boolean =>
    term.from >= cue.to && term.from - cue.to <= WITHDRAWN_REACH;
  if (/^(finish|complet|conclud|finalis|finaliz|clos|wrap)/.test(units[cue.head]!.norm))
    return { ...cue, x: 0 };
  const isBurden =
    terms.verbs.some((verb) => isNear(verb) && verb.entry.classes.some((one) => BURDENING.has(one))) ||
    terms.fixed.some((term) => isNear(term) && BURDENS.test(term.entry.cue.id)) ||
    terms.objects.some((term) => isNear(term) && /^(restriction|tax)$/.test(term.entry.id));
  return isBurden ? { ...cue, id: "relief:document", x: 0.6, family: "easing" } : cue;
}

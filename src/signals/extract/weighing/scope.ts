import type { Cue, CueContext } from "../cues/cue.ts";
import { marked } from "../lexicon/find-terms.ts";
import type { Marker } from "../lexicon/lexicon.ts";
import type { UnitSpan } from "../text/unit-span.ts";
import { charactersOf } from "../text/unit-text.ts";
import type { Unit } from "../text/units.ts";
import type { DenialScope } from "./denial.ts";

/** How far a cue is told as done: done, planned, told by sources, hoped for or asked, or denied. */
export type Modality = "done" | "planned" | "reported-sources" | "hypothetical" | "denied";

/** What the words around a cue do to it. */
export interface Scope {
  /** Factor on the cue's polarity: -0.6 for "will not", -0.8 for a denial, 0 for "without". */
  readonly polarity: number;
  readonly modality: Modality;
  readonly isDraft: boolean;
}

const NEGATION_REACH = { en: 8, zh: 4 } as const;
const MODAL_REACH = { en: 9, zh: 16 } as const;
const NEGATION_BREAKERS = new Set(["but", "only", "just", "merely", "necessarily", "等"]);
const SUFFERING = /^[被遭]/;

/**
 * Reads negation, modality and denial for one cue. A negation counts only inside the cue's clause and right
 * before its verb; a plan or doubt may stand a little farther off.
 *
 * @param denial where the sentence tells of a report that an authority denies
 */
export function readScope(cue: Cue, context: CueContext, denial: DenialScope | undefined): Scope {
  const isDraft = marked(context.terms, "draft").some(
    (term) => context.language === "zh" || context.clauses[term.from] === context.clauses[cue.head],
  );
  if (denial !== undefined && cue.from >= denial.from && cue.from < denial.to) {
    const isKept = isPastChange(context.units, denial.from, cue.head);
    return { polarity: isKept ? 1 : -0.8, modality: "denied", isDraft };
  }
  return {
    polarity: isStoppedShort(cue, context) ? 0 : negationFactor(cue, context),
    modality: readModality(cue, context),
    isDraft,
  };
}

/** "stops short of an outright ban": nothing is stopped. */
function isStoppedShort({ head }: Cue, { units }: CueContext): boolean {
  return units[head]!.norm.startsWith("stop") && units[head + 1]?.norm === "short";
}

// What they govern stays as it is: "no plan to change the limits", "will not waver in its zero-Covid policy".
const CHANGES = new Set(
  "relaxation easing loosening softening letup let-up change changes changed changing alter alters altered altering adjust adjusted adjusting revise revised review reviewed revisit touch waver wavers wavered wavering budge deviate deviated".split(
    " ",
  ),
);
const CHINESE_CHANGES = new Set(["改变", "调整", "动摇", "变更", "修改"]);

function negationFactor(cue: Cue, context: CueContext): number {
  const { units, clauses, language, terms } = context;
  const reach = NEGATION_REACH[language];
  const governs = (term: UnitSpan): boolean => {
    const isOfWork = language === "en" ? isOfNoWork(units, term.to) : isNotEven(units, term.to);
    const own = (language === "zh" && isFarReaching(units, term)) || isOfWork ? FAR_REACH : reach;
    if (term.to > cue.head || cue.head - term.to > own) return false;
    if (clauses[term.from] !== clauses[cue.head]) return false;
    if (isWithoutPermit(units, term.from)) return false;
    if (isPastChange(units, term.to, cue.head)) return false;
    for (let at = term.to; at < cue.head; at++) if (NEGATION_BREAKERS.has(units[at]!.norm)) return false;
    // 贷款管理不到位被罚: what was not done is the reason.
    for (let at = term.to + 1; at <= cue.head; at++) if (SUFFERING.test(units[at]!.norm)) return false;
    // "did not say when it would cut" negates the saying.
    if (marked(terms, "speech").some((one) => one.from >= term.to && one.to <= cue.head)) return false;
    // A verb in between takes the negation: "not to cut but to ...", "has not said it will".
    return !terms.verbs.some(
      (verb) =>
        verb.from >= term.to &&
        verb.to <= cue.head &&
        // "no return to flood-like stimulus": a noun.
        !(verb.from === term.to && units[term.to - 1]!.norm === "no") &&
        verb.entry.form !== "adjective" &&
        !isLightVerb(verb.entry.lemma) &&
        !(isOfWork && WORK.test(verb.entry.lemma)),
    );
  };
  // 不得随意冻结账户: to name the state's excesses is to forbid them.
  if (cue.id === "state-restraint") return 1;
  if (ownsObjectNegation(cue, context)) return -0.4;
  if (marked(terms, "cancel").some(governs)) return 0;
  if (marked(terms, "futureNegation").some(governs)) return -0.6;
  const negation = marked(terms, "negation").find(governs);
  if (negation === undefined) return 1;
  return language === "zh" && isDirect(negation, cue, units) ? -0.6 : -0.35;
}

const WORK =
  /^(work|work on|study|research|assess|assessment|evaluate|discuss|review|draft|prepare|weigh|restart|研究|考虑|讨论|酝酿|计划|开展|制定|出台|打算|启动|下发|发布|发出|部署|推进|安排|设立|筹建|成立|组建|建立)$/;
const UNDONE_REACH = 6;

/** "had not carried out any assessment or research on restarting the sale": nothing of it is done. */
function isOfNoWork(units: readonly Unit[], from: number): boolean {
  const near = units.slice(from, from + UNDONE_REACH).map((unit) => unit.norm);
  const any = near.indexOf("any");
  return any >= 0 && near.slice(any).some((norm) => UNDONE.test(norm));
}

const CHINESE_WORK =
  /^(曾|有|正在|进行|启动)?(研究|考虑|讨论|酝酿|计划|开展|制定|出台|打算|启动|下发|发布|发出|要求|部署|推进|安排|收到|设立|筹建|组建)/;

/** 未研究设立, 没有计划出台: of what is not even planned nothing is done. */
function isNotEven(units: readonly Unit[], from: number): boolean {
  const text = charactersOf(units, from, from + 5);
  return CHINESE_WORK.test(text);
}

const UNDONE =
  /^(work|study|studies|research|assessment|assessments|evaluation|talks|discussions?|review|plans?)$/;

const FAR_REACH = 24;
const LEADING = /^[对向就把]$/;
const UNRECEIVED = /[收接]到|要求/;

/** 不对欧盟汽车加征关税, 未收到立案通知: a phrase, or all that was not received, stands between. */
function isFarReaching(units: readonly Unit[], term: UnitSpan): boolean {
  if (LEADING.test(units[term.to]?.norm ?? "")) return true;
  const text = units.slice(term.from, term.to).map((unit) => unit.norm);
  return UNRECEIVED.test(text.join(""));
}

/** 不加征, 不对欧盟汽车加征: the verb itself, or with its phrase, is negated. */
function isDirect(negation: { to: number }, cue: Cue, units: readonly Unit[]): boolean {
  return isPair(cue) && (negation.to === cue.head || LEADING.test(units[negation.to]?.norm ?? ""));
}

/** 未经许可不得出口: the first negation is of the permit. */
function isWithoutPermit(units: readonly Unit[], at: number): boolean {
  return units[at]?.norm === "未" && units[at + 1]?.norm === "经";
}

/** Whether a word of change stands between a negation and a cue. */
function isPastChange(units: readonly Unit[], from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    if (CHANGES.has(units[at]!.norm)) return true;
    if (at + 1 < to && CHINESE_CHANGES.has(units[at]!.norm + units[at + 1]!.norm)) return true;
  }
  return false;
}

/** "announced no new measures": the negation stands between the verb and its object. */
function ownsObjectNegation(cue: Cue, context: CueContext): boolean {
  return (
    context.language === "en" &&
    isPair(cue) &&
    cue.to - cue.head > 2 &&
    context.units
      .slice(cue.head + 1, Math.min(cue.to, cue.head + 4))
      .some((unit) => unit.norm === "no" || unit.norm === "any") &&
    context.units
      .slice(Math.max(0, cue.head - 4), cue.to)
      .some((unit) => unit.norm === "no" || unit.norm === "not" || unit.norm === "n't")
  );
}

const LIGHT_VERBS = new Set([
  "plan",
  "consider",
  "make",
  "seek",
  "need",
  "set",
  "announce",
  "start",
  "begin",
  "open",
  "use",
  "give",
  "conduct",
  "carry out",
  "hold",
  "weigh",
  "get",
]);

function isLightVerb(lemma: string): boolean {
  return LIGHT_VERBS.has(lemma);
}

function readModality(cue: Cue, context: CueContext): Modality {
  // "Will the central bank cut again?" tells of nothing done.
  if (/^[?？]$/.test(context.units.at(-1)?.norm ?? "")) return "hypothetical";
  if (isAsked(cue, context) || isOnlyTalkedOf(cue, context)) return "hypothetical";
  if (hasMarkerBefore("discussion", cue, context)) return "hypothetical";
  // "are expected to hold the annual conference": a date in the diary, not a hope.
  if (hasMarkerBefore("schedule", cue, context)) {
    return hasMarker("rumour", context) ? "reported-sources" : "planned";
  }
  if (hasMarkerBefore("expectation", cue, context)) return "hypothetical";
  if (hasMarker("rumour", context)) return "reported-sources";
  if (hasMarkerBefore("consider", cue, context)) return "reported-sources";
  return hasMarkerBefore("plan", cue, context) ? "planned" : "done";
}

const TALK =
  /\b(reports?|talk|rumou?rs?|speculation|claims?|suggestions?) (of|about) (a |an |any |the |such a |new |possible |further )*$/;
const TALK_REACH = 6;

/** "answering reports of a ban": the ban is what is told, not what is done. */
function isOnlyTalkedOf({ from, form }: Cue, { units, language }: CueContext): boolean {
  if (language === "zh" || form === "past") return false;
  const before = units
    .slice(Math.max(0, from - TALK_REACH), from)
    .map((unit) => `${unit.norm} `)
    .join("");
  return TALK.test(before);
}

const ASKED_REACH = 4;

/** LPR加点下调？银行：随行就市: what a headline asks, and answers. */
function isAsked({ to }: Cue, { units }: CueContext): boolean {
  const after = units.slice(to, to + ASKED_REACH).map((unit) => unit.norm);
  const at = after.findIndex((norm) => /^[?？]$/.test(norm));
  return at >= 0 && !after.slice(0, at).some((norm) => /^[，,；;：:]$/.test(norm));
}

function hasMarker(marker: Marker, context: CueContext): boolean {
  return marked(context.terms, marker).length > 0;
}

function hasMarkerBefore(marker: Marker, cue: Cue, context: CueContext): boolean {
  const reach = MODAL_REACH[context.language];
  // The verb of a pair may itself say so ("considers"); a fixed phrase ("may not") means what it says.
  const end = isPair(cue) ? cue.head + 1 : cue.head;
  return marked(context.terms, marker).some(
    (term) => term.from <= cue.head && term.to <= end && cue.head - term.to <= reach,
  );
}

function isPair(cue: Cue): boolean {
  return cue.id.includes(":");
}

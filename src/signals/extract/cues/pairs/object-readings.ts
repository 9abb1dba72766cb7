import { naturalPolarity } from "../../lexicon/natural-polarity.ts";
import { charactersOf } from "../../text/unit-text.ts";
import type { CueContext, ObjectTerm } from "../cue.ts";

// What an object is among its neighbours: the thing itself, or what only says which.

// 增值税优惠, 增值税出口退税: what is granted against a levy is the thing.
const LEVIES = new Set(["tax", "tariff"]);
const TRADED = new Set(["trade-control", "export"]);
const RELIEFS = new Set(["stimulus", "backing"]);

/** "probe result", 企业负担, 企业的调查. */
export function isNextNoun(head: ObjectTerm, object: ObjectTerm, { units, language }: CueContext): boolean {
  if (head.from === object.to) return true;
  return language === "zh" && head.from === object.to + 1 && units[object.to]!.norm === "的";
}

/** Classes of objects that have parts. In Chinese the whole stands before the part: of 企业负担 the burden is the thing. */
export const WHOLES = new Set(["firms", "economy"]);
const BURDEN_REACH = 10;
const NEAR = 8;
const PARTING = /[，,、；和与及或并对将把向给让为以等]/;

/** 删除制造业领域最后两条限制: what stands last, with no verb between, is the thing that is deleted. */
export function isBurdenOf(
  head: ObjectTerm,
  object: ObjectTerm,
  { units, terms, clauses, language }: CueContext,
): boolean {
  const gap = head.from - object.to;
  const reach = WHOLES.has(object.entry.id) ? BURDEN_REACH : NEAR;
  if (language === "en" || gap < 0 || gap > reach || clauses[head.from] !== clauses[object.from])
    return false;
  if (object.entry.id === head.entry.id) return false;
  if (naturalPolarity(head.entry.id) >= 0 || !ENDABLE.test(head.entry.id)) return false;
  const between = charactersOf(units, object.to, head.from);
  if (PARTING.test(between)) return false;
  return !terms.verbs.some((verb) => verb.from >= object.to && verb.to <= head.from);
}

const ENDABLE = /^(restriction|tax|tariff|penalty|purchase-limit|trade-control)$/;

/** 取消增值税出口退税: the refund is cancelled, not the tax. */
export function isLevyOfRelief(object: ObjectTerm, { objects, fixed }: CueContext["terms"]): boolean {
  const isNext = (term: { from: number }): boolean => term.from === object.to;
  // 批准稀土出口通用许可申请: the licence is what is approved.
  if (TRADED.has(object.entry.id))
    return objects.some((term) => isNext(term) && term.entry.id === "export-licence");
  if (!LEVIES.has(object.entry.id)) return false;
  return (
    objects.some((term) => isNext(term) && RELIEFS.has(term.entry.id)) ||
    fixed.some((term) => isNext(term) && term.entry.cue.id === "tax-break")
  );
}

const BREAKS =
  /^(breaks?|reliefs?|exemptions?|holidays?|rebates?|waivers?|incentives?|concessions?|credits?|perks?|refunds?|deferrals?)$/;

/** "extends the purchase tax break": what is granted against a levy is the thing. */
export function asTaxBreak(object: ObjectTerm, { units, language }: CueContext): ObjectTerm {
  if (language === "zh" || object.entry.id !== "tax") return object;
  if (!BREAKS.test(units[object.to]?.norm ?? "")) return object;
  return { entry: { ...object.entry, id: "stimulus" }, from: object.from, to: object.to + 1 };
}

/** 下调再贷款、再贴现利率: the rate is that of both. */
export function isRateOfList(
  object: ObjectTerm,
  candidates: readonly ObjectTerm[],
  { units }: CueContext,
): boolean {
  if (object.entry.id !== "liquidity" || !/^[、和及]$/.test(units[object.to]?.norm ?? "")) return false;
  return candidates.some((head) => head.from === object.to + 1 && head.entry.id === "policy-rate");
}

const VERB_HERALDS = new Set(
  "to will would must should can could may shall not also further it they fully".split(" "),
);

// "a scramble that has cost billions": what follows these words is a verb, if it can be one.
const PERFECT = new Set(["has", "have", "had", "that", "which", "who"]);
const VERB_LIKE = new Set(["cost", "costs", "fall", "falls", "impact", "impacts"]);

// 12日决定取消: a verb before another.
const DECIDING = /^(决定|规定|计划)$/;

/** "to support growth": here "support" is no object, though it can be one. */
export function isVerbReading({ units, terms, language }: CueContext, object: ObjectTerm): boolean {
  if (language === "zh") {
    const word = units[object.from]!.norm + (units[object.from + 1]?.norm ?? "");
    return (
      object.to - object.from === 2 &&
      DECIDING.test(word) &&
      terms.verbs.some((verb) => verb.from === object.to)
    );
  }
  if (object.to - object.from !== 1) return false;
  const before = units[object.from - 1]?.norm ?? "";
  if (PERFECT.has(before) && VERB_LIKE.has(units[object.from]!.norm)) return true;
  if (!VERB_HERALDS.has(before)) return false;
  return terms.verbs.some((verb) => verb.from === object.from && verb.to >= object.to);
}

import { naturalPolarity } from "../../lexicon/natural-polarity.ts";
import { isInside } from "../../text/unit-span.ts";
import { charactersOf } from "../../text/unit-text.ts";
import type { CueContext, ObjectTerm, VerbTerm } from "../cue.ts";

/** Units between a verb that lifts and the burden that it lifts. */
export interface LiftingFrame {
  readonly from: number;
  readonly to: number;
}

const LIFTING = new Set(["remove", "stop", "loosen", "decrease"]);
const REACH = 45;

/**
 * 解除对滴滴新用户注册的限制, 取消不得跨区经营的规定: a verb that lifts, then what the burden is on, then 的, then the
 * burden. What stands between belongs to the burden: it neither acts nor is acted on.
 *
 * @returns the stretch from the end of the verb to the beginning of the burden, for each frame; none in English
 */
export function findLiftingFrames(context: CueContext, verbs: readonly VerbTerm[]): LiftingFrame[] {
  const { units, clauses, terms, language } = context;
  if (language === "en") return [];
  const frames: LiftingFrame[] = [];
  for (const verb of verbs) {
    if (!verb.entry.classes.some((name) => LIFTING.has(name)) || isOfMeasure(units, verb.from)) continue;
    if (frames.some((frame) => isInside(verb, frame))) continue;
    const burden = terms.objects.find(
      (object) =>
        object.from > verb.to &&
        object.from - verb.to <= REACH &&
        units[object.from - 1]!.norm === "的" &&
        (clauses[object.from] === clauses[verb.from] || isQuoted(units, verb.to)) &&
        (naturalPolarity(object.entry.id) < 0 || isRuleOfDuty(object, verb, context)),
    );
    if (burden !== undefined) frames.push({ from: verb.to, to: burden.from });
  }
  return frames;
}

/** 删除“需登记资金来源”的规定: the quotation marks hold it together. */
function isQuoted(units: CueContext["units"], at: number): boolean {
  return /^["“「]$/.test(units[at]?.norm ?? "");
}

const RULE = /^(规定|条款|要求|做法|条文)$/;
/** Words of duty in the text of a rule. */
export const RULED_DUTY =
  /需|须|应当|不得|必须|限制|禁止|方可|登记|申报|审批|备案|审核|核准|不低于|不超过|上限|下限|间隔/;

/** 删除…须登记…的规定: a rule whose words are of duty. */
function isRuleOfDuty(object: ObjectTerm, verb: VerbTerm, { units }: CueContext): boolean {
  const text = (from: number, to: number): string => charactersOf(units, from, to);
  return (
    object.entry.id === "document" &&
    RULE.test(text(object.from, object.to)) &&
    RULED_DUTY.test(text(verb.to, object.from))
  );
}

/** 采取暂停业务资格的监管措施: the measure is to suspend; it is not what is suspended. */
function isOfMeasure(units: CueContext["units"], at: number): boolean {
  const before = charactersOf(units, at - 3, at);
  return /(采取|作出|给予|予以|做出|出具)了?$/.test(before);
}

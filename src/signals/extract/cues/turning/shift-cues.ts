import { isInside, type UnitSpan } from "../../text/unit-span.ts";
import { charactersOf } from "../../text/unit-text.ts";
import { type Cue, type CueContext, unitsOfClause } from "../cue.ts";

const SHIFTING =
  /^(shift|shifts|shifted|shifting|move|moves|moved|moving|turn|turns|turned|turning|change|changes|changed|switch|switches|switched|transition|transitions|transitioned|pivot|pivots|pivoted|go|going|goes|went)$/;
const REACH = 8;

/**
 * "shift from targeted rectification to routine supervision", 由集中整改转为常态化监管: what is left behind is no
 * cue; where it goes is.
 */
export function withoutLeftBehind(cues: readonly Cue[], context: CueContext): Cue[] {
  const spans = context.language === "zh" ? chineseShifts(context) : englishShifts(context);
  if (spans.length === 0) return [...cues];
  return cues.filter((cue) => !spans.some((span) => isInside(cue, span)));
}

function englishShifts({ units, clauses }: CueContext): UnitSpan[] {
  const spans: UnitSpan[] = [];
  for (let at = 1; at < units.length; at++) {
    if (units[at]!.norm !== "from" || clauses[at] === undefined) continue;
    const isShift = units.slice(Math.max(0, at - REACH), at).some((unit) => SHIFTING.test(unit.norm));
    if (!isShift) continue;
    const to = units.findIndex(
      (unit, index) => index > at + 1 && index - at <= REACH && /^(to|towards|toward|into)$/.test(unit.norm),
    );
    if (to > 0 && clauses[to] === clauses[at]) spans.push({ from: at, to });
  }
  return spans;
}

function chineseShifts({ units, clauses }: CueContext): UnitSpan[] {
  const spans: UnitSpan[] = [];
  for (let at = 0; at < units.length; at++) {
    if (units[at]!.norm !== "由" && units[at]!.norm !== "从") continue;
    for (let index = at + 2; index < Math.min(units.length - 1, at + 14); index++) {
      if (clauses[index] !== clauses[at]) break;
      const two = units[index]!.norm + units[index + 1]!.norm;
      if (!/^(转为|转向|转入|走向|变为|转到)$/.test(two)) continue;
      spans.push({ from: at, to: index });
      break;
    }
  }
  return spans;
}

const SOLVED =
  /\b(deal|dealt|dealing|fix|fixed|fixing|solved?|solving|address|addressed|addressing|resolved?|resolving|corrected|rectified|rectifying|ironed|cleared|sorted|remedied|put) (out |up |with |right )?(\S+ ){0,4}$/;
const SOLVED_REACH = 7;

/** "dealt with the problems found": what has been solved is no charge. */
export function withoutSolved(cues: readonly Cue[], { units, clauses, language }: CueContext): Cue[] {
  if (language === "zh") return [...cues];
  return cues.filter((cue) => {
    if (cue.id !== "accused") return true;
    const beside = { from: cue.from - SOLVED_REACH, to: cue.from };
    const before = unitsOfClause({ units, clauses }, beside, cue.from)
      .map((unit) => `${unit.norm} `)
      .join("");
    return !SOLVED.test(before);
  });
}

const RECTIFIED_REACH = 7;

/** 问题已逐项整改, 已经整改到位: what has been put right is no order to put it right. */
export function withRectified(cues: readonly Cue[], { units, clauses, language }: CueContext): Cue[] {
  if (language !== "zh") return [...cues];
  return cues.map((cue) => {
    if (cue.id === "case-closed" && isStillDue(cue, { units, clauses })) return { ...cue, ...DUE };
    if (cue.id !== "ordered-rectify") return cue;
    const beside = { from: cue.from - RECTIFIED_REACH, to: cue.from };
    const before = charactersOf(unitsOfClause({ units, clauses }, beside, cue.from));
    const after = charactersOf(units, cue.to, cue.to + 2);
    const isDone =
      (/已/.test(before) && !/要求|责令|令其|须|未/.test(before)) || /^(到位|完成|完毕)/.test(after);
    return isDone ? { ...cue, id: "case-closed", family: "close", x: 0.5 } : cue;
  });
}

const DUE = { id: "ordered-rectify", family: "summons", x: -0.45 } as const;
const DUE_REACH = 16;
const ORDERING = /(责令|要求|限期|须|应当|必须|日前|底前|月前|月内|日内|天内)[^，。]*$/;

/** 责令11月20日前完成整改: what is to be put right is no case closed. */
function isStillDue(cue: Cue, { units, clauses }: Pick<CueContext, "units" | "clauses">): boolean {
  const text = (span: UnitSpan): string => charactersOf(unitsOfClause({ units, clauses }, span, cue.from));
  const before = text({ from: cue.from - DUE_REACH, to: cue.from });
  return /整改|验收/.test(text(cue)) && ORDERING.test(before) && !/已/.test(before);
}

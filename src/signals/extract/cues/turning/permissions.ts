import { charactersOf, textOf } from "../../text/unit-text.ts";
import { type Cue, type CueContext, unitsOfClause } from "../cue.ts";
import { OFFICIALS } from "./turned-cues.ts";

// What is allowed, to whom and how far.

const NOBODY = /^(none|nobody|neither|no-one)$/;
const SUBJECT_REACH = 6;
const BANNED = -0.7;
const RELIEF = 0.5;

/**
 * "None may float", "no platform will be allowed to list": what nobody may do is forbidden; "no firm will have to
 * file": what nobody must do is relief.
 */
export function withNobody(cues: readonly Cue[], context: CueContext): Cue[] {
  if (context.language === "zh") return [...cues];
  return cues.map((cue) => {
    if ((cue.id !== "allowed" && cue.id !== "obliged") || !isOfNobody(cue, context)) return cue;
    return cue.id === "allowed"
      ? { ...cue, id: "banned", family: "ban", x: BANNED }
      : { ...cue, id: "eased", family: "easing", x: RELIEF };
  });
}

function isOfNobody(cue: Cue, { units, clauses, terms }: CueContext): boolean {
  for (let at = cue.from - 1; at >= Math.max(0, cue.from - SUBJECT_REACH); at--) {
    if (clauses[at] !== clauses[cue.from]) return false;
    const { norm } = units[at]!;
    if (NOBODY.test(norm)) return true;
    if (norm === "no") {
      const next = units[at + 1]?.norm ?? "";
      return !/^(longer|more|later|sooner|doubt)$/.test(next);
    }
    if (terms.verbs.some((verb) => verb.from === at && verb.entry.form !== "adjective")) return false;
  }
  return false;
}

const PERMIT = /^(grant|gain|issue|resume):(licence|export-licence|listing|export)$/;
const NECESSITY = {
  en: /\b(must|needs? to|ha(s|ve) to|having to|required to|obliged to|needed to|would have to|only (with|after|once))( \S+){0,2}$/,
  zh: /(须|需|必须|应当|方可|才能|凭)[^,，]{0,4}$/,
} as const;
// 备案后上线: first the permit.
const PERMIT_FIRST =
  /(备案|许可|许可证|牌照|资质|审批|审核|核准|批准|评估)后(方可|才能|再|可)?[上开发投经销提]/;
const NECESSITY_REACH = { en: 5, zh: 6 } as const;
const DUTY = -0.5;

/** "must first obtain a licence", 须先拿到许可证: a permit that one must have is a duty, not a gift. */
export function withPermitAsDuty(cues: readonly Cue[], { units, clauses, language }: CueContext): Cue[] {
  return cues.map((cue) => {
    if (cue.x <= 0 || !PERMIT.test(cue.id)) return cue;
    const isFirst = language === "zh" && PERMIT_FIRST.test(charactersOf(units, cue.from, cue.to));
    const beside = { from: cue.head - NECESSITY_REACH[language], to: cue.head };
    const before = textOf(unitsOfClause({ units, clauses }, beside, cue.head), language);
    if (!isFirst && !NECESSITY[language].test(before)) return cue;
    const object = cue.id.split(":")[1]!;
    const family = object.startsWith("export") ? "trade" : "obligation";
    return { ...cue, id: `require:${object}`, family, x: DUTY };
  });
}

const LIMITED = -0.5;
const LIMIT_REACH = 14;
const OBJECT_REACH = 4;

/**
 * "is all the gaming that anybody under 18 will be permitted", "allowed to play only an hour": what is allowed
 * within a bound alone is a limit.
 */
export function withLimitedPermission(cues: readonly Cue[], { units, clauses, language }: CueContext): Cue[] {
  if (language === "zh") return [...cues];
  return cues.map((cue) => {
    if (cue.id !== "allowed" || cue.x <= 0) return cue;
    const after = units.slice(cue.to, cue.to + OBJECT_REACH).map((unit) => unit.norm);
    const isBounded =
      /^(only|just) (a|an|one|two|three|\d+|for|on|in|between|if|with|up)\b/.test(
        after.slice(after.findIndex((norm) => norm === "only" || norm === "just")).join(" "),
      ) || /\b(no more than|at most|a maximum)\b/.test(after.join(" "));
    const from = Math.max(0, cue.from - LIMIT_REACH);
    const isAllThereIs = units
      .slice(from, cue.from)
      .some(
        (unit, at) =>
          unit.norm === "all" &&
          units[from + at + 1]?.norm === "the" &&
          /^(is|was|be|are)$/.test(units[from + at - 1]?.norm ?? "") &&
          clauses[from + at] === clauses[cue.from],
      );
    return isBounded || isAllThereIs ? { ...cue, id: "restricted", family: "ban", x: LIMITED } : cue;
  });
}

const EMPOWERED = -0.35;

/** "would let officials weigh network effects": leave for those who watch is a burden to those who are watched. */
export function withEmpowered(cues: readonly Cue[], { units }: CueContext): Cue[] {
  return cues.map((cue) =>
    cue.id === "allowed" &&
    (OFFICIALS.test(units[cue.to]?.norm ?? "") || isState(units[cue.to]?.norm, units[cue.to + 1]?.norm))
      ? { ...cue, id: "empowered", family: "obligation", x: EMPOWERED }
      : cue,
  );
}

/** "lets Beijing seize", "allow the government to". */
function isState(first: string | undefined, second: string | undefined): boolean {
  const word = first === "the" ? second : first;
  return /^(beijing|government|state|regulator|watchdog|ministry|agency|cabinet)$/.test(word ?? "");
}

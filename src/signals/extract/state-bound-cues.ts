import type { Cue, CueContext } from "./cue.ts";

const BINDING = new Set(["banned", "obliged", "restricted"]);
const OFFICIALS =
  /^(officials|governments|authorities|police|departments|agencies|inspectors|enforcers|cadres|prosecutors)$/;
const CHINESE_OFFICIALS =
  /(各地|地方政府|各级政府|行政机关|执法机关|司法机关|政府部门|各部门|公安机关|执法人员)$/;
// "officials are banned from using iPhones" strikes the maker.
const CUSTOM =
  /^(use|using|buy|buying|buys|own|owning|trade|trading|purchase|purchasing|invest|investing|carry|bring)$/;
const SUBJECT_REACH = { en: 6, zh: 8 } as const;
const OBJECT_REACH = 4;
const STATE_BOUND = 0.5;
const LIMITED = -0.5;
const LIMIT_REACH = 14;

/**
 * "local officials are forbidden to seal off compounds", 行政机关不得违法收费: a bound on the state is room for those
 * whom it governs. What officials may no longer buy or use is no such bound: that strikes the seller.
 */
export function withStateBound(cues: readonly Cue[], context: CueContext): Cue[] {
  return cues.map((cue) =>
    cue.x < 0 && BINDING.has(cue.id) && bindsOfficials(cue, context)
      ? { ...cue, id: "state-bound", family: "easing", x: STATE_BOUND }
      : cue,
  );
}

function bindsOfficials(cue: Cue, { units, clauses, language }: CueContext): boolean {
  const start = Math.max(0, cue.from - SUBJECT_REACH[language]);
  const before = units.slice(start, cue.from).filter((_, at) => clauses[start + at] === clauses[cue.from]);
  if (language === "zh") return CHINESE_OFFICIALS.test(before.map((unit) => unit.norm).join(""));
  const after = units.slice(cue.to, cue.to + OBJECT_REACH).map((unit) => unit.norm);
  if (after.some((norm) => CUSTOM.test(norm))) return false;
  // "officials are forbidden", "officials must not"; or "barred officials from".
  const subject = before.findLastIndex((unit) => OFFICIALS.test(unit.norm));
  const isSubject =
    subject >= 0 &&
    before
      .slice(subject + 1)
      .every((unit) => /^(are|were|be|been|will|would|also|now|no|longer)$/.test(unit.norm));
  const isVerb = cue.form === "past" && /^(are|were|be|been|also)$/.test(before.at(-1)?.norm ?? "");
  const isModal = cue.form === undefined && /^(may|must|shall)$/.test(units[cue.from]!.norm);
  if (isSubject) return isVerb || isModal;
  const object = after.findIndex((norm) => OFFICIALS.test(norm));
  return object >= 0 && object <= 2 && after[object + 1] === "from";
}

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

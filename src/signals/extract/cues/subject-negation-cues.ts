import { charactersOf, textOf } from "../text/unit-text.ts";
import { type Cue, type CueContext, plainCue, unitsOfClause } from "./cue.ts";

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

const CANNOT = /^(cannot|can't)$/;
const WITHOUT_REACH = 10;
const PERMITS =
  /^(permit|permits|permission|licence|licences|license|licenses|approval|approvals|consent|assessment|review|filing|clearance)$/;

/** "cannot leave China without a permit": two negations make a duty. */
export function findDutyByTwoNegations({ units, clauses, language }: CueContext): Cue[] {
  if (language === "zh") return [];
  const cues: Cue[] = [];
  for (let at = 0; at < units.length; at++) {
    if (units[at]!.norm !== "without") continue;
    const permit = units.findIndex((unit, index) => index > at && index - at <= 5 && PERMITS.test(unit.norm));
    if (permit < 0) continue;
    for (let before = at - 1; before >= Math.max(0, at - WITHOUT_REACH); before--) {
      if (clauses[before] !== clauses[at]) break;
      const { norm } = units[before]!;
      const isModal =
        /^(may|must|will|can|could|would|be)$/.test(norm) &&
        /^(not|n't|no)$/.test(units[before + 1]?.norm ?? "");
      if (!CANNOT.test(norm) && !isModal) continue;
      cues.push(
        plainCue({
          id: "obliged",
          family: "obligation",
          x: DUTY,
          from: before,
          to: permit + 1,
        }),
      );
      break;
    }
  }
  return cues;
}

const MODAL = /^(can|could|may|must|will|would|shall|should)$/;
const OFFERED =
  /^(shown|broadcast|aired|streamed|sold|offered|listed|exported|imported|shipped|transferred|published|distributed|built|opened|registered|traded|marketed|advertised|admitted|issued|played|livestreamed|stored|bundled|sent|carried|launched|licensed|renewed|resold|reused)$/;

/** "dramas that had not been filed could not be shown online": what may not be done with a thing, nobody may do. */
export function findForbiddenUses({ units, language }: CueContext): Cue[] {
  if (language === "zh") return [];
  const cues: Cue[] = [];
  for (let at = 0; at + 3 < units.length; at++) {
    const [first, second, third] = [units[at]!.norm, units[at + 1]!.norm, units[at + 2]!.norm];
    const length =
      CANNOT.test(first) && second === "be"
        ? 2
        : MODAL.test(first) && isNot(second) && third === "be"
          ? 3
          : 0;
    if (length === 0 || !OFFERED.test(units[at + length]?.norm ?? "")) continue;
    cues.push(plainCue({ id: "banned", family: "ban", x: FORBIDDEN, from: at, to: at + length + 1 }));
  }
  return cues;
}

const FORBIDDEN = -0.6;

function isNot(norm: string): boolean {
  return norm === "not" || norm === "n't";
}

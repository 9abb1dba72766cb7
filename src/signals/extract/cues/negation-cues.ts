import { type Cue, type CueContext, plainCue } from "./cue.ts";

const DUTY = -0.5;
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

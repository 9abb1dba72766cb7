import type { Cue, CueContext } from "../cue.ts";

const LIFTING =
  /^(remove|stop|decrease|loosen):(restriction|control|campaign|trade-control|purchase-limit|covid-control)$|^loosen:|^relief:|^(eased|lessened)$/;
// What a relief takes away when it stands in its complement; a fine told beside it stays a fine.
const ABSORBED = new Set(["ban", "obligation", "regulation", "takedown", "covid", "property"]);
const REACH = { en: 12, zh: 16 } as const;
const BREAKS = {
  en: /^(and|but|while|with|by|as|after|although|though|yet|then|instead|now|["“”])$/,
  zh: /^(并|同|但|而|又)$/,
} as const;
const WANTING =
  /^(plan|plans|proposal|proposals|requirement|requirements|order|orders|demand|demands|need|obligation|duty|bid|move|moves|effort|have|has|had|required|obliged|forced|idea|threat)$/;
const RESTRAINING = /^(banned|restricted|cracked-down|halted|warned|curb:.*|block:.*|stop:.*)$/;
const RESTRAINT_REACH = 3;

/**
 * Leaves out the burdens that stand in the complement of a relief: "no longer have to apply for a security
 * assessment", "dropped its requirement that Didi stop registering users", 取消…不得…的规定. One thing is lifted, so
 * one cue counts. The same holds of what is done to the state's own excesses: "curb profit-driven law enforcement".
 *
 * A complement ends with its clause, at a word that starts another thought ("and", "by", 并), and at a purpose
 * ("eased rules to curb speculation").
 */
export function withoutAbsorbed(cues: readonly Cue[], context: CueContext): Cue[] {
  const lifts = cues.filter((cue) => cue.x > 0 && LIFTING.test(cue.id));
  const restraints = cues.filter((cue) => cue.id === "state-restraint");
  if (lifts.length + restraints.length === 0) return [...cues];
  return cues.filter(
    (cue) =>
      cue.x >= 0 ||
      !(
        lifts.some((lift) => isInComplement(cue, lift, context)) ||
        restraints.some((restraint) => isRestraintOf(cue, restraint))
      ),
  );
}

function isInComplement(cue: Cue, lift: Cue, { units, clauses, language }: CueContext): boolean {
  // 放宽针对房企的“三道红线”融资限制: what is held down is what is let go.
  // "suspended an antitrust investigation into DuPont": none is opened.
  const isHalted = lift.id === "relief:halted" && cue.family === "probe";
  const isHeldDown = lift.id.startsWith("loosen:") && cue.id.startsWith("curb:");
  if (!ABSORBED.has(cue.family) && !isHeldDown && !isHalted) return false;
  if (cue.from < lift.to || cue.from - lift.to > REACH[language]) return false;
  if (clauses[cue.from] !== clauses[lift.from]) return false;
  if (units.slice(lift.to, cue.from).some((unit) => BREAKS[language].test(unit.norm))) return false;
  return units[cue.from - 1]?.norm !== "to" || WANTING.test(units[cue.from - 2]?.norm ?? "");
}

function isRestraintOf(cue: Cue, restraint: Cue): boolean {
  return RESTRAINING.test(cue.id) && cue.from <= restraint.from && restraint.from - cue.to <= RESTRAINT_REACH;
}

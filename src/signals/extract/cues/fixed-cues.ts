import type { Term, Terms } from "../lexicon/find-terms.ts";
import { overlaps } from "../text/unit-span.ts";
import { type Cue, type CueContext, hasBeBefore } from "./cue.ts";

type FixedTerm = Terms["fixed"][number];

/** The fixed phrases of a sentence that no pair has taken. */
export function findFixedCues({ units, terms }: CueContext, pairs: readonly Cue[]): Cue[] {
  const cues: Cue[] = [];
  for (const [index, term] of terms.fixed.entries()) {
    const { cue, form } = term.entry;
    if (hasStrongerRival(term, index, terms.fixed) || isHeight(term, units)) continue;
    // "fines" is a verb only right behind a body that fines.
    if (form === "third" && cue.id === "fined" && !terms.mentions.some((mention) => mention.to === term.from))
      continue;
    if (
      pairs.some(
        (pair) =>
          isTaken(term, pair) && !(cue.act && isBetween(term, pair)) && !isDutyBefore(cue.x, term, pair),
      )
    )
      continue;
    // "fined for letting users publish": what somebody is blamed for is no permission.
    if (form === "gerund" && cue.x > 0 && units[term.from - 1]?.norm === "for") continue;
    cues.push({
      id: cue.id === "named" && isToPost(term, units) ? "appointed" : cue.id,
      family: cue.family,
      x: cue.x,
      from: term.from,
      to: term.to,
      head: term.from,
      isPassive: form === "past" && hasBeBefore(units, term.from),
      form,
      isReceiving: false,
    });
  }
  return cues;
}

const POSTS =
  /^(head|chief|chairman|chairwoman|chair|governor|minister|director|president|secretary|boss|commissioner)$/;
const POST_REACH = 7;

/** "named Zhu Hexin head of the agency". */
function isToPost({ to }: FixedTerm, units: CueContext["units"]): boolean {
  return units.slice(to, to + POST_REACH).some((unit) => POSTS.test(unit.norm));
}

/** "a higher bar for second homes": a height. */
function isHeight({ from, to }: FixedTerm, units: CueContext["units"]): boolean {
  if (to - from > 1 || units[from]!.norm !== "bar") return false;
  return (
    /^(a|the|its|higher|lower|high|low|same)$/.test(units[from - 1]?.norm ?? "") ||
    /^(for|to)$/.test(units[to]?.norm ?? "")
  );
}

/** One phrase may stand under two cues: the stronger counts, of equals the first. */
function hasStrongerRival(term: FixedTerm, index: number, all: readonly FixedTerm[]): boolean {
  return all.some((other, at) => {
    if (at === index || other.from !== term.from || other.to !== term.to) return false;
    const difference = Math.abs(other.entry.cue.x) - Math.abs(term.entry.cue.x);
    return difference > 0 || (difference === 0 && at < index);
  });
}

/** "must file their code": the duty stands before a pair that by itself says nothing. */
function isDutyBefore(x: number, term: Term, pair: Cue): boolean {
  return pair.x === 0 && x < 0 && term.from < pair.from;
}

/** "hold a news conference to explain its policy": the occasion between verb and object is an act of its own. */
function isBetween(term: Term, pair: Cue): boolean {
  return term.from > pair.from && term.to < pair.to;
}

/** A pair owns its verb, its object and what stands between them. */
function isTaken(term: Term, pair: Cue): boolean {
  return overlaps(term, pair);
}

import type { Terms } from "../lexicon/find-terms.ts";
import type { Language } from "../text/language.ts";
import type { UnitSpan } from "../text/unit-span.ts";
import type { Unit } from "../text/units.ts";

/** A direction x object pair, or a fixed phrase, inside one clause. */
export interface Cue {
  /** `decrease:reserve-ratio` for a pair, `summoned` for a fixed phrase, `relief:banned` for a lifted one. */
  readonly id: string;
  readonly family: string;
  /** Polarity and strength before scope: -1 .. 1; 0 for a neutral act. */
  readonly x: number;
  /** Units covered. */
  readonly from: number;
  readonly to: number;
  /** Where the governing verb stands: scope (negation, plans, denial) is read just before it. */
  readonly head: number;
  readonly isPassive: boolean;
  /** Form of the head, if it is a verb. */
  readonly form: string | undefined;
  /** "faces a fine": the subject is at the receiving end. */
  readonly isReceiving: boolean;
}

/** A cue without a verb that could be passive: a noun, a duty, a change of figures. Its head is its first unit unless said. */
export function plainCue(
  cue: Pick<Cue, "id" | "family" | "x" | "from" | "to"> & { readonly head?: number },
): Cue {
  const { id, family, x, from, to, head = from } = cue;
  return { id, family, x, from, to, head, isPassive: false, form: undefined, isReceiving: false };
}

/** A sentence as the finders of cues see it. */
export interface CueContext {
  readonly units: readonly Unit[];
  /** Clause number of each unit. */
  readonly clauses: readonly number[];
  readonly terms: Terms;
  readonly language: Language;
}

/** A verb of the lexicon in a sentence, with the classes that give an object its direction. */
export type VerbTerm = Terms["verbs"][number];
/** A noun of the lexicon in a sentence, of a class that something can be done to. */
export type ObjectTerm = Terms["objects"][number];

/** The units of [from, to) that stand in one clause with the unit `at`; places before the sentence are passed over. */
export function unitsOfClause(
  { units, clauses }: Pick<CueContext, "units" | "clauses">,
  { from, to }: UnitSpan,
  at: number,
): Unit[] {
  const start = Math.max(0, from);
  return units.slice(start, to).filter((_, index) => clauses[start + index] === clauses[at]);
}

/** A sentence as it looks when its cues are turned. */
export interface TurningContext extends CueContext {
  /** Verbs of pairs: they have their object already. */
  readonly usedVerbs: ReadonlySet<VerbTerm>;
}

const BE = new Set(["be", "been", "being", "is", "are", "was", "were", "get", "got", "gets"]);

/** "was hit", "were also cut": a participle behind a form of "to be". */
export function isPassiveVerb(units: readonly Unit[], verb: VerbTerm): boolean {
  // "cut" and "hit" are participles of their own, so that "base" may be one too.
  if (verb.entry.form !== "past" && verb.entry.form !== "base") return false;
  return hasBeBefore(units, verb.from);
}

/** Whether a form of "to be" stands right before a place, with at most one adverb between. */
export function hasBeBefore(units: readonly Unit[], at: number): boolean {
  const before = units[at - 1]?.norm ?? "";
  return BE.has(before) || (/(ly|also|not)$/.test(before) && BE.has(units[at - 2]?.norm ?? ""));
}

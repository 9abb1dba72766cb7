import { OBJECT_CLASSES } from "../lexicon/lexicon.ts";
import { naturalPolarity } from "../lexicon/natural-polarity.ts";
import { overlaps } from "../text/unit-span.ts";
import { type Cue, type CueContext, type ObjectTerm, plainCue } from "./cue.ts";

const REACH = 10;
const FADING =
  /^(shrinks?|shrank|shrunk|eases?|eased|ends?|ended|expires?|expired|lapses?|lapsed|vanish|vanish(es|ed)|disappears?|disappeared|fades?|faded|melts?|melted|crumbles?|crumbled|recedes?|receded|gone|falls? away|fell away|winds? down|wound down|wraps? up|wrapped up|draws? to|comes? off|came off|goes? away|wanes?|waned|thaws?|thawed)$/;
const GROWING =
  /^(awaits?|looms?|loomed|widens?|widened|spreads?|hardens?|hardened|deepens?|deepened|mounts?|mounted|bites?|intensif(y|ies|ied)|tightens?|tightened|returns?|returned|grows?|grew|multipl(y|ies|ied)|bec(o|a)mes? (tighter|stricter|tougher))$/;
// What may follow a verb without an object.
const AFTER =
  /^([.,;:!?—–)]|in|on|for|after|as|from|at|by|again|soon|today|tomorrow|this|next|and|with|when|under|across|over|further|altogether|entirely|to|a|one|exporters|importers|makers|firms|companies|platforms|sellers|buyers)$/;
const PREPOSITION = /^(on|of|over|for|in|against|under|around|at|to)$/;
const MEASURE = /^(days?|weeks?|months?|years?|rounds?|waves?|layers?|doses?|periods?|bouts?|sets?)$/;
const SUPPORTS = new Set(["stimulus", "backing", "liquidity"]);

/**
 * A burden or a support that moves by itself, as the subject of its clause: "Bans on foreign capital shrink again",
 * "the probe into Didi is about to wrap up", "extra scrutiny awaits exporters", "subsidies for cars expire".
 *
 * @param taken cues that already give their object a direction
 */
export function findSubjectMoves(context: CueContext, taken: readonly Cue[]): Cue[] {
  if (context.language === "zh") return [];
  const cues: Cue[] = [];
  for (const object of context.terms.objects) {
    const { id } = object.entry;
    if (isNoMore(object, context)) {
      const cue = noMoreCue(object);
      if (cue !== undefined) cues.push(cue);
      continue;
    }
    if (naturalPolarity(id) >= 0 && !SUPPORTS.has(id)) continue;
    if (taken.some((cue) => overlaps(cue, object))) continue;
    const move = moveAfter(object, context);
    if (move === undefined) continue;
    const { family, x } = OBJECT_CLASSES[id]!;
    const name = move.isFading
      ? (["remove", "stop", "decrease"] as const).find((one) => x[one] !== undefined)
      : (["increase", "tighten"] as const).find((one) => x[one] !== undefined);
    if (name === undefined) continue;
    cues.push(
      plainCue({ id: `${name}:${id}`, family, x: x[name]!, from: object.from, to: move.to, head: move.at }),
    );
  }
  return cues;
}

const OPENING = /^([,;:—–"“]|and|or)$/;

/** "No more residency checks, no new listings": a sentence without a verb, whose "no" opens it or its next member. */
function isNoMore(object: ObjectTerm, { units }: CueContext): boolean {
  for (let at = object.from - 1; at >= Math.max(0, object.from - 4); at--) {
    if (units[at]!.norm !== "no") continue;
    const isNew =
      /^(more|new|further|longer|fresh)$/.test(units[at + 1]?.norm ?? "") || at + 1 === object.from;
    const isOpening = at === 0 || OPENING.test(units[at - 1]!.norm);
    const isClosed =
      units[object.to] === undefined ||
      /^([,;:.—–]|on|for|in|at|and|or|without)$/.test(units[object.to]!.norm);
    return isNew && isOpening && isClosed;
  }
  return false;
}

function noMoreCue(object: ObjectTerm): Cue | undefined {
  const { id } = object.entry;
  const { family, x } = OBJECT_CLASSES[id]!;
  const name = (["stop", "remove", "block"] as const).find((one) => x[one] !== undefined);
  if (name === undefined || naturalPolarity(id) === 0) return undefined;
  return plainCue({
    id: `${name}:${id}`,
    family,
    x: x[name]!,
    from: object.from - 1,
    to: object.to,
    // What follows "no more" is not negated once again.
    head: Math.max(0, object.from - 2),
  });
}

function moveAfter(
  object: ObjectTerm,
  { units, clauses, terms }: CueContext,
): { at: number; to: number; isFading: boolean } | undefined {
  // A subject opens its clause, but for its own adjectives and measures ("30 days of scrutiny").
  for (let at = Math.max(0, object.from - 4); at < object.from; at++) {
    if (PREPOSITION.test(units[at]!.norm) && !MEASURE.test(units[at - 1]?.norm ?? "")) return undefined;
  }
  for (let at = object.to; at < Math.min(units.length, object.to + REACH); at++) {
    if (clauses[at] !== clauses[object.from]) return undefined;
    const { norm } = units[at]!;
    const two = `${norm} ${units[at + 1]?.norm ?? ""}`;
    for (const isFading of [true, false]) {
      const words = isFading ? FADING : GROWING;
      const length = words.test(two) ? 2 : words.test(norm) ? 1 : 0;
      if (length === 0) continue;
      const next = units[at + length]?.norm;
      return next === undefined || AFTER.test(next) ? { at, to: at + length, isFading } : undefined;
    }
    // Another verb takes the subject first.
    if (terms.verbs.some((verb) => verb.from === at && verb.entry.form !== "adjective")) return undefined;
  }
  return undefined;
}

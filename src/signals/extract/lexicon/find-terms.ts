import type { Language } from "../text/language.ts";
import { isInside } from "../text/unit-span.ts";
import type { LetterCase, Unit } from "../text/units.ts";
import {
  LAYER_SLOTS,
  type LexiconEntry,
  lexicon,
  MARKERS,
  type Marker,
  SLOT_COUNT,
  type StoredEntry,
} from "./lexicon.ts";

/** A lexicon phrase found in a sentence: units `from` up to, not including, `to`. */
export interface Term<Entry extends LexiconEntry = LexiconEntry> {
  readonly entry: Entry;
  readonly from: number;
  readonly to: number;
}

type EntryOf<Layer extends LexiconEntry["layer"]> = Extract<LexiconEntry, { layer: Layer }>;

/** Everything the lexicon knows about one sentence, in order of place; within a layer terms do not overlap. */
export interface Terms {
  readonly mentions: readonly Term<
    EntryOf<
      | "organisation"
      | "person"
      | "title"
      | "locality"
      | "media"
      | "generic"
      | "foreign"
      | "company"
      | "businessPerson"
    >
  >[];
  readonly foreignAdjectives: readonly Term[];
  readonly verbs: readonly Term<EntryOf<"verb">>[];
  readonly objects: readonly Term<EntryOf<"object">>[];
  readonly fixed: readonly Term<EntryOf<"fixed">>[];
  readonly sectors: readonly Term<EntryOf<"sector">>[];
  readonly indices: readonly Term<EntryOf<"index">>[];
  readonly hasBroadMarket: boolean;
  readonly markers: ReadonlyMap<Marker, readonly Term<EntryOf<"marker">>[]>;
}

const NONE: readonly never[] = [];

/** The terms of a sentence that stand under a marker, in order of place; none if it has none. */
export function marked(terms: Terms, marker: Marker): readonly Term<EntryOf<"marker">>[] {
  return terms.markers.get(marker) ?? NONE;
}

/**
 * Finds the terms of a sentence: at each place the longest phrase of each layer. A null phrase hides every
 * shorter phrase inside it ("market share" is no market, "close to" closes nothing).
 */
export function findTerms(units: readonly Unit[], language: Language): Terms {
  const { trie } = lexicon(language);
  const slots: (Term[] | undefined)[] = new Array(SLOT_COUNT);
  let from = 0;
  const collect = ({ entry, slot, cases }: StoredEntry, to: number): void => {
    if (cases !== undefined && !casesMatch(units, from, cases)) return;
    const term = { entry, from, to };
    const list = slots[slot];
    if (list === undefined) slots[slot] = [term];
    else list.push(term);
  };
  for (; from < units.length; from++) trie.visit(units, from, collect);
  return layersOf(slots);
}

function isHidden(term: Term, hidden: readonly Term[]): boolean {
  return hidden.some(
    (cover) => cover.from <= term.from && term.to <= cover.to && cover.to - cover.from > term.to - term.from,
  );
}

/** The text must have a capital where the gazetteer has one; a short name in capitals must stand in capitals. */
function casesMatch(units: readonly Unit[], from: number, cases: readonly LetterCase[]): boolean {
  for (let index = 0; index < cases.length; index++) {
    const unit = units[from + index]!;
    const wanted = cases[index];
    if (wanted === "lower") continue;
    if (unit.letterCase === "lower") return false;
    if (
      wanted === "capitals" &&
      unit.norm.length <= 5 &&
      cases.length === 1 &&
      unit.letterCase !== "capitals"
    )
      return false;
  }
  return true;
}

const NAMES = new Set<LexiconEntry["layer"]>([
  "organisation",
  "person",
  "title",
  "media",
  "company",
  "businessPerson",
  "foreign",
  "generic",
]);

function isName(entry: LexiconEntry): boolean {
  return NAMES.has(entry.layer);
}

/** The "regulation" of the Administration for Market Regulation regulates nothing. */
function isWithin(term: Term, names: readonly Term[]): boolean {
  return names.some((name) => isInside(term, name));
}

function layersOf(slots: readonly (readonly Term[] | undefined)[]): Terms {
  const hidden = slots[LAYER_SLOTS.null] ?? [];
  const of = (slot: number): Term[] => {
    const terms = slots[slot];
    if (terms === undefined) return [];
    return longest(hidden.length === 0 ? terms : terms.filter((term) => !isHidden(term, hidden)));
  };
  const markers = new Map<Marker, Term<EntryOf<"marker">>[]>();
  for (const [index, marker] of MARKERS.entries()) {
    const slot = LAYER_SLOTS.firstMarker + index;
    if (slots[slot] === undefined) continue;
    const terms = of(slot);
    if (terms.length > 0) markers.set(marker, terms as Term<EntryOf<"marker">>[]);
  }
  const mentions = of(LAYER_SLOTS.mention) as Terms["mentions"][number][];
  const names = mentions.filter((mention) => isName(mention.entry));
  const outside = (terms: readonly Term[]): Term[] =>
    names.length === 0 ? [...terms] : terms.filter((term) => !isWithin(term, names));
  return {
    mentions,
    foreignAdjectives: of(LAYER_SLOTS.foreignAdjective),
    verbs: outside(of(LAYER_SLOTS.verb)) as Terms["verbs"][number][],
    objects: outside(of(LAYER_SLOTS.object)) as Terms["objects"][number][],
    fixed: outside(of(LAYER_SLOTS.fixed)) as Terms["fixed"][number][],
    sectors: of(LAYER_SLOTS.sector) as Terms["sectors"][number][],
    indices: of(LAYER_SLOTS.index) as Terms["indices"][number][],
    hasBroadMarket: slots[LAYER_SLOTS.broadMarket] !== undefined,
    markers,
  };
}

/** Keeps the longest phrase at each place, from the left; equal spans keep every entry. */
function longest(terms: readonly Term[]): Term[] {
  const kept: Term[] = [];
  let index = 0;
  let covered = 0;
  while (index < terms.length) {
    const from = terms[index]!.from;
    let to = 0;
    let next = index;
    while (next < terms.length && terms[next]!.from === from) {
      to = Math.max(to, terms[next]!.to);
      next++;
    }
    if (from >= covered) {
      for (let at = index; at < next; at++) if (terms[at]!.to === to) kept.push(terms[at]!);
      covered = to;
    }
    index = next;
  }
  return kept;
}

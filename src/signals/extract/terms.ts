import type { LexiconEntry, Marker } from "./lexicon.ts";
import { type Language, lexicon } from "./lexicon.ts";
import type { LetterCase, Unit } from "./units.ts";

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

const MENTION_LAYERS = new Set<string>([
  "organisation",
  "person",
  "title",
  "locality",
  "media",
  "generic",
  "foreign",
  "company",
  "businessPerson",
]);

/**
 * Finds the terms of a sentence: at each place the longest phrase of each layer. A null phrase hides every
 * shorter phrase inside it ("market share" is no market, "close to" closes nothing).
 */
export function findTerms(units: readonly Unit[], language: Language): Terms {
  const { trie } = lexicon(language);
  const found: Term[] = [];
  for (let from = 0; from < units.length; from++) {
    trie.visit(units, from, ({ entry, cases }, to) => {
      if (cases !== undefined && !casesMatch(units, from, cases)) return;
      found.push({ entry, from, to });
    });
  }
  const hidden = found.filter((term) => term.entry.layer === "null");
  const visible = hidden.length === 0 ? found : found.filter((term) => !isHidden(term, hidden));
  return sortIntoLayers(visible);
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

function sortIntoLayers(found: readonly Term[]): Terms {
  const layers = new Map<string, Term[]>();
  for (const term of found) {
    const entry = term.entry;
    const key = MENTION_LAYERS.has(entry.layer)
      ? "mention"
      : entry.layer === "marker"
        ? `marker:${entry.marker}`
        : entry.layer;
    const list = layers.get(key);
    if (list === undefined) layers.set(key, [term]);
    else list.push(term);
  }
  const markers = new Map<Marker, Term<EntryOf<"marker">>[]>();
  for (const [key, list] of layers) {
    if (key.startsWith("marker:"))
      markers.set(key.slice(7) as Marker, longest(list) as Term<EntryOf<"marker">>[]);
  }
  const of = <Layer extends LexiconEntry["layer"]>(layer: Layer) =>
    longest(layers.get(layer) ?? []) as unknown as Term<EntryOf<Layer>>[];
  return {
    mentions: longest(layers.get("mention") ?? []) as Terms["mentions"],
    foreignAdjectives: of("foreignAdjective"),
    verbs: of("verb"),
    objects: of("object"),
    fixed: of("fixed"),
    sectors: of("sector"),
    indices: of("index"),
    hasBroadMarket: layers.has("broadMarket"),
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

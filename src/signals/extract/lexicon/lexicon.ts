import type { Language } from "../text/language.ts";
import { chineseUnits, englishUnits, type LetterCase } from "../text/units.ts";
import actorsData from "./actors.json" with { type: "json" };
import { countedBodies, describedBodies, jointNames } from "./body-names.ts";
import chineseCues from "./chinese-cues.json" with { type: "json" };
import companiesData from "./companies.json" with { type: "json" };
import cuePairs from "./cue-pairs.json" with { type: "json" };
import englishCues from "./english-cues.json" with { type: "json" };
import { inflectNoun, inflectVerb, type VerbForm } from "./inflect.ts";
import { PhraseTrie } from "./phrase-trie.ts";
import sectorsData from "./sectors.json" with { type: "json" };

/** What a lexicon phrase means. One phrase may have several entries. */
export type LexiconEntry =
  | { readonly layer: "organisation"; readonly id: string }
  | { readonly layer: "person"; readonly id: string }
  | { readonly layer: "title"; readonly title: number }
  | { readonly layer: "locality"; readonly id: string }
  | { readonly layer: "media"; readonly id: string }
  | { readonly layer: "generic"; readonly text: string }
  | { readonly layer: "foreign"; readonly text: string }
  | { readonly layer: "foreignAdjective" }
  | { readonly layer: "company"; readonly id: string }
  | { readonly layer: "businessPerson"; readonly index: number }
  | { readonly layer: "sector"; readonly id: string }
  | { readonly layer: "broadMarket" }
  | { readonly layer: "index"; readonly id: string }
  | {
      readonly layer: "verb";
      readonly lemma: string;
      readonly classes: readonly string[];
      readonly form: VerbForm | "adjective";
    }
  | { readonly layer: "object"; readonly id: string }
  | { readonly layer: "fixed"; readonly cue: FixedCue; readonly form: VerbForm | undefined }
  | { readonly layer: "marker"; readonly marker: Marker }
  | { readonly layer: "null" };

/** A class of words that are no cue, but tell how a cue is meant: speech, negation, plan, rumour ... */
export type Marker = keyof typeof englishCues.markers;

/** A phrase that is a cue by itself. */
export interface FixedCue {
  readonly id: string;
  readonly x: number;
  readonly family: string;
  /** True for a neutral act (an appointment, rates left alone): it opens the gate but moves no stance. */
  readonly act: boolean;
}

/** What each class of verbs does to a class of objects: polarity and strength, -1 to 1. */
export interface ObjectClass {
  readonly family: string;
  readonly x: Readonly<Record<string, number>>;
}

/** An entry as it lies in the trie; `cases` is what capitals a name must have in the text. */
export interface StoredEntry {
  readonly entry: LexiconEntry;
  /** Number of the layer: terms are sorted into an array of lists, not a map, because every word asks. */
  readonly slot: number;
  readonly cases: readonly LetterCase[] | undefined;
}

/** All phrases of a language. */
export interface Lexicon {
  readonly language: Language;
  readonly trie: PhraseTrie<StoredEntry>;
}

/** The table of pairs: class of object -> class of verb -> polarity. */
export const OBJECT_CLASSES: Readonly<Record<string, ObjectClass>> = cuePairs.objects as Record<
  string,
  ObjectClass
>;

/** Every marker, in the order of its slot. */
export const MARKERS = Object.keys(englishCues.markers) as readonly Marker[];

/** The layers whose terms do not overlap among themselves, in the order of their slots. */
export const LAYER_SLOTS = {
  mention: 0,
  foreignAdjective: 1,
  verb: 2,
  object: 3,
  fixed: 4,
  sector: 5,
  index: 6,
  broadMarket: 7,
  null: 8,
  firstMarker: 9,
} as const;

/** How many layers there are, each marker being one. */
export const SLOT_COUNT = LAYER_SLOTS.firstMarker + MARKERS.length;

function slotOf(entry: LexiconEntry): number {
  if (entry.layer === "marker") return LAYER_SLOTS.firstMarker + MARKERS.indexOf(entry.marker);
  return entry.layer in LAYER_SLOTS
    ? LAYER_SLOTS[entry.layer as keyof typeof LAYER_SLOTS]
    : LAYER_SLOTS.mention;
}

const compiled = new Map<Language, Lexicon>();

/** The compiled lexicon and gazetteer of a language; built at first use and kept. */
export function lexicon(language: Language): Lexicon {
  const known = compiled.get(language);
  if (known !== undefined) return known;
  const built = language === "en" ? compileEnglish() : compileChinese();
  compiled.set(language, built);
  return built;
}

interface RawFixed {
  readonly id: string;
  readonly x: number;
  readonly family: string;
  readonly act?: boolean;
  readonly verbs?: readonly string[];
  readonly forms?: readonly string[];
  readonly phrases?: readonly string[];
}

/** Adds phrases to a trie, with or without a demand on capitals. */
class Compiler {
  readonly trie = new PhraseTrie<StoredEntry>();
  readonly #language: Language;
  readonly #seen = new Set<string>();

  constructor(language: Language) {
    this.#language = language;
  }

  add(phrase: string, entry: LexiconEntry): void {
    this.#store(phrase, entry, undefined);
  }

  /** A name: each word that the gazetteer writes with a capital must have one in the text. */
  addName(phrase: string, entry: LexiconEntry): void {
    const units = this.#split(phrase);
    const cases = units.map((unit) => unit.letterCase);
    this.#store(phrase, entry, cases.every((one) => one === "lower") ? undefined : cases);
  }

  #split(phrase: string) {
    return this.#language === "en" ? englishUnits(phrase) : chineseUnits(phrase);
  }

  #store(phrase: string, entry: LexiconEntry, cases: readonly LetterCase[] | undefined): void {
    const units = this.#split(phrase).map((unit) => unit.norm);
    const key = `${units.join(" ")}|${JSON.stringify(entry)}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.trie.add(units, { entry, slot: slotOf(entry), cases });
  }
}

function compileEnglish(): Lexicon {
  const into = new Compiler("en");
  addGazetteer(into, "en");
  const irregular = englishCues.irregular as Record<string, readonly string[]>;
  for (const [lemma, classes] of verbClasses(englishCues.verbs)) {
    for (const { text, form } of inflectVerb(lemma, irregular))
      into.add(text, { layer: "verb", lemma, classes, form });
  }
  for (const [lemma, classes] of verbClasses(englishCues.adjectives)) {
    into.add(lemma, { layer: "verb", lemma, classes, form: "adjective" });
  }
  for (const [id, phrases] of Object.entries(englishCues.objects)) {
    for (const phrase of phrases) {
      for (const form of inflectNoun(phrase)) into.add(form, { layer: "object", id });
    }
  }
  for (const raw of englishCues.fixed as readonly RawFixed[]) {
    const cue = fixedCue(raw);
    for (const verb of raw.verbs ?? []) {
      for (const { text, form } of inflectVerb(verb, irregular)) {
        if (raw.forms === undefined || raw.forms.includes(form))
          into.add(text, { layer: "fixed", cue, form });
      }
    }
    for (const phrase of raw.phrases ?? []) into.add(phrase, { layer: "fixed", cue, form: undefined });
  }
  addMarkers(into, englishCues.markers);
  return { language: "en", trie: into.trie };
}

function compileChinese(): Lexicon {
  const into = new Compiler("zh");
  addGazetteer(into, "zh");
  for (const [lemma, classes] of verbClasses(chineseCues.verbs)) {
    into.add(lemma, { layer: "verb", lemma, classes, form: "base" });
  }
  for (const [lemma, classes] of verbClasses(chineseCues.adjectives)) {
    into.add(lemma, { layer: "verb", lemma, classes, form: "adjective" });
  }
  for (const [id, phrases] of Object.entries(chineseCues.objects)) {
    for (const phrase of phrases) into.add(phrase, { layer: "object", id });
  }
  for (const raw of chineseCues.fixed as readonly RawFixed[]) {
    const cue = fixedCue(raw);
    for (const phrase of raw.phrases ?? []) into.add(phrase, { layer: "fixed", cue, form: undefined });
  }
  addMarkers(into, chineseCues.markers);
  return { language: "zh", trie: into.trie };
}

function fixedCue(raw: RawFixed): FixedCue {
  return { id: raw.id, x: raw.x, family: raw.family, act: raw.act === true };
}

function verbClasses(table: Readonly<Record<string, readonly string[]>>): Map<string, string[]> {
  const classes = new Map<string, string[]>();
  for (const [name, verbs] of Object.entries(table)) {
    for (const verb of verbs) {
      const known = classes.get(verb);
      if (known === undefined) classes.set(verb, [name]);
      else known.push(name);
    }
  }
  return classes;
}

function addMarkers(into: Compiler, markers: Readonly<Record<string, readonly string[]>>): void {
  for (const [marker, phrases] of Object.entries(markers)) {
    for (const phrase of phrases) {
      if (marker === "null") into.add(phrase, { layer: "null" });
      else into.addName(phrase, { layer: "marker", marker: marker as Marker });
    }
  }
}

function addGazetteer(into: Compiler, language: Language): void {
  for (const row of actorsData.organisations) {
    for (const name of row[language]) into.addName(name, { layer: "organisation", id: row.id });
  }
  for (const row of actorsData.jointNames) {
    const names = language === "zh" ? row.zh : jointNames(row.en);
    for (const name of names) for (const id of row.ids) into.addName(name, { layer: "organisation", id });
  }
  if (language === "en")
    for (const { id, name } of describedBodies()) into.addName(name, { layer: "organisation", id });
  for (const row of actorsData.people) {
    for (const name of row[language]) into.addName(name, { layer: "person", id: row.id });
  }
  for (const [index, row] of actorsData.titles.entries()) {
    for (const name of row[language]) into.add(name, { layer: "title", title: index });
  }
  for (const row of actorsData.localities) {
    for (const name of row[language]) into.addName(name, { layer: "locality", id: row.id });
  }
  for (const row of actorsData.media) {
    for (const name of row[language]) into.addName(name, { layer: "media", id: row.id });
  }
  for (const name of actorsData.generic[language]) into.addName(name, { layer: "generic", text: name });
  for (const name of countedBodies(language)) into.addName(name, { layer: "generic", text: name });
  for (const name of actorsData.foreign[language]) into.addName(name, { layer: "foreign", text: name });
  if (language === "en") {
    for (const name of actorsData.foreignAdjectives) {
      // "us" and "turkey" are also ordinary words: the short ones must stand in capitals, the rest with one.
      into.addName(name.length <= 2 ? name.toUpperCase() : capitalised(name), { layer: "foreignAdjective" });
    }
  }
  for (const row of companiesData.companies) {
    for (const name of row[language]) into.addName(name, { layer: "company", id: row.id });
    // Chinese articles write many companies in Latin letters.
    if (language === "zh") for (const name of row.en) into.addName(name, { layer: "company", id: row.id });
  }
  for (const [index, row] of companiesData.people.entries()) {
    for (const name of row[language]) into.addName(name, { layer: "businessPerson", index });
  }
  for (const row of sectorsData.sectors) {
    for (const name of row[language]) {
      const forms = language === "en" ? inflectNoun(name) : [name];
      for (const form of forms) into.addName(form, { layer: "sector", id: row.id });
    }
  }
  for (const name of sectorsData.broadMarket[language]) {
    const forms = language === "en" ? inflectNoun(name) : [name];
    for (const form of forms) into.add(form, { layer: "broadMarket" });
  }
  for (const row of sectorsData.indices) {
    for (const name of row[language]) into.addName(name, { layer: "index", id: row.id });
  }
}

function capitalised(word: string): string {
  return word.startsWith("u.") ? word.toUpperCase() : word[0]!.toUpperCase() + word.slice(1);
}

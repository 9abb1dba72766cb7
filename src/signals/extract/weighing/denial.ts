import { type Cue, plainCue } from "../cues/cue.ts";
import { marked, type Terms } from "../lexicon/find-terms.ts";
import { naturalPolarity } from "../lexicon/natural-polarity.ts";
import type { AnalysedSentence } from "../sentences/analyse-sentences.ts";
import { isInside, type UnitSpan } from "../text/unit-span.ts";
import { charactersOf } from "../text/unit-text.ts";
import type { Unit } from "../text/units.ts";
import { type Governor, isAuthority } from "./acting-group.ts";

/** Where in a sentence the denied report stands: cues in [from, to) are turned round. */
export interface DenialScope {
  readonly from: number;
  readonly to: number;
}

/**
 * A denial counts when an authority stands in its sentence, or a spokesman of the one named before ("相关传言纯属误读,
 * 发言人表示").
 */
export function deniesSomething(sentence: AnalysedSentence): boolean {
  if (marked(sentence.terms, "denial").length === 0) return false;
  const hasReport = marked(sentence.terms, "report").length > 0;
  const hasAuthority =
    sentence.mentions.some((mention) => isAuthority(mention)) ||
    (hasReport && sentence.units.some((unit, at) => isSpokesman(unit.norm, sentence.units[at + 1]?.norm)));
  const isForeign = sentence.mentions.some((mention) => mention.kind === "foreign" && mention.isSubject);
  // "Nio said it had not been notified of any probe by regulators": the company denies, and only for itself.
  const isOfCompany =
    sentence.mentions.find((mention) => mention.isSubject)?.kind === "company" &&
    !sentence.mentions.some((mention) => isAuthority(mention) && mention.isSubject && !mention.isAgent) &&
    !hasReport;
  return !isForeign && !isOfCompany && hasAuthority && (hasReport || sentence.index < 2);
}

function isSpokesman(norm: string, next: string | undefined): boolean {
  return (
    norm === "spokesman" ||
    norm === "spokeswoman" ||
    norm === "spokesperson" ||
    (norm === "发" && next === "言")
  );
}

/**
 * The stretch of a sentence that an authority denies, if it denies anything.
 *
 * "denied reports that X", "reports that X are untrue", "dismissed talk of X", 针对网传X…不属实. Without a word
 * for the report ("denied a ban") everything after the denial counts.
 *
 * @param sentence one of an article that denies something: a report told in it is the report that is denied
 */
export function findDenial({ units, terms, language }: AnalysedSentence): DenialScope | undefined {
  const denials = marked(terms, "denial");
  const reports = marked(terms, "report");
  const denial = denials[0];
  // 系谣言 denies; the 谣言 in it is no report of its own.
  const report = reports.find((term) => !denials.some((other) => isInside(term, other)));
  if (denial !== undefined && report !== undefined) {
    if (report.from < denial.from) return { from: 0, to: denial.from };
    // IPO倒查十年为不实传言
    if (UNTRUE.test(units[denial.from]!.norm) && report.from === denial.to)
      return { from: 0, to: denial.from };
    return { from: denial.to, to: endOfDenied(units, terms, report.to) };
  }
  // 叫停上市消息不实: in Chinese what is denied comes first.
  if (denial !== undefined && language === "zh") return chineseScope(denials, units);
  if (denial !== undefined) return { from: denial.to, to: endOfDenied(units, terms, denial.to) };
  if (report !== undefined) {
    // 回应“暂停IPO”传闻, “央行决定降准”的消息在网上流传: in Chinese the noun comes after what it tells.
    const isLast = report.to >= units.length - 1 || units[report.from - 1]?.norm === "”";
    if (language === "zh" && (isLast || tellsNews(units, report.from))) return { from: 0, to: report.from };
    return { from: report.to, to: units.length };
  }
  return undefined;
}

// 证监会澄清：…不属实, 财政部否认开征房产税: a word that opens the denial, not one that closes it.
const OPENING_DENIAL = /^(澄清|辟谣|辟谣称|否认|予以否认|驳斥|反驳)$/;
const NEGATED = /没有|未|无|并非|不会|不是|从来/;
const CONTENT = 4;

function chineseScope(denials: readonly UnitSpan[], units: readonly Unit[]): DenialScope {
  const text = (from: number, to: number): string => charactersOf(units, from, to);
  const first = denials[0]!;
  const last = denials.at(-1)!;
  const isOpening = OPENING_DENIAL.test(text(first.from, first.to));
  if (isOpening && last !== first) return { from: first.to, to: last.from };
  // 辟谣：没有取消限购的安排: here the words that follow deny by themselves.
  const isContent = units.length - first.to >= CONTENT && !NEGATED.test(text(first.to, units.length));
  if (isOpening && isContent) return { from: first.to, to: units.length };
  return { from: 0, to: first.from };
}

const UNTRUE = /^[不虚失谣假]/;

function tellsNews(units: readonly Unit[], to: number): boolean {
  return units.slice(0, to).some((unit, at) => unit.norm === "消" && units[at + 1]?.norm === "息");
}

const DENIAL_ENDS = new Set([
  "adding",
  "insisting",
  "saying",
  "stressing",
  "noting",
  "vowing",
  "pledging",
  "promising",
  "but",
  "and",
  "instead",
  "while",
]);

/** "…, adding that China supports": what is added is not denied. */
function endOfDenied(units: readonly Unit[], terms: Terms, from: number): number {
  const speech = marked(terms, "speech");
  for (let at = from; at < units.length; at++) {
    if (!DENIAL_ENDS.has(units[at]!.norm)) continue;
    if (units[at]!.norm.endsWith("ing") || speech.some((term) => term.from >= at && term.from - at <= 2))
      return at;
  }
  return units.length;
}

const DENIED_WORD = 0.4;
// "will get off without a fine", "might escape punishment": to deny that is to threaten.
const SPARING = /^(without|escape|escapes|avoid|avoids|spared|dodge|evade|off)$/;

/**
 * The denial itself as an act, where the sentence has no cue to turn round: with the direction of the word that
 * is denied, or none.
 */
export function denialActs(
  sentence: AnalysedSentence,
  denial: DenialScope,
): { readonly cue: Cue; readonly governor: Governor }[] {
  if (sentence.index > 1 || !deniesSomething(sentence)) return [];
  if (sentence.cues.some((cue) => cue.from >= denial.from && cue.from < denial.to && cue.x !== 0)) return [];
  const authority = sentence.mentions.find((mention) => isAuthority(mention));
  if (authority === undefined) return [];
  const word = sentence.terms.objects.find(
    (term) => term.from >= denial.from && term.from < denial.to && naturalPolarity(term.entry.id) !== 0,
  );
  const isSpared =
    word !== undefined &&
    sentence.units
      .slice(Math.max(denial.from, word.from - 5), word.from)
      .some((unit) => SPARING.test(unit.norm));
  const x = word === undefined ? 0 : (isSpared ? 1 : -1) * DENIED_WORD * naturalPolarity(word.entry.id);
  const from = word?.from ?? authority.from;
  const to = word?.to ?? authority.to;
  const id = word === undefined ? "denial" : `denied:${word.entry.id}`;
  const cue: Cue = plainCue({ id, family: "denial", x, from, to });
  const kind = authority.kind === "generic" ? "generic" : "named";
  return [{ cue, governor: { kind, mentions: [authority], isDirective: false } }];
}

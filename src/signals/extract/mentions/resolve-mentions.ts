import type { Terms } from "../lexicon/find-terms.ts";
import { actorOf, businessPersonAt, isActorValid, titleHolder } from "../lexicon/gazetteer.ts";
import { wordsOf } from "../text/unit-text.ts";
import type { Unit } from "../text/units.ts";
import type { Mention, MentionContext } from "./mention.ts";
import { addCompanyNouns, addMarkerMentions, addSurnames } from "./mention-additions.ts";
import { hasChinaBefore, isForeignAfter, isForeignBefore } from "./mention-country.ts";
import { isActingCountry, isForeignSubject, isLocalityActing, opensClause, roleOf } from "./mention-role.ts";

const DEFINITE_GENERIC =
  /^(regulator|watchdog|agency|ministry|commission|authority|administration|bureau|bourse|authorities|policymakers|officials|government|ministries|senior|vice|deputy|investigators|inspectors|supervisors|enforcers|bureaucrats|planners|censors|tax officials|top officials|city officials|provincial officials|the authorities|competent|relevant|local|监管|有关|主管|相关|当局|多部|部委|高层)/;

/**
 * Resolves the mentions of a sentence in order, and notes in `context` what later sentences may rely on.
 *
 * Descriptions ("the finance ministry") mean the Chinese body unless a foreign country stands right before
 * them or the article never speaks of China; bodies and titles resolve by date.
 */
export function resolveMentions(units: readonly Unit[], terms: Terms, context: MentionContext): Mention[] {
  const mentions: Mention[] = [];
  for (const term of terms.mentions) {
    const mention = resolveTerm(units, terms, term, context);
    if (mention === undefined) continue;
    const previous = mentions.at(-1);
    if (previous !== undefined && previous.from === mention.from && previous.to === mention.to) {
      // One phrase, two bodies ("banking regulator" before and after 2023): dates have left only valid ones.
      mentions[mentions.length - 1] = {
        ...previous,
        actors: [...new Set([...previous.actors, ...mention.actors])],
      };
    } else mentions.push(mention);
  }
  addSurnames(units, mentions, context);
  addMarkerMentions(units, terms, mentions);
  addCompanyNouns(terms, mentions, units, context.language);
  mentions.sort((a, b) => a.from - b.from);
  if (context.language === "en") shareRoles(mentions, units);
  for (const mention of mentions) {
    if (mention.kind === "foreign" && mention.isSubject) context.isLastGovernmentForeign = true;
    if (mention.kind === "authority" && mention.isSubject) context.isLastGovernmentForeign = false;
  }
  return mentions;
}

function resolveTerm(
  units: readonly Unit[],
  terms: Terms,
  term: Terms["mentions"][number],
  context: MentionContext,
): Mention | undefined {
  const { entry, from, to } = term;
  if (isDateline(units, entry.layer, to, context.language)) return undefined;
  const role = roleOf(units, from, to, context.language);
  const position = { from, to, ...role, isSubject: role.isSubject || opensClause(units, terms, from, to) };
  const none = { ...position, actors: [], company: undefined, person: undefined } as const;
  switch (entry.layer) {
    case "foreign":
      return {
        ...none,
        kind: "foreign",
        isSubject: position.isSubject && isForeignSubject(units, from, to, context.language),
      };
    case "company":
      if (/^(share|shares|stock|equity|bonds)$/.test(units[to]?.norm ?? "")) {
        return { ...none, kind: "market", company: entry.id };
      }
      return { ...none, kind: "company", company: entry.id };
    case "businessPerson": {
      const { name, company } = businessPersonAt(entry.index);
      return { ...none, kind: "company", company, person: name };
    }
    case "media":
      return { ...none, kind: "media", actors: [entry.id] };
    case "locality":
      return position.isSubject && isLocalityActing(units, terms, to, context.language)
        ? { ...none, kind: "locality", actors: [entry.id] }
        : undefined;
    case "generic":
      return resolveGeneric(units, terms, entry.text, none, context);
    case "title":
      return resolveTitle(units, terms, entry.title, none, context);
    case "person":
      context.introduced.add(entry.id);
      return { ...none, kind: "authority", actors: [entry.id] };
    case "organisation":
      return resolveOrganisation(units, terms, entry.id, none, context);
  }
}

/** A mention before it is known of whom. */
type Unresolved = Omit<Mention, "kind">;

/** "the premier": whoever held the office on that day. */
function resolveTitle(
  units: readonly Unit[],
  terms: Terms,
  title: number,
  none: Unresolved,
  context: MentionContext,
): Mention | undefined {
  if (isForeignBefore(units, terms, none.from)) return { ...none, kind: "foreign" };
  const holder = context.hasChina ? titleHolder(title, context.day) : undefined;
  if (holder === undefined) return undefined;
  context.introduced.add(holder);
  return { ...none, kind: "authority", actors: [holder] };
}

/** A body by its name or by what it does; `undefined` for one that did not exist on that day, or may be anybody's. */
function resolveOrganisation(
  units: readonly Unit[],
  terms: Terms,
  id: string,
  none: Unresolved,
  context: MentionContext,
): Mention | undefined {
  const { from, to } = none;
  if (!isActorValid(actorOf(id), context.day)) return undefined;
  if (isForeignBefore(units, terms, from) || isForeignAfter(units, terms, to))
    return { ...none, kind: "foreign" };
  const isDescription = context.language === "en" && units[from]!.letterCase === "lower";
  const isTitleDescription = context.language === "en" && !isProperName(units, from, to);
  if ((isDescription || isTitleDescription) && !context.hasChina) return undefined;
  // "the central bank" in a paragraph about the Fed is the Fed.
  const isOfForeignGovernment =
    isDescription &&
    context.isLastGovernmentForeign &&
    !hasChinaBefore(units, from) &&
    isGenericBody(units, from, to);
  return isOfForeignGovernment ? { ...none, kind: "foreign" } : { ...none, kind: "authority", actors: [id] };
}

/** "holders of Tencent and NetEase": what the first of a list is not, the others are not. */
function shareRoles(mentions: Mention[], units: readonly Unit[]): void {
  for (let index = 1; index < mentions.length; index++) {
    const mention = mentions[index]!;
    const previous = mentions[index - 1]!;
    if (mention.kind !== "company" || previous.kind !== "company" || previous.isSubject || !mention.isSubject)
      continue;
    const between = units.slice(previous.to, mention.from).map((unit) => unit.norm);
    if (between.length === 0 || between.length > 2 || !between.every((norm) => /^(and|or|,)$/.test(norm)))
      continue;
    mentions[index] = { ...mention, isSubject: false };
  }
}

const MONTH =
  /^(jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december)$/;
const DATELINE_REACH = 4;

/** "HANGZHOU, March 28 - Alibaba plans ...", "Shanghai (Reuters) - ": where the piece was written is nobody who acts. */
function isDateline(
  units: readonly Unit[],
  layer: string,
  to: number,
  language: MentionContext["language"],
): boolean {
  if (language === "zh" || to > DATELINE_REACH || layer !== "locality") return false;
  let at = to;
  if (units[at]?.norm === ",") at++;
  const isDay =
    at > to &&
    MONTH.test(units[at]?.norm ?? "") &&
    /^\d{1,2}$/.test(units[at + (units[at + 1]?.norm === "." ? 2 : 1)]?.norm ?? "");
  const isAgency = units[to]?.norm === "(" && units[to + 2]?.norm === ")";
  return isDay || isAgency || /^[—–]$/.test(units[to]?.norm ?? "");
}

const GENERIC_BODIES = new Set([
  "central bank",
  "cabinet",
  "parliament",
  "lawmakers",
  "commerce ministry",
  "finance ministry",
  "trade ministry",
  "foreign ministry",
  "central government",
  "ruling party",
  "prosecutors",
  "supreme court",
  "top court",
]);

function isGenericBody(units: readonly Unit[], from: number, to: number): boolean {
  return GENERIC_BODIES.has(wordsOf(units, from, to));
}

function isProperName(units: readonly Unit[], from: number, to: number): boolean {
  let capitals = 0;
  for (let at = from; at < to; at++) if (units[at]!.letterCase !== "lower") capitals++;
  return to - from === 1 ? units[from]!.letterCase === "capitals" : capitals >= 2;
}

function resolveGeneric(
  units: readonly Unit[],
  terms: Terms,
  text: string,
  none: Unresolved,
  context: MentionContext,
): Mention | undefined {
  if (text === "China" || text === "中国" || text === "我国" || text === "北京" || text === "Beijing") {
    // "to stop China from getting chips": a country right behind a verb is its object.
    const isObject = terms.verbs.some((verb) => verb.to === none.from && verb.entry.form !== "adjective");
    return {
      ...none,
      kind: "generic",
      isSubject: none.isSubject && !isObject && isActingCountry(units, terms, none.to),
    };
  }
  if (DEFINITE_GENERIC.test(text) && context.isLastGovernmentForeign) return { ...none, kind: "foreign" };
  if (DEFINITE_GENERIC.test(text) && !context.hasChina) return undefined;
  return { ...none, kind: "generic" };
}

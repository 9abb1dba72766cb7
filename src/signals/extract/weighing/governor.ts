import type { Cue } from "../cues/cue.ts";
import { marked } from "../lexicon/find-terms.ts";
import { actorOf } from "../lexicon/gazetteer.ts";
import type { Mention } from "../mentions/mention.ts";
import {
  directed,
  type Governor,
  type GovernorContext,
  governed,
  implied,
  isAuthority,
  onlyCoordinators,
} from "./acting-group.ts";
import { authorOf, findAttribution } from "./attribution.ts";

const PASSIVE_STATE_FAMILIES = new Set([
  "penalty",
  "probe",
  "summons",
  "ban",
  "takedown",
  "obligation",
  "approval",
  "covid",
  "close",
  "easing",
]);
const PURPOSE = new Set(["to", "in", "as", "by", "for", "under", "with"]);

/**
 * Finds who governs a cue: the agent behind "by"; else the nearest subject before it in the sentence; else
 * whoever is said to have said it; else the authority of the sentence before; else nobody.
 *
 * An authority that speaks to or about a company ("ordered Tencent to stop") keeps the cue, a foreign
 * government, an analyst or a company that acts on its own takes it away.
 */
export function findGovernor(cue: Cue, context: GovernorContext): Governor {
  const actor = agentOf(cue, context) ?? hostOf(cue, context);
  if (actor !== undefined) return governed(cue, actor, context);
  const subjects = subjectsBefore(cue, context);
  const nearest = subjects.at(-1);
  if (nearest === undefined || nearest.kind === "company" || nearest.kind === "market") {
    const author = authorOf(cue, context);
    if (author !== undefined) return governed(cue, author, context);
  }
  const search: Search = { cue, context, subjects, attribution: findAttribution(cue, context) };
  if (nearest === undefined) return withoutSubject(search);
  if (isAuthority(nearest)) return ofAuthority(nearest, search);
  if (nearest.kind === "foreign") return ofForeignPower(nearest, search);
  return ofBystander(nearest, search);
}

/** What the search for a governor has found so far. */
interface Search {
  readonly cue: Cue;
  readonly context: GovernorContext;
  /** Subjects that stand before the cue, in order. */
  readonly subjects: readonly Mention[];
  /** Who is said to have said it. */
  readonly attribution: Governor | undefined;
}

/** "was fined by the regulator", 被市场监管总局处罚. */
function agentOf(cue: Cue, { mentions, clauses }: GovernorContext): Mention | undefined {
  const clause = clauses[Math.min(cue.to, clauses.length) - 1];
  return mentions.find(
    (mention) => mention.isAgent && mention.from >= cue.head && clauses[mention.from] === clause,
  );
}

function subjectsBefore(cue: Cue, { mentions }: GovernorContext): Mention[] {
  return mentions.filter(
    (mention) =>
      mention.to <= Math.max(cue.head, cue.from) &&
      mention.isSubject &&
      // "risks posed by Evergrande can be contained": the company does nothing here.
      !(mention.isAgent && mention.kind === "company"),
  );
}

function withoutSubject({ cue, context, attribution }: Search): Governor {
  if (attribution !== undefined) return attribution;
  const { mentions, units, language } = context;
  // "New head named for securities regulator".
  const post = mentions.find((mention) => mention.from >= cue.to && mention.kind === "authority");
  if (cue.family === "appointment" && post !== undefined && mentions.every((one) => one.kind !== "company"))
    return governed(cue, post, context);
  // "To support growth, the PBoC cut rates", 为活跃资本市场,财政部宣布: the subject comes after the purpose.
  const later = mentions.find((mention) => mention.from >= cue.to && mention.isSubject);
  const isPurpose = language === "zh" || PURPOSE.has(units[0]?.norm ?? "");
  return later !== undefined && isPurpose && isAuthority(later)
    ? governed(cue, later, context)
    : carriedOrNone(cue, context);
}

function ofAuthority(nearest: Mention, { cue, context, subjects, attribution }: Search): Governor {
  // "China will ..., the commerce ministry said": the ministry is the better name.
  if (nearest.kind !== "authority" && attribution?.kind === "named") return attribution;
  if (attribution?.kind === "analyst") return attribution;
  // "Liu He told the forum ..., promising that China would": who promises is the better name.
  const speaker = subjects.findLast(
    (mention) =>
      mention.kind === "authority" && mention.to <= nearest.from && speaks(mention, nearest, context),
  );
  return governed(cue, nearest.kind === "generic" && speaker !== undefined ? speaker : nearest, context);
}

function ofForeignPower(nearest: Mention, { cue, context, subjects }: Search): Governor {
  const partner = coordinatedAuthority(nearest, subjects, context);
  return partner === undefined
    ? { kind: "foreign", mentions: [nearest], isDirective: false }
    : governed(cue, partner, context);
}

/** A company, an analyst, prices or a paper stand nearest: theirs, or the authority's that speaks of them. */
function ofBystander(nearest: Mention, search: Search): Governor {
  const { cue, context, subjects, attribution } = search;
  const own: Governor = { kind: nearest.kind as Governor["kind"], mentions: [nearest], isDirective: false };
  // "SAMR said Alibaba had stopped the practice": what the company did is no act against it.
  if (nearest.kind === "company" && cue.x < 0 && isOwnPast(cue, nearest, context)) return own;
  const authority = subjects.findLast((mention) => isAuthority(mention));
  const isSpokenOf = nearest.kind !== "analyst" || isBrokerSpokenOf(nearest, context);
  if (authority !== undefined && isSpokenOf && isAddressed(authority, nearest, context))
    return directed(cue, authority, context);
  if (nearest.kind === "company") return doneToCompany(search) ?? own;
  if (nearest.kind === "media") {
    if (authority !== undefined) return governed(cue, authority, context);
    return attribution !== undefined && attribution.kind !== "media" ? attribution : own;
  }
  return nearest.kind === "market" && attribution?.kind === "named" ? attribution : own;
}

/** Who did to a company what is told of it; `undefined` for what it does itself. */
function doneToCompany({ cue, context, attribution }: Search): Governor | undefined {
  if (cue.isPassive || cue.isReceiving || PASSIVE_STATE_FAMILIES.has(cue.family)) {
    if (attribution !== undefined && attribution.kind !== "analyst" && attribution.kind !== "company")
      return { ...attribution, isDirective: true };
    // "Trip.com says it was notified by SAMR of a case", 公司接到市场监管总局通知: the company tells of the state's act.
    const body = context.mentions.find((mention) => isAuthority(mention) && isTold(mention, cue, context));
    if (body !== undefined) return directed(cue, body, context);
    if (cue.isPassive || isReceiving(cue, context)) return sufferedUnder(cue, context);
  }
  // "Alibaba completes its rectification, watchdog says".
  return attribution !== undefined && ATTRIBUTABLE.has(attribution.kind)
    ? { ...attribution, isDirective: true }
    : undefined;
}

function speaks(body: Mention, other: Mention, { terms }: GovernorContext): boolean {
  return marked(terms, "speech").some((term) => term.from >= body.to && term.to <= other.from + 1);
}

const ATTRIBUTABLE = new Set<Governor["kind"]>(["named", "generic"]);

/** "had fully stopped": the company did it before. */
function isOwnPast(cue: Cue, company: Mention, { units, language }: GovernorContext): boolean {
  if (language === "zh" || cue.isPassive || cue.form !== "past") return false;
  const between = units.slice(company.to, cue.head);
  return between.length <= 5 && between.some((unit) => unit.norm === "had" || unit.norm === "has");
}

/** In Chinese anywhere in the sentence; in English in the cue's clause. */
function isTold(body: Mention, cue: Cue, { language, clauses }: GovernorContext): boolean {
  // 中国公司…摘牌: a country's name before a noun is nobody who tells.
  if (language === "zh") return body.kind === "authority" || body.isSubject;
  return clauses[body.from] === clauses[cue.head];
}

/** "a meeting between Xi and Ma", "Xi's visit": the leader hosts it, though he is no subject. */
function hostOf(cue: Cue, context: GovernorContext): Mention | undefined {
  if (cue.family !== "meeting" && cue.family !== "visit") return undefined;
  const clause = context.clauses[cue.from];
  const leaders = context.mentions.filter(
    (mention) =>
      mention.kind === "authority" &&
      context.clauses[mention.from] === clause &&
      mention.actors.some((id) => actorOf(id).type === "leader"),
  );
  return leaders[0];
}

/** "China and the United States will ...": a joint act is China's too. */
function coordinatedAuthority(
  foreign: Mention,
  before: readonly Mention[],
  context: GovernorContext,
): Mention | undefined {
  const partner = before.findLast((mention) => isAuthority(mention) && mention.to <= foreign.from);
  return partner !== undefined && onlyCoordinators(context.units, partner.to, foreign.from)
    ? partner
    : undefined;
}

/** Whether the authority says or orders something about the party that follows. */
function isAddressed(authority: Mention, other: Mention, context: GovernorContext): boolean {
  if (other.kind === "market") return false;
  // "SAMR: Alibaba has completed ...": who stands before the colon speaks.
  if (authority.from <= 1 && /^[:：]$/.test(context.units[authority.to]?.norm ?? "")) return true;
  const speech = marked(context.terms, "speech");
  const isSpoken = speech.some((term) => term.from >= authority.to && term.to <= other.from + 1);
  if (isSpoken) return true;
  // The company is the object of the authority's own verb: "fined Alibaba for failing to report".
  const verbs = [...context.terms.verbs, ...context.terms.fixed];
  return verbs.some((term) => term.from >= authority.to && term.to <= other.from);
}

const OPINING =
  /分析|研报|经济学家|策略|交易员|投资者|业内|人士|analyst|economist|strategist|trader|investor|manager|note|economics/;
const OPINION_REACH = 8;

/** 证监会通报，广发证券完成整改: a broker that the regulator tells of has no opinion here. */
function isBrokerSpokenOf(broker: Mention, { units, terms }: GovernorContext): boolean {
  const text = units.slice(broker.from, broker.to + 3).map((unit) => unit.norm);
  if (OPINING.test(text.join(" ")) || OPINING.test(text.join(""))) return false;
  return !marked(terms, "speech").some(
    (term) => term.from >= broker.to && term.from - broker.to <= OPINION_REACH,
  );
}

const CHINESE_RECEIVING = new Set(["被", "遭", "获", "收", "受", "因"]);

/** "Tencent faces a fine", "must pay": something is done to the company. */
function isReceiving(cue: Cue, context: GovernorContext): boolean {
  if (cue.isReceiving) return true;
  if (context.language === "zh") {
    return context.units
      .slice(Math.max(0, cue.from - 8), cue.from)
      .some((unit) => CHINESE_RECEIVING.has(unit.norm));
  }
  if (cue.form === "past" || cue.form === undefined) return true;
  const before = context.units.slice(Math.max(0, cue.from - 4), cue.from).map((unit) => unit.norm);
  return before.some(
    (norm, at) =>
      ["faces", "face", "faced", "received", "hit", "handed", "must"].includes(norm) ||
      // "has to stop", "was told to stop"; but "is to halt its plant" is the company's own plan.
      (norm === "to" &&
        /^(has|have|had|forced|told|ordered|asked|required|obliged|liable|made|due)$/.test(
          before[at - 1] ?? "",
        )),
  );
}

/** A cue without a subject: the authority's of the sentence before, whose it must be by its nature, or nobody's. */
function carriedOrNone(cue: Cue, context: GovernorContext): Governor {
  const isCarried = carries(cue, context);
  if (context.canCarry && (isCarried || context.language === "zh")) return unnamed("carried");
  if (context.hasEarlierAuthority && isCarried) return unnamed("carried");
  const body = implied(cue, context);
  if (body !== undefined) return { ...unnamed("implied"), impliedActor: body };
  if (isCarried || cue.isPassive || PASSIVE_STATE_FAMILIES.has(cue.family)) return unnamed("implied");
  if (context.canCarry && context.isShort) return unnamed("carried");
  // A Chinese headline drops its subject; one without a company or a foreign power in it is the state's.
  const isSubjectless = context.language === "zh" && context.mentions.every((mention) => !mention.isSubject);
  return unnamed(isSubjectless ? "implied" : "none");
}

/** What a company suffers is the act of the authority before, or of one that is not named. */
function sufferedUnder(cue: Cue, context: GovernorContext): Governor {
  const directive = { mentions: [], isDirective: true } as const;
  if (context.canCarry || context.hasEarlierAuthority) return { ...directive, kind: "carried" };
  const body = implied(cue, context);
  return body === undefined
    ? { ...directive, kind: "implied" }
    : { ...directive, kind: "implied", impliedActor: body };
}

function unnamed(kind: "carried" | "implied" | "none"): Governor {
  return { kind, mentions: [], isDirective: false };
}

/** "It also cut": a word that goes on about the subject of the sentence before. */
function carries(cue: Cue, { terms }: GovernorContext): boolean {
  return marked(terms, "carry").some(
    (term) => term.from < Math.max(CARRYING_REACH, cue.from) && term.from <= cue.from,
  );
}

const CARRYING_REACH = 5;

import type { Cue } from "../cues/cue.ts";
import { marked } from "../lexicon/find-terms.ts";
import { actorOf } from "../lexicon/gazetteer.ts";
import type { Mention } from "../mentions/mention.ts";
import {
  type Governor,
  type GovernorContext,
  governed,
  implied,
  isAuthority,
  onlyCoordinators,
} from "./acting-group.ts";

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
const ORDERING = /^(order|orders|ordered|demand|demands|demanded|directed|required|instructed)$/;
const MEDIA_SPEECH = /^(reported|report|citing|cited|quoted|according)$/;

/**
 * Finds who governs a cue: the agent behind "by"; else the nearest subject before it in the sentence; else
 * whoever is said to have said it; else the authority of the sentence before; else nobody.
 *
 * An authority that speaks to or about a company ("ordered Tencent to stop") keeps the cue, a foreign
 * government, an analyst or a company that acts on its own takes it away.
 */
export function findGovernor(cue: Cue, context: GovernorContext): Governor {
  const { mentions, clauses, language } = context;
  const agent = mentions.find(
    (mention) =>
      mention.isAgent &&
      mention.from >= cue.head &&
      clauses[mention.from] === clauses[Math.min(cue.to, clauses.length) - 1],
  );
  if (agent !== undefined) return governed(cue, agent, mentions, context, false);

  const host = hostOf(cue, context);
  if (host !== undefined) return governed(cue, host, mentions, context, false);

  const before = mentions.filter(
    (mention) =>
      mention.to <= Math.max(cue.head, cue.from) &&
      mention.isSubject &&
      // "risks posed by Evergrande can be contained": the company does nothing here.
      !(mention.isAgent && mention.kind === "company"),
  );
  const nearest = before.at(-1);
  const attribution = findAttribution(cue, context);
  if (nearest === undefined || nearest.kind === "company" || nearest.kind === "market") {
    const author = authorOf(cue, context);
    if (author !== undefined) return governed(cue, author, mentions, context, false);
  }
  if (nearest === undefined) {
    if (attribution !== undefined) return attribution;
    // "New head named for securities regulator".
    const post = mentions.find((mention) => mention.from >= cue.to && mention.kind === "authority");
    if (cue.family === "appointment" && post !== undefined && mentions.every((one) => one.kind !== "company"))
      return governed(cue, post, mentions, context, false);
    // "To support growth, the PBoC cut rates", 为活跃资本市场,财政部宣布: the subject comes after the purpose.
    const later = mentions.find((mention) => mention.from >= cue.to && mention.isSubject);
    const isPurpose = language === "zh" || PURPOSE.has(context.units[0]?.norm ?? "");
    if (later !== undefined && isPurpose && isAuthority(later)) {
      return governed(cue, later, mentions, context, false);
    }
    return carriedOrNone(cue, context);
  }
  if (isAuthority(nearest)) {
    // "China will ..., the commerce ministry said": the ministry is the better name.
    if (nearest.kind !== "authority" && attribution !== undefined && attribution.kind === "named")
      return attribution;
    if (attribution?.kind === "analyst") return attribution;
    // "Liu He told the forum ..., promising that China would": who promises is the better name.
    const speaker = before.findLast(
      (mention) =>
        mention.kind === "authority" && mention.to <= nearest.from && speaks(mention, nearest, context),
    );
    if (nearest.kind === "generic" && speaker !== undefined)
      return governed(cue, speaker, mentions, context, false);
    return governed(cue, nearest, mentions, context, false);
  }
  if (nearest.kind === "foreign") {
    const partner = coordinatedAuthority(nearest, before, context);
    return partner === undefined
      ? { kind: "foreign", mentions: [nearest], isDirective: false }
      : governed(cue, partner, mentions, context, false);
  }
  const authority = before.findLast((mention) => isAuthority(mention));
  // "SAMR said Alibaba had stopped the practice": what the company did is no act against it.
  if (nearest.kind === "company" && cue.x < 0 && isOwnPast(cue, nearest, context))
    return { kind: "company", mentions: [nearest], isDirective: false };
  const isSpokenOf = nearest.kind !== "analyst" || isBrokerSpokenOf(nearest, context);
  if (authority !== undefined && isSpokenOf && isAddressed(authority, nearest, context)) {
    return governed(cue, authority, mentions, context, true);
  }
  if (
    nearest.kind === "company" &&
    (cue.isPassive || cue.isReceiving || PASSIVE_STATE_FAMILIES.has(cue.family))
  ) {
    if (attribution !== undefined && attribution.kind !== "analyst" && attribution.kind !== "company")
      return { ...attribution, isDirective: true };
    // "Trip.com says it was notified by SAMR of a case", 公司接到市场监管总局通知: the company tells of the state's act.
    const body = mentions.find((mention) => isAuthority(mention) && isTold(mention, cue, context));
    if (body !== undefined) return governed(cue, body, mentions, context, true);
    if (cue.isPassive || isReceiving(cue, context)) return carriedOrNone(cue, context, true);
  }
  // "Alibaba completes its rectification, watchdog says".
  if (nearest.kind === "company" && attribution !== undefined && ATTRIBUTABLE.has(attribution.kind))
    return { ...attribution, isDirective: true };
  if (nearest.kind === "media") {
    if (authority !== undefined) return governed(cue, authority, mentions, context, false);
    if (attribution !== undefined && attribution.kind !== "media") return attribution;
    return { kind: "media", mentions: [nearest], isDirective: false };
  }
  if (nearest.kind === "market" && attribution?.kind === "named") return attribution;
  return { kind: nearest.kind as Governor["kind"], mentions: [nearest], isDirective: false };
}

const AUTHOR_REACH = 8;
const AUTHORED = new Set(["document", "licence", "export-licence", "control"]);

/**
 * Whose paper the sentence tells of, though it is no subject: "..., under provisions the CAC brought into force",
 * "a set of draft provisions from the CAC: users must ...", "without a licence from the ministry".
 */
function authorOf(cue: Cue, { units, terms, mentions, language }: GovernorContext): Mention | undefined {
  if (language === "zh") return undefined;
  const isPaper = (from: number, to: number): boolean =>
    terms.objects.some((term) => AUTHORED.has(term.entry.id) && term.from >= from && term.to <= to) ||
    units.slice(from, to).some((unit) => PAPERS.test(unit.norm));
  return mentions.find((one) => {
    if (one.kind !== "authority") return false;
    let at = one.from - 1;
    while (at >= 0 && one.from - at <= 3 && /^(the|china|'s|chinese)$/.test(units[at]!.norm)) at--;
    if (/^(from|of|by)$/.test(units[at]?.norm ?? "") && isPaper(at - 2, at)) return true;
    const under = units.findLastIndex(
      (unit, index) => index >= cue.to && index < one.from && unit.norm === "under",
    );
    return under >= 0 && one.from - under <= AUTHOR_REACH && isPaper(under + 1, one.from);
  });
}

const PAPERS = /^(provisions|points|order|orders|rules|terms|guidance|licence|permission|approval)$/;

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

/** "..., the ministry said", "according to the ministry", before or after the cue. */
function findAttribution(cue: Cue, context: GovernorContext): Governor | undefined {
  const { terms, mentions, units } = context;
  for (const speech of marked(terms, "speech")) {
    if (speech.from < cue.to && context.language === "en") continue;
    const isReport = MEDIA_SPEECH.test(units[speech.from]!.norm) && units[speech.from]!.norm !== "according";
    const speaker =
      mentions.find(
        (mention) => mention.to <= speech.from && speech.from - mention.to <= 2 && mention.from >= cue.to,
      ) ??
      mentions.find(
        (mention) =>
          mention.from >= speech.to &&
          mention.from - speech.to <= 4 &&
          // "they said on Wednesday, urging investors to report losses".
          !(
            context.language === "en" &&
            units.slice(speech.to, mention.from).some((unit) => unit.norm === ",")
          ),
      );
    if (speaker === undefined || isReport) continue;
    if (speaker.kind === "media") continue;
    if (isAuthority(speaker)) return governed(cue, speaker, mentions, context, false);
    // "justify Nvidia orders": a firm orders nobody.
    if (speaker.kind === "company" && ORDERING.test(units[speech.from]!.norm)) continue;
    if (speaker.kind === "analyst" || speaker.kind === "company") {
      return { kind: speaker.kind, mentions: [speaker], isDirective: false };
    }
  }
  return undefined;
}

function carriedOrNone(cue: Cue, context: GovernorContext, isPassive = false): Governor {
  const none: Governor = { kind: "none", mentions: [], isDirective: isPassive };
  const carry = marked(context.terms, "carry").some(
    (term) => term.from < Math.max(5, cue.from) && term.from <= cue.from,
  );
  if (context.canCarry && (carry || context.language === "zh" || isPassive))
    return { ...none, kind: "carried" };
  if (context.hasEarlierAuthority && (carry || isPassive)) return { ...none, kind: "carried" };
  const body = implied(cue, context);
  if (body !== undefined) return { ...none, kind: "implied", impliedActor: body };
  if (carry || isPassive || cue.isPassive || PASSIVE_STATE_FAMILIES.has(cue.family))
    return { ...none, kind: "implied" };
  if (context.canCarry && context.isShort) return { ...none, kind: "carried" };
  // A Chinese headline drops its subject; one without a company or a foreign power in it is the state's.
  const isSubjectless = context.language === "zh" && context.mentions.every((mention) => !mention.isSubject);
  return isSubjectless ? { ...none, kind: "implied" } : none;
}

import type { Cue, CueContext } from "../cues/cue.ts";
import type { Mention } from "../mentions/mention.ts";
import { textOf } from "../text/unit-text.ts";
import type { Unit } from "../text/units.ts";

/** Who stands behind a cue, and how surely. */
export interface Governor {
  readonly kind:
    | "named"
    | "generic"
    | "carried"
    | "implied"
    | "foreign"
    | "company"
    | "analyst"
    | "market"
    | "media"
    | "none";
  /** The mentions that act together; empty when carried over or implied. */
  readonly mentions: readonly Mention[];
  /** True where an authority speaks about a company ("told Tencent to stop"). */
  readonly isDirective: boolean;
  /** Who must stand behind an act that names nobody: only the central bank cuts the loan prime rate. */
  readonly impliedActor?: string;
}

/** A sentence with who is spoken of in it, and what the sentences before it fix. */
export interface GovernorContext extends CueContext {
  readonly mentions: readonly Mention[];
  /** Whether an authority was named earlier in the article. */
  readonly hasEarlierAuthority: boolean;
  /** Whether the sentence before was about an authority too, so that "it" is that authority. */
  readonly canCarry: boolean;
  /** A short piece tells of one act; in a long one a sentence without a subject may be about anything. */
  readonly isShort: boolean;
}

const AUTHORITY = new Set<Mention["kind"]>(["authority", "generic", "locality"]);

/** Whether a mention can act for the Chinese state. */
export function isAuthority(mention: Mention): boolean {
  return AUTHORITY.has(mention.kind);
}

const COORDINATORS = new Set([
  ",",
  "and",
  "the",
  "、",
  "和",
  "与",
  "及",
  "会同",
  "以及",
  "&",
  "as",
  "well",
  "together",
  "with",
  "along",
  "jointly",
  "联",
  "合",
  "等",
  "会",
  "同",
  "，",
  "other",
  "several",
]);

/** The governor that a mention makes: with those that it is listed with, if it is an authority. */
export function governed(cue: Cue, mention: Mention, context: GovernorContext): Governor {
  if (!isAuthority(mention))
    return { kind: mention.kind as Governor["kind"], mentions: [mention], isDirective: false };
  const group = coordinatedGroup(mention, context);
  const named = group.filter((one) => one.kind !== "generic");
  if (named.length > 0) return { kind: "named", mentions: named, isDirective: false };
  const body = implied(cue, context);
  const generic: Governor = { kind: "generic", mentions: group, isDirective: false };
  return body === undefined ? generic : { ...generic, impliedActor: body };
}

/** The same, where the authority speaks to or about a company ("told Tencent to stop"). */
export function directed(cue: Cue, mention: Mention, context: GovernorContext): Governor {
  return { ...governed(cue, mention, context), isDirective: true };
}

/** "the finance ministry and the tax administration": the members of a list act together. */
function coordinatedGroup(mention: Mention, { units, mentions }: GovernorContext): Mention[] {
  const group = [mention];
  const bodies = mentions.filter((other) => isAuthority(other));
  const at = bodies.indexOf(mention);
  for (let index = at - 1; index >= 0; index--) {
    if (!onlyCoordinators(units, bodies[index]!.to, group[0]!.from)) break;
    group.unshift(bodies[index]!);
  }
  for (let index = at + 1; index < bodies.length; index++) {
    if (!onlyCoordinators(units, group.at(-1)!.to, bodies[index]!.from)) break;
    group.push(bodies[index]!);
  }
  return group;
}

/** Whether nothing but commas and "and" stands between two places. */
export function onlyCoordinators(units: readonly Unit[], from: number, to: number): boolean {
  if (to - from > 8) return false;
  for (let at = from; at < to; at++) if (!COORDINATORS.has(units[at]!.norm)) return false;
  return true;
}

const CENTRAL_BANK_TOOLS = new Set(["lpr", "rrr", "mlf", "prime", "requirement", "reserve", "准", "mlf"]);

const STATE_TENDER = /国家组织|国家集采|全国药品|国家医保|national(ly)? |nationwide|centrali[sz]ed/;

/** Whose tool a cue is, whoever is named: only the central bank moves the reserve ratio, only one body buys drugs for all. */
export function implied(cue: Cue, { units, language }: GovernorContext): string | undefined {
  if (cue.family === "monetary" && units.some((unit) => CENTRAL_BANK_TOOLS.has(unit.norm))) return "pboc";
  if (cue.id !== "price-cut" && !cue.id.endsWith(":bulk-buying")) return undefined;
  const text = textOf(units, language);
  return STATE_TENDER.test(text) ? "nhsa" : undefined;
}

import { marked, type Term } from "../lexicon/find-terms.ts";
import { type Cue, type CueContext, plainCue } from "./cue.ts";

const REACH = 14;
const GIFTS = /^(leave|permission|approval|clearance|time|space|room|licence|license|consent)$/;
const ADDRESSED_REACH = 6;
// Banks are told to lend: that is policy carried out through them, not an order against them.
const LENDERS = /^(lender|bank|broker|developer|household|borrower|exporter)/;

/**
 * "told platforms to stop blocking rivals": an order to a company to desist, whatever is to stop. The words
 * for ordering and for desisting stand in the lexicon (`directive`, `desist`).
 */
export function findDirectiveCues(context: CueContext): Cue[] {
  const { terms } = context;
  const desists = marked(terms, "desist");
  const cues: Cue[] = [];
  for (const order of marked(terms, "directive")) {
    // "given leave to take customers" is a permission.
    if (GIFTS.test(context.units[order.to]?.norm ?? "")) continue;
    const desist =
      desists.find(
        (term) => term.from > order.to && term.from - order.to < REACH && isInfinitive(term, context),
      ) ?? anyOrder(order, context);
    if (desist === undefined || !isAddressed(order.from, desist.from, context)) continue;
    cues.push(
      plainCue({
        id: "directed",
        family: "summons",
        x: -0.45,
        from: order.from,
        to: desist.to,
      }),
    );
  }
  return cues;
}

const COMMANDING = /^(ordered|orders|instructed|instructs)$/;

/** "ordered Tencent to open its gardens": whatever a firm is ordered to do is a burden to it. */
function anyOrder(order: Term, { units }: CueContext): Term | undefined {
  const deadline = deadlineOf(order, units);
  if (deadline !== undefined) return { ...order, from: deadline, to: deadline + 1 };
  if (!COMMANDING.test(units[order.to - 1]!.norm)) return undefined;
  for (let at = order.to + 1; at < Math.min(units.length - 1, order.to + ADDRESSED_REACH + 2); at++) {
    if (units[at]!.norm === "to") return { ...order, from: at + 1, to: at + 2 };
  }
  return undefined;
}

const GIVING = /^(gave|gives|given|give)$/;
const DEADLINE = /^(until|deadline|ultimatum)$/;
const TERM = /^(days|weeks|months|hours)$/;
const DEADLINE_REACH = 12;

/** "gave Alibaba until Friday to let rivals' links open", "given 15 days to correct". */
function deadlineOf(order: Term, units: CueContext["units"]): number | undefined {
  if (!GIVING.test(units[order.to - 1]!.norm)) return undefined;
  const last = Math.min(units.length - 1, order.to + DEADLINE_REACH);
  for (let at = order.to + 1; at < last; at++) {
    const isTerm = TERM.test(units[at]!.norm) && units[at + 1]!.norm === "to";
    if (DEADLINE.test(units[at]!.norm) || isTerm) return at;
  }
  return undefined;
}

function isInfinitive(term: Term, { units }: CueContext): boolean {
  return units[term.from]!.norm === "not" || units[term.from - 1]?.norm === "to";
}

const BUSINESS = /^(business|businesses|services?|products?|accounts?|offerings?|platforms?)$/;
const BUSINESS_REACH = 8;
const WANTING = /^(want|wants|wanted|gave|gives)$/;

/** Whether a company, or "platforms" and the like, stands between the order and what is to stop. */
function isAddressed(from: number, to: number, { units, terms }: CueContext): boolean {
  // "companies that want to list": who wants is not who is told.
  const reach = WANTING.test(units[from]!.norm) ? -1 : ADDRESSED_REACH;
  const isNear = (term: Term): boolean => term.from > from - reach && term.to <= to;
  const isFirm = (term: Term<{ layer: "object"; id: string }>): boolean =>
    term.entry.id === "firms" && !LENDERS.test(units[term.from]!.norm);
  const isPronoun =
    /^(them|both|all)$/.test(units[from + 1]?.norm ?? "") &&
    terms.mentions.some((term) => term.entry.layer === "company" && term.to <= from);
  if (isPronoun) return true;
  const isOfBusiness =
    /^(pause|stop|halt|suspend|cease|close|end|wind)$/.test(units[to]?.norm ?? "") &&
    units.slice(to, to + BUSINESS_REACH).some((unit) => BUSINESS.test(unit.norm));
  if (isOfBusiness && terms.objects.some((term) => term.entry.id === "firms" && isNear(term))) return true;
  return (
    terms.objects.some((term) => isFirm(term) && isNear(term)) ||
    terms.mentions.some((term) => term.entry.layer === "company" && isNear(term))
  );
}

const LESSENING = /^(decrease|remove|loosen):/;

/** "lowered the risk weights that insurers must apply". */
function isRelative(from: number, to: number, units: CueContext["units"]): boolean {
  return (
    to - from <= 6 && units.slice(from, to).some((unit) => unit.norm === "that" || unit.norm === "which")
  );
}

/** What a platform is told to do ("protect riders") is a burden to it, however kind the words. */
export function withoutOrders(cues: readonly Cue[], { units, clauses }: CueContext): Cue[] {
  const orders = cues.filter((cue) => cue.id === "directed" || cue.id === "obliged");
  // "lowering the ratio that lenders must keep": what they must, they must less.
  const isLessened = (cue: Cue): boolean =>
    cue.id === "obliged" &&
    cues.some(
      (other) =>
        other.x > 0 &&
        other.from < cue.from &&
        clauses[other.from] === clauses[cue.from] &&
        (other.family === "monetary" || (LESSENING.test(other.id) && isRelative(other.to, cue.from, units))),
    );
  if (orders.some(isLessened)) return cues.filter((cue) => !isLessened(cue));
  if (orders.length === 0) return [...cues];
  const isOrdered = (cue: Cue): boolean =>
    orders.some((order) => {
      if (cue.from <= order.from) return false;
      if (order.id === "directed") return clauses[cue.from] === clauses[order.from];
      // "will require companies to get consent and to let users say no".
      return units[cue.from - 1]?.norm === "to";
    });
  return cues.filter((cue) => cue.x <= 0 || !isOrdered(cue));
}
